"""The rules of blocks that show data: tables and charts."""

from typing import Any

import pytest

from bot.sandbox.validation import Surface, check_blocks
from tests.sandbox.block_kit import PLOT, RAW, RICH, Json, chart, data_table, mrkdwn, pie, plain, series, table

REFUSED: list[tuple[str, Surface, Any, str]] = [
    ("a table without rows", "message", table(), "/rows"),
    ("a table of 101 rows", "message", table(*[[RAW]] * 101), "/rows"),
    ("a row of 21 cells", "message", table([RAW] * 21), "/rows/0"),
    ("a cell in mrkdwn", "message", table([mrkdwn()]), "/rows/0/0/type"),
    ("an empty cell", "message", table([{"type": "raw_text", "text": ""}]), "/rows/0/0/text"),
    ("settings for 21 columns", "message", table([RAW], column_settings=[{}] * 21), "/column_settings"),
    (
        "a column aligned to the middle",
        "message",
        table([RAW], column_settings=[{"align": "middle"}]),
        "/column_settings/0/align",
    ),
    ("a table of more than 10,000 characters", "message", table([{"type": "raw_text", "text": "x" * 5001}] * 2), ""),
    ("a table in a modal", "modal", table([RAW]), "/type"),
    ("a data_table without a caption", "message", {"type": "data_table", "rows": [[RAW], [RAW]]}, ""),
    ("a data_table of one row", "message", data_table([RAW]), "/rows"),
    ("a data_table of 102 rows", "message", data_table(*[[RAW]] * 102), "/rows"),
    ("rows of different lengths", "message", data_table([RAW], [RAW, RAW]), "/rows/1"),
    ("rich text in a data_table's header", "message", data_table([RICH], [RAW]), "/rows/0/0/type"),
    ("a page of no rows", "message", data_table(page_size=0), "/page_size"),
    ("a page of 101 rows", "message", data_table(page_size=101), "/page_size"),
    ("a number without its words", "message", data_table([RAW], [{"type": "raw_number", "value": 3}]), "/rows/1/0"),
    ("a data_table in a modal", "modal", data_table(), "/type"),
    ("a chart of an unknown type", "message", chart(type="radar"), "/chart/type"),
    ("a chart's title that is too long", "message", {**chart(), "title": "x" * 51}, "/title"),
    ("a chart's title that is a text object", "message", {**chart(), "title": plain()}, "/title"),
    (
        "a label that is too long",
        "message",
        chart(axis_config={"categories": ["x" * 21]}),
        "/chart/axis_config/categories/0",
    ),
    (
        "an axis label that is too long",
        "message",
        chart(axis_config={**PLOT["axis_config"], "x_label": "x" * 51}),
        "/chart/axis_config/x_label",
    ),
    (
        "21 points",
        "message",
        chart(series=[{"name": "x", "data": [{"label": "x", "value": 1}] * 21}]),
        "/chart/series/0/data",
    ),
    ("13 series", "message", chart(series=series(*"abcdefghijklm")), "/chart/series"),
    ("two series of one name", "message", chart(series=series("a", "a")), "/chart/series/1/name"),
    (
        "a series that misses a category",
        "message",
        chart(axis_config={"categories": ["May", "June", "July"]}),
        "/chart/series/0/data",
    ),
    (
        "a value that is a string",
        "message",
        chart(series=[{"name": "x", "data": [{"label": "May", "value": "3"}]}]),
        "/chart/series/0/data/0/value",
    ),
    (
        "a bar chart without an axis",
        "message",
        {"type": "data_visualization", "title": "x", "chart": {"type": "bar", "series": series("a")}},
        "/chart",
    ),
    ("13 segments", "message", pie(*[1] * 13), "/chart/segments"),
    ("a segment of nothing", "message", pie(1, 0), "/chart/segments/1/value"),
    ("a chart on the Home tab", "home", chart(), "/type"),
    ("a chart in a modal", "modal", chart(), "/type"),
]

ACCEPTED: list[tuple[str, Surface, Json]] = [
    ("a table", "home", table([RAW, RICH], [RAW], column_settings=[{"align": "right", "is_wrapped": True}])),
    ("a data_table", "message", data_table([RAW], [{"type": "raw_number", "value": 3, "text": "3"}], page_size=10)),
    ("a bar chart", "message", chart()),
    ("a line chart", "message", chart(type="line", series=series("a", "b"))),
    ("an area chart", "message", chart(type="area")),
    ("a pie chart", "message", pie(1, 2.5)),
]


@pytest.mark.parametrize(("surface", "block", "pointer"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED])
def test_a_table_or_chart_that_slack_refuses_is_refused_where_it_is_wrong(
    surface: Surface, block: Any, pointer: str
) -> None:
    problem = check_blocks([block], surface)

    assert problem is not None
    assert "invalid_blocks" == problem.code
    assert problem.messages[-1].endswith(f"[json-pointer:/blocks/0{pointer}]"), problem.messages


@pytest.mark.parametrize(("surface", "block"), [case[1:] for case in ACCEPTED], ids=[c[0] for c in ACCEPTED])
def test_a_table_or_chart_that_slack_takes_is_taken(surface: Surface, block: Json) -> None:
    assert None is check_blocks([block], surface)
