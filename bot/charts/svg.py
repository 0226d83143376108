"""A finished chart as an SVG drawing: bars with their numbers at them, so that colour alone says nothing. Pure.

Drawn by hand and not by a plotting library: it is a few boxes and words, and a library would be a hundred megabytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from bot.charts.shapes import Bar, Cell, Chart, Grid, Lengths, Weeks
from bot.charts.strokes import (
    BAR,
    EMPTY,
    INK,
    MARGIN,
    MUTED,
    PALE,
    PAPER,
    STRONG,
    WIDTH,
    Look,
    Paint,
    box,
    rule,
    sheet,
    words,
)
from bot.slack.text import one_line

LEFT = 300  # where bars and cells begin; names stand before
RIGHT = 150  # room behind the bars of weeks
FIRST, NEXT = 66, 36  # where the first line of the finding stands, and how far below the next one
NAME, FINDING, NOTE = 22, 62, 126  # characters that fit
ROW, TALLEST = 74, 44  # of weeks
LYING = 44
SQUARE, SLANTED = 64, 126

SMALL = Look(13, MUTED, anchor="middle")
TITLE = Look(18, MUTED)
PALEST = "#d5e6ea"  # of cells with something in them


@dataclass(frozen=True)
class Drawn:
    parts: Sequence[str]
    height: float


def drawing(chart: Chart) -> str:
    """Raises ValueError for a chart with nothing to show."""
    if chart.picture is None:
        raise ValueError("there is nothing to draw")
    finding = wrap(chart.finding, FINDING)[:3]
    top = FIRST + NEXT * len(finding) + 48
    body = _body(chart.picture, top)
    notes = [line for note in chart.notes for line in wrap(note, NOTE)]
    end = top + body.height
    head = [words(MARGIN, FIRST + NEXT * row, line, Look(28, bold=True)) for row, line in enumerate(finding)]
    title = words(MARGIN, FIRST + NEXT * len(finding), chart.title, TITLE)
    foot = [words(MARGIN, end + 24 * row + 24, line, Look(15, MUTED)) for row, line in enumerate(notes)]
    return sheet(end + 24 * len(notes) + MARGIN, [*head, title, *body.parts, *foot])


def _body(picture: Weeks | Lengths | Grid, top: float) -> Drawn:
    if isinstance(picture, Weeks):
        return _weeks(picture, top)
    return _lengths(picture, top) if isinstance(picture, Lengths) else _grid(picture, top)


def _weeks(picture: Weeks, top: float) -> Drawn:
    """A row of bars for each name, all on one scale; the row with the most is the strong one."""
    tallest = max((value for row in picture.rows for value in row.values), default=0) or 1
    most = max(picture.rows, key=lambda row: sum(row.values))
    step = (WIDTH - MARGIN - RIGHT - LEFT) / len(picture.labels)
    parts: list[str] = []
    for number, (row, after) in enumerate(zip(picture.rows, picture.after, strict=True)):
        base, strong = top + ROW * number + TALLEST + 16, row is most
        parts += [rule(base, MARGIN), words(MARGIN, base - 10, one_line(row.name, NAME), Look(18, bold=strong))]
        parts.append(words(WIDTH - MARGIN, base - 10, after, Look(16, bold=strong, anchor="end")))
        parts += _columns(row.values, base, step, tallest, STRONG if strong else BAR)
    bottom = top + ROW * len(picture.rows) + 10
    middles = [LEFT + step * (place + 0.5) for place in range(len(picture.labels))]
    parts += [words(x, bottom, label, SMALL) for x, label in zip(middles, picture.labels, strict=True)]
    parts.append(words(middles[-1], bottom + 18, picture.not_over, SMALL))
    return Drawn(parts, ROW * len(picture.rows) + 44)


def _columns(values: Sequence[float], base: float, step: float, tallest: float, fill: str) -> list[str]:
    """The last column is only outlined: its week is not over."""
    parts = []
    for place, value in enumerate(values):
        if not value:
            continue
        middle, height = LEFT + step * (place + 0.5), value / tallest * TALLEST
        paint = Paint(PALE, fill) if place == len(values) - 1 else Paint(fill)
        parts.append(box(middle - step * 0.31, base - height, step * 0.62, height, paint))
        parts.append(words(middle, base - height - 6, f"{value:g}", Look(13, anchor="middle")))
    return parts


def _lengths(picture: Lengths, top: float) -> Drawn:
    """Each panel on a scale of its own; its first bar is the longest."""
    parts: list[str] = []
    y = top
    for title, bars in picture.panels:
        parts.append(words(MARGIN, y + 6, title, Look(18, bold=True)))
        longest = max(bar.value for bar in bars) or 1
        parts += [
            part for row, bar in enumerate(bars) for part in _length(bar, y + 24 + LYING * row, longest, row == 0)
        ]
        y += 24 + LYING * len(bars) + 40
    return Drawn(parts, y - top - 20)


def _length(bar: Bar, y: float, longest: float, strong: bool) -> list[str]:
    width = max(bar.value / longest * (WIDTH - MARGIN - 220 - LEFT), 4)
    return [
        words(MARGIN, y + 23, one_line(bar.name, NAME + 2), Look(17)),
        box(LEFT, y + 2, width, 30, Paint(STRONG if strong else BAR)),
        words(LEFT + width + 12, y + 23, bar.shown, Look(16, bold=strong)),
    ]


def _grid(picture: Grid, top: float) -> Drawn:
    """The darker, the more; each cell says how many, so that the shade need not."""
    across = min((WIDTH - MARGIN - 40 - LEFT) / len(picture.columns), 180)
    most = max((cell.count for row in picture.cells for cell in row if cell), default=1)
    head = top + SLANTED
    parts = [words(MARGIN, head - 12, picture.from_to, Look(15, MUTED))]
    for place, name in enumerate(picture.columns):
        parts.append(words(LEFT + across * (place + 0.4), head - 12, one_line(name, NAME), Look(15, turn=-36)))
    for number, (name, cells) in enumerate(zip(picture.rows, picture.cells, strict=True)):
        y = head + SQUARE * number
        parts.append(words(MARGIN, y + 37, one_line(name, NAME + 2), Look(17)))
        for place, cell in enumerate(cells):
            parts += _square(cell, LEFT + across * place, y, across, most)
    return Drawn(parts, SLANTED + SQUARE * len(picture.rows) + 18)


def _square(cell: Cell | None, x: float, y: float, across: float, most: int) -> list[str]:
    middle, size = x + across / 2, (x + 2, y + 2, across - 4, SQUARE - 6)
    if cell is None:
        return [box(*size, Paint(EMPTY)), words(middle, y + 36, "–", Look(fill=MUTED, anchor="middle"))]
    share = cell.count / most
    ink = PAPER if share > 0.45 else INK
    return [
        box(*size, Paint(_shade(share))),
        words(middle, y + 29, f"{cell.count}", Look(19, ink, bold=True, anchor="middle")),
        words(middle, y + 49, cell.below, Look(12, ink, anchor="middle")),
    ]


def _shade(share: float) -> str:
    """From pale to strong."""
    pale, strong = (tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in (PALEST, STRONG))
    mixed = (round(light + (dark - light) * share) for light, dark in zip(pale, strong, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
