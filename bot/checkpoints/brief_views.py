"""The brief: one page of a period as a message. Pure: facts in, blocks out, at most a dozen of them.

The table says what the chart shows, and the text says both.
"""

from collections.abc import Sequence

from bot.charts.shapes import Plot, Series, labels
from bot.charts.views import plot_block
from bot.checkpoints.facts import BriefFacts, Spoken
from bot.checkpoints.hindsight import Line
from bot.checkpoints.kpi_views import kpi_lines
from bot.checkpoints.views import mix_line, nobody_line
from bot.checkpoints.wording import amount, difference, in_words
from bot.i18n import Texts
from bot.slack.blocks import Block, Element, Message, actions, button, choice, context, header, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, one_line, shorten

ROOM = 2_400  # characters of one part
MOST_CHARACTERS, LEAST_CHARACTERS = 420, 60  # of one department in it
MOST_ROWS = 40  # of the table, and of the menu: Slack takes a hundred
LONGEST_CELL = 120
MOST_BARS = 12


def brief_message(facts: BriefFacts, t: Texts) -> Message:
    top = _top(facts, t)
    told = [line for line in facts.lines if not line.is_blank]
    parts = [_part(t("Insight: why"), facts.insight, t), _part(t("Foresight: what is next"), facts.foresight, t)]
    own = "\n".join([f"*{t('Numbers of our own')}*", *kpi_lines(facts.kpis, t)]) if facts.kpis else ""
    notes = _notes(facts, t)
    blocks: list[Block] = [header(facts.title), section(top)]
    blocks += [_table(told, facts, t), *_chart(facts, t)] if told else [section(_nothing(facts, t))]
    blocks += [section(shorten(text, 3000)) for text in (own, *parts) if text]
    blocks += [_controls(told, facts, t), *([context(*notes)] if notes else [])]
    hindsight = [escape(in_words(line, t)) for line in told] or [_nothing(facts, t)]
    texts = [escape(facts.title), top, *hindsight, own, *parts, *notes]
    return Message("\n".join(text for text in texts if text), blocks)


def _top(facts: BriefFacts, t: Texts) -> str:
    lines = [f"*{t('Hindsight: what happened')}* · {escape(facts.period)}", mix_line(facts.mix, facts.missing, t)]
    if facts.is_late:
        lines.insert(0, "_" + t("This comes late: it was due when the review began.") + "_")
    return "\n".join(lines)


def _nothing(facts: BriefFacts, t: Texts) -> str:
    return t("Nothing was reported and nothing was done in {period}.", period=escape(facts.period))


def _part(name: str, said: Sequence[Spoken], t: Texts) -> str:
    if not said:
        return f"*{name}*\n" + t("Nobody has said anything yet.")
    room = max(LEAST_CHARACTERS, min(MOST_CHARACTERS, ROOM // len(said)))
    lines = [f"• *{escape(one.department)}* {escape(one_line(one.text, room))}{late(one, t)}" for one in said]
    return "\n".join([f"*{name}*", *lines])


def late(one: Spoken, t: Texts) -> str:
    return " _(" + t("late") + ")_" if one.is_late else ""


def _table(lines: Sequence[Line], facts: BriefFacts, t: Texts) -> Block:
    """A column for a year ago only once there was one."""
    ago = [t("A year ago")] if facts.year_ago else []
    rows = [[_text(cell) for cell in (t("What"), t("Now"), t("Before"), *ago, t("Difference"))]]
    for line in lines[:MOST_ROWS]:
        values = (line.now, line.before, line.year_ago)[: 2 + len(ago)]
        shown = [_text(amount(value, line.unit, t)) for value in values]
        rows.append([_text(_label(line)), *shown, _text(difference(line, t))])
    page = min(len(rows) - 1, 15)
    return {"type": "data_table", "caption": shorten(facts.title, 100), "rows": rows, "page_size": page}


def _label(line: Line) -> str:
    return f"{line.label} ({line.detail})" if line.detail else line.label


def _text(cell: str) -> Element:
    return {"type": "raw_text", "text": one_line(cell, LONGEST_CELL) or "–"}


def _chart(facts: BriefFacts, t: Texts) -> list[Block]:
    """Reports by stage: now, and what there is to compare with."""
    stages = [line for line in facts.lines if line.key.startswith("stage:")][:MOST_BARS]
    if not stages:
        return []
    names = labels(facts.stages.get(line.key.removeprefix("stage:"), t("No stage said")) for line in stages)
    bars = [_series(t("Now"), [line.now for line in stages])]
    bars += [_series(t("Before"), [line.before for line in stages])] if facts.before else []
    bars += [_series(t("A year ago"), [line.year_ago for line in stages])] if facts.year_ago else []
    title = t("Reports by stage, {period}", period=facts.period)
    return [plot_block(Plot(title, "bar", names, bars, t("Stage"), t("Reports")))]


def _series(name: str, values: Sequence[float | None]) -> Series:
    return Series(name, tuple(value or 0 for value in values))


def _controls(lines: Sequence[Line], facts: BriefFacts, t: Texts) -> Block:
    number = facts.checkpoint.key
    elements: list[Element] = []
    if lines:
        keys = {line.key: line.label for line in reversed(lines[:MOST_ROWS])}
        behind = [(one_line(keys[key], 75), f"{number}:{key}") for key in reversed(list(keys))]
        menu = choice("static_select", behind, placeholder=t("What is behind a number?"))
        elements.append({**menu, "action_id": ActionId.BEHIND_NUMBER})
    if facts.insight or facts.foresight:
        elements.append(button(t("Read all"), ActionId.READ_REMARKS, str(number)))
    ways = [(t("As a picture"), "picture"), (t("As a canvas"), "canvas"), (t("As CSV"), "csv"), (t("As Excel"), "xlsx")]
    elements.append(overflow(ActionId.BRIEF_MENU, [(label, f"{way}:{number}") for label, way in ways]))
    return actions(*elements)


def _notes(facts: BriefFacts, t: Texts) -> list[str]:
    notes = []
    if not facts.is_over:
        notes.append(t("The period is not over: these numbers still grow."))
    if not facts.before and not facts.year_ago:
        notes.append(t("There is nothing to compare with yet: nothing was counted before."))
    elif not facts.year_ago:
        notes.append(t("A year ago nothing was counted yet."))
    return [*notes, *([line] if (line := nobody_line(facts.missing, t)) else [])]
