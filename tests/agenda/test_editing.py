"""A facilitator reorders, times, takes off and weighs; two at once do not fight."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.actions.models import Action, ActionState
from bot.agenda.editing import discuss_first, move_down, move_up, set_minutes, set_weights, take_off
from bot.agenda.models import ItemKind
from bot.board.models import Discussed, ItemOutcome
from bot.errors import UserError
from bot.meetings.models import MeetingStatus
from bot.ownership.models import AgendaMark
from tests.agenda.conftest import Table
from tests.fake_workspace import GUEST
from tests.ownership.test_races import at_once
from tests.people import LAN, MAYA, TOM

ANN = "U0ANN"  # of the company, not on the team


def item(table: Table, title: str) -> int:
    return next(one.key for one in table.items() if one.title == title)


@pytest.fixture
def three(table: Table) -> Table:
    """A, B and C, in this order."""
    for title, departments in (("A", 3), ("B", 2), ("C", 1)):
        table.bring(title, departments=("sales", "product", "finance")[:departments])
    assert ["A", "B", "C"] == table.shown()
    return table


def test_an_item_goes_up_and_down_one_place(three: Table) -> None:
    three.flywheel.write(move_up, LAN.user_id, item(three, "C"))
    assert ["A", "C", "B"] == three.shown()

    three.flywheel.write(move_down, LAN.user_id, item(three, "A"))
    assert ["C", "A", "B"] == three.shown()


def test_the_first_stays_first_and_the_last_last(three: Table) -> None:
    three.flywheel.write(move_up, LAN.user_id, item(three, "A"))
    three.flywheel.write(move_down, LAN.user_id, item(three, "C"))

    assert ["A", "B", "C"] == three.shown()


def test_once_somebody_put_it_in_order_what_comes_later_follows(three: Table) -> None:
    three.flywheel.write(move_up, LAN.user_id, item(three, "C"))

    pain = three.unowned("They may leave", severity="leaves")
    three.voice(pain, MAYA)

    assert ["A", "C", "B", "They may leave"] == three.shown()


def test_what_there_is_no_time_for_is_talked_about_first_if_somebody_says_so(three: Table) -> None:
    for title in ("A", "B"):
        three.flywheel.write(set_minutes, LAN.user_id, item(three, title), "30")
    assert ["A", "B"] == three.shown()

    three.flywheel.write(discuss_first, LAN.user_id, item(three, "C"))

    assert ["C", "A"] == three.shown()


@pytest.mark.parametrize("typed", ["", "0", "121", "-5", "ten", "1.5", "９"])
def test_minutes_that_are_none_get_a_sentence(three: Table, typed: str) -> None:
    with pytest.raises(UserError, match="whole number from 1") as caught:
        three.flywheel.write(set_minutes, LAN.user_id, item(three, "A"), typed)

    assert "minutes" == caught.value.block_id


async def test_what_is_taken_off_says_why_to_who_brought_it_and_stays_off(three: Table) -> None:
    three.flywheel.write(take_off, LAN.user_id, item(three, "A"), "Sales decided it")
    await three.flywheel.deliver()

    assert ["B", "C"] == three.shown()
    assert ["Trần Thị Lan took “A” off the agenda: Sales decided it"] == three.flywheel.slack.quiet(TOM.user_id)
    assert [ItemOutcome.DROPPED] == [row.outcome for row in three.flywheel.rows(Discussed)]


async def test_nobody_is_told_of_her_own_act(three: Table) -> None:
    three.flywheel.write(take_off, TOM.user_id, item(three, "A"), "Sales decided it")
    await three.flywheel.deliver()

    assert [] == three.flywheel.slack.quiet(TOM.user_id)


def test_taken_off_without_a_reason_it_stays(three: Table) -> None:
    with pytest.raises(UserError, match="why"):
        three.flywheel.write(take_off, LAN.user_id, item(three, "A"), " ")


def test_evidence_that_was_taken_off_does_not_come_back_by_itself(table: Table) -> None:
    table.unowned()
    (found,) = table.write()
    table.flywheel.clock.advance(hours=1)

    table.flywheel.write(take_off, LAN.user_id, found.key, "Product is on it")

    assert [] == table.write()
    assert [None] != [mark.discussed_at for mark in table.flywheel.rows(AgendaMark)]


def test_two_who_take_the_same_off_at_once_do_it_once(three: Table) -> None:
    key = item(three, "A")
    acts = [lambda who=who: three.flywheel.write(take_off, who.user_id, key, "Done") for who in (LAN, MAYA)]

    (refused,) = at_once(acts)

    assert "not on the agenda any more" in refused.sentence
    assert 1 == len(three.flywheel.rows(Discussed))


def test_two_who_move_at_once_both_move(three: Table) -> None:
    acts = [lambda title=title: three.flywheel.write(move_up, LAN.user_id, item(three, title)) for title in "CC"]

    assert [] == at_once(acts)
    assert ["C", "A", "B"] == three.shown()


@pytest.mark.parametrize("who", [ANN, GUEST.user_id])
def test_only_the_team_and_admins_edit_it(three: Table, who: str) -> None:
    for act, *values in ((move_up,), (move_down,), (discuss_first,), (set_minutes, "5"), (take_off, "No")):
        with pytest.raises(UserError, match="You may not"):
            three.flywheel.write(act, who, item(three, "A"), *values)


def test_once_the_meeting_runs_the_board_decides(three: Table) -> None:
    three.change(three.meeting, status=MeetingStatus.RUNNING)

    with pytest.raises(UserError, match="running already"):
        three.flywheel.write(move_up, LAN.user_id, item(three, "C"))


@pytest.mark.parametrize("number", [0, 999])
def test_an_item_that_is_not_there_gets_a_sentence(three: Table, number: int) -> None:
    with pytest.raises(UserError, match="not on the agenda any more"):
        three.flywheel.write(move_up, LAN.user_id, number)


def test_weights_of_its_own_make_another_order(three: Table) -> None:
    grave = three.unowned("They may leave", severity="leaves")
    three.voice(grave, MAYA, TOM)
    assert "They may leave" == three.shown()[0]

    three.flywheel.write(set_weights, LAN.user_id, {"severity": "0", "customers": "0", "departments": "0"})

    assert "They may leave" == three.shown()[-1]
    assert {"severity": 0, "customers": 0, "departments": 0} == three.series.weights


@pytest.mark.parametrize("typed", ["", "-1", "21", "many", "1,5"])
def test_a_weight_that_is_none_gets_a_sentence_at_its_field(three: Table, typed: str) -> None:
    with pytest.raises(UserError, match="whole number from 0") as caught:
        three.flywheel.write(set_weights, LAN.user_id, {"age": "1", "carried": typed})

    assert ("carried", {}) == (caught.value.block_id, three.series.weights)


def promise(table: Table, state: ActionState, due_on: date, **more: Any) -> None:
    def add(session: Session, workspace_id: int, *, now: datetime) -> None:
        given: dict[str, Any] = {"what": "Call them", "owner": TOM.user_id, "by": LAN.user_id, "created_at": now}
        session.add(Action(workspace_id=workspace_id, state=state, due_on=due_on, **given, **more))

    table.flywheel.write(add)


def test_what_was_promised_comes_first_with_what_became_of_it(three: Table) -> None:
    now = three.flywheel.clock.now()
    promise(three, ActionState.DONE, date(2026, 3, 2), ended_at=now)
    promise(three, ActionState.OPEN, date(2026, 2, 20))
    promise(three, ActionState.OPEN, date(2026, 5, 20))
    promise(three, ActionState.DECLINED, date(2026, 5, 20), ended_at=now)

    first = three.write()[0]

    assert (ItemKind.REVIEW, ["promised"]) == (first.kind, first.reasons)
    assert {"kept": 1, "late": 1, "dropped": 1, "open": 1} == first.facts
    three.flywheel.write(move_up, LAN.user_id, item(three, "C"))
    assert ItemKind.REVIEW is three.write()[0].kind


def test_nothing_promised_is_no_item(three: Table) -> None:
    assert [ItemKind.OBSTACLE] * 3 == [one.kind for one in three.write()]
