"""table and data_table blocks -> HTML tables with header cells.

https://docs.slack.dev/reference/block-kit/blocks/table-block, …/data-table-block
"""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from bot.sandbox.render.html import tag
from bot.sandbox.render.reader import Reader
from bot.sandbox.render.rich_text import render_rich_text

Cell = Mapping[str, Any]


def render_table(block: Mapping[str, Any], reader: Reader) -> Markup:
    """The first row is the header."""
    settings = block.get("column_settings", [])
    classes = [_column_class(each or {}) for each in settings]
    head, *rows = block["rows"]
    body = [
        tag("tr", *(tag("td", _cell(each, reader), class_=_at(classes, place)) for place, each in enumerate(row)))
        for row in rows
    ]
    header = [
        tag("th", _cell(each, reader), scope="col", class_=_at(classes, place)) for place, each in enumerate(head)
    ]
    return _scrolling(tag("table", tag("thead", tag("tr", *header)), tag("tbody", *body), class_="sk-table"))


def render_data_table(block: Mapping[str, Any], reader: Reader) -> Markup:
    """All rows are there; a page's script may show `data-page-size` of them at a time."""
    named = int(block.get("row_header_column_index", 0))
    head, *rows = block["rows"]
    header = [tag("th", _cell(each, reader), scope="col", class_=_number_class(each)) for each in head]
    body = [tag("tr", *(_data_cell(each, place == named, reader) for place, each in enumerate(row))) for row in rows]
    table = tag(
        "table",
        tag("caption", block["caption"], class_="sk-table__caption"),
        tag("thead", tag("tr", *header)),
        tag("tbody", *body),
        class_="sk-table sk-table--data",
        data_page_size=int(block.get("page_size", 5)),
    )
    return _scrolling(table)


def words_table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    """A table of plain words; the first cell of a row names it."""
    body = [
        tag("tr", tag("th", row[0], scope="row"), *(tag("td", each, class_="sk-table__number") for each in row[1:]))
        for row in rows
    ]
    header = tag("tr", *(tag("th", each, scope="col") for each in head))
    return tag(
        "table",
        tag("caption", caption, class_="sk-table__caption"),
        tag("thead", header),
        tag("tbody", *body),
        class_="sk-table",
    )


def _data_cell(cell: Cell, names_the_row: bool, reader: Reader) -> Markup:
    if names_the_row:
        return tag("th", _cell(cell, reader), scope="row", class_=_number_class(cell))
    return tag("td", _cell(cell, reader), class_=_number_class(cell))


def _cell(cell: Cell, reader: Reader) -> Markup | str:
    return render_rich_text(cell, reader) if cell["type"] == "rich_text" else str(cell["text"])


def _number_class(cell: Cell) -> str | None:
    return "sk-table__number" if cell["type"] == "raw_number" else None


def _column_class(setting: Mapping[str, Any]) -> str:
    wrapped = " sk-table__cell--wrapped" if setting.get("is_wrapped") else ""
    return f"sk-table__cell--{setting.get('align', 'left')}{wrapped}"


def _at(classes: Sequence[str], place: int) -> str | None:
    return classes[place] if place < len(classes) else None


def _scrolling(table: Markup) -> Markup:
    """A wide table scrolls by itself, by keyboard too."""
    return tag("div", table, class_="sk-table-box", tabindex=0, role="group")
