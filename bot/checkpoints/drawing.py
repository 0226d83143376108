"""A brief as one page, drawn: what happened, the company's own numbers, why, and what is next. Pure.

Every number stands in words; a bar only shows the mix once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from bot.charts.strokes import BAR, INK, MARGIN, MUTED, PALE, STRONG, WIDTH, Look, Paint, box, rule, sheet, words
from bot.checkpoints.facts import BriefFacts, Spoken
from bot.checkpoints.hindsight import Line
from bot.checkpoints.kpi_views import kpi_words
from bot.checkpoints.rules import Mix
from bot.checkpoints.wording import amount, difference, in_words
from bot.i18n import Texts
from bot.slack.text import one_line, shorten

COLUMNS = (690, 830, 970, WIDTH - MARGIN)  # where now, before, a year ago and the difference end
ROW, DETAILED, TEXT = 34, 56, 26
WIDE, LABEL = 106, 62  # characters that fit
MOST_ROWS, MOST_KPIS, MOST_SAID, MOST_LINES = 24, 12, 10, 3
LONGEST_ALT = 1000  # docs.slack.dev/reference/methods/files.getUploadURLExternal, `alt_txt`
HEADING = Look(20, STRONG, bold=True)
SMALL, END, BOLD_END = Look(15, MUTED), Look(17, MUTED, anchor="end"), Look(17, bold=True, anchor="end")


@dataclass(frozen=True)
class Drawn:
    parts: Sequence[str]
    height: float


def brief_drawing(facts: BriefFacts, t: Texts) -> str:
    """An SVG; `bot.charts.png` makes a picture of it."""
    told = [line for line in facts.lines if not line.is_blank]
    parts, y = [words(MARGIN, 70, one_line(facts.title, 60), Look(32, bold=True))], 100.0
    if facts.period not in facts.title:
        parts, y = [*parts, words(MARGIN, 104, facts.period, Look(18, MUTED))], 130.0
    own = [kpi_words(one, t) for one in facts.kpis[:MOST_KPIS]]
    bodies = [
        _mix(facts.mix, t),
        _table(told, facts, t),
        _lines(t("Numbers of our own"), own) if own else Drawn([], 0),
        _lines(t("Insight: why"), _said(facts.insight, t)),
        _lines(t("Foresight: what is next"), _said(facts.foresight, t)),
    ]
    for body in bodies:
        parts.append(f'<g transform="translate(0 {y:.0f})">{"".join(body.parts)}</g>')
        y += body.height
    return sheet(y + MARGIN / 2, parts)


def alt_text(facts: BriefFacts, t: Texts) -> str:
    """What the picture shows, for who does not see it."""
    told = [in_words(line, t) for line in facts.lines if not line.is_blank]
    mix = [t("Hindsight / insight / foresight: {mix}", mix=facts.mix)] if facts.mix else []
    return shorten(". ".join([facts.title, *mix, *told]), LONGEST_ALT)


def _mix(mix: Mix | None, t: Texts) -> Drawn:
    if mix is None:
        return Drawn([], 20)
    names = (
        (t("Hindsight"), mix.hindsight, STRONG),
        (t("Insight"), mix.insight, BAR),
        (t("Foresight"), mix.foresight, PALE),
    )
    parts, x = [], float(MARGIN)
    for _, percent, fill in names:
        width = (WIDTH - 2 * MARGIN) * percent / 100
        if width:
            parts.append(box(x, 0, width, 22, Paint(fill, corner=0)))
        x += width
    said = " · ".join(f"{name} {percent} %" for name, percent, _ in names)
    return Drawn([*parts, words(MARGIN, 48, said, Look(17, bold=True))], 78)


def _table(lines: Sequence[Line], facts: BriefFacts, t: Texts) -> Drawn:
    heads = (t("Now"), t("Before"), t("A year ago"), t("Difference"))
    parts = [words(MARGIN, 22, t("Hindsight: what happened"), HEADING)]
    parts += [words(x, 22, head, Look(15, MUTED, anchor="end")) for x, head in zip(COLUMNS, heads, strict=True)]
    if not lines:
        empty = t("Nothing was reported and nothing was done in {period}.", period=facts.period)
        return Drawn([*parts, words(MARGIN, 58, empty, Look(17))], 96)
    y = 32.0
    for line in lines[:MOST_ROWS]:
        parts += _row(line, y, t)
        y += DETAILED if line.detail else ROW
    return Drawn(parts, y + 36)


def _row(line: Line, y: float, t: Texts) -> list[str]:
    cells = [amount(value, line.unit, t) for value in (line.now, line.before, line.year_ago)]
    looks = (BOLD_END, END, END, END)
    shown = zip(COLUMNS, [*cells, difference(line, t)], looks, strict=True)
    detail = [words(MARGIN, y + 45, one_line(line.detail, WIDE), SMALL)] if line.detail else []
    return [rule(y, MARGIN), words(MARGIN, y + 23, one_line(line.label, LABEL), Look(17)), *detail,
            *(words(x, y + 23, text, look) for x, text, look in shown)]  # fmt: skip


def _said(said: Sequence[Spoken], t: Texts) -> list[str]:
    """What was said later is labelled; what has no room is counted."""
    found = [f"{one.department}{_late(one, t)}: {one.text}" for one in said[:MOST_SAID]]
    more = len(said) - MOST_SAID
    return [*found, *([t("and {n} more", n=more)] if more > 0 else [])] or [t("Nobody has said anything yet.")]


def _late(one: Spoken, t: Texts) -> str:
    return f" ({t('late')})" if one.is_late else ""


def _lines(name: str, texts: Sequence[str]) -> Drawn:
    parts, y = [words(MARGIN, 22, name, HEADING)], 54.0
    for text in texts:
        for line in wrap(one_line(text, WIDE * MOST_LINES - 4), WIDE)[:MOST_LINES]:
            parts.append(words(MARGIN, y, line, Look(17, INK)))
            y += TEXT
        y += 6
    return Drawn(parts, y + 14)
