"""Two people at one board at once, in threads of their own, on both databases: one moves it, the other sees that."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.actions.models import Action
from bot.actions.rules import ActionWish
from bot.actions.services import give
from bot.app import STEPS
from bot.board.models import Discussed, ItemOutcome, Rating
from bot.board.outcomes import record
from bot.board.services import be_here, finish, go_on, park, rate
from bot.decisions.models import Decision
from bot.decisions.rules import DecisionWish
from bot.decisions.services import decide
from bot.delivery.repeats import once
from bot.meetings.models import MeetingStatus
from bot.steps.engine import run_next
from bot.store.store import Store
from tests.board.conftest import IMPACT, Room
from tests.clock import FakeClock
from tests.flywheel import Flywheel, installed
from tests.ownership.test_races import at_once, everybody_is_known
from tests.people import LAN, MAYA, TOM, Somebody

TITLES = tuple(f"Item {number}" for number in range(9))


@pytest.fixture
def flywheel(store: Store, clock: FakeClock) -> Flywheel:
    """On each database."""
    flywheel = installed(store, clock)
    flywheel.write(everybody_is_known)
    return flywheel


@pytest.fixture
async def room(flywheel: Flywheel) -> Room:
    return await Room(flywheel, *TITLES).begin()


async def test_of_eight_who_press_next_at_once_one_moves_the_board(room: Room) -> None:
    pressed = room.press()

    refused = at_once([lambda: room.act(go_on, pressed)] * 8)

    assert ("Item 1", 7) == (room.current(), len(refused))


async def test_next_and_park_at_once_leave_the_board_on_the_next_item(room: Room) -> None:
    pressed = room.press()

    at_once([lambda: room.act(go_on, pressed, who=TOM), lambda: room.act(park, pressed, who=MAYA)])

    assert ("Item 1", 1) == (room.current(), len(room.became()))


async def test_two_who_end_it_at_once_end_it_once(room: Room) -> None:
    refused = at_once([lambda who=who: room.act(finish, room.meeting.key, who=who) for who in (LAN, TOM)])  # type: ignore[misc]

    assert (MeetingStatus.HELD, 1) == (room.meeting.status, len(refused))
    assert {1} == {item.carried for item in room.items().values()}


async def test_decisions_written_down_at_once_are_numbered_one_after_the_other(room: Room) -> None:
    assert [] == at_once([lambda title=title: room.decide(title) for title in TITLES[:6]])  # type: ignore[misc]

    assert [1, 2, 3, 4, 5, 6] == sorted(decision.number for decision in room.flywheel.rows(Decision))


async def test_a_decision_and_the_end_at_once_lose_neither(room: Room) -> None:
    at_once([lambda: room.decide("Item 0", who=TOM), lambda: room.act(finish, room.meeting.key)])

    assert (ItemOutcome.DECIDED, 1) == (room.became()["Item 0"], len(room.flywheel.rows(Decision)))
    assert "decided" == room.items()["Item 0"].state


async def test_everybody_who_says_at_once_that_she_is_there_is_on_the_board(room: Room) -> None:
    people = (LAN, TOM, MAYA)

    assert [] == at_once([lambda who=who: room.act(be_here, room.meeting.key, who=who) for who in people])  # type: ignore[misc]
    await room.flywheel.deliver()

    assert "Here: Maya Lopez, Tom Becker, Trần Thị Lan" in room.shown()


async def test_two_fast_taps_of_one_person_are_one_rating(room: Room) -> None:
    room.act(finish, room.meeting.key)

    at_once([lambda stars=stars: room.act(rate, room.meeting.key, stars) for stars in (2, 5)])  # type: ignore[misc]

    assert 1 == len(room.flywheel.rows(Rating))


async def test_an_item_settled_twice_at_once_has_one_outcome_the_stronger(room: Room) -> None:
    item = room.items()["Item 0"]

    def settle(session: Session, _workspace_id: int, outcome: ItemOutcome, *, now: datetime) -> None:
        record(session, room.meeting.key, session.get_one(type(item), item.key), outcome, now=now)

    outcomes = (ItemOutcome.ACTION, ItemOutcome.DECIDED)
    at_once([lambda outcome=outcome: room.flywheel.write(settle, outcome) for outcome in outcomes])  # type: ignore[misc]

    assert [ItemOutcome.DECIDED] == [row.outcome for row in room.flywheel.rows(Discussed)]


async def test_two_clocks_at_once_start_one_meeting_once_and_close_it_once(flywheel: Flywheel) -> None:
    room = Room(flywheel)
    for minutes in (60, 90):
        flywheel.clock.advance(minutes=minutes)
        at_once([lambda: flywheel.store.write_now(run_next, STEPS, now=flywheel.clock.now())] * 4)
        await room.run()

    assert (MeetingStatus.HELD, {1}) == (room.meeting.status, {item.carried for item in room.items().values()})
    posted = [str(call["text"]) for call in flywheel.slack.asked("chat.postMessage")]
    assert 1 == len([text for text in posted if text.startswith("The flywheel meeting is on.")])


async def test_six_people_who_send_decisions_and_actions_at_once_all_get_through(room: Room) -> None:
    """Each with its own delivery, as Slack sends them: what a delivery writes first must not stand in another's way."""
    flywheel, people = room.flywheel, (LAN, TOM, MAYA) * 2
    keys = [flywheel.key("view") for _ in people]
    about: dict[str, Any] = {"meeting_id": room.meeting.key, "item_id": room.items()["Item 0"].key}
    wish = DecisionWish("Rebuild it", IMPACT, **about)

    def send(key: str, who: Somebody) -> None:
        flywheel.store.write_now(once, decide, flywheel.workspace_id, key, who.user_id, wish, now=flywheel.clock.now())

    def give_one(who: Somebody) -> None:
        due_on = flywheel.clock.now().date()
        flywheel.write(give, who.user_id, ActionWish("Tell her", owner=who.user_id, due_on=due_on, **about))

    acts = [lambda pair=pair: send(*pair) for pair in zip(keys, people, strict=True)]
    assert [] == at_once([*acts, *(lambda who=who: give_one(who) for who in people)])

    assert ([1, 2, 3, 4, 5, 6], 6) == (
        sorted(decision.number for decision in flywheel.rows(Decision)),
        len(flywheel.rows(Action)),
    )
