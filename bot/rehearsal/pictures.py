"""The pictures of the page, as SVG: the year as a wheel, lines and bars by month, with their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin

WIDTH, HEIGHT = 640, 240
LEFT, BOTTOM, TOP, RIGHT = 48, 30, 30, 16
SIZE, MIDDLE = 720, 360
# Radii: where weeks begin, where meetings lie, where reviews do, where themes and months are named.
INNER, BEAT, REVIEWS, THEMES, MONTHS = 112, 242, 267, 294, 338
LONGEST = 108  # of a week's bar
TALL_ENOUGH = 20  # to hold a number


@dataclass(frozen=True)
class Turn:
    """A year, clockwise from the top: `marks` are (share of the year, class, words), `arcs` (from, to, words)."""

    weeks: Sequence[int]
    months: Sequence[str]
    marks: Sequence[tuple[float, str, str]]
    reviews: Sequence[tuple[float, str]]
    arcs: Sequence[tuple[float, float, str]]
    themes: Sequence[tuple[float, float, str]]
    centre: Sequence[str]


def wheel(turn: Turn) -> str:
    weeks, months, centre = turn.weeks, turn.months, turn.centre
    tallest = max(weeks, default=0) or 1
    parts = [f'<circle class="track" cx="{MIDDLE}" cy="{MIDDLE}" r="{BEAT}"/>']
    for place, name in enumerate(months):
        parts.append(_spoke(place / len(months)))
        parts.append(_text(*_below(_at((place + 0.5) / len(months), MONTHS)), name, "month"))
    for place, count in enumerate(weeks):
        share = (place + 0.5) / len(weeks)
        parts.append(_ray(share, INNER, INNER + LONGEST * count / tallest, f"Week {place + 1}: {count} pains"))
    for place, (since, until, name) in enumerate(turn.themes):
        parts += _theme(place, since, until, name)
    for share, words in turn.reviews:
        x, y = _at(share, REVIEWS)
        parts.append(f'<circle class="review" cx="{x:.1f}" cy="{y:.1f}" r="5">{_title(words)}</circle>')
    for since, until, words in turn.arcs:
        parts.append(f'<path class="away" d="{_path(BEAT, since, max(until, since + 0.004))}">{_title(words)}</path>')
    for share, kind, words in turn.marks:
        x, y = _at(share, BEAT)
        parts.append(f'<circle class="mark {kind}" cx="{x:.1f}" cy="{y:.1f}" r="9">{_title(words)}</circle>')
    parts.append(_text(MIDDLE, MIDDLE - 4, centre[0], "huge"))
    parts += [_text(MIDDLE, MIDDLE + 30 + 22 * row, line, "under") for row, line in enumerate(centre[1:])]
    box = f'viewBox="0 0 {SIZE} {SIZE}" role="img" aria-label="The year as a wheel"'
    return f'<svg class="wheel" {box}>{"".join(parts)}</svg>'


def lines(series: Sequence[tuple[str, str, Sequence[float | None]]], labels: Sequence[str]) -> str:
    """`series`: (name, class, a value a month; None = none). The first and the last value are written out."""
    top = max((value for _, _, values in series for value in values if value is not None), default=0) or 1
    parts = _ground(top, labels)
    for name, kind, values in series:
        points = [
            (_x(place, len(labels)), _y(value, top), value) for place, value in enumerate(values) if value is not None
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(f'<polyline class="line {kind}" points="{path}">{_title(name)}</polyline>')
        for x, y, value in (points[0], points[-1]) if points else ():
            parts.append(f'<circle class="dot {kind}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>')
            parts.append(_text(x, y - 10, f"{value:.0f}", "number"))
    return _sheet(parts, ", ".join(name for name, _, _ in series))


def stacks(
    rows: Sequence[tuple[str, str, Sequence[int]]], labels: Sequence[str], *, totals: bool = True
) -> str:  # fmt: skip
    """A column a month, in layers: (name, class, a value a month). Without totals the layers' own numbers are shown."""
    sums = [sum(values[place] for _, _, values in rows) for place in range(len(labels))]
    top, wide = max(sums, default=0) or 1, (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    parts = _ground(top, labels)
    for place, total in enumerate(sums):
        below = 0
        for name, kind, values in rows:
            value = values[place]
            y, bottom = _y(below + value, top), _y(below, top)
            parts.append(
                f'<rect class="{kind}" x="{LEFT + wide * (place + 0.16):.1f}" y="{y:.1f}" width="{wide * 0.68:.1f}" '
                f'height="{max(bottom - y, 0):.1f}"><title>{escape(name)}: {value}</title></rect>'
            )
            if not totals and bottom - y > TALL_ENOUGH:
                parts.append(_text(_x(place, len(labels)), (y + bottom) / 2 + 5, str(value), f"inside on-{kind}"))
            below += value
        if totals:
            parts.append(_text(_x(place, len(labels)), _y(total, top) - 6, str(total), "number"))
    return _sheet(parts, ", ".join(name for name, _, _ in rows))


def hours(counts: Sequence[int], opens: int, closes: int) -> str:
    """A bar an hour of the day; the hours somebody is at work are lighter ground."""
    top, wide = max(counts, default=0) or 1, (WIDTH - 2 * RIGHT) / 24
    x, across = RIGHT + wide * opens, wide * (closes - opens)
    parts = [f'<rect class="open" x="{x:.1f}" y="{TOP}" width="{across:.1f}" height="{HEIGHT - TOP - BOTTOM}"/>']
    parts.append(_text(x + across / 2, TOP + 18, "at work", "under"))
    for hour, count in enumerate(counts):
        middle, y = RIGHT + wide * (hour + 0.5), _y(count, top * 1.35)
        if count:
            left, high = middle - wide * 0.32, HEIGHT - BOTTOM - y
            size = f'width="{wide * 0.64:.1f}" height="{high:.1f}"'
            parts.append(f'<rect class="a" x="{left:.1f}" y="{y:.1f}" {size} rx="3"/>')
            parts.append(_text(middle, y - 6, f"{count:,}", "number"))
        if hour % 3 == 0:
            parts.append(_text(middle, HEIGHT - 8, f"{hour:02}", "label"))
    return _sheet(parts, "Daily lists by the hour they arrived")


def _ground(top: float, labels: Sequence[str]) -> list[str]:
    parts = []
    for share in (0, 0.5, 1):
        y = _y(top * share, top)
        parts.append(f'<line class="rule" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(_text(LEFT - 8, y + 4, f"{top * share:.0f}", "label end"))
    return parts + [_text(_x(place, len(labels)), HEIGHT - 8, label, "label") for place, label in enumerate(labels)]


def _x(place: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / max(count, 1)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top


def _at(share: float, radius: float) -> tuple[float, float]:
    angle = 2 * pi * share
    return MIDDLE + radius * sin(angle), MIDDLE - radius * cos(angle)


def _spoke(share: float) -> str:
    (x1, y1), (x2, y2) = _at(share, INNER), _at(share, THEMES + 12)
    return f'<line class="rule" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _ray(share: float, since: float, until: float, words: str) -> str:
    (x1, y1), (x2, y2) = _at(share, since), _at(share, until)
    return f'<line class="ray" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}">{_title(words)}</line>'


def _theme(place: int, since: float, until: float, name: str) -> list[str]:
    """A part of the outer ring, its name along it: the lower half is read from the other side."""
    is_below = 0.25 < (since + until) / 2 < 0.75
    way = _path(THEMES + 5, until, since) if is_below else _path(THEMES - 5, since, until)
    return [
        f'<path class="theme t{place % 4}" d="{_path(THEMES, since + 0.003, until - 0.003)}"/>',
        f'<path id="theme{place}" d="{way}" fill="none"/>',
        f'<text class="name"><textPath href="#theme{place}" startOffset="50%">{escape(name)}</textPath></text>',
    ]


def _path(radius: float, since: float, until: float) -> str:
    """An arc; counter-clockwise where it ends before it begins."""
    (x1, y1), (x2, y2) = _at(since, radius), _at(until, radius)
    turns, is_long = int(until > since), int(abs(until - since) > 0.5)
    return f"M{x1:.1f} {y1:.1f} A{radius} {radius} 0 {is_long} {turns} {x2:.1f} {y2:.1f}"


def _below(at: tuple[float, float]) -> tuple[float, float]:
    """Text stands on its line: a little lower it stands around it."""
    return at[0], at[1] + 6


def _title(words: str) -> str:
    """What is shown when somebody points at it."""
    return f"<title>{escape(words)}</title>"


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def _sheet(parts: Sequence[str], words: str) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(words)}">{"".join(parts)}</svg>'
