"""Moving, skipping and cancelling one meeting, and changing the series: all that waits follows, at once."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.agenda.models import AgendaItem, ItemKind
from bot.errors import UserError
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.steps.models import Step, StepState
from tests.fake_workspace import FLYWHEEL, GUEST
from tests.meetings.conftest import Beat
from tests.people import TOM

PLANNED, SKIPPED, CANCELLED = MeetingStatus.PLANNED, MeetingStatus.SKIPPED, MeetingStatus.CANCELLED


def posted(session: Session, workspace_id: int, meeting_id: int, *, now: datetime) -> None:
    """Call and agenda went out, and with them their steps."""
    meeting = session.get_one(Meeting, meeting_id)
    meeting.call_ts, meeting.agenda_ts = "1.1", "2.2"
    for step in session.exec(select(Step).where(Step.subject == str(meeting_id))):
        if step.kind in ("meeting_lead", "meeting_call", "meeting_agenda"):
            step.state, step.outcome = StepState.DONE, "sent"
    session.add(AgendaItem(workspace_id=workspace_id, meeting_id=meeting_id, kind=ItemKind.OBSTACLE, title="Slow",
                           not_today=True, position=3, created_at=now))  # fmt: skip


def set_status(session: Session, workspace_id: int, meeting_id: int, status: MeetingStatus, *, now: datetime) -> None:
    session.get_one(Meeting, meeting_id).status = status


def test_all_that_waits_moves_with_the_meeting(beat_everywhere: Beat) -> None:
    beat = beat_everywhere
    beat.set_up()
    beat.move(beat.planned()[1], "2026-03-27T14:00")
    moved = beat.planned()[1]

    assert ("03-27 14:00", "03-24 10:00", True, 2) == (
        f"{moved.starts_local:%m-%d %H:%M}", f"{moved.original_local:%m-%d %H:%M}", moved.moved, moved.version,
    )  # fmt: skip
    assert {
        "lead": "03-20 08:00", "call": "03-24 08:00", "agenda": "03-26 09:00",
        "start": "03-27 13:00", "end": "03-27 14:30",
    } == beat.steps(moved)  # fmt: skip
    assert 1 == beat.series().sequence


async def test_without_a_post_to_correct_the_channel_hears_it_in_a_post_of_its_own(beat: Beat) -> None:
    beat.set_up(tell=False)
    beat.move(beat.planned()[0], "2026-03-11T10:00")
    await beat.flywheel.deliver()

    (said,) = beat.said()
    assert "Tom Becker moved the flywheel meeting of <!date^1773133200^" in said


async def test_what_was_posted_is_corrected_and_one_line_below_it_says_so(beat: Beat) -> None:
    beat.set_up(tell=False)
    first = beat.planned()[0]
    beat.flywheel.write(posted, first.key)
    beat.move(first, "2026-03-12T10:00")
    await beat.flywheel.deliver()

    lines = [call for call in beat.slack.asked("chat.postMessage") if call["channel"] == FLYWHEEL]
    assert ["2.2"] == [call["thread_ts"] for call in lines]
    assert {"1.1", "2.2"} == {call["ts"] for call in beat.slack.asked("chat.update")}


async def test_the_agenda_of_a_meeting_that_moved_away_is_written_anew_on_its_day(beat: Beat) -> None:
    beat.set_up()
    first = beat.planned()[0]
    beat.flywheel.write(posted, first.key)
    beat.move(first, "2026-03-19T10:00")
    beat.move(first, "2026-03-20T10:00")

    waiting = beat.steps(beat.planned()[0])

    assert ("03-19 09:00", "03-20 09:00") == (waiting["agenda"], waiting["start"])
    assert "call" not in waiting
    agendas = [row for row in beat.flywheel.rows(Step) if (row.kind, row.subject) == ("meeting_agenda", str(first.key))]
    assert ["done", "cancelled", "pending"] == [row.state for row in agendas]


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("2026-03-02T09:00", "in the past"),
        ("2026-04-07T10:00", "not before the next meeting"),
        ("2026-05-30T10:00", "not before the next meeting"),
        ("2026-03-10T10:00", "not after the meeting before it"),
        ("2026-03-03T10:00", "not after the meeting before it"),
    ],
)
def test_a_meeting_stays_between_its_neighbours_and_out_of_the_past(beat: Beat, to: str, sentence: str) -> None:
    beat.set_up()
    second = beat.planned()[1]

    with pytest.raises(UserError, match=sentence):
        beat.move(second, to)

    assert ("03-24 10:00", 0) == (f"{beat.planned()[1].starts_local:%m-%d %H:%M}", beat.series().sequence)


def test_the_neighbour_is_named_in_the_language_of_whoever_moves(beat: Beat) -> None:
    beat.set_up()

    with pytest.raises(UserError) as refused:
        beat.move(beat.planned()[1], "2026-04-20T10:00")

    assert "Tue, Apr 7, 10:00" == refused.value.values["when"]


def test_moving_it_to_where_it_is_changes_nothing(beat: Beat) -> None:
    beat.set_up()
    beat.move(beat.planned()[1], "2026-03-24T10:00")

    assert (0, False) == (beat.series().sequence, beat.planned()[1].moved)


def test_a_meeting_moved_into_the_gap_of_spring_starts_when_the_clocks_have_jumped(beat: Beat) -> None:
    beat.set_up()
    beat.move(beat.planned()[1], "2026-03-29T02:30")

    assert "03-29 01:30" == beat.steps(beat.planned()[1])["start"]


def test_a_skipped_one_that_is_moved_takes_place_again(beat: Beat) -> None:
    beat.set_up()
    second = beat.planned()[1]
    beat.skip(second, "Nobody is there")
    beat.move(second, "2026-03-25T10:00")
    moved = beat.planned()[1]

    assert ("03-25 10:00", "") == (f"{moved.starts_local:%m-%d %H:%M}", moved.why)
    assert {"lead", "call", "agenda", "start", "end"} == set(beat.steps(moved))


def test_a_call_that_was_never_due_comes_once_when_the_meeting_moves_away(beat: Beat) -> None:
    beat.set_up(day="2026-03-03")
    first = beat.planned()[0]
    beat.move(first, "2026-03-12T10:00")

    assert "03-09 08:00" == beat.steps(beat.planned()[0])["call"]


@pytest.mark.parametrize("status", [SKIPPED, CANCELLED])
def test_called_off_nothing_waits_for_it_and_its_items_wait_for_the_next(
    beat_everywhere: Beat, status: MeetingStatus
) -> None:
    beat = beat_everywhere
    beat.set_up()
    first = beat.planned()[0]
    beat.flywheel.write(posted, first.key)
    (beat.skip if status is SKIPPED else beat.cancel)(first, "Budget week")

    (row,) = beat.meetings(status)
    (item,) = beat.flywheel.rows(AgendaItem)
    assert ("Budget week", {}, 1) == (row.why, beat.steps(row), beat.series().sequence)
    assert (None, None, False) == (item.meeting_id, item.position, item.not_today)


async def test_the_channel_reads_who_called_it_off_and_why(beat: Beat) -> None:
    beat.set_up(tell=False)
    beat.skip(beat.planned()[0], "Everybody is at <!channel> the fair")
    await beat.flywheel.deliver()

    (said,) = beat.said()
    assert "Tom Becker skipped the flywheel meeting of" in said
    assert "Everybody is at &lt;!channel&gt; the fair" in said


async def test_the_next_day_does_not_plan_a_skipped_one_again(beat: Beat) -> None:
    beat.set_up()
    beat.skip(beat.planned()[0])
    beat.flywheel.clock.advance(days=1)
    await beat.materialise()

    (row,) = beat.meetings(SKIPPED)
    assert {} == beat.steps(row)


@pytest.mark.parametrize("status", [MeetingStatus.RUNNING, MeetingStatus.HELD, CANCELLED, MeetingStatus.SUPERSEDED])
def test_what_is_no_longer_planned_is_not_moved(beat: Beat, status: MeetingStatus) -> None:
    beat.set_up()
    first = beat.planned()[0]
    beat.flywheel.write(set_status, first.key, status)

    with pytest.raises(UserError):
        beat.move(first, "2026-03-11T10:00")
    with pytest.raises(UserError):
        beat.skip(first)


def test_a_guest_moves_nothing(beat: Beat) -> None:
    beat.set_up()

    with pytest.raises(UserError, match="You may not do that"):
        beat.move(beat.planned()[0], "2026-03-11T10:00", GUEST)
    with pytest.raises(UserError, match="You may not do that"):
        beat.skip(beat.planned()[0], by=GUEST)


def test_changed_from_a_meeting_on_the_old_ones_give_way_and_the_new_ones_are_there(beat_everywhere: Beat) -> None:
    beat = beat_everywhere
    beat.set_up()
    beat.change("2026-03-24T10:00", day="2026-03-25", clock="15:00", weeks="1", minutes="45")
    old, new = beat.flywheel.rows(Series)

    assert ["03-10 10:00", "03-25 15:00", "04-01 15:00"] == beat.days(PLANNED)[:3]
    assert (datetime(2026, 3, 24, 10), 1, 1) == (old.until_local, old.sequence, new.sequence)  # noqa: DTZ001
    assert old.uid != new.uid
    for gone in beat.meetings(MeetingStatus.SUPERSEDED):
        assert {} == beat.steps(gone)


def test_a_change_can_begin_with_the_very_next_one_and_its_items_wait_on(beat: Beat) -> None:
    beat.set_up()
    beat.flywheel.write(posted, beat.planned()[0].key)
    beat.change("2026-03-10T10:00", day="2026-03-12")

    (item,) = beat.flywheel.rows(AgendaItem)
    assert ("03-12 10:00", None) == (beat.days(PLANNED)[0], item.meeting_id)


async def test_the_step_of_the_old_series_ends_with_it(beat: Beat) -> None:
    beat.set_up()
    beat.change("2026-03-24T10:00", day="2026-03-25")
    beat.flywheel.clock.advance(days=30)
    await beat.materialise()

    assert not [row for row in beat.meetings() if row.series_id == 1 and row.starts_local > datetime(2026, 6, 3)]  # noqa: DTZ001
    assert {"cancelled", "pending"} == {row.state for row in beat.flywheel.rows(Step) if row.kind == "series"}


@pytest.mark.parametrize(
    ("from_local", "typed", "sentence"),
    [
        ("2026-03-24T10:00", {"day": "2026-03-10"}, "The meeting before it stays"),
        ("2026-03-24T10:00", {"weeks": "0"}, "how many weeks"),
        ("2026-03-24T10:00", {"day": "2026-03-01"}, "in the past"),
    ],
)
def test_a_change_that_makes_no_sense_gets_a_sentence_and_changes_nothing(
    beat: Beat, from_local: str, typed: dict[str, Any], sentence: str
) -> None:
    beat.set_up()

    with pytest.raises(UserError, match=sentence):
        beat.change(from_local, **typed)

    assert (1, []) == (len(beat.flywheel.rows(Series)), beat.meetings(MeetingStatus.SUPERSEDED))


def test_a_meeting_that_has_begun_cannot_give_way(beat: Beat) -> None:
    beat.set_up()
    beat.flywheel.write(set_status, beat.planned()[0].key, MeetingStatus.RUNNING)

    with pytest.raises(UserError, match="has begun already"):
        beat.change("2026-03-10T10:00", day="2026-03-12")


def test_without_a_series_there_is_nothing_to_change(beat: Beat) -> None:
    with pytest.raises(UserError, match="There is no flywheel meeting yet"):
        beat.change("2026-03-10T10:00")


def test_changed_twice_there_is_still_one_that_runs_on(beat: Beat) -> None:
    beat.set_up()
    beat.change("2026-03-10T10:00", day="2026-03-11")
    beat.change("2026-03-11T10:00", day="2026-03-12")

    assert 1 == len([row for row in beat.flywheel.rows(Series) if row.until_local is None])
    assert "03-12 10:00" == beat.days(PLANNED)[0]
    assert TOM.user_id == beat.series().made_by
