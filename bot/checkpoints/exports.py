"""Tables as the bytes of a file. What people typed is data in it: no cell is ever a formula.

CSV is UTF-8 with a mark at the beginning, without which Excel garbles Vietnamese, and lines end as RFC 4180 says.
"""

import csv
import io
from collections.abc import Sequence
from typing import Any

from bot.checkpoints.sheets import Cell, Sheet

MARK = "\ufeff"
# What a spreadsheet may take for the beginning of a formula, also full-width, and after what looks empty.
# https://owasp.org/www-community/attacks/CSV_Injection
STARTS = "=+-@＝＋－＠"
CONTROLS = "\t\r\n\v\f\0"
WIDEST, TALLEST = 60, 32_000  # characters: of a column, and of a cell (Excel takes 32,767)


def csv_safe(text: str) -> str:
    """As it is, with an apostrophe before what would be run."""
    text = text.replace("\0", "")
    runs = text.lstrip().startswith(tuple(STARTS)) or text.startswith(tuple(CONTROLS))
    return f"'{text}" if runs else text


def csv_file(sheets: Sequence[Sheet]) -> bytes:
    """All tables one below the other, each under its name."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for number, sheet in enumerate(sheets):
        if number:
            writer.writerow([])
        writer.writerow([csv_safe(sheet.name)])
        writer.writerow([csv_safe(name) for name in sheet.head])
        writer.writerows([_for_csv(cell) for cell in row] for row in sheet.rows)
    return (MARK + out.getvalue()).encode()


def xlsx_file(sheets: Sequence[Sheet]) -> bytes:
    """One sheet a table, its head fixed and filterable."""
    import xlsxwriter  # only here: most processes never write one

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "bg_color": "#e8f1f3", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            _write(book.add_worksheet(_name(sheet.name)), sheet, bold, wrapped)
    return out.getvalue()


def _write(page: Any, sheet: Sheet, bold: Any, wrapped: Any) -> None:
    page.write_row(0, 0, sheet.head, bold)
    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            _put(page, number, place, cell, wrapped)
    for number, url in enumerate(sheet.links, 1):
        if url:
            page.write_url(number, 0, url, string=str(sheet.rows[number - 1][0]))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.head) - 1)
    for place, width in enumerate(_widths(sheet)):
        page.set_column(place, place, width)


def _put(page: Any, number: int, place: int, cell: Cell, wrapped: Any) -> None:
    if cell is None:
        page.write_string(number, place, "–", wrapped)
    elif isinstance(cell, str):
        page.write_string(number, place, cell[:TALLEST], wrapped)
    else:
        page.write_number(number, place, cell, wrapped)


def _widths(sheet: Sheet) -> list[int]:
    columns = zip(sheet.head, *sheet.rows, strict=True)
    return [min(max(len(str(cell)) for cell in column) + 2, WIDEST) for column in columns]


def _for_csv(cell: Cell) -> str | float:
    """A number stays one, below zero too."""
    if cell is None:
        return "–"
    return csv_safe(cell) if isinstance(cell, str) else cell


def _name(text: str) -> str:
    """Of a sheet: Excel takes 31 characters, and not all of them."""
    return "".join(letter for letter in text if letter not in "[]:*?/\\")[:31]
