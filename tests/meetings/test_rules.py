"""When meetings are: the same time on the wall all year, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.meetings.holidays import DaysOff, place
from bot.meetings.models import HolidayPolicy
from bot.meetings.periods import quarter_of, year_of
from bot.meetings.rules import (
    agenda_at,
    call_at,
    every_weeks,
    is_in_gap,
    lead_at,
    occurrences,
    to_local,
    to_utc,
    weeks_of,
)
from bot.workdays.rules import Calendar

NEW_YORK, BERLIN, SAIGON = "America/New_York", "Europe/Berlin", "Asia/Ho_Chi_Minh"
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def series(first: str, weeks: int = 2, days: int = 60, until: datetime | None = None) -> list[datetime]:
    start = wall(first)
    return occurrences(every_weeks(weeks), start, until, start - timedelta(1), start + timedelta(days))


def starts(first: str, zone: str, weeks: int = 2, days: int = 60) -> list[str]:
    return [f"{to_utc(local, zone).astimezone(ZoneInfo(zone)):%m-%d %H:%M}" for local in series(first, weeks, days)]


def test_a_meeting_in_the_hour_the_clocks_jump_over_is_an_hour_later_once_and_never_lost() -> None:
    assert ["02-22 02:30", "03-08 03:30", "03-22 02:30"] == starts("2026-02-22T02:30", NEW_YORK, days=30)
    assert ["03-15 02:30", "03-29 03:30", "04-12 02:30"] == starts("2026-03-15T02:30", BERLIN, days=30)


def test_a_meeting_in_the_hour_that_comes_twice_takes_place_in_the_first() -> None:
    assert datetime(2026, 10, 25, 0, 30, tzinfo=UTC) == to_utc(wall("2026-10-25T02:30"), BERLIN)
    assert datetime(2026, 11, 1, 5, 30, tzinfo=UTC) == to_utc(wall("2026-11-01T01:30"), NEW_YORK)


def test_the_first_of_the_two_is_meant_whatever_the_wall_time_remembers() -> None:
    assert to_utc(wall("2026-10-25T02:30"), BERLIN) == to_utc(wall("2026-10-25T02:30").replace(fold=1), BERLIN)


def test_after_the_clocks_changed_the_wall_time_is_the_same_as_before() -> None:
    for first, zone in (("2026-02-24T10:00", NEW_YORK), ("2026-10-13T10:00", BERLIN), ("2026-03-03T10:00", SAIGON)):
        assert {"10:00"} == {at.split()[1] for at in starts(first, zone)}


def test_every_second_week_stays_every_second_week_over_a_year_of_53_weeks() -> None:
    found = series("2026-12-14T10:00", days=30)

    assert ["12-14", "12-28", "01-11"] == [f"{at:%m-%d}" for at in found]


def test_nothing_happens_at_or_after_the_end() -> None:
    found = series("2026-03-03T10:00", until=wall("2026-03-31T10:00"))

    assert ["03-03", "03-17"] == [f"{at:%m-%d}" for at in found]


def test_a_window_has_what_is_after_its_start_up_to_its_end() -> None:
    first = wall("2026-03-03T10:00")

    found = occurrences(every_weeks(1), first, None, first, first + timedelta(weeks=2))

    assert ["03-10", "03-17"] == [f"{at:%m-%d}" for at in found]


def test_the_rule_tells_its_weeks() -> None:
    assert [1, 2, 13] == [weeks_of(every_weeks(n)) for n in (1, 2, 13)]


def test_what_the_clocks_jump_over_is_known() -> None:
    assert is_in_gap(wall("2026-03-29T02:30"), BERLIN)
    assert not is_in_gap(wall("2026-03-29T02:30"), SAIGON)
    assert not is_in_gap(wall("2026-10-25T02:30"), BERLIN)


def test_the_call_is_three_working_days_before_and_the_agenda_one_at_the_same_hour_all_year() -> None:
    tuesday, calendar = wall("2026-03-31T10:00"), Calendar()

    berlin = [at.astimezone(ZoneInfo(BERLIN)) for at in (
        call_at(tuesday, BERLIN, calendar), agenda_at(tuesday, BERLIN, calendar), lead_at(tuesday, BERLIN)
    )]  # fmt: skip

    assert ["Thu 26 09:00", "Mon 30 10:00", "Tue 24 09:00"] == [f"{at:%a %d %H:%M}" for at in berlin]


def test_working_days_before_a_meeting_skip_holidays() -> None:
    calendar = Calendar("VN", frozenset({date(2026, 9, 3)}))  # after three days of National Day, from the Monday on

    assert "08-28" == f"{call_at(wall('2026-09-08T10:00'), SAIGON, calendar):%m-%d}"


@given(
    zone=st.sampled_from(ZONES),
    first=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0)),  # noqa: DTZ001 - on the wall
    weeks=st.integers(1, 13),
)
def test_in_every_zone_no_meeting_is_lost_and_each_is_at_its_wall_time(zone: str, first: datetime, weeks: int) -> None:
    found = occurrences(every_weeks(weeks), first, None, first - timedelta(1), first + timedelta(weeks=weeks * 30))
    moments = [to_utc(local, zone) for local in found]

    assert [first + n * timedelta(weeks=weeks) for n in range(31)] == found
    assert sorted(set(moments)) == moments
    for local, at in zip(found, moments, strict=True):
        there = to_local(at, zone)
        assert there == local or (is_in_gap(local, zone) and there > local)


@given(zone=st.sampled_from(ZONES), days=st.lists(st.integers(1, 40), min_size=1, max_size=9))
def test_looking_in_pieces_finds_what_looking_at_once_does(zone: str, days: list[int]) -> None:
    first, now = wall("2026-02-20T02:30"), wall("2026-02-19T00:00")
    pieces: list[datetime] = []
    for length in days:
        pieces += occurrences(every_weeks(1), first, None, now, now + timedelta(length))
        now += timedelta(length)

    assert occurrences(every_weeks(1), first, None, wall("2026-02-19T00:00"), now) == pieces


SKIP, NEXT, KEEP = HolidayPolicy.SKIP, HolidayPolicy.NEXT_WORKDAY, HolidayPolicy.KEEP


@pytest.mark.parametrize(
    ("policy", "day", "is_skipped"), [(SKIP, "05-01", True), (NEXT, "05-04", False), (KEEP, "05-01", False)]
)
def test_a_holiday_skips_moves_or_keeps_it(policy: HolidayPolicy, day: str, is_skipped: bool) -> None:
    first = wall("2026-05-01T10:00")  # a Friday, and Labour Day

    placed = place(first, first + timedelta(weeks=2), policy, DaysOff("DE"))

    assert (f"2026-{day} 10:00", is_skipped) == (f"{placed.starts:%Y-%m-%d %H:%M}", placed.is_skipped)
    assert date(2026, 5, 1) == placed.day_off


def test_one_that_would_move_to_the_day_of_the_next_is_skipped() -> None:
    days = DaysOff("", {date(2026, 2, 17) + timedelta(n): "Tết" for n in range(7)})
    first = wall("2026-02-17T10:00")

    assert place(first, first + timedelta(weeks=1), NEXT, days).is_skipped
    assert not place(first, first + timedelta(weeks=2), NEXT, days).is_skipped


def test_a_meeting_on_a_saturday_is_meant() -> None:
    saturday = wall("2026-03-07T10:00")

    assert saturday == place(saturday, saturday + timedelta(weeks=1), SKIP, DaysOff("DE")).starts


def test_a_holiday_has_its_name_in_the_readers_language() -> None:
    days = DaysOff("VN", {date(2026, 7, 1): "Ngày hội công ty"})

    assert ["Mùng hai Tết Nguyên Đán", "Second Day of Lunar New Year"] == [
        days.name(date(2026, 2, 18), language) for language in ("vi", "en")
    ]
    assert ["Ngày hội công ty", ""] == [days.name(day, "en") for day in (date(2026, 7, 1), date(2026, 7, 2))]
    assert "Tag der Arbeit" != DaysOff("DE").name(date(2026, 5, 1), "vi") != ""


@pytest.mark.parametrize("start_month", range(1, 13))
def test_quarters_and_years_follow_each_other_without_a_hole(start_month: int) -> None:
    day = date(2024, 1, 1)
    while day < date(2028, 1, 1):
        quarter, year = quarter_of(day, start_month), year_of(day, start_month)

        assert quarter[0] <= day < quarter[1]
        assert year[0] <= quarter[0] < quarter[1] <= year[1]
        assert start_month == year[0].month
        assert quarter[1] == quarter_of(quarter[1], start_month)[0]
        day += timedelta(days=27)


def test_a_time_is_only_a_time() -> None:
    assert time(10) == to_local(to_utc(wall("2026-03-03T10:00"), SAIGON), SAIGON).time()
