"""One service, one transaction: kept whole or not at all, by one writer or by many."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, col, func, select

from bot.errors import UserError
from bot.store.rows import rows
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.clock import MONDAY


def add(session: Session, team_id: str) -> str:
    session.add(Workspace(team_id=team_id, created_at=MONDAY))
    return team_id


def teams(session: Session) -> list[str]:
    return list(session.exec(select(Workspace.team_id).order_by(Workspace.team_id)))


def count_up(session: Session, team_id: str) -> int:
    """Reads, thinks, and writes back."""
    workspace = session.exec(select(Workspace).where(Workspace.team_id == team_id).with_for_update()).one()
    workspace.next_pain_number += 1
    return workspace.next_pain_number


def add_and_find(session: Session, team_id: str) -> list[str]:
    add(session, team_id)
    found = rows(session, sa.select(col(Workspace.team_id)).where(col(Workspace.team_id) == sa.bindparam("id")),
                 {"id": team_id})  # fmt: skip
    return list(found.scalars())


async def test_columns_are_read_as_they_are_by_now_in_the_same_transaction(store: Store) -> None:
    assert ["T1"] == await store.write(add_and_find, "T1")


async def test_a_service_is_kept_when_write_returns_and_its_result_is_given_back(store: Store) -> None:
    result = await store.write(add, "T1")

    assert "T1" == result
    assert ["T1"] == await store.read(teams)


async def test_nothing_of_a_service_that_raises_is_kept(store: Store) -> None:
    def fails(session: Session) -> None:
        add(session, "T1")
        session.flush()
        raise UserError("no")

    with pytest.raises(UserError):
        await store.write(fails)

    assert [] == await store.read(teams)


async def test_what_a_service_gives_back_can_be_read_afterwards(store: Store) -> None:
    def make(session: Session) -> Workspace:
        workspace = Workspace(team_id="T1", created_at=MONDAY)
        session.add(workspace)
        session.flush()
        return workspace

    workspace = await store.write(make)

    assert ("T1", MONDAY) == (workspace.team_id, workspace.created_at)


async def test_a_duplicate_is_the_trouble_of_its_own_caller_only(store: Store) -> None:
    names = ["T1", "T2", "T2", "T3"]

    outcomes = await asyncio.gather(*(store.write(add, name) for name in names), return_exceptions=True)

    assert 1 == len([outcome for outcome in outcomes if isinstance(outcome, IntegrityError)])
    assert ["T1", "T2", "T3"] == await store.read(teams)


async def test_many_at_once_are_all_kept(store: Store) -> None:
    await asyncio.gather(*(store.write(add, f"T{number:03}") for number in range(200)))

    assert 200 == len(await store.read(teams))


def test_no_update_is_lost_between_threads(store: Store) -> None:
    store.write_now(add, "T1")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: store.write_now(count_up, "T1"), range(80)))

    assert 81 == store.read_now(lambda session: session.exec(select(Workspace.next_pain_number)).one())


def test_no_update_is_lost_between_two_programs(store: Store) -> None:
    store.write_now(add, "T1")
    other = Store(store.url)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: (store, other)[number % 2].write_now(count_up, "T1"), range(40)))
    other.close()

    assert 41 == store.read_now(lambda session: session.exec(select(Workspace.next_pain_number)).one())


async def test_a_query_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        await store.read(lambda session: session.execute(sa.insert(Workspace).values(team_id="T1", created_at=MONDAY)))

    assert [] == await store.read(teams)


async def test_a_query_does_not_wait_for_a_write_under_way(store: Store) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        add(session, "T1")
        session.flush()
        inside.set()
        go_on.wait(10)

    writing = asyncio.create_task(store.write(slow))
    await asyncio.to_thread(inside.wait, 10)
    during = await store.read(teams)
    go_on.set()
    await writing

    assert [] == during
    assert ["T1"] == await store.read(teams)


async def test_a_caller_that_gave_up_does_not_stop_the_others(store: Store) -> None:
    abandoned = asyncio.create_task(store.write(add, "T1"))
    await asyncio.sleep(0)
    abandoned.cancel()

    await store.write(add, "T2")

    assert "T2" in await store.read(teams)


async def test_a_service_may_even_let_stop_iteration_out(store: Store) -> None:
    def careless(session: Session) -> None:
        next(iter(()))

    with pytest.raises(RuntimeError, match="StopIteration"):
        await store.write(careless)


async def test_dates_come_back_as_they_were_in_utc(store: Store) -> None:
    def newest(session: Session) -> datetime:
        return session.exec(select(func.max(col(Workspace.created_at)))).one()

    await store.write(add, "T1")

    assert MONDAY == await store.read(newest)
    assert MONDAY.tzinfo == (await store.read(newest)).tzinfo


def test_an_error_never_shows_what_somebody_wrote(store: Store) -> None:
    store.write_now(add, "T1")

    with pytest.raises(DBAPIError) as caught:
        store.write_now(lambda session: session.execute(sa.insert(Workspace).values(team_id="T1", name="secret words")))

    assert "secret words" not in str(caught.value)
