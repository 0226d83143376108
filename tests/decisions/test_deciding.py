"""No decision without the customer; what was decided is on the card, in the history and on the board."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.agenda.models import ItemState
from bot.board.services import finish, go_on
from bot.decisions.forms import AboutWhat
from bot.decisions.models import Decision
from bot.decisions.rules import Answer, DecisionWish
from bot.decisions.services import about_what, decide, look_back
from bot.errors import UserError
from bot.ownership.agenda import mark_for_agenda
from bot.ownership.models import AgendaMark
from bot.pains.models import History, Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, same_as
from bot.slack.payloads import SlackMessage
from tests.board.conftest import IMPACT, Room, refused
from tests.fake_workspace import GENERAL, GUEST, PARTNER, ROBOT
from tests.people import LAN, MAYA, TOM, Somebody

NEEDS_IMPACT = "A decision says what it does to the customer."


def written(room: Room, who: Somebody = LAN, **changes: Any) -> Decision:
    """Between meetings."""
    wish = DecisionWish(**{"what": "Rebuild it", "impact": IMPACT, **changes})
    return room.act(decide, wish, who=who)  # type: ignore[no-any-return]


def a_pain(room: Room) -> Pain:
    report = Report(TOM.user_id, words="Nine minutes!", customer="Contoso")
    return room.flywheel.report(report, Origin(Via.REACTION, "", SlackMessage(GENERAL, "1.1", "")))


def card(room: Room) -> str:
    pain = room.flywheel.pain()
    texts = [str(call.get("text", "")) for _, call in room.flywheel.slack.calls]
    return [text for text in texts if text.startswith(f"Customer pain P-{pain.number}")][-1]


def field_of(room: Room, **changes: Any) -> str:
    with pytest.raises(UserError) as caught:
        written(room, **changes)
    return caught.value.block_id


@pytest.mark.parametrize("answer", ["effect", "feeling", "problem", "value"])
@pytest.mark.parametrize("typed", ["", "none", "không", "-"])
def test_each_of_the_four_answers_is_required(room: Room, answer: str, typed: str) -> None:
    impact = replace(IMPACT, **{answer: typed})

    assert NEEDS_IMPACT in refused(lambda: written(room, impact=impact))
    assert answer == field_of(room, impact=impact)


def test_none_because_is_an_answer(room: Room) -> None:
    decision = written(room, impact=replace(IMPACT, feeling="None, because she never sees it"))

    assert "None, because she never sees it" == decision.feeling


def test_what_was_decided_needs_words(room: Room) -> None:
    assert "decision" == field_of(room, what="…")


def test_nobody_looks_back_yesterday(room: Room) -> None:
    today = room.flywheel.clock.now().date()

    assert "look_back_on" == field_of(room, look_back_on=today - timedelta(days=1))
    assert today == written(room, look_back_on=today).look_back_on


@pytest.mark.parametrize("who", [GUEST, PARTNER, ROBOT])
def test_only_people_who_work_here_have_decided(room: Room, who: Somebody) -> None:
    assert "person" == field_of(room, decided_by=who.user_id)


def test_only_the_team_writes_decisions_down(room: Room) -> None:
    assert "You may not" in refused(lambda: written(room, who=GUEST))


def test_decisions_are_numbered(room: Room) -> None:
    assert [1, 2, 3] == [written(room).number for _ in range(3)]


async def test_its_pain_says_it_on_the_card_and_in_the_history(room: Room) -> None:
    pain = a_pain(room)
    await room.flywheel.deliver()

    written(room, pain_id=pain.key, what="Rebuild <it>", decided_by=TOM.user_id)
    await room.flywheel.deliver()

    assert "Decided (D-1): Rebuild &lt;it&gt;" in card(room)
    assert [("decided", TOM.user_id, "D-1 Rebuild <it>")] == [
        (line.what, line.actor, line.detail) for line in room.flywheel.rows(History) if line.what == "decided"
    ]


async def test_the_card_no_longer_announces_the_agenda(room: Room) -> None:
    pain = a_pain(room)
    room.flywheel.write(mark_for_agenda, pain.key, "unowned")
    await room.flywheel.deliver()
    assert "agenda" in card(room)

    written(room, pain_id=pain.key)
    await room.flywheel.deliver()

    assert "agenda" not in card(room)
    assert [True] == [mark.discussed_at is not None for mark in room.flywheel.rows(AgendaMark)]


async def test_on_the_board_the_item_is_decided_and_stays_on_until_next(room: Room) -> None:
    await room.begin()
    decision = room.decide(who=TOM)
    await room.flywheel.deliver()

    assert (ItemState.DECIDED, "Export") == (room.items()["Export"].state, room.current())
    assert (room.meeting.key, TOM.user_id) == (decision.meeting_id, decision.written_by)
    assert "Decided (D-1): Rebuild it" in room.shown()


async def test_what_was_decided_while_the_board_went_on_is_kept(room: Room) -> None:
    await room.begin()
    room.act(go_on, room.press(), who=TOM)
    room.decide("Export")

    assert ("Billing", ItemState.DECIDED) == (room.current(), room.items()["Export"].state)


async def test_what_was_typed_while_the_meeting_ended_is_kept_and_goes_on_no_more(room: Room) -> None:
    await room.begin()
    room.act(finish, room.meeting.key)
    room.decide("Export")
    await room.flywheel.deliver()

    item = room.items()["Export"]
    assert (ItemState.DECIDED, room.meeting.key) == (item.state, item.meeting_id)
    assert "1 decision · 0 actions · 2 go on" in room.shown()


async def test_nobody_is_told_of_a_decision(room: Room) -> None:
    await room.begin()
    room.decide(decided_by=MAYA.user_id)
    await room.flywheel.deliver()

    assert [] == [text for who in (LAN, TOM, MAYA) for text in room.flywheel.slack.quiet(who.user_id)]


def test_a_decision_about_a_joined_pain_is_about_the_one_that_counts_it(room: Room) -> None:
    pain = a_pain(room)
    report = Report(TOM.user_id, words="Too slow")
    other = room.flywheel.report(report, Origin(Via.REACTION, "", SlackMessage(GENERAL, "2.2", "")))
    room.flywheel.write(same_as, other.key, pain.key, TOM.user_id)

    assert pain.key == written(room, pain_id=other.key).pain_id


def test_a_pain_that_is_not_there_is_said_at_its_field(room: Room) -> None:
    assert "other_pain" == field_of(room, pain_id=999)


# Looking back


def test_whoever_decided_says_what_came_of_it(room: Room) -> None:
    decision = written(room, who=MAYA, decided_by=TOM.user_id, look_back_on=date(2026, 4, 1))

    room.act(look_back, decision.id, Answer("partly", "It took longer"), who=TOM)

    (looked,) = room.flywheel.rows(Decision)
    assert ("partly", "It took longer") == (looked.came_true, looked.learnt)
    assert room.flywheel.clock.now() == looked.looked_back_at


@pytest.mark.parametrize(("answer", "wrong"), [(Answer("", "Much"), "came_true"), (Answer("yes", "…"), "learnt")])
def test_looking_back_needs_an_answer_and_what_was_learnt(room: Room, answer: Answer, wrong: str) -> None:
    decision = written(room)

    with pytest.raises(UserError) as caught:
        room.act(look_back, decision.id, answer)
    assert wrong == caught.value.block_id


def test_it_is_looked_back_at_once(room: Room) -> None:
    decision = written(room)
    room.act(look_back, decision.id, Answer("yes", "It works"))

    assert "D-1 was looked back at already" in refused(lambda: room.act(look_back, decision.id, Answer("no", "Hm")))


def test_others_do_not_look_back(room: Room) -> None:
    decision = written(room)

    assert "You may not" in refused(lambda: room.act(look_back, decision.id, Answer("yes", "Fine"), who=GUEST))


async def test_what_is_written_by_command_while_a_meeting_runs_was_decided_there(room: Room) -> None:
    before = room.flywheel.write(about_what, AboutWhat(LAN.user_id)).meeting_id
    await room.begin()

    during = room.flywheel.write(about_what, AboutWhat(LAN.user_id)).meeting_id

    assert (0, room.meeting.key) == (before, during)
