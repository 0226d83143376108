"""The forms about a handoff: to whom and why, why not, and what the receiver wants to know first."""

from collections.abc import Sequence

from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.i18n import Texts
from bot.ownership.rules import About
from bot.pains.forms import LONGEST
from bot.slack.blocks import Block, Element, Field, View, choice, context, modal, plain_text, section, text_input
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape


def hand_over_form(about: About, pain_id: int, departments: Sequence[Department], waiting: str, t: Texts) -> View:
    """`departments`: those it can go to. `waiting`: the name of whoever it is offered to already, raw; "" = nobody."""
    names = [(department_name(department, t), department.key) for department in departments]
    which = choice("static_select", names, placeholder=t("Whoever decides there answers"))
    person: Element = {"type": "users_select", "placeholder": plain_text(t("One person answers"), 150)}
    fields = [
        *([Field(BlockId.DEPARTMENT, t("To a department"), which)] if names else []),
        Field(BlockId.PERSON, t("Or to a person"), person),
        _why(t("Why is it theirs?"), t),
    ]
    hint = t("It is an offer: until somebody accepts it, it stays where it is.")
    if waiting:
        hint += " " + t(
            "It is offered to {receiver} now. This offer takes the place of that one.", receiver=escape(waiting)
        )
    blocks = _blocks(about, fields, hint)
    return modal(ViewId.HAND_OVER, t("Hand over"), blocks, buttons=(t("Offer it"), t("Cancel")), metadata=str(pain_id))


def decline_form(about: About, subject: str, t: Texts) -> View:
    """`subject` comes back with the form: the handoff, and where the offer can be replaced."""
    blocks = _blocks(about, [_why(t("Why not?"), t)], t("It stays with the giver, who reads this; so does the card."))
    buttons = (t("Decline"), t("Cancel"))
    return modal(ViewId.DECLINE_OFFER, t("Decline the offer"), blocks, buttons=buttons, metadata=subject)


def ask_form(about: About, subject: str, t: Texts) -> View:
    """As `decline_form`."""
    element = text_input(lines=True, longest=LONGEST)
    field = Field(BlockId.QUESTION, t("What do you want to know?"), element, required=True)
    blocks = _blocks(about, [field], t("The giver is asked. The offer waits meanwhile, and its clock goes on."))
    return modal(ViewId.ASK_OFFER, t("Ask first"), blocks, buttons=(t("Ask"), t("Cancel")), metadata=subject)


def _why(label: str, t: Texts) -> Field:
    element = text_input(lines=True, longest=LONGEST, placeholder=t("One or two sentences are enough"))
    return Field(BlockId.WHY, label, element, required=True)


def _blocks(about: About, fields: Sequence[Field], hint: str) -> list[Block]:
    named = section(f"*{about.name}* {escape(about.headline)}".strip())
    return [named, *(field.block() for field in fields), context(hint)]
