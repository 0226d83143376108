"""data_visualization blocks -> inline SVG, and the same numbers as a table.

https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.sandbox.render.html import tag
from bot.sandbox.render.reader import Reader
from bot.sandbox.render.tables import words_table

WIDTH, HEIGHT = 480, 240
LEFT, BOTTOM, TOP = 48, 36, 12  # room for the axes' words
LETTER = 6  # about as wide as one of them

Chart = Mapping[str, Any]


def render_chart(block: Mapping[str, Any], reader: Reader) -> Markup:
    chart, title = block["chart"], str(block["title"])
    pie = chart["type"] == "pie"
    drawing = _pie(chart["segments"]) if pie else _plot(chart)
    table = _pie_table(title, chart) if pie else _plot_table(title, chart)
    names = [each["label"] for each in chart["segments"]] if pie else [each["name"] for each in chart["series"]]
    svg = tag(
        "svg",
        *drawing,
        role="img",
        aria_label=f"{title}. {_said(chart)}",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_=f"sk-chart__drawing sk-chart__drawing--{chart['type']}",
    )
    same = tag("details", tag("summary", reader.word("data")), table, class_="sk-chart__table")
    return tag(
        "figure", tag("figcaption", title, class_="sk-chart__title"), svg, _legend(names), same, class_="sk-chart"
    )


def _said(chart: Chart) -> str:
    """The numbers in words, for who does not see the drawing."""
    if chart["type"] == "pie":
        return ", ".join(f"{each['label']} {_number(each['value'])}" for each in chart["segments"])
    return "; ".join(
        f"{series['name']}: " + ", ".join(f"{each['label']} {_number(each['value'])}" for each in series["data"])
        for series in chart["series"]
    )


def _legend(names: Sequence[str]) -> Markup:
    items = [
        tag("li", tag("span", "", class_=f"sk-chart__key sk-chart__series--{place}"), name)
        for place, name in enumerate(names)
    ]
    return tag("ul", *items, class_="sk-chart__legend", aria_hidden="true")


def _pie_table(title: str, chart: Chart) -> Markup:
    total = sum(each["value"] for each in chart["segments"])
    rows = [[each["label"], _number(each["value"]), f"{each['value'] / total:.0%}"] for each in chart["segments"]]
    return words_table(title, ["", title, "%"], rows)


def _plot_table(title: str, chart: Chart) -> Markup:
    axis = chart["axis_config"]
    points = [_by_label(series) for series in chart["series"]]
    rows = [[label, *(_number(each[label]) for each in points)] for label in axis["categories"]]
    return words_table(title, [axis.get("x_label", ""), *(each["name"] for each in chart["series"])], rows)


def _by_label(series: Chart) -> dict[str, float]:
    return {each["label"]: each["value"] for each in series["data"]}


def _number(value: float) -> str:
    return f"{value:,.10g}"


def _pie(segments: Sequence[Chart]) -> list[Markup]:
    total = sum(each["value"] for each in segments)
    turned = 0.0
    slices = []
    for place, each in enumerate(segments):
        share = each["value"] / total
        slices.append(_slice(turned, share, place))
        turned += share
    return slices


def _slice(turned: float, share: float, place: int) -> Markup:
    """One segment, from `turned` on; both are shares of the whole circle."""
    x, y, radius = WIDTH / 2, HEIGHT / 2, HEIGHT / 2 - TOP
    class_ = f"sk-chart__series--{place}"
    if share > 0.9999:
        return tag("circle", cx=f"{x}", cy=f"{y}", r=f"{radius}", class_=class_)
    start, end = (_on_circle(x, y, radius, each) for each in (turned, turned + share))
    large = 1 if share > 0.5 else 0
    return tag("path", d=f"M{x} {y} L{start} A{radius} {radius} 0 {large} 1 {end} Z", class_=class_)


def _on_circle(x: float, y: float, radius: float, turned: float) -> str:
    angle = 2 * math.pi * turned - math.pi / 2
    return f"{x + radius * math.cos(angle):.1f} {y + radius * math.sin(angle):.1f}"


@dataclass(frozen=True)
class _Scale:
    """Values and categories -> places in the drawing."""

    low: float
    high: float
    steps: int

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (value - self.low) / (self.high - self.low) * (HEIGHT - BOTTOM - TOP)

    def x(self, place: int) -> float:
        """The middle of a category's column."""
        return LEFT + (place + 0.5) * self.column

    @property
    def column(self) -> float:
        return (WIDTH - LEFT) / self.steps


def _plot(chart: Chart) -> list[Markup]:
    categories = chart["axis_config"]["categories"]
    lines = [[_by_label(series)[label] for label in categories] for series in chart["series"]]
    values = [value for line in lines for value in line]
    low, high = min(0.0, *values), max(0.0, *values)
    scale = _Scale(low, high if high > low else low + 1, len(categories))
    draw = {"bar": _bars, "line": _lines, "area": _areas}[chart["type"]]
    return [*_axes(chart["axis_config"], scale), *draw(lines, scale)]


def _axes(axis: Chart, scale: _Scale) -> list[Markup]:
    base = scale.y(0)
    every = math.ceil(scale.steps / 10)
    parts = [tag("line", x1=LEFT, x2=WIDTH, y1=f"{base:.1f}", y2=f"{base:.1f}", class_="sk-chart__axis")]
    parts += [_word(LEFT - 6, scale.y(each), _number(each), "end") for each in sorted({scale.low, 0, scale.high})]
    parts += [
        _word(scale.x(place), HEIGHT - BOTTOM + 14, _cut(label, scale.column * every), "middle")
        for place, label in enumerate(axis["categories"])
        if place % every == 0
    ]
    if "x_label" in axis:
        parts.append(_word((WIDTH + LEFT) / 2, HEIGHT - 4, axis["x_label"], "middle"))
    if "y_label" in axis:
        parts.append(_word(LEFT, TOP - 2, axis["y_label"], "start"))
    return parts


def _cut(label: str, width: float) -> str:
    """As much as fits without running into the next one; the table has it whole."""
    letters = max(int(width / LETTER), 3)
    return label if len(label) <= letters else label[: letters - 1].rstrip() + "…"


def _word(x: float, y: float, words: str, anchor: str) -> Markup:
    return tag("text", words, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, class_="sk-chart__word")


def _bars(lines: Sequence[Sequence[float]], scale: _Scale) -> list[Markup]:
    """Bars stand in groups, one group a category."""
    width = scale.column * 0.8 / len(lines)
    bars = []
    for series, line in enumerate(lines):
        for place, value in enumerate(line):
            top, bottom = sorted((scale.y(value), scale.y(0)))
            left = scale.x(place) - scale.column * 0.4 + series * width
            size = {"x": f"{left:.1f}", "y": f"{top:.1f}", "width": f"{width:.1f}", "height": f"{bottom - top:.1f}"}
            bars.append(tag("rect", class_=f"sk-chart__series--{series}", **size))
    return bars


def _lines(lines: Sequence[Sequence[float]], scale: _Scale) -> list[Markup]:
    return [
        tag("polyline", points=_points(line, scale), fill="none", class_=f"sk-chart__series--{series}")
        for series, line in enumerate(lines)
    ]


def _areas(lines: Sequence[Sequence[float]], scale: _Scale) -> list[Markup]:
    """Areas lie in order of the series, the first at the back."""
    base = f"{scale.y(0):.1f}"
    first, last = f"{scale.x(0):.1f},{base}", f"{scale.x(scale.steps - 1):.1f},{base}"
    return [
        tag("polygon", points=f"{first} {_points(line, scale)} {last}", class_=f"sk-chart__series--{series}")
        for series, line in enumerate(lines)
    ]


def _points(line: Sequence[float], scale: _Scale) -> str:
    return " ".join(f"{scale.x(place):.1f},{scale.y(value):.1f}" for place, value in enumerate(line))
