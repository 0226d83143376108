"""The two windows of the board: why an item is dropped, and whether the meeting is over. Pure: facts in, views out."""

from bot.board.rules import Pressed
from bot.i18n import Texts
from bot.slack.blocks import Field, View, modal, section, text_input
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape, one_line


def drop_form(press: Pressed, title: str, t: Texts) -> View:
    """`title`: of the item, raw; "" if it is not to be shown."""
    why = Field(
        BlockId.WHY,
        t("Why is it dropped?"),
        text_input(lines=True, longest=500),
        required=True,
        hint=t("It does not come back by itself. The pain it is about stays open."),
    )
    named = section(f"*{escape(one_line(title, 200)) or t('From a private place')}*")
    buttons = (t("Drop"), t("Cancel"))
    return modal(ViewId.DROP_ITEM, t("Drop the item"), [named, why.block()], buttons=buttons, metadata=str(press))


def end_form(meeting_id: int, waiting: int, t: Texts) -> View:
    """`waiting`: items without a result."""
    said = t.plural(
        "{n} item has no result yet: it goes on to the next meeting.",
        "{n} items have no result yet: they go on to the next meeting.",
        waiting,
    )
    text = t("The minutes are posted in a moment.")
    blocks = [section(f"{said} {text}" if waiting else text)]
    buttons = (t("End the meeting"), t("Cancel"))
    return modal(ViewId.END_MEETING, t("End the meeting"), blocks, buttons=buttons, metadata=str(meeting_id))
