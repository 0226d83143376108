"""How a meeting ends, by hand or by itself: what goes on to the next one, how it was, and what goes wrong meanwhile."""

from bot.agenda.models import ItemState
from bot.board.services import finish, go_on, rate
from bot.meetings.models import MeetingStatus
from bot.steps.models import Step, StepKind, StepState
from tests.board.conftest import Room, refused
from tests.people import LAN, MAYA, TOM


async def test_at_the_end_what_is_not_settled_goes_on_and_is_counted(room: Room) -> None:
    await room.begin()
    room.decide("Export")
    room.act(go_on, room.press())
    room.act(finish, room.meeting.key)
    await room.flywheel.deliver()

    items = room.items()
    assert {"Export": "decided", "Billing": "parked", "Onboarding": "not_reached"} == room.became()
    assert (ItemState.DECIDED, room.meeting.key) == (items["Export"].state, items["Export"].meeting_id)
    assert {(ItemState.OPEN, None, 1)} == {
        (items[title].state, items[title].meeting_id, items[title].carried) for title in ("Billing", "Onboarding")
    }
    assert "1 decision · 0 actions · 2 go on to the next meeting" in room.shown()


async def test_the_end_plans_the_minutes_and_calls_off_the_rest(room: Room) -> None:
    await room.begin()
    room.act(finish, room.meeting.key)

    states = {step.kind: step.state for step in room.flywheel.rows(Step)}
    assert StepState.PENDING == states[StepKind.MEETING_MINUTES]
    assert {StepState.CANCELLED} == {states[StepKind.MEETING_BOARD], states[StepKind.MEETING_END]}


async def test_nobody_ends_it_twice(room: Room) -> None:
    await room.begin()
    room.act(finish, room.meeting.key)

    assert "This meeting is over." == refused(lambda: room.act(finish, room.meeting.key, who=TOM))


async def test_forgotten_it_is_closed_half_an_hour_after_its_time_and_that_is_said(room: Room) -> None:
    await room.begin()
    await room.run(minutes=89)
    assert "running" == room.meeting.status.value

    await room.run(minutes=1)

    assert MeetingStatus.HELD == room.meeting.status
    assert "Nobody ended the flywheel meeting, so I closed it" in room.shown()


# How it was


async def test_the_mean_is_shown_from_three_ratings_on_and_a_tap_changes_ones_own(room: Room) -> None:
    await room.begin()
    room.act(finish, room.meeting.key)
    for who, stars in ((LAN, 1), (LAN, 5), (TOM, 4)):
        room.act(rate, room.meeting.key, stars, who=who)
    await room.flywheel.deliver()
    assert "On the whole" not in room.shown()

    room.act(rate, room.meeting.key, 2, who=MAYA)
    await room.flywheel.deliver()

    assert "On the whole: 3.7 of 5" in room.shown()


async def test_a_meeting_that_runs_is_not_rated(room: Room) -> None:
    await room.begin()

    assert "This meeting is running already." == refused(lambda: room.act(rate, room.meeting.key, 5))


# What goes wrong meanwhile


async def test_a_board_somebody_deleted_is_posted_again(room: Room) -> None:
    await room.begin()
    gone = room.meeting.agenda_ts
    room.flywheel.slack.refusals["chat.update"] = "message_not_found"
    room.act(go_on, room.press())
    await room.flywheel.deliver()

    assert gone != room.meeting.agenda_ts
    assert "Billing" in room.shown()


async def test_when_the_channel_is_gone_the_facilitator_and_whoever_set_it_up_are_told_once(room: Room) -> None:
    await room.begin()
    room.flywheel.slack.refusals["chat.update"] = "is_archived"
    for _ in range(2):
        room.act(go_on, room.press())
    await room.flywheel.deliver()

    assert (1, 1) == tuple(len(room.flywheel.slack.quiet(who.user_id)) for who in (LAN, MAYA))
    assert "Onboarding" == room.current()
