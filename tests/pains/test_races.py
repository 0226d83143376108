"""Many people at once, on both databases: one message is one pain, and everybody is counted once."""

import asyncio
from collections import Counter

from bot.pains.models import Echo, History, Pain, Source, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, me_too, report_pain
from bot.slack.payloads import SlackMessage
from bot.store.store import Store
from tests.clock import FakeClock
from tests.flywheel import installed


async def test_ten_people_reporting_one_message_at_once_are_one_pain_with_nine_echoes(
    store: Store, clock: FakeClock
) -> None:
    flywheel = installed(store, clock)
    origin = Origin(Via.REACTION, "", SlackMessage("C1", "1.1", ""))

    reports = [Report(f"U{number}", words="It hurts") for number in range(10)]
    writes = [store.write(report_pain, flywheel.workspace_id, report, origin, now=clock.now()) for report in reports]
    told = await asyncio.gather(*writes)

    assert (1, 1, 9) == (len(flywheel.pains()), len(flywheel.rows(Source)), len(flywheel.echoes()))
    assert {True: 1, False: 9} == Counter(reported.is_new for reported in told)


async def test_no_two_pains_share_a_number(store: Store, clock: FakeClock) -> None:
    flywheel = installed(store, clock)
    origin = Origin(Via.COMMAND, "C1")

    reports = [Report(f"U{number}", "It hurts") for number in range(10)]
    await asyncio.gather(
        *(store.write(report_pain, flywheel.workspace_id, report, origin, now=clock.now()) for report in reports)
    )

    assert list(range(1, 11)) == sorted(pain.number for pain in flywheel.pains())


async def test_everybody_who_says_me_too_at_once_is_counted(store: Store, clock: FakeClock) -> None:
    flywheel = installed(store, clock)
    pain = flywheel.write(report_pain, Report("U0", "It hurts"), Origin(Via.FORM)).pain

    people = [f"U{number}" for number in range(1, 9)]
    await asyncio.gather(
        *(store.write(me_too, flywheel.workspace_id, pain.key, who, "", now=clock.now()) for who in people)
    )

    assert people == sorted(echo.person for echo in flywheel.rows(Echo))


def test_hostile_text_comes_back_as_it_was_kept(store: Store, clock: FakeClock) -> None:
    flywheel = installed(store, clock)
    text = "'; DROP TABLE pain; -- \\ % _ \" 🔥 đau \u202e\u2028" + "x" * 40_000

    flywheel.write(report_pain, Report("U0", "%s {pain}", text, customer="O'Brien"), Origin(Via.FORM))

    (pain,) = flywheel.rows(Pain)
    assert ("%s {pain}", text, "O'Brien") == (pain.title, pain.words, pain.customer)
    assert 1 == len(flywheel.rows(History))
