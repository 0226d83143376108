"""The forms of closing a loop. Pure: what is known in, a view out."""

from bot.i18n import Texts
from bot.loops.models import Telling
from bot.loops.rules import BY_FLYWHEEL, HOWS
from bot.loops.views import customer_name
from bot.pains.models import Pain
from bot.pains.rules import label
from bot.slack.blocks import Field, View, choice, modal, section, text_input, ticks
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape

NOT_DOING = "not_doing"


def resolve_form(pain: Pain, shown_as: str, t: Texts, *, not_doing: bool = False) -> View:
    """`shown_as`: the pain's headline, raw; "" if it is not to be shown."""
    what = Field(
        BlockId.RESOLUTION,
        t("What changed, in one sentence for the customer"),
        text_input(longest=500, placeholder=t("The export now takes ten seconds.")),
        required=True,
        hint=t("In the customer's language: whoever reported it passes it on."),
    )
    tick = ticks([(t("We are not going to do it, and the sentence says why"), NOT_DOING)],
                 ticked=(NOT_DOING,) if not_doing else ())  # fmt: skip
    intro = section(f"*{label(pain.number)}* {escape(shown_as)}".strip())
    fields = [what, Field(BlockId.NOT_DOING, t("Not doing it?"), tick)]
    blocks = [intro, *(field.block() for field in fields)]
    return modal(ViewId.RESOLVE, t("Resolve"), blocks, buttons=(t("Resolve"), t("Cancel")), metadata=str(pain.id))


def told_form(telling: Telling, t: Texts) -> View:
    ways = [(t(name), key) for key, name in HOWS.items() if key != BY_FLYWHEEL]
    how = Field(BlockId.HOW, t("How did you tell them?"), choice("radio_buttons", ways), required=True)
    else_ = Field(BlockId.HOW_ELSE, t("In other words"), text_input(longest=300))
    blocks = [section(customer_name(telling, t)), how.block(), else_.block()]
    return _about(ViewId.TOLD_THEM, t("I told them"), blocks, telling, t)


def not_fixed_form(telling: Telling, t: Texts) -> View:
    why = Field(
        BlockId.WHY,
        t("What is still wrong for them?"),
        text_input(lines=True, longest=1000),
        required=True,
        hint=t("The pain is open again, and everybody who sees its card can read this."),
    )
    blocks = [section(customer_name(telling, t)), why.block()]
    return _about(ViewId.NOT_FIXED, t("Not fixed"), blocks, telling, t)


def text_form(telling: Telling, text: str, t: Texts) -> View:
    """`text`: what is proposed, or what she wrote before."""
    field = Field(BlockId.TEXT, t("What you want to send"), text_input(initial=text, lines=True), required=True)
    return _about(ViewId.CHANGE_TEXT, t("Change the text"), [field.block()], telling, t)


def _about(view_id: str, title: str, blocks: list[dict[str, object]], telling: Telling, t: Texts) -> View:
    return modal(view_id, title, blocks, buttons=(t("Save"), t("Cancel")), metadata=str(telling.id))
