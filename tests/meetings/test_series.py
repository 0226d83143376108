"""Setting up the series, and what is there at once: meetings, and what falls due around each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest

from bot.errors import UserError
from bot.meetings.due import materialise
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.meetings.services import set_up_series
from bot.meetings.wishes import SeriesWish, problems_in
from bot.slack.ids import BlockId
from bot.steps.models import Step
from bot.workdays.models import DayOff
from tests.fake_workspace import GENERAL, GUEST
from tests.flywheel import Flywheel
from tests.meetings.conftest import Beat, wish
from tests.people import LAN, MAYA, TOM

PLANNED, SKIPPED = MeetingStatus.PLANNED, MeetingStatus.SKIPPED


def day_off(session: Any, workspace_id: int, day: date, name: str = "", department: str = "", *, now: Any) -> None:
    session.add(DayOff(workspace_id=workspace_id, day=day, name=name, department=department))


def test_a_hundred_days_of_meetings_are_there_at_once(beat_everywhere: Beat) -> None:
    beat_everywhere.set_up()

    assert [
        "03-10 10:00",
        "03-24 10:00",
        "04-07 10:00",
        "04-21 10:00",
        "05-05 10:00",
        "05-19 10:00",
        "06-02 10:00",
    ] == (beat_everywhere.days(PLANNED))
    assert ["09:00", "09:00", "08:00"] == [f"{row.starts_at:%H:%M}" for row in beat_everywhere.planned()[:3]]


def test_around_each_meeting_everything_is_planned_in_wall_time(beat_everywhere: Beat) -> None:
    beat_everywhere.set_up()
    second, third = beat_everywhere.planned()[1:3]

    assert {
        "lead": "03-17 08:00", "call": "03-19 08:00", "agenda": "03-23 09:00",
        "start": "03-24 09:00", "end": "03-24 10:30",
    } == beat_everywhere.steps(second)  # fmt: skip
    assert {
        "lead": "03-31 07:00", "call": "04-02 07:00", "agenda": "04-06 08:00",
        "start": "04-07 08:00", "end": "04-07 09:30",
    } == beat_everywhere.steps(third)  # fmt: skip


def test_a_meeting_tomorrow_has_no_call_any_more(beat: Beat) -> None:
    beat.set_up(day="2026-03-03")

    assert {"lead", "agenda", "start", "end"} == set(beat.steps(beat.planned()[0]))


async def test_every_day_a_little_more_becomes_rows_and_nothing_twice(beat_everywhere: Beat) -> None:
    beat = beat_everywhere
    beat.set_up()
    steps = len(beat.flywheel.rows(Step))
    for _ in range(3):
        await beat.materialise()

    assert (7, steps) == (len(beat.meetings()), len(beat.flywheel.rows(Step)))

    for _ in range(14):
        beat.flywheel.clock.advance(days=1)
        await beat.materialise()

    assert (8, "06-16 10:00") == (len(beat.meetings()), beat.days()[-1])
    assert len(set(beat.days())) == len(beat.days())


async def test_after_a_long_outage_what_nobody_could_hold_is_missed_and_the_rest_is_planned(beat: Beat) -> None:
    beat.set_up()
    beat.flywheel.clock.advance(days=150)
    await beat.materialise()

    assert ["06-16 10:00", "06-30 10:00", "07-14 10:00", "07-28 10:00"] == beat.days(MeetingStatus.MISSED)
    assert "08-11 10:00" in beat.days(PLANNED)


def test_a_rare_meeting_has_its_next_two_dates(beat: Beat) -> None:
    beat.set_up(weeks="13")

    assert ["03-10 10:00", "06-09 10:00"] == beat.days()


def test_a_holiday_is_skipped_and_its_name_is_kept(beat: Beat) -> None:
    beat.set_up(day="2026-03-06", weeks="1", country="DE-BE")  # Fridays; Good Friday is 3 April

    (skipped,) = [row for row in beat.meetings(SKIPPED) if row.starts_local.month == 4]

    assert ("04-03", "Good Friday") == (f"{skipped.starts_local:%m-%d}", skipped.why)
    assert {"call"} == set(beat.steps(skipped))


def test_a_day_off_of_the_company_moves_it_to_the_next_working_day(beat: Beat) -> None:
    beat.flywheel.write(day_off, date(2026, 3, 10), "Founders' day")
    beat.set_up(holidays="next_workday")
    first = beat.planned()[0]

    assert ("03-11 10:00", "03-10 10:00", "Founders' day") == (
        f"{first.starts_local:%m-%d %H:%M}", f"{first.original_local:%m-%d %H:%M}", first.why,
    )  # fmt: skip


async def test_a_day_off_that_becomes_known_later_is_kept_too(beat: Beat) -> None:
    beat.set_up()
    beat.flywheel.write(day_off, date(2026, 4, 7), "Inventory")
    beat.flywheel.clock.advance(days=1)
    await beat.materialise()

    (skipped,) = beat.meetings(SKIPPED)

    assert ("04-07 10:00", "Inventory") == (f"{skipped.starts_local:%m-%d %H:%M}", skipped.why)
    assert {"call"} == set(beat.steps(skipped))


def another_hour(session: Any, workspace_id: int, meeting_id: int, *, now: Any) -> None:
    """As an older release of the zones had it."""
    session.get_one(Meeting, meeting_id).starts_at += timedelta(hours=1)


@pytest.mark.parametrize("by_hand", [False, True])
async def test_when_a_zone_changes_its_rules_the_wall_time_stays(beat: Beat, by_hand: bool) -> None:
    beat.set_up()
    if by_hand:
        beat.move(beat.planned()[1], "2026-03-24T11:00")
    second = beat.planned()[1]
    beat.flywheel.write(another_hour, second.key)
    beat.flywheel.clock.advance(days=1)
    await beat.materialise()

    (anew,) = [row for row in beat.planned() if row.key == second.key]
    assert (second.starts_local, second.starts_at) == (anew.starts_local, anew.starts_at)
    assert f"{second.starts_at:%m-%d %H:%M}" == beat.steps(anew)["start"]


async def test_what_somebody_moved_by_hand_stays_where_she_put_it(beat: Beat) -> None:
    beat.set_up()
    beat.move(beat.planned()[2], "2026-04-09T11:00")
    beat.flywheel.write(day_off, date(2026, 4, 9), "Inventory")
    beat.flywheel.clock.advance(days=1)
    await beat.materialise()

    assert "04-09 11:00" == beat.days(PLANNED)[2]


async def test_the_channel_is_told(beat: Beat) -> None:
    beat.set_up()
    await beat.flywheel.deliver()

    (said,) = beat.said()
    assert "The flywheel meetings are planned." in said
    assert "<!date^1773133200^" in said  # 10 March, 09:00 UTC


async def test_another_channel_is_joined_before_anything_is_said_there(beat: Beat) -> None:
    beat.set_up(channel=GENERAL)
    await beat.flywheel.deliver()

    assert [GENERAL] == [call["channel"] for call in beat.slack.asked("conversations.join")]
    (said,) = [call for call in beat.slack.asked("chat.postMessage") if call["channel"] == GENERAL]
    assert "Every 2 weeks, Tuesday 10:00 (Europe/Berlin), 60 minutes" in said["text"]


async def test_the_channel_is_not_told_when_nobody_wants_that(beat: Beat) -> None:
    beat.set_up(tell=False)
    await beat.flywheel.deliver()

    assert [] == beat.said()


def test_there_is_one_series_a_workspace(beat: Beat) -> None:
    beat.set_up()

    with pytest.raises(UserError, match="There is a flywheel meeting already"):
        beat.set_up(LAN)

    assert 1 == len(beat.flywheel.rows(Series))


def test_a_guest_sets_up_nothing(beat: Beat) -> None:
    with pytest.raises(UserError, match="You may not do that"):
        beat.set_up(GUEST)


def test_without_a_team_there_is_nobody_to_meet(flywheel: Flywheel) -> None:
    with pytest.raises(UserError, match="Nobody sits on the flywheel team yet"):
        flywheel.write(set_up_series, MAYA.user_id, wish())


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"day": "2026-03-01"}, BlockId.FIRST_DAY, "in the past"),
    ({"day": "2026-03-02", "clock": "09:59"}, BlockId.FIRST_DAY, "in the past"),
    ({"day": ""}, BlockId.FIRST_DAY, "Choose the day"),
    ({"clock": ""}, BlockId.CLOCK, "Choose a time"),
    ({"zone": "Europe/Berln"}, BlockId.TIME_ZONE, "Choose a time zone"),
    ({"zone": "../etc/passwd"}, BlockId.TIME_ZONE, "Choose a time zone"),
    ({"weeks": "0"}, BlockId.WEEKS, "how many weeks"),
    ({"weeks": "-2"}, BlockId.WEEKS, "how many weeks"),
    ({"weeks": "14"}, BlockId.WEEKS, "how many weeks"),
    ({"weeks": "٢"}, BlockId.WEEKS, "how many weeks"),
    ({"minutes": "0"}, BlockId.MINUTES, "how long"),
    ({"minutes": "600"}, BlockId.MINUTES, "how long"),
    ({"minutes": "9" * 400}, BlockId.MINUTES, "how long"),
    ({"place": "moon"}, BlockId.PLACE, "where you meet"),
    ({"place": "link", "place_detail": "http://meet.acme.com"}, BlockId.PLACE_DETAIL, "https://"),
    ({"place": "link", "place_detail": "https://x.y/<!channel>"}, BlockId.PLACE_DETAIL, "https://"),
    ({"place": "link", "place_detail": "https://["}, BlockId.PLACE_DETAIL, "https://"),
    ({"place": "link", "place_detail": ""}, BlockId.PLACE_DETAIL, "https://"),
    ({"place": "room"}, BlockId.PLACE_DETAIL, "which room"),
    ({"channel": ""}, BlockId.CHANNEL, "Choose the channel"),
    ({"holidays": "dance"}, BlockId.HOLIDAYS, "on a holiday"),
    ({"country": "Atlantis"}, BlockId.COUNTRY, "I do not know the holidays"),
]


@pytest.mark.parametrize(("typed", "field", "sentence"), WRONG)
def test_each_wrong_answer_gets_a_sentence_on_its_field(
    beat: Beat, typed: dict[str, Any], field: str, sentence: str
) -> None:
    now = beat.flywheel.clock.now()

    found = problems_in(wish(**typed), now=now)

    assert [field] == list(found)
    assert sentence in found[field].sentence
    with pytest.raises(UserError, match=sentence):
        beat.set_up(**typed)


def test_all_that_is_wrong_is_said_at_once(beat: Beat) -> None:
    assert 7 == len(problems_in(SeriesWish(), now=beat.flywheel.clock.now() + timedelta(days=1)))


def test_a_wish_comes_back_from_a_form_as_it_was() -> None:
    there = wish(place="room", place_detail="Phòng “Sông Hồng” 😀" * 20)

    assert there == SeriesWish.from_text(there.to_text(), tell=True)
    assert 3000 > len(there.to_text())
    with pytest.raises(ValueError, match="tomorrow"):
        SeriesWish.from_text('{"tomorrow": 1}', tell=True)


def test_it_belongs_to_who_made_it(beat: Beat) -> None:
    series = beat.set_up()

    assert TOM.user_id == beat.series().made_by == series.made_by


def test_two_processes_looking_ahead_at_once_leave_each_meeting_once(beat_everywhere: Beat) -> None:
    beat = beat_everywhere
    beat.set_up()
    beat.flywheel.clock.advance(days=60)
    step = next(row for row in beat.flywheel.rows(Step) if row.kind == "series")

    def look(_number: int) -> None:
        beat.flywheel.store.write_now(materialise, step, beat.flywheel.clock.now())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(look, range(4)))

    meetings, steps = beat.meetings(), beat.flywheel.rows(Step)
    assert len({row.original_local for row in meetings}) == len(meetings) > 7
    assert len({(row.kind, row.subject) for row in steps}) == len(steps)
