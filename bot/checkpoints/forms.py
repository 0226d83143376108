"""The forms of a review: why and what is next, another time, calling it off; and what was said, whole. Pure."""

from collections.abc import Sequence

from bot.checkpoints.facts import AskFacts, BriefFacts, Spoken
from bot.checkpoints.hindsight import Line
from bot.checkpoints.kpi_views import kpi_lines
from bot.checkpoints.models import Checkpoint
from bot.checkpoints.models import View as Part
from bot.checkpoints.rules import LONGEST_TYPED
from bot.checkpoints.views import FORESIGHT_ASKED, INSIGHT_ASKED
from bot.checkpoints.wording import in_words
from bot.i18n import N_, Texts
from bot.slack.blocks import Block, Field, View, context, divider, modal, section, text_input
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape, quotations

FIELDS = {Part.INSIGHT: BlockId.INSIGHT, Part.FORESIGHT: BlockId.FORESIGHT}
ASKED = {Part.INSIGHT: INSIGHT_ASKED, Part.FORESIGHT: FORESIGHT_ASKED}
HINTS = {
    Part.INSIGHT: N_("Insight: the reason behind a number, not the number again."),
    Part.FORESIGHT: N_("Foresight: what you expect, and the first sign by which you would notice."),
}
ROOM, MOST_SHOWN = 60_000, 40  # characters of one window: Slack takes 250 kB in all; departments of one part


def remarks_form(facts: AskFacts, t: Texts) -> View:
    """The two questions, with the department's own figures above them."""
    blocks: list[Block] = [context(escape(f"{facts.title} · {facts.department}")), section(_figures(facts, t))]
    texts = {Part.INSIGHT: facts.insight, Part.FORESIGHT: facts.foresight}
    for part in Part:
        blocks += _fixed(part, texts[part], t) if part in facts.fixed else [_field(part, texts[part], t)]
    open_parts = [part for part in Part if part not in facts.fixed]
    buttons = (t("Save"), t("Cancel")) if open_parts else ("", t("Close"))
    return modal(ViewId.REMARKS, t("Why, and what is next"), blocks, buttons=buttons, metadata=facts.reference)


def move_form(checkpoint: Checkpoint, title: str, t: Texts) -> View:
    """On the wall of the company."""
    local = checkpoint.meets_local
    day = {"type": "datepicker", "initial_date": f"{local:%Y-%m-%d}"}
    clock = {"type": "timepicker", "initial_time": f"{local:%H:%M}"}
    zone = t("In the time zone {zone}.", zone=checkpoint.zone.replace("_", " "))
    blocks: list[Block] = [
        section(f"*{escape(title)}*"),
        Field(BlockId.REVIEW_DAY, t("Day"), day, required=True).block(),
        Field(BlockId.REVIEW_CLOCK, t("Time"), clock, required=True, hint=zone).block(),
        context(t("What is asked and posted before it moves along. It stays the review of the same time.")),
    ]
    buttons, number = (t("Move it"), t("Cancel")), str(checkpoint.key)
    return modal(ViewId.MOVE_REVIEW, t("Move the review"), blocks, buttons=buttons, metadata=number)


def call_off_form(checkpoint: Checkpoint, title: str, t: Texts) -> View:
    why = Field(BlockId.WHY, t("Why?"), text_input(lines=True, longest=200), required=True)
    blocks: list[Block] = [section(f"*{escape(title)}*"), why.block(), context(t("The flywheel channel reads this."))]
    buttons, number = (t("Call it off"), t("Cancel")), str(checkpoint.key)
    return modal(ViewId.CALL_OFF_REVIEW, t("Call the review off"), blocks, buttons=buttons, metadata=number)


def remarks_window(facts: BriefFacts, t: Texts) -> View:
    """What every department said, whole."""
    blocks: list[Block] = [section(f"*{escape(facts.title)}*")]
    for part in Part:
        blocks += [divider(), section(f"*{t(ASKED[part])}*")]
        said = facts.said(part)
        for one in said[:MOST_SHOWN]:
            blocks += _whole(one, ROOM // 2 // max(len(said), 1), t)
        if not said:
            blocks.append(section(t("Nobody has said anything yet.")))
    return modal("remarks", t("Insight and foresight"), blocks, buttons=("", t("Close")))


def _figures(facts: AskFacts, t: Texts) -> str:
    lines: Sequence[Line] = facts.lines
    shown = [f"• {escape(in_words(line, t))}" for line in lines[:12]] + kpi_lines(facts.kpis[:8], t)
    return "\n".join(shown) or t("Nothing was counted for your department in that time.")


def _field(part: Part, text: str, t: Texts) -> Block:
    element = text_input(initial=text, lines=True, longest=LONGEST_TYPED)
    return Field(FIELDS[part], t(ASKED[part]), element, hint=t(HINTS[part])).block()


def _fixed(part: Part, text: str, t: Texts) -> list[Block]:
    said = f"*{t(ASKED[part])}*\n{quotations(text, 2_700)[0]}"
    return [section(said), context(t("It stands in the brief, and stays as it was."))]


def _whole(one: Spoken, room: int, t: Texts) -> list[Block]:
    mark = " · " + t("late") if one.is_late else ""
    who = f"*{escape(one.department)}* · {escape(one.by)}{mark}"
    pieces = quotations(one.text[: max(room, 500)], 2_700)
    return [section(f"{who}\n{pieces[0] if pieces else ''}"), *(section(piece) for piece in pieces[1:])]
