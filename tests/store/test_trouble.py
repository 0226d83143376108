"""A database that cannot take it now says so in one of two words, and is used again as soon as it can."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlmodel import Session

from bot.errors import StoreBusy, StoreFull
from bot.store import engine
from bot.store.store import Store
from tests.databases import PostgresServer
from tests.store.test_store import add, teams


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PRAGMAS", (*engine.PRAGMAS, "busy_timeout = 20"))


def file_of(store: Store) -> Path:
    return Path(store.url.removeprefix("sqlite:///"))


def test_a_sqlite_file_is_opened_for_safety(sqlite_store: Store) -> None:
    def pragma(session: Session, name: str) -> object:
        return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()

    safe = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 2000}

    assert safe == {name: sqlite_store.write_now(pragma, name) for name in safe}
    assert 1 == sqlite_store.read_now(pragma, "query_only")


@pytest.mark.usefixtures("impatient")
async def test_a_locked_database_is_busy_and_works_again_when_the_lock_is_gone(sqlite_store: Store) -> None:
    with sqlite3.connect(file_of(sqlite_store), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            await sqlite_store.write(add, "T1")
        other.execute("ROLLBACK")
    other.close()

    await sqlite_store.write(add, "T2")

    assert ["T2"] == await sqlite_store.read(teams)


async def test_a_full_disk_is_full_and_what_was_there_can_still_be_read(sqlite_store: Store) -> None:
    await sqlite_store.write(add, "T1")

    def fill(session: Session) -> None:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for number in range(1000):
            add(session, f"X{number}")
            session.flush()

    with pytest.raises(StoreFull):
        await sqlite_store.write(fill)

    assert ["T1"] == await sqlite_store.read(teams)
    await sqlite_store.write(add, "T2")
    assert ["T1", "T2"] == await sqlite_store.read(teams)


async def test_a_file_that_may_not_be_written_is_full(sqlite_store: Store) -> None:
    def forbid(session: Session) -> None:
        session.connection().exec_driver_sql("PRAGMA query_only = ON")
        add(session, "T1")

    with pytest.raises(StoreFull):
        await sqlite_store.write(forbid)


async def test_a_missing_folder_is_said_at_the_first_use(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/nowhere/flywheel.db")

    with pytest.raises(StoreBusy):
        await store.write(add, "T1")
    with pytest.raises(StoreBusy):
        await store.read(teams)

    store.close()


async def test_a_server_that_dropped_the_connections_is_asked_again(
    postgres: PostgresServer, postgres_store: Store
) -> None:
    await postgres_store.read(teams)
    with psycopg.connect(postgres.url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    postgres.reconnect()

    await postgres_store.write(add, "T1")

    assert ["T1"] == await postgres_store.read(teams)
    postgres.empty()


async def test_a_server_that_is_not_there_is_busy() -> None:
    store = Store("postgresql://nobody@127.0.0.1:1/nothing")

    with pytest.raises(StoreBusy):
        await store.write(add, "T1")

    store.close()


async def test_a_closed_store_takes_nothing_more(sqlite_store: Store) -> None:
    await sqlite_store.write(add, "T1")
    sqlite_store.close()

    with pytest.raises(RuntimeError):
        await sqlite_store.write(add, "T2")
