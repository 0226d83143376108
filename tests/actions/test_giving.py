"""An action: given, answered, finished, dropped, moved."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.actions.models import ActionState
from bot.actions.services import accept, change_date, decline, drop, finish, owner_gone
from bot.agenda.models import ItemState
from bot.board.models import ItemOutcome
from bot.board.queries import present_at
from bot.pains.models import History, Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from tests.actions.conftest import FRIDAY, Desk
from tests.board.conftest import refused
from tests.fake_workspace import GUEST, PARTNER, ROBOT
from tests.people import LAN, MAYA, TOM, Somebody


async def test_somebody_who_is_not_there_is_asked_first(desk: Desk) -> None:
    desk.give(TOM, by=LAN, what="Call <Contoso>")

    assert [ActionState.OFFERED] == desk.states()
    (offer,) = await desk.told(TOM)
    assert "Trần Thị Lan asks whether you do this:\n> Call &lt;Contoso&gt;" in offer
    assert [] == await desk.told(LAN)


async def test_whoever_gives_it_to_herself_is_told_nothing(desk: Desk) -> None:
    desk.give(LAN, by=LAN)

    assert [ActionState.OPEN] == desk.states()
    assert [] == await desk.told(LAN)


async def test_whoever_is_in_the_meeting_has_heard_it(desk: Desk) -> None:
    await desk.room.begin()
    desk.comes(TOM)

    desk.give(TOM, by=LAN, meeting_id=desk.room.meeting.key)

    assert [ActionState.OPEN] == desk.states()
    assert [] == await desk.told(TOM)


async def test_an_action_settles_its_item_and_shows_that_its_giver_is_there(desk: Desk) -> None:
    await desk.room.begin()
    item = desk.room.items()["Export"]

    desk.give(TOM, by=LAN, meeting_id=desk.room.meeting.key, item_id=item.key)

    assert (ItemState.DECIDED, ItemOutcome.ACTION) == (desk.room.items()["Export"].state, desk.room.became()["Export"])
    assert {LAN.user_id} == desk.flywheel.read(lambda session: present_at(session, desk.room.meeting.key))


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        (GUEST, "Gina Guest is a guest here, and guests cannot have an action."),
        (PARTNER, "Pat Partner cannot have an action: only people who work here can."),
        (ROBOT, "Other Bot cannot have an action: only people who work here can."),
    ],
)
def test_somebody_who_cannot_have_one_gets_a_sentence(desk: Desk, who: Somebody, sentence: str) -> None:
    assert sentence == refused(lambda: desk.give(who))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"what": "  !!! "}, "Say in a few words what is to be done."),
        ({"owner": ""}, "Choose one person who does it."),
        ({"due_on": None}, "Choose a day."),
        ({"due_on": date(2026, 3, 1)}, "That day is over. Choose today or a later day."),
        ({"due_on": date(2028, 3, 1)}, "That is more than a year away."),
        ({"pain_id": 99}, "That pain is not open any more"),
    ],
)
def test_what_is_wrong_with_it_is_said(desk: Desk, changes: dict[str, Any], sentence: str) -> None:
    assert refused(lambda: desk.give(**changes)).startswith(sentence)
    assert [] == desk.states()


def test_only_the_team_gives_actions(desk: Desk) -> None:
    assert refused(lambda: desk.give(TOM, by=GUEST)).startswith("You may not do that here.")


def test_its_pain_remembers_it(desk: Desk) -> None:
    pain = desk.flywheel.report(Report(LAN.user_id, "Slow export"), Origin(Via.FORM))

    action = desk.give(LAN, by=LAN, pain_id=pain.key)
    desk.do(finish, LAN, action.key)

    lines = [(line.what, line.detail) for line in desk.flywheel.rows(History)]
    assert [("action", "Call Contoso"), ("action done", "Call Contoso")] == lines[1:]


async def test_a_yes_makes_it_hers(desk: Desk) -> None:
    action = desk.give(TOM, by=LAN)

    desk.do(accept, TOM, action.key)

    assert [ActionState.OPEN] == desk.states()
    assert [] == await desk.told(LAN)


async def test_an_offer_that_was_answered_before_it_went_out_is_not_sent(desk: Desk) -> None:
    action = desk.give(TOM, by=LAN)
    desk.do(accept, TOM, action.key)

    assert [] == await desk.told(TOM)


async def test_a_no_is_told_to_the_giver_with_its_reason(desk: Desk) -> None:
    action = desk.give(TOM, by=MAYA)

    desk.do(decline, TOM, action.key, "On <holiday>")

    (said,) = await desk.told(MAYA)
    assert ("Tom Becker declined this action" in said, "Why: On &lt;holiday&gt;" in said) == (True, True)


def test_only_whom_it_was_offered_to_answers(desk: Desk) -> None:
    action = desk.give(TOM, by=LAN)

    assert "Only Tom Becker can answer that." == refused(lambda: desk.do(accept, MAYA, action.key))


def test_a_second_answer_hears_what_the_first_was(desk: Desk) -> None:
    action = desk.give(TOM, by=LAN)
    desk.do(decline, TOM, action.key, "No time")

    assert "This action was declined already." == refused(lambda: desk.do(accept, TOM, action.key))


def test_no_reason_no_answer(desk: Desk) -> None:
    offered, own = desk.give(TOM, by=LAN), desk.given(LAN)

    assert "Say in a few words why not." == refused(lambda: desk.do(decline, TOM, offered.key, " "))
    assert "Say in a few words why not." == refused(lambda: desk.do(drop, LAN, own.key, "…"))


def test_what_waits_for_a_yes_cannot_be_finished(desk: Desk) -> None:
    action = desk.give(TOM, by=LAN)

    assert refused(lambda: desk.do(finish, TOM, action.key)).startswith("This action still waits for a yes.")


async def test_dropping_it_tells_the_others_why(desk: Desk) -> None:
    action = desk.give(TOM, by=MAYA)
    desk.do(accept, TOM, action.key)

    desk.do(drop, LAN, action.key, "The customer left")

    assert [ActionState.DROPPED] == desk.states()
    for who in (MAYA, TOM):
        assert "Trần Thị Lan said that this action is not going to be done" in (await desk.told(who))[-1]
    assert [] == await desk.told(LAN)


def test_somebody_elses_action_is_not_everybodys_to_change(desk: Desk) -> None:
    action = desk.given(TOM)

    assert refused(lambda: desk.do(finish, GUEST, action.key)).startswith("You may not do that here.")


def test_from_the_third_move_on_it_asks_why(desk: Desk) -> None:
    action = desk.given(TOM)
    for days in (1, 2):
        desk.do(change_date, TOM, action.key, FRIDAY + timedelta(days=days), "")

    said = refused(lambda: desk.do(change_date, TOM, action.key, FRIDAY + timedelta(days=3), ""))
    desk.do(change_date, TOM, action.key, FRIDAY + timedelta(days=3), "They are away")

    assert said.startswith("Its date was changed twice already")
    assert (3, FRIDAY + timedelta(days=3)) == (desk.action().moves, desk.action().due_on)


def test_the_same_day_again_is_no_move(desk: Desk) -> None:
    action = desk.given(TOM)

    desk.do(change_date, TOM, action.key, FRIDAY, "")

    assert 0 == desk.action().moves


@pytest.mark.parametrize("number", [0, 99])
def test_an_action_that_is_none_says_so(desk: Desk, number: int) -> None:
    assert "That action is not there any more." == refused(lambda: desk.do(finish, TOM, number))


async def test_when_its_owner_is_gone_whoever_gave_it_hears_of_it(desk: Desk) -> None:
    action = desk.give(TOM, by=MAYA)
    desk.do(accept, TOM, action.key)

    desk.flywheel.write(owner_gone, TOM.user_id)

    assert [ActionState.OPEN] == desk.states()
    assert "Tom Becker is gone, and with them the owner of this action." in (await desk.told(MAYA))[-1]
