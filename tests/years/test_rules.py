"""The business year: quarters that leave no day out, and the days on which something happens in them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.prompts.models import Moment
from bot.workdays.rules import Calendar
from bot.years.rules import FiscalYear, Quarter, close_day, day_of, days_left, first_days, following, half_way, midnight
from bot.years.rules import until as up_to
from bot.years.tables import quarters_in
from tests.years.conftest import shown

FIRST, LAST = date(2024, 1, 1), date(2032, 12, 31)
DAYS = st.dates(FIRST, LAST)
YEARS = st.builds(FiscalYear, st.integers(1, 12), st.booleans())
RETAIL = """FY27,1,2026-02-01,2026-05-02
FY27,2,2026-05-03,2026-08-01
FY27,3,2026-08-02,2026-10-31
FY27,4,2026-11-01,2027-01-30"""
TABLE = FiscalYear(2, False, quarters_in(RETAIL)[0])
QUARTERS = st.builds(lambda year, day: year.quarter_of(day), YEARS, DAYS)
CALENDARS = st.builds(
    lambda country, since, days: Calendar(country, frozenset(since + timedelta(n) for n in range(days))),
    st.sampled_from(["", "VN", "DE"]),
    DAYS,
    st.integers(0, 130),
)


@pytest.mark.parametrize(
    ("year", "day", "expected"),
    [
        (FiscalYear(1), "2026-11-22", ("Q4 FY26", "2026-10-01", "2027-01-01")),
        (FiscalYear(4), "2026-11-22", ("Q3 FY27", "2026-10-01", "2027-01-01")),
        (FiscalYear(4), "2027-03-31", ("Q4 FY27", "2027-01-01", "2027-04-01")),
        (FiscalYear(4), "2027-04-01", ("Q1 FY28", "2027-04-01", "2027-07-01")),
        (FiscalYear(4, named_by_start=True), "2027-03-31", ("Q4 FY26", "2027-01-01", "2027-04-01")),
        (FiscalYear(1, named_by_start=True), "2026-11-22", ("Q4 FY26", "2026-10-01", "2027-01-01")),
        (FiscalYear(12), "2026-11-30", ("Q4 FY26", "2026-09-01", "2026-12-01")),
        (FiscalYear(12), "2026-12-01", ("Q1 FY27", "2026-12-01", "2027-03-01")),
        (FiscalYear(2), "2028-02-29", ("Q1 FY29", "2028-02-01", "2028-05-01")),
        (FiscalYear(3), "2028-02-29", ("Q4 FY28", "2027-12-01", "2028-03-01")),
        (TABLE, "2026-05-02", ("Q1 FY27", "2026-02-01", "2026-05-03")),
        (TABLE, "2026-05-03", ("Q2 FY27", "2026-05-03", "2026-08-02")),
        (TABLE, "2027-01-31", ("Q1 FY28", "2027-01-31", "2027-05-01")),
        (TABLE, "2026-01-31", ("Q4 FY26", "2025-11-01", "2026-02-01")),
    ],
)
def test_a_day_is_in_the_quarter_the_company_says(year: FiscalYear, day: str, expected: tuple[str, str, str]) -> None:
    assert expected == shown(year.quarter_of(date.fromisoformat(day)))


@pytest.mark.parametrize("named_by_start", [False, True])
@pytest.mark.parametrize("start_month", range(1, 13))
def test_every_day_from_2024_to_2032_is_in_one_quarter_and_they_follow_each_other(
    start_month: int, named_by_start: bool
) -> None:
    year, day, before = FiscalYear(start_month, named_by_start), FIRST, None
    while day <= LAST:
        quarter = year.quarter_of(day)
        assert quarter.starts_on <= day < quarter.ends_on
        if before and quarter != before:
            assert (before.ends_on, before.number % 4 + 1) == (quarter.starts_on, quarter.number)
            assert (quarter.number == 1) == (quarter.year != before.year)
            assert 89 <= quarter.days <= 92
            assert 1 == quarter.starts_on.day
        day, before = day + timedelta(days=1), quarter


@given(year=st.one_of(YEARS, st.just(TABLE)), day=DAYS)
def test_all_the_days_of_a_quarter_are_in_it_and_those_around_it_are_not(year: FiscalYear, day: date) -> None:
    quarter = year.quarter_of(day)

    assert {quarter} == {year.quarter_of(quarter.starts_on + timedelta(days=n)) for n in range(quarter.days)}
    assert quarter.starts_on == year.quarter_of(quarter.starts_on - timedelta(days=1)).ends_on
    assert quarter.ends_on == year.quarter_of(quarter.ends_on).starts_on


@given(old=YEARS, new=st.one_of(YEARS, st.just(TABLE)), day=DAYS)
def test_whatever_the_year_is_changed_to_no_day_is_left_out_and_no_name_is_used_twice(
    old: FiscalYear, new: FiscalYear, day: date
) -> None:
    stays = up_to(day, [], old)
    quarters = up_to(day, stays, new, more=8)

    assert stays == quarters[:1]
    assert all(one.ends_on == other.starts_on for one, other in pairwise(quarters))
    assert len(quarters) == len({(one.year, one.number) for one in quarters})
    assert all(45 <= one.days <= 138 for one in quarters)
    assert quarters[-1].ends_on == new.quarter_of(quarters[-1].starts_on).ends_on


@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [
        ("2026-10-01", ("Q3 FY27", "2026-10-01", "2027-01-01")),
        ("2026-11-01", ("Q3 FY27", "2026-11-01", "2027-01-01")),  # a short one
        ("2026-12-01", ("Q4 FY27", "2026-12-01", "2027-04-01")),  # too little is left: a long one
    ],
)
def test_after_a_change_the_next_quarter_begins_where_the_last_one_ends(
    ends_on: str, expected: tuple[str, str, str]
) -> None:
    last = Quarter("FY26", 3, date(2026, 8, 1), date.fromisoformat(ends_on))

    assert expected == shown(following(last, FiscalYear(4)))


def test_a_year_called_as_an_earlier_one_was_gets_a_number_for_all_its_quarters() -> None:
    """From April to January: FY27 began in April 2026, and the calendar year 2027 is FY27 as well."""
    stays = up_to(date(2026, 10, 5), [FiscalYear(4).quarter_of(date(2026, 5, 1))], FiscalYear(4))

    names = [f"Q{one.number} {one.year}" for one in up_to(date(2026, 10, 5), stays, FiscalYear(1), more=5)]

    assert ["Q1 FY27", "Q2 FY27", "Q3 FY27"] == names[:3]
    assert ["Q1 FY27 (2)", "Q2 FY27 (2)", "Q3 FY27 (2)", "Q4 FY27 (2)", "Q1 FY28"] == names[3:]


def test_half_way_is_the_working_day_on_or_after_the_middle() -> None:
    quarter = FiscalYear(1).quarter_of(date(2026, 2, 1))

    assert 90 // 2 == (date(2026, 2, 15) - quarter.starts_on).days  # a Sunday
    assert date(2026, 2, 16) == half_way(quarter, Calendar())
    assert date(2026, 2, 23) == half_way(quarter, Calendar("VN"))  # Tết


def test_kick_off_is_on_the_first_working_days() -> None:
    quarter = FiscalYear(1).quarter_of(date(2026, 2, 1))

    assert [date(2026, 1, day) for day in (2, 5, 6)] == first_days(quarter, Calendar("DE"))


def test_a_kick_off_whose_days_are_all_holidays_is_on_the_first_days_after_them() -> None:
    quarter = FiscalYear(2).quarter_of(date(2026, 2, 1))
    off = frozenset(date(2026, 2, day) for day in range(1, 23))

    assert date(2026, 2, 23) == first_days(quarter, Calendar("", off))[0]


def test_a_quarter_without_a_working_day_still_has_its_three_moments() -> None:
    quarter = FiscalYear(1).quarter_of(date(2026, 2, 1))
    closed = Calendar("", frozenset(quarter.starts_on + timedelta(days=n) for n in range(quarter.days)))

    days = [day_of(quarter, moment, closed) for moment in Moment]

    assert [date(2026, 1, 1), date(2026, 2, 15), date(2026, 3, 31)] == days


def test_the_close_is_some_working_days_before_the_last_one() -> None:
    quarter = FiscalYear(1).quarter_of(date(2026, 11, 1))

    assert date(2026, 12, 31) == close_day(quarter, Calendar(), before=0)
    assert date(2026, 12, 24) == close_day(quarter, Calendar(), before=5)
    assert date(2026, 12, 23) == close_day(quarter, Calendar("DE"), before=5)  # the 25th is off


@settings(deadline=None)  # the first holidays take a moment to load
@given(quarter=QUARTERS, calendar=CALENDARS)
def test_the_three_moments_are_in_the_quarter_and_in_order_whatever_is_off(
    quarter: Quarter, calendar: Calendar
) -> None:
    days = [day_of(quarter, moment, calendar) for moment in Moment]

    assert days == sorted(days)
    assert all(quarter.starts_on <= day < quarter.ends_on for day in days)
    some_work = any(calendar.is_workday(quarter.starts_on + timedelta(days=n)) for n in range(quarter.days))
    assert all(calendar.is_workday(day) for day in days) or not some_work


def test_a_quarter_begins_at_midnight_of_the_company() -> None:
    assert "2026-09-30T17:00:00+00:00" == midnight(date(2026, 10, 1), "Asia/Ho_Chi_Minh").isoformat()
    assert "2026-10-01T04:00:00+00:00" == midnight(date(2026, 10, 1), "America/New_York").isoformat()


def test_on_the_last_day_one_day_is_left() -> None:
    quarter = FiscalYear(1).quarter_of(date(2026, 11, 1))

    assert (92, 1) == (days_left(quarter, date(2026, 10, 1)), days_left(quarter, date(2026, 12, 31)))
