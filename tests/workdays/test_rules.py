"""Working days of several countries, counted by hand."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.errors import UserError
from bot.workdays.rules import Calendar, at_time, country_code, zone_of

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("", date(2026, 3, 6), True),
        ("", date(2026, 3, 7), False),
        ("", date(2026, 3, 8), False),
        ("", date(2026, 1, 1), True),
        ("VN", date(2026, 2, 17), False),  # the first day of Tết
        ("VN", date(2026, 4, 30), False),
        ("DE", date(2026, 4, 3), False),  # Good Friday
        ("DE", date(2026, 4, 30), True),
        ("DE", date(2026, 3, 8), False),
        ("DE-BE", date(2027, 3, 8), False),  # Women's Day, in Berlin only
        ("DE", date(2027, 3, 8), True),
        ("US", date(2026, 7, 3), False),  # Independence Day falls on a Saturday
        ("US-NY", date(2026, 11, 26), False),
        ("US-NY", date(2026, 11, 27), True),
        ("ZZ", date(2026, 1, 1), True),
    ],
)
def test_whether_it_is_a_working_day(country: str, day: date, works: bool) -> None:
    assert works is Calendar(country).is_workday(day)


@pytest.mark.parametrize(
    ("country", "n", "expected"),
    [
        ("", 0, FRIDAY),
        ("", 1, date(2026, 3, 9)),
        ("", 5, date(2026, 3, 13)),
        ("", 20, date(2026, 4, 3)),
        ("DE", 20, date(2026, 4, 7)),  # over Good Friday and Easter Monday
        ("DE", 21, date(2026, 4, 8)),
    ],
)
def test_days_are_counted_without_those_nobody_works_on(country: str, n: int, expected: date) -> None:
    assert expected == Calendar(country).after(FRIDAY, n)


def test_two_working_days_over_tet_are_eleven_days() -> None:
    assert date(2026, 2, 24) == Calendar("VN").after(date(2026, 2, 13), 2)


def test_the_company_has_days_off_of_its_own() -> None:
    calendar = Calendar("", frozenset({date(2026, 3, 9), date(2026, 3, 10)}))

    assert date(2026, 3, 11) == calendar.after(FRIDAY, 1)
    assert date(2026, 3, 11) == calendar.next_workday(date(2026, 3, 7))
    assert FRIDAY == calendar.next_workday(FRIDAY)


@pytest.mark.parametrize(("typed", "kept"), [("vn", "VN"), (" de-be ", "DE-BE"), ("US-NY", "US-NY"), ("", "")])
def test_a_country_is_kept_by_its_code(typed: str, kept: str) -> None:
    assert kept == country_code(typed)


@pytest.mark.parametrize("typed", ["XX", "DE-XX", "Vietnam!", "../etc", "DE-BE-X", "V N"])
def test_an_unknown_country_gets_a_sentence(typed: str) -> None:
    with pytest.raises(UserError, match="I do not know the holidays"):
        country_code(typed)


@pytest.mark.parametrize(
    ("hers", "zone"),
    [
        ("Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"),
        ("", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("../x", "Europe/Berlin"),
    ],
)
def test_somebody_without_a_zone_keeps_that_of_the_workspace(hers: str, zone: str) -> None:
    assert ZoneInfo(zone) == zone_of(hers, "Europe/Berlin")


@pytest.mark.parametrize(
    ("day", "zone", "moment"),
    [
        (date(2026, 3, 27), "Europe/Berlin", datetime(2026, 3, 27, 8, tzinfo=UTC)),
        (date(2026, 3, 30), "Europe/Berlin", datetime(2026, 3, 30, 7, tzinfo=UTC)),
        (date(2026, 11, 2), "America/New_York", datetime(2026, 11, 2, 14, tzinfo=UTC)),
        (date(2026, 11, 2), "Asia/Ho_Chi_Minh", datetime(2026, 11, 2, 2, tzinfo=UTC)),
    ],
)
def test_nine_is_nine_on_both_sides_of_summer_time(day: date, zone: str, moment: datetime) -> None:
    assert moment == at_time(day, time(9), ZoneInfo(zone))
