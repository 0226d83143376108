"""Two people at once, on both databases: a pain is resolved once, and two last answers close it."""

import asyncio

from bot.errors import UserError
from bot.loops.models import Outcome, Telling
from bot.loops.rules import Answer
from bot.loops.services import record_outcome, resolve
from bot.pains.models import History, PainStatus
from bot.pains.services import me_too
from bot.store.store import Store
from tests.clock import FakeClock
from tests.flywheel import installed
from tests.loops.life import an_owned_pain, resolved, tellings
from tests.people import TOM


async def test_a_pain_resolved_twice_at_once_is_resolved_by_one(store: Store, clock: FakeClock) -> None:
    flywheel = installed(store, clock)
    pain = an_owned_pain(flywheel)

    sentences = [f"Fixed {number}" for number in range(6)]
    writes = [
        store.write(resolve, flywheel.workspace_id, pain.key, TOM.user_id, said, now=clock.now()) for said in sentences
    ]
    told = await asyncio.gather(*writes, return_exceptions=True)

    assert 5 == sum(isinstance(one, UserError) for one in told), told
    assert (PainStatus.RESOLVED, 1) == (flywheel.pain().status, flywheel.pain().round)
    assert 1 == len(flywheel.rows(Telling))
    assert [flywheel.pain().resolution] == [line.detail for line in flywheel.rows(History) if line.what == "resolved"]


async def test_last_answers_given_at_once_close_the_pain(store: Store, clock: FakeClock) -> None:
    flywheel = installed(store, clock)
    pain = an_owned_pain(flywheel)
    for number in range(5):
        flywheel.write(me_too, pain.key, f"U{number}", "")
    resolved(flywheel, pain)

    answers = [
        store.write(record_outcome, flywheel.workspace_id, one.key, one.teller, Answer(Outcome.TOLD), now=clock.now())
        for one in tellings(flywheel)
    ]
    await asyncio.gather(*answers)

    assert PainStatus.CLOSED is flywheel.pain().status
    assert 1 == [line.what for line in flywheel.rows(History)].count("closed")


async def test_told_and_not_fixed_at_once_leave_nothing_in_between(store: Store, clock: FakeClock) -> None:
    flywheel = installed(store, clock)
    pain = an_owned_pain(flywheel)
    flywheel.write(me_too, pain.key, "U1", "")
    resolved(flywheel, pain)
    first, second = tellings(flywheel)

    writes = [
        store.write(record_outcome, flywheel.workspace_id, one.key, one.teller, answer, now=clock.now())
        for one, answer in [(first, Answer(Outcome.TOLD)), (second, Answer(Outcome.NOT_FIXED, "Still slow"))]
    ]
    await asyncio.gather(*writes, return_exceptions=True)

    outcomes = [telling.outcome for telling in tellings(flywheel)]
    assert PainStatus.OPEN is flywheel.pain().status
    assert outcomes in ([Outcome.TOLD, Outcome.NOT_FIXED], [Outcome.CANCELLED, Outcome.NOT_FIXED])


async def test_a_voice_that_comes_with_the_last_answer_is_not_forgotten(store: Store, clock: FakeClock) -> None:
    flywheel = installed(store, clock)
    pain = resolved(flywheel, an_owned_pain(flywheel))
    (telling,) = tellings(flywheel)

    said = Answer(Outcome.TOLD)
    await asyncio.gather(
        store.write(me_too, flywheel.workspace_id, pain.key, "U1", "", now=clock.now()),
        store.write(record_outcome, flywheel.workspace_id, telling.key, telling.teller, said, now=clock.now()),
        return_exceptions=True,
    )

    waiting = [one for one in tellings(flywheel) if one.outcome is Outcome.WAITING]
    assert (PainStatus.CLOSED if not waiting else PainStatus.RESOLVED) is flywheel.pain().status
