"""Several processes on one database share the work: each letter has one sender, and the pace is kept by all."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.delivery.backoff import LEASE
from bot.delivery.letters import State
from bot.store.store import Store
from tests.delivery.conftest import Crash, CrashAt, Office, post


@pytest.fixture
def stores(office: Office) -> Iterator[list[Store]]:
    """The office's and two more, as three processes would have."""
    others = [Store(office.store.url) for _ in range(2)]
    yield [office.store, *others]
    for store in others:
        store.close()


async def test_each_letter_goes_out_once_however_many_send(office: Office, stores: list[Store]) -> None:
    office.write(*[post(f"{number}", channel=f"C{number}") for number in range(30)])

    await asyncio.gather(*(office.sender(store=store).run_once() for store in stores))

    assert sorted(str(number) for number in range(30)) == sorted(message["text"] for message in office.slack.messages)


async def test_a_channel_gets_one_post_a_second_from_all_of_them(office: Office, stores: list[Store]) -> None:
    office.write(*[post(f"{number}") for number in range(9)])

    await asyncio.gather(*(office.sender(store=store).run_once() for store in stores))

    assert 1 == len(office.slack.messages)


async def test_a_lane_keeps_its_order_with_several_senders(office: Office, stores: list[Store]) -> None:
    office.write(*[post(f"{number}", channel=f"C{number}", lane="card:1") for number in range(9)])

    for _ in range(9):
        await asyncio.gather(*(office.sender(store=store).run_once() for store in stores))

    assert [f"{number}" for number in range(9)] == [message["text"] for message in office.slack.messages]


async def test_what_one_left_unclear_is_found_by_the_others_once(office: Office, stores: list[Store]) -> None:
    office.write(post("card:12"), post("card:13", channel="C2"))
    with pytest.raises(Crash):
        await office.sender(CrashAt("after_post")).run_once()
    office.clock.advance(LEASE.total_seconds())

    for _ in range(2):
        await asyncio.gather(*(office.sender(store=store).run_once() for store in stores))
        office.clock.advance(2)

    assert {"card:12": State.SENT, "card:13": State.SENT} == office.states()
    assert ["card:12", "card:13"] == sorted(message["text"] for message in office.slack.messages)


async def test_a_letter_in_anothers_hands_is_left_alone_until_its_lease_is_over(
    office: Office, stores: list[Store]
) -> None:
    office.write(post("card:12"))
    with pytest.raises(Crash):
        await office.sender(CrashAt("after_claim")).run_once()
    office.clock.advance(LEASE.total_seconds() - 1)
    other = office.sender(store=stores[1])

    await other.run_once()

    assert [] == office.slack.calls
    assert office.clock.now() + timedelta(seconds=1) == await other.next_due()
