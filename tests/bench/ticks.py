"""A tick with nothing due: what it costs must not grow with the history behind it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path

from bot.delivery.sender import Sender
from bot.deps import utc_now
from bot.slack.gateway import Gateway
from bot.store.store import Store
from tests.bench.database import new_database
from tests.bench.harness import Group, Line, each

TIMES = 20
LITTLE, MUCH = 10_000, 1_000_000
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
SENT = f"""
INSERT INTO outbox (workspace_id, key, wire_key, method, channel, payload, purpose, subject, lane, state, due_at,
                    attempts, finished_at, last_error, created_at)
{NUMBERS} SELECT 1, 'card:' || i, printf('%032x', i), 'chat.postMessage', 'C' || i % 50, '{{}}', 'pain_card', i, '',
                 'sent', '2025-01-06 09:00:00', 1, '2025-01-06 09:00:01', '', '2025-01-06 09:00:00' FROM n
"""  # noqa: S608 - no outside text
SEEN = f"INSERT INTO seen (workspace_id, key, seen_at) {NUMBERS} SELECT 1, 'ev:' || i, '2099-01-05 09:00:00' FROM n"  # noqa: S608


@asynccontextmanager
async def ticks(directory: Path) -> AsyncIterator[Group]:
    stores = {f"{rows:,}": with_history(directory / f"ticks-{rows}.db", rows) for rows in (LITTLE, MUCH)}
    variants = {name: each(partial(tick, sender_on(store)), TIMES) for name, store in stores.items()}
    line = Line(f"tick, nothing due, {MUCH:,} or {LITTLE:,} rows", f"{MUCH:,}", f"{LITTLE:,}", 1.2, "us")
    yield Group(variants, [line], rounds=11)
    for store in stores.values():
        store.close()


def with_history(path: Path, rows: int) -> Store:
    """Letters long sent, and keys seen that are still to be kept."""
    with closing(sqlite3.connect(new_database(path))) as connection, connection:
        connection.execute(SENT, (rows,))
        connection.execute(SEEN, (rows,))
    return Store(f"sqlite:///{path}")


def sender_on(store: Store) -> Sender:
    return Sender(store, Gateway("xoxb-bench"), {}, now=utc_now)


async def tick(sender: Sender) -> None:
    await sender.run_once()
    if await sender.next_due() is not None:
        raise RuntimeError("something was due")
