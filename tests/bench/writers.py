"""32 concurrent writers on SQLite: our store beside 32 connections of their own, both safe against a power cut."""

import asyncio
import itertools
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, perf_counter

from bot.delivery.inbox import first_time
from bot.errors import StoreBusy
from bot.store.engine import PRAGMAS
from bot.store.store import Store
from tests.bench.database import new_database
from tests.bench.harness import Group, Line

WRITERS = 32
SECONDS = 2.0
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
INSERT = "INSERT INTO seen (workspace_id, key, seen_at) VALUES (1, ?, ?)"

keys = itertools.count(1)


@asynccontextmanager
async def writers(directory: Path) -> AsyncIterator[Group]:
    path = new_database(directory / "writers.db")
    store = Store(f"sqlite:///{path}")
    refused = {"store": 0}

    async def write_one() -> None:
        try:
            await store.write(first_time, 1, f"ev:{next(keys)}", now=NOW)
        except StoreBusy:
            refused["store"] += 1

    async def locked() -> float:
        return refused["store"]

    variants = {"store": lambda: worst_stall(write_one), "own": lambda: own_connections(path), "locked": locked}
    lines = [
        Line("32 writers, worst stall", "store", "own", 0.05, "ms"),
        Line("32 writers, refused as locked", "locked", None, 0, ""),
    ]
    yield Group(variants, lines, rounds=2)
    store.close()


async def worst_stall(write: Callable[[], Awaitable[None]]) -> float:
    """The longest that any of the writers waited for one write."""
    until = monotonic() + SECONDS

    async def keep_writing() -> float:
        worst = 0.0
        while monotonic() < until:
            start = perf_counter()
            await write()
            worst = max(worst, perf_counter() - start)
        return worst

    return max(await asyncio.gather(*(keep_writing() for _ in range(WRITERS))))


async def own_connections(path: Path) -> float:
    """The same with a thread and a connection each."""
    until = monotonic() + SECONDS
    return max(await asyncio.gather(*(asyncio.to_thread(write_alone, path, until) for _ in range(WRITERS))))


def write_alone(path: Path, until: float) -> float:
    worst = 0.0
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in (*PRAGMAS, "busy_timeout = 10000"):
            connection.execute(f"PRAGMA {pragma}")
        while monotonic() < until:
            start = perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(INSERT, (f"ev:{next(keys)}", NOW.isoformat(" ")))
            connection.execute("COMMIT")
            worst = max(worst, perf_counter() - start)
    return worst
