"""The calendar file, read by a reader that is not ours, over every change of the clocks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import texts_in
from bot.meetings.files import calendar_file
from bot.meetings.ics import Recurring, Words, calendar_text
from bot.meetings.models import HolidayPolicy, Place, Series
from bot.meetings.rules import every_weeks, is_in_gap, occurrences, to_utc
from bot.meetings.zones import changes
from tests.meetings.calendars import begins
from tests.meetings.conftest import Beat, wall
from tests.meetings.test_series import day_off

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
HOMES = ("America/New_York", "Europe/Berlin", "Asia/Ho_Chi_Minh")
YEAR = timedelta(days=366)


def a_series(zone: str, first: str = "2026-02-24T10:00", weeks: int = 2, **changes: Any) -> Series:
    fields: dict[str, Any] = {"id": 1, "workspace_id": 1, "uid": "one@flywheel", "made_by": "U1", "made_at": NOW}
    fields |= {"rule": every_weeks(weeks), "first_local": wall(first), "zone": zone, "minutes": 60, "channel": "C1"}
    return Series(**{**fields, "place": Place.HUDDLE, "holidays": HolidayPolicy.SKIP, **changes})


def file_of(series: Series) -> bytes:
    return calendar_text([Recurring(series, (), Words("Flywheel", "Huddle", "…"))], now=NOW)


def expected(series: Series, until: datetime) -> list[str]:
    last = until.replace(tzinfo=None) + timedelta(days=1)
    walls = occurrences(series.rule, series.first_local, series.until_local, series.first_local - timedelta(1), last)
    return [f"{at:%Y-%m-%d %H:%M}" for at in (to_utc(one, series.zone) for one in walls) if at <= until]


def written(beat: Beat, until: str = "2026-06-30") -> dict[str, str]:
    file = beat.flywheel.read(
        lambda session: calendar_file(session, beat.series(), texts_in("en"), now=beat.flywheel.clock.now())
    )
    return begins(file, datetime.fromisoformat(until).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Europe/Berlin", "Asia/Ho_Chi_Minh", "Australia/Lord_Howe", "UTC"]
)
@pytest.mark.parametrize("clock", ["10:00", "01:30", "02:30", "23:45"])
def test_ten_years_of_meetings_are_read_as_they_are_meant(zone: str, clock: str) -> None:
    series = a_series(zone, f"2026-02-22T{clock}", weeks=1)  # Sundays: the day on which clocks change
    until = NOW + 10 * YEAR
    read, meant = list(begins(file_of(series), until)), expected(series, until)
    walls = occurrences(series.rule, series.first_local, None, series.first_local, until.replace(tzinfo=None))
    in_a_gap = {f"{to_utc(one, zone):%Y-%m-%d %H:%M}" for one in walls if is_in_gap(one, zone)}

    assert len(meant) == len(read)
    assert in_a_gap >= set(meant) - set(read)  # readers differ there by the hour that is jumped over


@settings(max_examples=60, deadline=None)
@given(zone=st.sampled_from(ZONES), month=st.integers(1, 12))
def test_in_every_zone_a_year_at_noon_is_read_as_it_is_meant(zone: str, month: int) -> None:
    series, until = a_series(zone, f"2026-{month:02}-03T12:00"), NOW + 2 * YEAR

    assert expected(series, until) == list(begins(file_of(series), until))


def test_the_clocks_change_by_a_yearly_rule_told_on_the_wall_before_the_change() -> None:
    text = file_of(a_series("Europe/Berlin")).decode()

    assert "BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000" in text
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in text
    assert "BEGIN:STANDARD\r\nDTSTART:20251026T030000" in text


def test_a_zone_that_changes_its_clocks_by_the_moon_has_each_date() -> None:
    text = file_of(a_series("Africa/Casablanca")).decode()

    assert "RDATE:" in text
    assert "FREQ=YEARLY" not in text


def test_changes_are_found_to_the_minute() -> None:
    found = [change.at for change in changes(ZoneInfo("Australia/Lord_Howe"), datetime(2026, 1, 1))][2:4]  # noqa: DTZ001

    assert ["2026-04-05 02:00", "2026-10-04 02:00"] == [f"{at:%Y-%m-%d %H:%M}" for at in found]


def test_moved_skipped_and_cancelled_ones_are_read_so(beat: Beat) -> None:
    beat.set_up()
    first, second, third, fourth = beat.planned()[:4]
    beat.move(first, "2026-03-12T15:00")
    beat.skip(second)
    beat.cancel(third)
    beat.move(fourth, "2026-04-22T09:00")

    read = written(beat)

    assert {
        "2026-03-12 14:00": "CONFIRMED", "2026-04-07 08:00": "CANCELLED", "2026-04-22 07:00": "CONFIRMED",
        "2026-05-05 08:00": "CONFIRMED", "2026-05-19 08:00": "CONFIRMED",
        "2026-06-02 08:00": "CONFIRMED", "2026-06-16 08:00": "CONFIRMED",
    } == read  # fmt: skip


def test_holidays_are_left_out_also_where_there_are_no_rows_yet(beat: Beat) -> None:
    beat.flywheel.write(day_off, date(2026, 12, 15), "Inventory")
    beat.set_up(country="DE-BE", day="2026-03-06")  # Fridays: the third is Good Friday, the fifth Labour Day

    read = written(beat, "2026-12-31")

    assert {"2026-04-03", "2026-05-01", "2026-12-25"}.isdisjoint(at[:10] for at in read)
    assert "2026-12-11 09:00" in read


def test_a_change_of_the_series_ends_one_event_and_begins_another(beat: Beat) -> None:
    beat.set_up()
    beat.change("2026-03-24T10:00", day="2026-03-25", clock="15:00", weeks="4")

    read = written(beat)

    assert ["2026-03-10 09:00", "2026-03-25 14:00", "2026-04-22 13:00"] == list(read)[:3]
    assert 5 == len(read)


def test_a_series_that_was_changed_before_it_began_is_not_in_the_file(beat: Beat) -> None:
    beat.set_up()
    beat.change("2026-03-10T10:00", day="2026-03-11")

    assert "2026-03-11 09:00" == next(iter(written(beat)))


def test_the_sequence_grows_and_the_uid_stays(beat: Beat) -> None:
    beat.set_up()
    before = beat.series()
    beat.move(beat.planned()[0], "2026-03-12T15:00")
    after = beat.series()

    assert (before.uid, 0, 1) == (after.uid, before.sequence, after.sequence)


def test_what_people_typed_cannot_break_out_of_its_line() -> None:
    words = Words("Flywheel", "Room; 1, 2\r\nEND:VEVENT\nBEGIN:VALARM", "Phòng họp " * 30, "https://x.y/?a=b;c")
    series = a_series("Europe/Berlin", place=Place.ROOM)

    text = calendar_text([Recurring(series, (), words)], now=NOW)
    (event,) = vobject.readOne(text.decode()).vevent_list

    assert "Room; 1, 2" == event.location.value.splitlines()[0].rstrip()
    assert not hasattr(event, "valarm")
    assert max(len(line) for line in text.split(b"\r\n")) <= 75


def test_no_series_is_an_empty_calendar() -> None:
    assert b"VEVENT" not in calendar_text([], now=NOW)
