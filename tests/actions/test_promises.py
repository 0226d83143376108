"""What was promised last time: kept, late, dropped, still open."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.actions.models import Action, ActionState
from bot.actions.queries import promised
from bot.actions.rules import Promises, half_way, sorted_promises
from bot.actions.services import decline, drop, finish
from bot.meetings.models import Meeting
from tests.actions.conftest import Desk
from tests.people import LAN, MAYA, TOM

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def an_action(state: ActionState, due_on: date, ended_at: datetime | None = None) -> Action:
    return Action(id=1, workspace_id=1, what="x", owner="U1", by="U2", state=state, due_on=due_on, created_at=NOW,
                  ended_at=ended_at)  # fmt: skip


def kinds(promises: Promises) -> tuple[int, int, int, int]:
    return len(promises.kept), len(promises.late), len(promises.dropped), len(promises.open)


@pytest.mark.parametrize(
    ("state", "due", "ended", "expected"),
    [
        (ActionState.DONE, 6, datetime(2026, 3, 6, 12, tzinfo=UTC), (1, 0, 0, 0)),
        (ActionState.DONE, 6, datetime(2026, 3, 6, 23, 30, tzinfo=UTC), (0, 1, 0, 0)),  # past midnight in Berlin
        (ActionState.OPEN, 15, None, (0, 1, 0, 0)),
        (ActionState.OPEN, 16, None, (0, 0, 0, 1)),
        (ActionState.OFFERED, 20, None, (0, 0, 0, 1)),
        (ActionState.DROPPED, 1, NOW, (0, 0, 1, 0)),
        (ActionState.DECLINED, 20, NOW, (0, 0, 1, 0)),
    ],
)
def test_each_by_what_became_of_it(
    state: ActionState, due: int, ended: datetime | None, expected: tuple[int, int, int, int]
) -> None:
    action = an_action(state, date(2026, 3, due), ended)

    assert expected == kinds(sorted_promises([action], now=NOW, zone=BERLIN))


def test_half_way_is_between_the_yes_and_the_day() -> None:
    assert date(2026, 3, 6) == half_way(date(2026, 3, 2), date(2026, 3, 10))
    assert date(2026, 3, 2) == half_way(date(2026, 3, 2), date(2026, 3, 3))


def next_one(desk: Desk, day: int) -> Meeting:
    """Another meeting of the same series."""
    first = desk.room.meeting
    local = datetime(2026, 3, day, 10)  # noqa: DTZ001 - on the wall
    return Meeting(id=99, workspace_id=first.workspace_id, series_id=first.series_id, original_local=local,
                   starts_local=local, starts_at=local.replace(tzinfo=UTC), minutes=60)  # fmt: skip


def looking_back(desk: Desk, meeting: Meeting) -> Promises:
    return desk.flywheel.read(lambda session: promised(session, desk.flywheel.workspace_id, meeting))


async def test_a_meeting_looks_back_on_all_that_was_promised_before_it(desk: Desk) -> None:
    done, gone, refused_one, late, ahead = (
        desk.given(LAN, what="a"),
        desk.given(MAYA, what="b"),
        desk.give(TOM, by=LAN, what="c"),
        desk.given(TOM, what="d"),
        desk.given(TOM, what="e", due_on=date(2026, 3, 20)),
    )
    desk.do(finish, LAN, done.key)
    desk.do(drop, MAYA, gone.key, "No need any more")
    desk.do(decline, TOM, refused_one.key, "No time")

    found = looking_back(desk, next_one(desk, 16))

    assert [{done.id}, {late.id}, {refused_one.id, gone.id}, {ahead.id}] == [
        {one.id for one in kind} for kind in (found.kept, found.late, found.dropped, found.open)
    ]
    assert 5 == found.count


async def test_what_was_reported_at_one_meeting_is_not_reported_at_the_next(desk: Desk) -> None:
    action = desk.given(LAN)
    desk.do(finish, LAN, action.key)
    await desk.room.begin()
    await desk.room.run(hours=2)  # it closes by itself

    assert not looking_back(desk, next_one(desk, 16))
    assert looking_back(desk, desk.room.meeting)


async def test_what_this_meeting_agrees_on_is_no_promise_of_the_last(desk: Desk) -> None:
    await desk.room.begin()
    desk.give(LAN, by=LAN, meeting_id=desk.room.meeting.key)

    assert not looking_back(desk, desk.room.meeting)
