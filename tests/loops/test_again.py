"""Voices for a resolved pain, and a closed one that is back."""

from datetime import date

import pytest

from bot.errors import UserError
from bot.loops.models import Outcome
from bot.loops.services import reopen
from bot.pains.models import PainStatus
from bot.pains.services import me_too
from bot.slack.payloads import Kind
from tests.fake_workspace import GUEST
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
