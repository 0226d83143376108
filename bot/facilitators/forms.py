"""The forms about the rotation. Pure: what is known in, a view out."""

from collections.abc import Sequence
from datetime import date

from bot.facilitators.models import Away
from bot.facilitators.views import days_text
from bot.i18n import Texts
from bot.slack.blocks import Block, Element, Field, View, context, modal, plain_text, section, ticks
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape

MOST_AWAYS = 10  # checkboxes of one field


def pass_form(meeting_id: int, t: Texts) -> View:
    field = Field(BlockId.PERSON, t("Who leads it instead?"), _person(t), required=True)
    hint = context(t("They are asked first: until they say yes, it stays as it is."))
    buttons = (t("Ask"), t("Cancel"))
    return modal(ViewId.ASK_TO_LEAD, t("Pass it on"), [field.block(), hint], buttons=buttons, metadata=str(meeting_id))


def swap_form(about: str, name: str, t: Texts) -> View:
    """`about` comes back with the form: whose turn it is, and where the rotation is shown. `name` is raw."""
    field = Field(BlockId.PERSON, t("With whom?"), _person(t), required=True)
    said = section(t("Each has the turn of the other: {name}, and whoever you choose.", name=escape(name)))
    buttons = (t("Swap"), t("Cancel"))
    return modal(ViewId.SWAP_TURNS, t("Swap two turns"), [said, field.block()], buttons=buttons, metadata=about)


def order_form(about: str, people: Sequence[str], t: Texts) -> View:
    """`people`: as they follow each other now. `about` comes back with the form."""
    element: Element = {"type": "multi_users_select", "placeholder": plain_text(t("The next one first"), 150)}
    if people:
        element["initial_users"] = list(people)
    field = Field(BlockId.PEOPLE, t("In which order do they lead?"), element, required=True,
                  hint=t("The order in which you choose them. Whoever is not named comes after them."))  # fmt: skip
    buttons = (t("Save"), t("Cancel"))
    return modal(ViewId.ROTATION, t("Change the order"), [field.block()], buttons=buttons, metadata=about)


def away_form(about: str, today: date, mine: Sequence[Away], t: Texts) -> View:
    """`mine`: the days she said before, which she can take back. `about` comes back with the form."""
    day: Element = {"type": "datepicker", "initial_date": str(today)}
    fields = [
        Field(BlockId.FIRST_AWAY, t("From"), day),
        Field(BlockId.LAST_AWAY, t("Until, that day included"), day),
    ]
    blocks: list[Block] = [field.block() for field in fields]
    if mine:
        said = [(days_text(one.first, one.last, t), str(one.id)) for one in mine[:MOST_AWAYS]]
        blocks.append(Field(BlockId.AWAY, t("Days you are there after all"), ticks(said)).block())
    blocks.append(context(t("You lead no meeting on those days. Your turn waits until you are back.")))
    return modal(ViewId.AWAY, t("I am away"), blocks, buttons=(t("Save"), t("Cancel")), metadata=about)


def _person(t: Texts) -> Element:
    return {"type": "users_select", "placeholder": plain_text(t("Choose a person"), 150)}
