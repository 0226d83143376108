"""Resolving: who may, what it takes, and who is to be told."""

from collections.abc import Callable

import pytest

from bot.errors import SlackRefused, UserError
from bot.loops.models import Telling
from bot.loops.services import not_doing, resolve
from bot.ownership.handoffs import offer
from bot.ownership.models import Handoff, HandoffState
from bot.ownership.rules import Receiver
from bot.pains.models import PainStatus
from bot.pains.rules import Report
from bot.pains.services import add_details, me_too, same_as, take_back
from tests.fake_workspace import GUEST, SECRET
from tests.flywheel import Flywheel
from tests.loops.life import (
    FIXED,
    a_report,
    an_owned_pain,
    answer,
    asked,
    change_person,
    deeds,
    resolved,
    the_telling,
    waiting,
)
from tests.people import LAN, MAYA, TOM, Somebody


def test_the_owner_resolves_and_every_voice_is_to_be_told(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel, customer="Contoso")
    flywheel.write(me_too, pain.key, MAYA.user_id, "")

    resolved(flywheel, pain)

    kept = flywheel.pain()
    assert (PainStatus.RESOLVED, FIXED, 1, False) == (kept.status, kept.resolution, kept.round, kept.not_doing)
    assert flywheel.clock.now() == kept.resolved_at
    assert [(LAN.user_id, "Contoso"), (MAYA.user_id, "")] == waiting(flywheel)


def test_voices_of_a_joined_pain_are_told_too(flywheel: Flywheel) -> None:
    pain, other = an_owned_pain(flywheel), a_report(flywheel, MAYA, "2.2", customer="Fabrikam")
    flywheel.write(same_as, other.key, pain.key, LAN.user_id)

    resolved(flywheel, pain)

    assert [(LAN.user_id, ""), (MAYA.user_id, "Fabrikam")] == waiting(flywheel)


@pytest.mark.parametrize(("who", "may"), [(TOM, True), (MAYA, True), (LAN, False), (GUEST, False)])
def test_the_owner_and_admins_may_resolve(flywheel: Flywheel, who: Somebody, may: bool) -> None:
    pain = an_owned_pain(flywheel)

    if may:
        resolved(flywheel, pain, who)
    else:
        with pytest.raises(UserError, match="may not"):
            resolved(flywheel, pain, who)

    assert may is (flywheel.pain().status is PainStatus.RESOLVED)


@pytest.mark.parametrize("sentence", ["", " . ", ":tada:"])
def test_nothing_is_resolved_without_a_sentence_for_the_customer(flywheel: Flywheel, sentence: str) -> None:
    pain = an_owned_pain(flywheel)

    with pytest.raises(UserError, match="one sentence") as told:
        resolved(flywheel, pain, sentence=sentence)

    assert "resolution" == told.value.block_id
    assert PainStatus.OPEN is flywheel.pain().status


@pytest.mark.parametrize("service", [resolve, not_doing])
def test_what_is_resolved_cannot_be_resolved_again(flywheel: Flywheel, service: Callable[..., object]) -> None:
    pain = resolved(flywheel, an_owned_pain(flywheel))

    with pytest.raises(UserError, match="is resolved"):
        flywheel.write(service, pain.key, TOM.user_id, "Again")

    assert 1 == flywheel.pain().round


def test_not_doing_is_a_decision_that_goes_through_the_same_loop(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel)

    flywheel.write(not_doing, pain.key, TOM.user_id, "We will not support IE 6")
    answer(flywheel, the_telling(flywheel), LAN)

    assert (PainStatus.CLOSED, True) == (flywheel.pain().status, flywheel.pain().not_doing)
    assert ["not doing", "told", "closed"] == deeds(flywheel)[-3:]


async def test_a_teller_is_asked_once_with_a_text_ready_to_send(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel, MAYA, customer="Contoso", title="Slow export")

    resolved(flywheel, pain)
    await flywheel.deliver()

    (text,) = asked(flywheel, MAYA)
    assert "*P-1* is resolved. Please tell *Contoso*." in text
    assert "Hello Contoso," in text
    assert "you told us about this: “Slow export”" in text
    assert f"{FIXED}." in text


def test_for_somebody_who_left_the_owner_is_asked(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel, customer="Contoso")
    change_person(flywheel, LAN, is_gone=True)

    resolved(flywheel, pain)

    assert [(TOM.user_id, "Contoso")] == waiting(flywheel)


async def test_words_of_a_private_place_are_shown_to_their_reporter_alone(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel, TOM, channel=SECRET, words="The merger is off")
    flywheel.write(me_too, pain.key, MAYA.user_id, "")
    await flywheel.deliver()

    resolved(flywheel, pain)
    await flywheel.deliver()

    assert "The merger is off" in asked(flywheel, TOM)[-1]
    assert "The merger is off" not in asked(flywheel, MAYA)[-1]
    assert f"Hello,\n{FIXED}." in asked(flywheel, MAYA)[-1]


def test_what_only_open_pains_take_gets_a_sentence(flywheel: Flywheel) -> None:
    pain, other = an_owned_pain(flywheel), a_report(flywheel, MAYA, "2.2")
    resolved(flywheel, pain)

    with pytest.raises(UserError, match="is resolved"):
        flywheel.write(take_back, pain.key, LAN.user_id)
    with pytest.raises(UserError, match="is resolved"):
        flywheel.write(same_as, other.key, pain.key, MAYA.user_id)
    with pytest.raises(UserError, match="is resolved"):
        flywheel.write(add_details, pain.key, Report(LAN.user_id, stage="use"))


def test_a_customer_is_asked_for_once_however_often_she_is_named(flywheel: Flywheel) -> None:
    resolved(flywheel, an_owned_pain(flywheel, customer="Contoso"))
    a_report(flywheel, customer="Contoso")

    assert 1 == len(flywheel.rows(Telling))


async def test_the_owner_hears_of_a_teller_slack_will_not_let_us_reach(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel, LAN, customer="Contoso", channel=SECRET)
    await flywheel.deliver()
    resolved(flywheel, pain)

    flywheel.slack.meanwhile["chat.postMessage"] = _refuse
    await flywheel.deliver()

    (note,) = asked(flywheel, TOM)
    assert "I cannot write to Trần Thị Lan, who was to tell *Contoso* that *P-1* is resolved." in note
    assert "The export is slow" not in note


def _refuse() -> None:
    raise SlackRefused("user_not_found")


def test_an_offer_that_waits_is_over_once_the_pain_is_resolved(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel)
    flywheel.write(offer, pain.key, TOM.user_id, Receiver("sales"), "It is theirs")

    resolved(flywheel, pain)

    assert [HandoffState.WITHDRAWN] == [handoff.state for handoff in flywheel.rows(Handoff)]
