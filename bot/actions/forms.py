"""The forms about an action. Pure: what is known in, a view out."""

from datetime import date

from bot.actions.models import Action
from bot.actions.rules import LONGEST
from bot.i18n import Texts
from bot.slack.blocks import Element, Field, View, context, modal, plain_text, search_select, section, text_input
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape, one_line


def action_form(about: str, due_on: date, t: Texts, *, owner: str = "", pain: tuple[str, str] | None = None) -> View:
    """`about` comes back with the form: "meeting:item", 0 for none. `owner`: who is proposed, if somebody is.

    `pain`: (label, id) of the one it serves.
    """
    person: Element = {"type": "users_select", "placeholder": plain_text(t("One person"), 150)}
    if owner:
        person["initial_user"] = owner
    serves = search_select(placeholder=t("A number, or some of its words"), initial=pain)
    fields = [
        Field(BlockId.WHAT, t("What is to be done?"), text_input(lines=True, longest=LONGEST),
              required=True),
        Field(BlockId.PERSON, t("Who does it?"), person, required=True),
        Field(BlockId.DAY, t("By when?"), {"type": "datepicker", "initial_date": str(due_on)}, required=True),
        Field(BlockId.OTHER_PAIN, t("Which pain does it serve?"), serves),
    ]  # fmt: skip
    hint = context(t("Somebody who is not in the meeting is asked first: it is theirs once they accept it."))
    blocks = [*(field.block() for field in fields), hint]
    return modal(ViewId.ACTION, t("Give an action"), blocks, buttons=(t("Save"), t("Cancel")), metadata=about)


def decline_form(action: Action, subject: str, t: Texts) -> View:
    """`subject` comes back with the form: the action, and where the offer can be replaced."""
    buttons = (t("Decline"), t("Cancel"))
    return _why(ViewId.DECLINE_ACTION, t("Decline the action"), action, t("Why not?"), buttons, subject)


def drop_form(action: Action, t: Texts) -> View:
    buttons = (t("Save"), t("Cancel"))
    return _why(ViewId.DROP_ACTION, t("Not doing"), action, t("Why is it not going to be done?"), buttons,
                str(action.id))  # fmt: skip


def _why(callback: ViewId, title: str, action: Action, label: str, buttons: tuple[str, str], about: str) -> View:
    field = Field(BlockId.WHY, label, text_input(lines=True, longest=LONGEST), required=True)
    said = escape(one_line(action.what, LONGEST)) or title
    blocks = [section(said), field.block()]
    return modal(callback, title, blocks, buttons=buttons, metadata=about)
