"""Blocks that show data: table, data_table, data_visualization.

https://docs.slack.dev/reference/block-kit/blocks/table-block, …/data-table-block, …/data-visualization-block
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.sandbox.validation.objects import ID
from bot.sandbox.validation.rich_text import RICH_TEXT
from bot.sandbox.validation.schema import Check, array, by_type, fault, flag, number, one_of, record, string, whole

TABLE_CHARACTERS = 10_000  # over all cells of one table

_RAW: Mapping[str, Check] = {
    "raw_text": record({"text": string(least=1)}),
    "raw_number": record({"value": number, "text": string(least=1)}),
}
_CELL = by_type({**_RAW, "rich_text": RICH_TEXT})
_ROW = array(_CELL, 20, least=1)
_COLUMN = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _not_too_long(value: Any, at: str) -> list[str]:
    total = sum(len(words) for words in _words(value["rows"]))
    return [] if total <= TABLE_CHARACTERS else [fault(f"must be less than {TABLE_CHARACTERS + 1} characters", at)]


def _words(value: Any) -> Iterator[str]:
    """Every `text` anywhere below: a cell's own, or those of the rich text in it."""
    if isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        yield from _words(value.get("elements", []))


def _rectangular(value: Any, at: str) -> list[str]:
    width = len(value["rows"][0])
    return [
        fault(f"must have {width} items, as the first row", f"{at}/rows/{index}")
        for index, row in enumerate(value["rows"])
        if len(row) != width
    ]


def _plain_header(value: Any, at: str) -> list[str]:
    return [
        fault("unsupported type: rich_text", f"{at}/rows/0/{index}/type")
        for index, cell in enumerate(value["rows"][0])
        if cell["type"] == "rich_text"
    ]


TABLE = record(
    {"rows": array(_ROW, 100, least=1)},
    {"block_id": ID, "column_settings": array(_COLUMN, 20)},
    _not_too_long,
)
DATA_TABLE = record(
    {"rows": array(_ROW, 101, least=2), "caption": string(least=1)},
    {"block_id": ID, "page_size": whole(1, 100), "row_header_column_index": whole(0, 19)},
    _rectangular,
    _plain_header,
    _not_too_long,
)


def _above_zero(value: Any, at: str) -> list[str]:
    return number(value, at) or ([] if value > 0 else [fault("must be greater than 0", at)])


def _series_fit_the_axis(value: Any, at: str) -> list[str]:
    """Names differ, and every series has one point for each category."""
    categories = sorted(value["axis_config"]["categories"])
    messages: list[str] = []
    seen: set[str] = set()
    for index, series in enumerate(value["series"]):
        if series["name"] in seen:
            messages.append(fault("series names must be unique", f"{at}/series/{index}/name"))
        seen.add(series["name"])
        if sorted(point["label"] for point in series["data"]) != categories:
            messages.append(fault("must have one data point for each category", f"{at}/series/{index}/data"))
    return messages


_LABEL = string(20, least=1)
_POINT = record({"label": _LABEL, "value": number})
_SERIES = record({"name": _LABEL, "data": array(_POINT, 20, least=1)})
_AXIS = record({"categories": array(_LABEL, 20, least=1)}, {"x_label": string(50), "y_label": string(50)})
_PLOT = record({"series": array(_SERIES, 12, least=1), "axis_config": _AXIS}, {}, _series_fit_the_axis)
_PIE = record({"segments": array(record({"label": _LABEL, "value": _above_zero}), 12, least=1)})

DATA_VISUALIZATION = record(
    {"title": string(50, least=1), "chart": by_type({"pie": _PIE, "bar": _PLOT, "line": _PLOT, "area": _PLOT})},
    {"block_id": ID},
)
