"""A company's own quarters, pasted as lines: each line that is wrong gets its sentence."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import texts_in
from bot.years.tables import NOT_A_LINE, as_lines, quarters_in, year_with
from tests.years.test_rules import RETAIL

FIRST = "FY27,1,2026-02-01,2026-05-02"


def wrong(text: str) -> list[str]:
    t = texts_in("en")
    return [t(problem.sentence, **problem.values) for problem in quarters_in(text)[1]]


def test_a_4_4_5_calendar_is_read_and_written_back_as_it_was() -> None:
    quarters, problems = quarters_in(RETAIL)

    assert ([91, 91, 91, 91], []) == ([quarter.days for quarter in quarters], problems)
    assert RETAIL == as_lines(quarters)


def test_spaces_and_empty_lines_do_not_matter() -> None:
    assert RETAIL == as_lines(quarters_in("\n" + RETAIL.replace(",", " , ").replace("\n", "\n\n") + "\n")[0])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("FY27;1;2026-02-01", NOT_A_LINE.format(line=1)),
        ("FY27,5,2026-02-01,2026-05-02", NOT_A_LINE.format(line=1)),
        ("FY27,1,1 Feb 2026,2026-05-02", NOT_A_LINE.format(line=1)),
        ("FY27,1,2026-02-29,2026-05-02", NOT_A_LINE.format(line=1)),
        (",1,2026-02-01,2026-05-02", "Line 1: name the year in 12 characters at most, without brackets."),
        ("Our fiscal year,1,2026-02-01,2026-05-02",
         "Line 1: name the year in 12 characters at most, without brackets."),
        ("FY27,1,2026-05-02,2026-02-01", "Line 1: it ends before it begins."),
        ("FY27,1,2026-02-01,2062-05-02", "Line 1: a quarter takes between 28 and 200 days."),
        (FIRST + "\nFY27,2,2026-05-04,2026-08-01",
         "Line 2: some days between the line above and this one belong to no quarter."),
        (FIRST + "\nFY27,2,2026-05-02,2026-08-01", "Line 2: it begins before the line above has ended."),
        (FIRST + "\nFY26,4,2025-11-01,2026-01-31",
         "Line 2: it begins before the line above. Put the earliest quarter first."),
        (FIRST + "\nFY27,1,2026-05-03,2026-08-01", "Line 2: Q1 FY27 cannot come after Q1 FY27."),
        (FIRST + "\nFY28,1,2026-05-03,2026-08-01\nFY27,3,2026-08-02,2026-10-31",
         "Line 3: Q3 FY27 cannot come after Q1 FY28."),
    ],
)  # fmt: skip
def test_a_line_that_is_wrong_is_named_with_what_is_wrong(lines: str, expected: str) -> None:
    assert [expected] == wrong(lines)


def test_every_wrong_line_is_told_at_once_in_order() -> None:
    lines = [FIRST, "nonsense", "FY27,2,2026-05-04,2026-08-01", "FY27,3,2026-08-02,2026-08-01"]

    assert ["Line 2", "Line 3", "Line 4"] == [sentence[:6] for sentence in wrong("\n".join(lines))]


def test_more_lines_than_fifteen_years_are_too_many() -> None:
    assert ["Write 60 lines at most."] == wrong("\n".join([FIRST] * 61))


def test_the_months_after_a_table_begin_where_its_own_years_do() -> None:
    year = year_with(quarters_in(RETAIL)[0], 1, named_by_start=True)

    assert (2, False) == (year.start_month, year.named_by_start)
    assert "FY28" == year.quarter_of(date(2027, 6, 1)).year


def test_a_table_whose_years_are_named_by_their_start_goes_on_like_that() -> None:
    year = year_with(quarters_in(RETAIL.replace("FY27", "2026"))[0], 1, named_by_start=False)

    assert (2, True) == (year.start_month, year.named_by_start)


@given(st.text(alphabet="FY2,01-\n\"'x ", max_size=200))
def test_whatever_is_pasted_is_understood_or_told(text: str) -> None:
    quarters, problems = quarters_in(text)

    assert problems or all(one.ends_on == other.starts_on for one, other in pairwise(quarters))
