"""A colleague who is the customer herself is told by the bot."""

from bot.loops.models import Outcome
from bot.pains.models import PainStatus
from tests.flywheel import Flywheel
from tests.loops.life import (
    a_report,
    an_owned_pain,
    answer,
    asked,
    owned,
    resolved,
    tellings,
    the_telling,
    waiting,
)
from tests.people import MAYA


async def test_a_colleague_who_is_the_customer_is_told_by_the_bot(flywheel: Flywheel) -> None:
    resolved(flywheel, an_owned_pain(flywheel, MAYA, is_colleague=True))
    before = flywheel.pain().status

    await flywheel.deliver()

    (telling,) = tellings(flywheel)
    assert ["*P-1*, which you reported, is resolved: The export now takes ten seconds."] == asked(flywheel, MAYA)
    assert (Outcome.TOLD, "by Flywheel") == (telling.outcome, telling.how)
    assert (PainStatus.RESOLVED, PainStatus.CLOSED) == (before, flywheel.pain().status)


async def test_a_colleague_slack_will_not_let_us_reach_was_not_told(flywheel: Flywheel) -> None:
    pain = an_owned_pain(flywheel, MAYA, is_colleague=True)
    await flywheel.deliver()
    resolved(flywheel, pain)

    flywheel.slack.refusals["chat.postMessage"] = "user_not_found"
    await flywheel.deliver()

    assert [Outcome.UNREACHABLE] == [telling.outcome for telling in tellings(flywheel)]


async def test_a_colleague_may_say_that_it_is_not_fixed_for_her(flywheel: Flywheel) -> None:
    resolved(flywheel, an_owned_pain(flywheel, MAYA, is_colleague=True))
    await flywheel.deliver()

    answer(flywheel, the_telling(flywheel), MAYA, Outcome.NOT_FIXED, "Not in my browser")

    assert (PainStatus.OPEN, None) == (flywheel.pain().status, flywheel.pain().closed_at)


async def test_whoever_resolves_her_own_pain_is_not_told_of_it(flywheel: Flywheel) -> None:
    pain = owned(flywheel, a_report(flywheel, MAYA, is_colleague=True), MAYA)

    resolved(flywheel, pain, MAYA)
    await flywheel.deliver()

    assert PainStatus.CLOSED is flywheel.pain().status
    assert [] == asked(flywheel, MAYA)


def test_a_colleague_who_spoke_for_another_is_asked_like_everybody(flywheel: Flywheel) -> None:
    resolved(flywheel, an_owned_pain(flywheel, MAYA, is_colleague=True, customer="Ann from finance"))

    assert [(MAYA.user_id, "Ann from finance")] == waiting(flywheel)
