"""Voices for a resolved pain, and a closed one that is back."""

from datetime import date

import pytest

from bot.app import STEPS
from bot.errors import UserError
from bot.loops.models import Outcome
from bot.loops.services import reopen
from bot.ownership.leaving import end_seat_by_hand, person_changed
from bot.ownership.services import take
from bot.pains.models import PainStatus
from bot.pains.services import me_too
from bot.people.rules import profile_of
from bot.roster.models import Seat, SeatRole
from bot.slack.payloads import Kind
from bot.steps.engine import Steps
from bot.steps.models import Step, StepKind, StepState
from tests.fake_workspace import GUEST, TEAM, everybody
from tests.flywheel import Flywheel
from tests.loops.life import (
    a_report,
    an_owned_pain,
    answer,
    asked,
    resolved,
    tellings,
    the_telling,
    waiting,
)
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM


def test_a_second_round_asks_everybody_again(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel)
    flywheel.write(me_too, pain.key, MAYA.user_id, "")
    resolved(flywheel, pain)
    one, other = tellings(flywheel)
    answer(flywheel, one, LAN)
    answer(flywheel, other, MAYA, Outcome.NOT_FIXED, "Still slow")

    resolved(flywheel, pain)

    assert [(LAN.user_id, ""), (MAYA.user_id, "")] == waiting(flywheel, 2)
    with pytest.raises(UserError, match="is open again"):
        answer(flywheel, one, LAN)


async def test_one_more_voice_for_a_resolved_pain_is_told_too_and_opens_nothing(flywheel: Flywheel) -> None:
    pain = resolved(flywheel, an_owned_pain(flywheel))
    a_report(flywheel, MAYA, customer="Fabrikam")
    flywheel.write(me_too, pain.key, GUEST.user_id, "")
    await flywheel.deliver()

    assert PainStatus.RESOLVED is flywheel.pain().status
    assert [(LAN.user_id, ""), (MAYA.user_id, "Fabrikam"), (GUEST.user_id, "")] == waiting(flywheel)
    assert ["Please tell *Fabrikam*" in text for text in asked(flywheel, MAYA)] == [True]


async def test_one_more_customer_of_a_teller_is_edited_into_her_message(flywheel: Flywheel) -> None:
    resolved(flywheel, an_owned_pain(flywheel, MAYA, customer="Contoso"))
    await flywheel.deliver()

    a_report(flywheel, MAYA, customer="Fabrikam")
    await flywheel.deliver()

    (edit,) = [call for call in flywheel.slack.asked("chat.update") if call["channel"] == "D0MAYA"]
    assert "Please tell *Contoso*, *Fabrikam*." in edit["text"]
    assert 1 == len(asked(flywheel, MAYA))


async def test_a_closed_pain_reported_again_asks_whether_it_is_back(flywheel: Flywheel) -> None:
    pain = resolved(flywheel, an_owned_pain(flywheel))
    answer(flywheel, the_telling(flywheel), LAN)

    again = a_report(flywheel, MAYA)

    assert (pain.id, PainStatus.CLOSED, []) == (again.id, flywheel.pain().status, flywheel.echoes())


async def test_yes_it_is_back_opens_it_with_its_owner_and_counts_the_voice(flywheel: Flywheel) -> None:
    pain = resolved(flywheel, an_owned_pain(flywheel))
    answer(flywheel, the_telling(flywheel), LAN)
    who = flywheel.inbound(MAYA, kind=Kind.ACTION, response_url="https://hooks.slack.com/x")

    flywheel.write(reopen, who, pain.key)
    await flywheel.deliver()
    with pytest.raises(UserError, match="not closed any more"):
        flywheel.write(reopen, who, pain.key)

    assert (PainStatus.OPEN, TOM.user_id) == (flywheel.pain().status, flywheel.pain().owner)
    assert [MAYA.user_id] == [echo.person for echo in flywheel.echoes()]
    assert ["*P-1* is open again. Maya Lopez says it is back."] == asked(flywheel, TOM)


def test_a_pain_that_is_open_again_has_a_new_date(flywheel: Flywheel) -> None:
    resolved(flywheel, an_owned_pain(flywheel, severity="stops"))
    flywheel.clock.advance(days=7)

    answer(flywheel, the_telling(flywheel), LAN, Outcome.NOT_FIXED, "Still slow")

    assert date(2026, 3, 11) == flywheel.pain().next_on


async def test_a_pain_whose_owner_has_left_meanwhile_looks_for_an_owner_when_it_is_back(flywheel: Flywheel) -> None:
    """Resolved, it stays hers: the loop is closed in her name."""
    flywheel.write(seat, MAYA.user_id, "product", SeatRole.LEAD)
    flywheel.write(seat, TOM.user_id, "product", SeatRole.MEMBER)
    pain = a_report(flywheel, stage="use")
    flywheel.write(take, pain.key, TOM.user_id)
    resolved(flywheel, pain, MAYA)
    flywheel.write(person_changed, profile_of({**everybody()[TOM.user_id], "deleted": True}, TEAM))
    await flywheel.deliver()
    assert TOM.user_id == flywheel.pain().owner
    (left,) = [text for text in asked(flywheel, MAYA) if "left" in text]
    assert f"{TOM.name} has left. The customers of 1 resolved pain still wait for a word:\n" in left

    answer(flywheel, the_telling(flywheel), LAN, Outcome.NOT_FIXED, "Still slow")
    await flywheel.deliver()

    assert ("", PainStatus.OPEN) == (flywheel.pain().owner, flywheel.pain().status)
    assert f"{TOM.name} has left. 1 pain is back" in asked(flywheel, MAYA)[-1]
    assert 1 == len(waiting_steps(flywheel))


def test_a_pain_whose_owner_lost_her_seat_meanwhile_is_hers_when_it_is_back(flywheel: Flywheel) -> None:
    flywheel.write(seat, TOM.user_id, "product", SeatRole.MEMBER)
    pain = a_report(flywheel)
    flywheel.write(take, pain.key, TOM.user_id)
    resolved(flywheel, pain, MAYA)
    flywheel.clock.advance(days=1)
    (held,) = flywheel.rows(Seat)
    flywheel.write(end_seat_by_hand, MAYA.user_id, held.id)

    answer(flywheel, the_telling(flywheel), LAN, Outcome.NOT_FIXED, "Still slow")

    assert TOM.user_id == flywheel.pain().owner


async def test_a_pain_resolved_without_an_owner_is_proposed_again_once_it_is_back(flywheel: Flywheel) -> None:
    flywheel.write(seat, TOM.user_id, "product", SeatRole.LEAD)
    pain = resolved(flywheel, a_report(flywheel, stage="use"), MAYA)
    flywheel.clock.advance(days=9)
    await Steps(flywheel.store, STEPS, now=flywheel.clock.now).run_once()
    assert [] == waiting_steps(flywheel)

    answer(flywheel, the_telling(flywheel), LAN, Outcome.NOT_FIXED, "Still slow")
    flywheel.clock.advance(days=1)
    await Steps(flywheel.store, STEPS, now=flywheel.clock.now).run_once()
    await flywheel.deliver()

    assert ["P-1" in text for text in asked(flywheel, TOM)] == [True]
    assert pain.key == flywheel.pain().key


def test_one_that_is_back_before_anybody_looked_is_proposed_once(flywheel: Flywheel) -> None:
    resolved(flywheel, a_report(flywheel, stage="use"), MAYA)

    answer(flywheel, the_telling(flywheel), LAN, Outcome.NOT_FIXED, "Still slow")

    assert 1 == len(waiting_steps(flywheel))


def waiting_steps(flywheel: Flywheel) -> list[Step]:
    """What is still to be looked at of pains nobody owns."""
    return [one for one in flywheel.rows(Step) if one.kind == StepKind.UNOWNED and one.state is StepState.PENDING]
