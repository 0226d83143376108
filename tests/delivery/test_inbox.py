"""Slack delivers again what it saw no ack for: the second time nothing happens."""

import asyncio

from bot.delivery.inbox import first_time, forget_old_keys
from bot.store.store import Store
from tests.clock import FakeClock


async def test_of_the_same_delivery_four_times_at_once_one_counts(
    store: Store, workspace_id: int, clock: FakeClock
) -> None:
    times = [store.write(first_time, workspace_id, "ev:Ev1", now=clock.now()) for _ in range(4)]

    assert [False, False, False, True] == sorted(await asyncio.gather(*times))


async def test_a_key_is_known_for_a_month_and_then_forgotten(store: Store, workspace_id: int, clock: FakeClock) -> None:
    await store.write(first_time, workspace_id, "ev:Ev1", now=clock.now())
    clock.advance(days=30)
    await store.write(forget_old_keys, now=clock.now())

    assert not await store.write(first_time, workspace_id, "ev:Ev1", now=clock.now())

    clock.advance(seconds=1)
    await store.write(forget_old_keys, now=clock.now())

    assert await store.write(first_time, workspace_id, "ev:Ev1", now=clock.now())
