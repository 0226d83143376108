"""The middle, a share, a change: also of nothing."""

from datetime import UTC, date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.figures.rules import change, median_of, month_of, months_after, share, whole_days

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_the_middle_of_buckets_is_the_middle_of_what_lies_in_them(days: list[int]) -> None:
    buckets = {day: days.count(day) for day in days}

    assert median(days) == median_of(buckets)


def test_nothing_has_no_middle_no_share_and_no_change() -> None:
    assert median_of({}) is None
    assert median_of({3: 0}) is None
    assert share(0, 0) is None
    assert change(5, 0) is None
    assert change(5, None) is None
    assert change(None, 5) is None


def test_a_share_and_a_change_are_whole_percents() -> None:
    assert 33 == share(1, 3)
    assert -50 == change(2, 4)
    assert 25 == change(2.5, 2)


def test_days_are_whole_and_never_below_nothing() -> None:
    assert 1 == whole_days(NEW_YEAR, NEW_YEAR + timedelta(hours=47))
    assert 0 == whole_days(NEW_YEAR, NEW_YEAR - timedelta(days=3))


def test_months_are_reckoned_across_years() -> None:
    assert date(2025, 11, 1) == months_after(date(2026, 2, 1), -3)
    assert date(2027, 1, 1) == months_after(date(2026, 12, 1), 1)


def test_the_month_is_that_of_the_zone() -> None:
    assert date(2025, 12, 1) == month_of(NEW_YEAR, ZoneInfo("America/New_York"))
