"""The pictures of the page, as SVG: the year as a wheel, lines and bars by month, with their numbers."""

from collections.abc import Sequence
from html import escape
from math import cos, pi, sin

WIDTH, HEIGHT = 640, 240
LEFT, BOTTOM, TOP, RIGHT = 40, 30, 22, 16
SIZE, MIDDLE = 720, 360
INNER, MONTHS, BEAT = 150, 318, 262  # radii: where weeks begin, where months are named, where meetings lie
LONGEST = 84  # of a week's bar
BAND = 6


def wheel(weeks: Sequence[int], months: Sequence[str], marks: Sequence[tuple[float, str, str]], arcs: Sequence[
    tuple[float, float, str]
], centre: Sequence[str]) -> str:  # fmt: skip
    """The year clockwise from the top. `marks`: (share of the year, class, words); `arcs`: (from, to, words)."""
    tallest = max(weeks, default=0) or 1
    parts = [f'<circle class="track" cx="{MIDDLE}" cy="{MIDDLE}" r="{BEAT}"/>']
    for place, name in enumerate(months):
        parts.append(_spoke(place / len(months)))
        parts.append(_text(*_at((place + 0.5) / len(months), MONTHS), name, "month"))
    for place, count in enumerate(weeks):
        share = (place + 0.5) / len(weeks)
        parts.append(_ray(share, INNER, INNER + LONGEST * count / tallest, f"Week {place + 1}: {count} pains"))
    parts += [_arc(since, until, words) for since, until, words in arcs]
    for share, kind, words in marks:
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


def stacks(rows: Sequence[tuple[str, str, Sequence[int]]], labels: Sequence[str]) -> str:
    """A column a month, in layers: (name, class, a value a month)."""
    totals = [sum(values[place] for _, _, values in rows) for place in range(len(labels))]
    top, wide = max(totals, default=0) or 1, (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    parts = _ground(top, labels)
    for place, total in enumerate(totals):
        below = 0
        for name, kind, values in rows:
            value = values[place]
            y, bottom = _y(below + value, top), _y(below, top)
            parts.append(
                f'<rect class="{kind}" x="{LEFT + wide * (place + 0.16):.1f}" y="{y:.1f}" width="{wide * 0.68:.1f}" '
                f'height="{max(bottom - y, 0):.1f}"><title>{escape(name)}: {value}</title></rect>'
            )
            below += value
        parts.append(_text(_x(place, len(labels)), _y(total, top) - 6, str(total), "number"))
    return _sheet(parts, ", ".join(name for name, _, _ in rows))


def hours(counts: Sequence[int], opens: int, closes: int) -> str:
    """A bar an hour of the day; the hours somebody is at work are lighter ground."""
    top, wide = max(counts, default=0) or 1, (WIDTH - 2 * RIGHT) / 24
    x, across = RIGHT + wide * opens, wide * (closes - opens)
    parts = [f'<rect class="open" x="{x:.1f}" y="{TOP}" width="{across:.1f}" height="{HEIGHT - TOP - BOTTOM}"/>']
    parts.append(_text(x + across / 2, TOP + 18, "at work, on the reader's own wall", "under"))
    for hour, count in enumerate(counts):
        middle, y = RIGHT + wide * (hour + 0.5), _y(count, top * 1.25)
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
    (x1, y1), (x2, y2) = _at(share, INNER), _at(share, MONTHS + 18)
    return f'<line class="rule" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _ray(share: float, since: float, until: float, words: str) -> str:
    (x1, y1), (x2, y2) = _at(share, since), _at(share, until)
    return f'<line class="ray" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}">{_title(words)}</line>'


def _arc(since: float, until: float, words: str) -> str:
    (x1, y1), (x2, y2) = _at(since, BEAT), _at(max(until, since + 0.004), BEAT)
    path = f"M{x1:.1f} {y1:.1f} A{BEAT} {BEAT} 0 0 1 {x2:.1f} {y2:.1f}"
    return f'<path class="away" d="{path}">{_title(words)}</path>'


def _title(words: str) -> str:
    """What is shown when somebody points at it."""
    return f"<title>{escape(words)}</title>"


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def _sheet(parts: Sequence[str], words: str) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(words)}">{"".join(parts)}</svg>'
