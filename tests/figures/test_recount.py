"""The counts kept on the way are those the rows themselves give, whatever happened."""

import asyncio
from collections import Counter

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from bot.figures.models import What
from bot.figures.recount import recount, recount_missing
from bot.figures.services import TABLE, count
from bot.store.store import Store
from tests.clock import FakeClock
from tests.figures.life import Life


@pytest.mark.parametrize("seed", range(4))
def test_after_any_life_of_pains_the_counts_are_what_the_rows_say(seed: int, store: Store, clock: FakeClock) -> None:
    life = Life(store, clock, seed)

    life.go_on(120)

    assert life.recounted() == life.tallies()


def test_that_life_leaves_nothing_out(sqlite_store: Store, clock: FakeClock) -> None:
    life = Life(sqlite_store, clock, seed=1)

    life.go_on(500)
    found = Counter(what for _, what, _, _ in life.tallies())

    assert {what for what in What if what is not What.MEETINGS} == set(found)
    assert {act.__name__ for act in life._acts} == set(life.done)
    assert life.recounted() == life.tallies()


def test_recounting_mends_what_was_wrong(store: Store, clock: FakeClock) -> None:
    life = Life(store, clock, seed=3)
    life.go_on(60)
    right = life.tallies()
    store.write_now(_spoil)

    store.write_now(recount, life.flywheel.workspace_id)

    assert right == life.tallies()


def test_a_database_of_an_older_release_is_counted_once(store: Store, clock: FakeClock) -> None:
    life = Life(store, clock, seed=4)
    life.go_on(60)
    right = life.tallies()
    store.write_now(_forget)

    assert [1, 0] == [store.write_now(recount_missing), store.write_now(recount_missing)]
    assert right == life.tallies()


def test_a_workspace_without_a_pain_has_nothing_to_count(store: Store, clock: FakeClock) -> None:
    Life(store, clock, seed=5)

    assert 0 == store.write_now(recount_missing)


async def test_counts_of_many_at_once_are_all_kept(store: Store, clock: FakeClock) -> None:
    life = Life(store, clock, seed=7)
    workspace_id = life.flywheel.workspace_id

    await asyncio.gather(*(store.write(count, workspace_id, What.REPORTED, clock.now()) for _ in range(40)))

    assert [40] == list(life.tallies().values())


def _spoil(session: Session) -> None:
    session.connection().execute(sa.update(TABLE).values(count=7))
    session.connection().execute(sa.delete(TABLE).where(TABLE.c.what == What.RESOLVED))


def _forget(session: Session) -> None:
    session.connection().execute(sa.delete(TABLE))
