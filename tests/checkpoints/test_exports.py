"""A brief as CSV and Excel: readable, whole, and nothing in it runs."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checkpoints.exports import csv_file, csv_safe, xlsx_file
from bot.checkpoints.facts import Behind
from bot.checkpoints.sheets import Sheet, sheets_of
from bot.i18n import texts_in
from tests.checkpoints import screens

HOSTILE = ["=cmd()", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "\0=1", "|calc"]
AT = datetime(2026, 3, 5, 9, tzinfo=UTC)
URL = "https://acme.slack.com/archives/C1/p1"


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def book_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def sheets(text: str) -> list[Sheet]:
    t = texts_in("en")
    pains = [Behind("P-12", text, AT, URL), Behind("P-13", "", AT, is_private=True)]
    return sheets_of(screens.brief(text, t), pains, t)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_run_has_an_apostrophe_before_it(text: str) -> None:
    runs = text != "|calc"

    assert runs == csv_safe(text).startswith("'")
    assert csv_safe(text).lstrip("'") == text.replace("\0", "")


@given(st.text(max_size=30))
def test_whatever_was_typed_no_cell_of_a_csv_begins_a_formula(text: str) -> None:
    cell = csv_safe(text)

    assert not cell.lstrip(" \t\r\n\v\f\0").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_a_csv_opens_in_excel_with_vietnamese_letters_and_numbers_as_numbers() -> None:
    content = csv_file([Sheet("Nhìn lại", ["Phòng", "Số"], [["Chăm sóc khách hàng", -1.5], ["=1+1", None]])])

    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    assert [["Nhìn lại"], ["Phòng", "Số"], ["Chăm sóc khách hàng", "-1.5"], ["'=1+1", "–"]] == rows_of(content)


@pytest.mark.parametrize("text", [*HOSTILE, "https://evil.example", "5", "x" * 40_000, "\x07\u202e"])
def test_nothing_in_an_excel_file_is_a_formula_or_a_link_of_somebody_else(text: str) -> None:
    book = book_of(xlsx_file(sheets(text)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]

    assert "f" not in {cell.data_type for cell in cells}
    assert {URL} == {cell.hyperlink.target for cell in cells if cell.hyperlink}


def test_an_excel_file_has_a_sheet_a_part_with_a_fixed_head() -> None:
    book = book_of(xlsx_file(sheets("Slow export")))

    assert ["Hindsight", "Insight and foresight", "Numbers of our own", "Pains"] == book.sheetnames
    assert ["A2"] * 4 == [page.freeze_panes for page in book]
    assert ["Reports", "", 80, 40, "–"] == [cell.value for cell in book["Hindsight"][2]][:5]
    assert URL == book["Pains"]["A2"].hyperlink.target


def test_words_said_in_private_are_in_no_file() -> None:
    book = book_of(xlsx_file(sheets("Slow export")))

    assert "A customer pain from a private place" == book["Pains"]["B3"].value


def test_an_empty_brief_is_a_file_all_the_same() -> None:
    t = texts_in("vi")
    empty = sheets_of(screens.first_brief("Q1", t), [], t)

    assert 4 == len(book_of(xlsx_file(empty)).sheetnames)
    assert rows_of(csv_file(empty))
