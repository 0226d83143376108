"""A meeting from its start to its end: the board, the minutes left, and what goes on to the next one."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from bot.agenda.models import ItemKind, ItemState
from bot.agenda.rules import ItemWish
from bot.agenda.services import bring
from bot.board.models import ItemOutcome
from bot.board.services import be_here, drop, finish, go_on, park
from bot.meetings.models import Meeting, MeetingStatus
from bot.steps.models import StepKind
from tests.board.conftest import Room, refused
from tests.fake_workspace import FLYWHEEL, GUEST
from tests.people import MAYA, TOM


async def test_at_the_start_the_board_is_in_the_channel_with_the_first_item_on(room: Room) -> None:
    await room.begin()

    assert (MeetingStatus.RUNNING, "Export") == (room.meeting.status, room.current())
    assert room.meeting.started_at == room.flywheel.clock.now()
    assert [FLYWHEEL] == [board["channel"] for board in room.boards()]
    assert "8 minutes left" in room.shown()
    assert ["sent"] == room.outcomes(StepKind.MEETING_START)


async def test_the_agenda_shrinks_to_a_line_that_leads_to_the_board(room: Room) -> None:
    room.flywheel.store.write_now(announced, room.meeting.key, now=room.flywheel.clock.now())
    await room.begin()

    (line,) = [call for call in room.flywheel.slack.asked("chat.update") if call["ts"] == "5.5"]
    assert line["text"].startswith("The agenda went into the meeting: <https://acme.slack.com/archives/C0FLYWHEEL/p")
    assert room.meeting.agenda_ts not in {"", "5.5"}


@pytest.mark.parametrize("minutes", [3, 20])
async def test_a_late_start_is_said(room: Room, minutes: int) -> None:
    await room.run(minutes=60 + minutes)

    assert "late: it began" in room.shown()
    assert ["late"] == room.outcomes(StepKind.MEETING_START)


def announced(session: Session, meeting_id: int, *, now: datetime) -> None:
    session.get_one(Meeting, meeting_id).agenda_ts = "5.5"


async def test_the_agenda_of_a_missed_meeting_says_so_in_its_place(room: Room) -> None:
    room.flywheel.store.write_now(announced, room.meeting.key, now=room.flywheel.clock.now())
    await room.run(minutes=81)

    (edit,) = [call for call in room.flywheel.slack.asked("chat.update") if call["ts"] == "5.5"]
    assert "did not take place" in edit["text"]


async def test_after_twenty_minutes_it_is_missed_said_once_and_its_items_go_on_as_they_are(room: Room) -> None:
    await room.run(minutes=81)
    await room.run(minutes=1)

    said = [call["text"] for call in room.flywheel.slack.asked("chat.postMessage") if call["channel"] == FLYWHEEL]
    assert MeetingStatus.MISSED == room.meeting.status
    assert [True] == ["there was no board" in text for text in said]
    assert {(None, 0)} == {(item.meeting_id, item.carried) for item in room.items().values()}


@pytest.mark.parametrize("status", [MeetingStatus.SKIPPED, MeetingStatus.CANCELLED])
async def test_a_meeting_that_is_off_does_not_start(room: Room, status: MeetingStatus) -> None:
    def off(session: Session, _workspace_id: int, *, now: datetime) -> None:
        session.get_one(Meeting, room.meeting.key).sqlmodel_update({"status": status, "why": "Tết"})

    room.flywheel.write(off)
    await room.begin()

    assert (status, []) == (room.meeting.status, room.flywheel.slack.asked("chat.postMessage"))
    assert ["skipped: Tết"] == room.outcomes(StepKind.MEETING_START)


async def test_a_meeting_that_was_moved_starts_when_it_is_now(room: Room) -> None:
    def moved(session: Session, _workspace_id: int, *, now: datetime) -> None:
        session.get_one(Meeting, room.meeting.key).starts_at += timedelta(hours=1)

    room.flywheel.write(moved)
    await room.begin()
    assert "planned" == room.meeting.status.value

    await room.run(hours=1)

    assert MeetingStatus.RUNNING == room.meeting.status


async def test_the_time_left_is_edited_once_a_minute(room: Room) -> None:
    await room.begin()
    for _ in range(3):
        await room.run(minutes=1)

    assert ["8 minutes left", "7 minutes left", "6 minutes left", "5 minutes left"] == [
        next(line for line in board["text"].split("*") if "left" in line) for board in room.boards()
    ]


async def test_over_its_time_it_says_by_how_much(room: Room) -> None:
    await room.begin()
    await room.run(minutes=10)

    assert "2 minutes over its time" in room.shown()


async def test_when_everything_had_its_turn_nothing_is_edited_every_minute(room: Room) -> None:
    await room.begin()
    for _ in range(3):
        room.act(park, room.press())
    await room.run(minutes=1)
    before = len(room.boards())
    for _ in range(3):
        await room.run(minutes=1)

    assert before == len(room.boards())
    assert "That was the last item" in room.shown()


async def test_next_goes_on_and_an_item_without_a_result_has_its_turn_again(room: Room) -> None:
    await room.begin()
    seen = []
    for _ in range(4):
        room.act(go_on, room.press())
        seen.append(room.current())

    assert ["Billing", "Onboarding", "Export", "Billing"] == seen


async def test_a_second_next_for_the_same_item_does_not_skip_one(room: Room) -> None:
    await room.begin()
    pressed = room.press()
    room.act(go_on, pressed, who=TOM)

    said = refused(lambda: room.act(go_on, pressed, who=MAYA))

    assert "The meeting has gone on meanwhile: now it is “Billing”." == said
    assert "Billing" == room.current()


async def test_a_board_that_changed_meanwhile_still_takes_next_for_the_same_item(room: Room) -> None:
    await room.begin()
    pressed = room.press()
    room.act(be_here, room.meeting.key, who=TOM)

    room.act(go_on, pressed)

    assert "Billing" == room.current()


async def test_parked_goes_on_to_the_next_meeting_and_not_back_on_this_board(room: Room) -> None:
    await room.begin()
    room.act(park, room.press())
    room.act(go_on, room.press())
    room.act(go_on, room.press())

    assert "Billing" == room.current()
    assert ItemOutcome.PARKED == room.became()["Export"]


async def test_dropping_needs_a_reason_and_keeps_it(room: Room) -> None:
    await room.begin()

    assert "Say in a few words why it is dropped." == refused(lambda: room.act(drop, room.press(), "…"))
    room.act(drop, room.press(), "Nobody asked for it")

    export = room.items()["Export"]
    assert (ItemState.DROPPED, "Nobody asked for it") == (export.state, export.facts["dropped"])
    assert "Billing" == room.current()


async def test_what_was_decided_is_not_dropped(room: Room) -> None:
    await room.begin()
    pressed = room.press()
    room.decide()

    assert "settled already" in refused(lambda: room.act(drop, pressed, "Nobody asked for it"))


async def test_only_the_team_drives(room: Room) -> None:
    await room.begin()
    pressed = room.press()

    for act in (go_on, park):
        assert "You may not do that here" in refused(lambda act=act: room.act(act, pressed, who=GUEST))  # type: ignore[misc]
    assert "You may not" in refused(lambda: room.act(finish, room.meeting.key, who=GUEST))
    assert "Export" == room.current()


async def test_whoever_says_so_or_does_something_is_there(room: Room) -> None:
    await room.begin()
    room.act(be_here, room.meeting.key, who=MAYA)
    room.act(go_on, room.press(), who=TOM)
    await room.flywheel.deliver()

    assert "Here: Maya Lopez, Tom Becker" in room.shown()
    assert "You are on the list already." == refused(lambda: room.act(be_here, room.meeting.key, who=TOM))


async def test_what_is_brought_meanwhile_comes_last_on_the_board(room: Room) -> None:
    await room.begin()
    room.act(bring, ItemWish(ItemKind.OPPORTUNITY, "One call for both"), who=TOM)
    await room.flywheel.deliver()
    assert "4. One call for both" in room.shown()

    for _ in range(3):
        room.act(park, room.press())

    assert "One call for both" == room.current()


async def test_after_the_last_item_what_is_brought_is_on_at_once(room: Room) -> None:
    await room.begin()
    for _ in range(3):
        room.act(park, room.press())
    room.act(bring, ItemWish(ItemKind.OPPORTUNITY, "One call for both"), who=TOM)

    assert "One call for both" == room.current()


# The third carry-over


async def test_what_was_carried_over_three_times_cannot_be_put_off(room: Room) -> None:
    room.change("Export", carried=3)
    await room.begin()

    for act in (park, go_on):
        assert "commit, escalate or drop it" in refused(lambda act=act: room.act(act, room.press("Export")))  # type: ignore[misc]
    assert ["Commit", "Escalate", "Drop"] == buttons(room)
    assert "Today it is decided" in room.shown()


async def test_once_decided_the_meeting_goes_on(room: Room) -> None:
    room.change("Export", carried=3)
    await room.begin()
    room.decide()
    room.act(go_on, room.press())

    assert "Billing" == room.current()


def buttons(room: Room) -> list[str]:
    """Of the board as it was last shown, without its menu."""
    (row,) = [block for block in room.boards()[-1]["blocks"] if block["type"] == "actions"]
    return [element["text"]["text"] for element in row["elements"] if element["type"] == "button"]


async def test_the_buttons_are_for_the_current_item(room: Room) -> None:
    await room.begin()
    assert ["Decide", "Action", "Park", "Next"] == buttons(room)

    room.decide()
    await room.flywheel.deliver()

    assert ["Decide", "Action", "Next"] == buttons(room)


async def test_what_was_taken_off_before_is_not_among_what_has_no_time(room: Room) -> None:
    room.change("Billing", not_today=True, state=ItemState.DROPPED)
    await room.begin()

    assert "no time today" not in room.shown()


async def test_what_was_gone_past_stands_last_among_what_comes(room: Room) -> None:
    await room.begin()
    room.act(go_on, room.press())
    await room.flywheel.deliver()

    comes = room.shown().partition("What comes")[2]
    assert comes.index("Onboarding") < comes.index("Export")
    assert "8 min · its turn comes again" in comes
    assert "What is done" not in room.shown()
