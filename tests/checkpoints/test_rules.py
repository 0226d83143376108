"""When reviews are, which months a quarter has, and the mix of what was said."""

from datetime import date, datetime, time

import pytest

from bot.checkpoints.models import CheckpointKind, View
from bot.checkpoints.rules import (
    Mix,
    Part,
    asked_on_day,
    meeting_day,
    missing,
    mix_of,
    month_period,
    months_of,
    quarter_period,
    word_count,
)
from bot.workdays.rules import Calendar
from bot.years.rules import FiscalYear
from tests.checkpoints.screens import a_review

WEEKENDS = Calendar()
TET = Calendar("VN")


def day(text: str) -> date:
    return date.fromisoformat(text)


def review_day(month: str, calendar: Calendar) -> date:
    return meeting_day(month_period(day(month)), FiscalYear(), calendar)


@pytest.mark.parametrize(
    ("month", "wanted"), [("2026-02-01", "2026-03-04"), ("2026-03-01", "2026-04-03"), ("2026-12-01", "2027-01-05")]
)
def test_a_month_is_looked_at_on_the_third_working_day_after_it(month: str, wanted: str) -> None:
    assert day(wanted) == review_day(month, WEEKENDS)


def test_a_holiday_is_no_working_day() -> None:
    assert day("2026-01-06") == review_day("2025-12-01", TET)  # January 1 is off
    assert day("2026-01-05") == review_day("2025-12-01", WEEKENDS)


def test_where_days_off_cover_the_first_days_the_review_is_on_the_third_that_is_none() -> None:
    off = Calendar("", frozenset(day(f"2026-04-{number:02}") for number in range(1, 25)))

    assert day("2026-04-29") == review_day("2026-03-01", off)


@pytest.mark.parametrize(("start", "wanted"), [(1, "2026-04-07"), (2, "2026-05-07"), (12, "2026-06-05")])
def test_a_quarter_is_looked_at_on_the_fifth_working_day_after_it(start: int, wanted: str) -> None:
    year = FiscalYear(start)

    assert day(wanted) == meeting_day(quarter_period(year.quarter_of(day("2026-03-15"))), year, WEEKENDS)


@pytest.mark.parametrize(
    ("meets", "asked"),
    [
        ("2026-04-03", "2026-04-01"),  # the third working day: in five there would be no whole numbers
        ("2026-04-08", "2026-04-01"),  # the sixth
        ("2026-04-13", "2026-04-06"),  # the ninth: five before
        ("2026-04-02", "2026-03-26"),  # the second: no day would be left to write on
    ],
)
def test_leaders_are_asked_when_the_numbers_are_whole_and_five_working_days_before_at_most(
    meets: str, asked: str
) -> None:
    about_march = a_review(meets_local=datetime.combine(day(meets), time(10)))

    assert day(asked) == asked_on_day(about_march, WEEKENDS)


@pytest.mark.parametrize(
    ("meets", "asked"),
    [
        ("2026-04-07", "2026-04-02"),  # the fifth working day: not on the morning that asks about March
        ("2026-04-03", "2026-04-01"),  # the third: there is no other morning
    ],
)
def test_a_quarter_is_asked_about_a_day_after_its_last_month(meets: str, asked: str) -> None:
    meets_local = datetime.combine(day(meets), time(10))
    about_the_quarter = a_review(kind=CheckpointKind.QUARTER, starts_on=day("2026-01-01"), meets_local=meets_local)

    assert day(asked) == asked_on_day(about_the_quarter, WEEKENDS)


def test_or_on_the_working_days_the_company_chose() -> None:
    year = FiscalYear(review_on=8, qbr_on=1)

    assert day("2026-03-11") == meeting_day(month_period(day("2026-02-01")), year, WEEKENDS)
    assert day("2026-04-01") == meeting_day(quarter_period(year.quarter_of(day("2026-03-15"))), year, WEEKENDS)


@pytest.mark.parametrize(
    ("starts", "ends", "wanted"),
    [
        ("2026-01-01", "2026-04-01", ("2026-01-01", 3)),
        ("2026-02-01", "2026-05-03", ("2026-02-01", 3)),  # 4-4-5: the two days of May belong to the next
        ("2026-01-25", "2026-04-26", ("2026-02-01", 3)),
        ("2026-03-01", "2026-04-01", ("2026-03-01", 1)),
        ("2026-03-17", "2026-04-10", ("2026-03-01", 1)),  # the middle of no month: the one it begins in
    ],
)
def test_a_quarter_has_the_months_whose_middle_lies_in_it(starts: str, ends: str, wanted: tuple[str, int]) -> None:
    first, count = months_of(day(starts), day(ends))

    assert wanted == (str(first), count)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((160, 30, 10), "80 / 15 / 5"),
        ((1, 1, 1), "34 / 33 / 33"),
        ((0, 0, 7), "0 / 0 / 100"),
        ((999, 1, 0), "100 / 0 / 0"),
    ],
)
def test_the_mix_is_the_share_of_words_and_always_makes_a_hundred(words: tuple[int, ...], wanted: str) -> None:
    mix = mix_of(dict(zip(Part, words, strict=True)))

    assert mix is not None
    assert wanted == str(mix)
    assert 100 == mix.hindsight + mix.insight + mix.foresight


def test_of_nothing_there_is_no_mix() -> None:
    assert mix_of({}) is None
    assert mix_of(dict.fromkeys(Part, 0)) is None
    assert Mix(80, 15, 5) == mix_of({Part.HINDSIGHT: 80, Part.INSIGHT: 15, Part.FORESIGHT: 5})


def test_words_are_counted_as_they_are_written() -> None:
    assert 6 == word_count(["Khách hàng chờ hoá đơn", "", " twice\n"])


def test_what_is_missing_is_named_by_department() -> None:
    said = {("sales", View.INSIGHT), ("sales", View.FORESIGHT), ("product", View.INSIGHT)}

    assert ["finance"] == missing(["sales", "product", "finance"], said, View.INSIGHT)
    assert ["product", "finance"] == missing(["sales", "product", "finance"], said, View.FORESIGHT)
