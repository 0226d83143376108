"""The mornings of 5,000 people who owe 50,000 things, and what each owes, with little and with much behind them."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

from sqlmodel import Session, col, delete, func, select, update

from bot.delivery.models import OutboxRow
from bot.followups.debtors import gather
from bot.followups.lists import BATCH, due_looks, lines_of, send_lists
from bot.followups.models import DailyLook, Reminded
from bot.followups.mornings import next_look
from bot.followups.services import obligations_of
from bot.store.store import Store
from tests.bench.database import new_database
from tests.bench.harness import Group, Line, Variant, each
from tests.bench.memory import resident

PEOPLE, OPEN = 5_000, 50_000
LITTLE, MUCH = 100_000, 1_000_000  # pains, of which all but OPEN are closed
NINE = datetime(2026, 3, 4, 9, tzinfo=UTC)  # a Wednesday
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1)"
PEOPLE_ROWS = f"""
INSERT INTO person (workspace_id, user_id, name, locale, language, no_offer, time_zone, department, is_admin, is_guest,
                    is_bot, is_outside, is_gone, reminders_paused, updated_at)
{NUMBERS} SELECT 1, 'U' || i, 'Somebody ' || i, 'en-US', NULL, 0, 'UTC', 'd' || (i % 7), 0, 0, 0, 0, 0, 0,
                 '2026-01-05 09:00:00' FROM n
"""  # noqa: S608 - no outside text
LOOKS = (
    f"INSERT INTO daily_look (workspace_id, person, due_at) {NUMBERS} SELECT 1, 'U' || i, '2026-03-04 09:00:00' FROM n"  # noqa: S608
)
# The open ones lie among the closed ones; each person has ten of them, due within the month.
PAINS = f"""
INSERT INTO pain (workspace_id, number, title, words, customer, is_colleague, stage, severity, status, reporter, via,
                  channel_id, owner, owner_department, owned_at, next_on, next_moves, handoffs, resolution, not_doing,
                  round, resolved_at, closed_at, card_channel, card_ts, touched, version, created_at)
{NUMBERS}, p AS (SELECT i, i / (? / {OPEN}) AS turn, i % (? / {OPEN}) = 0 AS is_open FROM n)
SELECT 1, i, 'The export takes nine minutes ' || i, 'Every Monday we wait for it.', 'Contoso', 0, 'use', 'slows',
       iif(is_open, 'open', 'closed'), 'U' || (i % 100), 'form', 'C1',
       'U' || (turn % {PEOPLE}), 'd' || (turn % 7), '2026-01-05 09:00:00',
       date('2026-02-25', '+' || (turn / {PEOPLE} * 3) || ' days'), 0, 0, '', 0, 0,
       iif(is_open, NULL, '2026-01-06 09:00:00'), iif(is_open, NULL, '2026-01-06 09:00:00'), 'C2', '1.' || i, 0, 1,
       '2026-01-05 09:00:00' FROM p
"""  # noqa: S608 - no outside text

turn = count()


@asynccontextmanager
async def mornings(directory: Path) -> AsyncIterator[Group]:
    stores = companies(directory)
    sizes: list[float] = []

    async def grown() -> float:
        """MB from the first batch of all to the largest."""
        return max(sizes) - sizes[0] if sizes else 0.0

    after_each = partial(note, sizes)
    variants: dict[str, Variant] = {name: partial(one_morning, store, after_each) for name, store in stores.items()}
    variants["memory"] = grown
    what = f"morning of {PEOPLE:,} who owe {OPEN:,}, {MUCH:,} or {LITTLE:,} pains"
    lines = [
        Line(what, f"{MUCH:,}", f"{LITTLE:,}", 1.2, "ms"),
        Line("the same, memory it takes after its first batch", "memory", None, 20, "MB"),
    ]
    yield Group(variants, lines, rounds=2)
    close(stores)


@asynccontextmanager
async def debts(directory: Path) -> AsyncIterator[Group]:
    stores = companies(directory)
    reads = {"owner": what_one_owes, "due": what_a_batch_owes}
    variants = {
        f"{name} {rows}": each(partial(store.read, read), 4)
        for rows, store in stores.items()
        for name, read in reads.items()
    }
    lines = [
        Line(f"what one person owes, {MUCH:,} or {LITTLE:,} pains", f"owner {MUCH:,}", f"owner {LITTLE:,}", 1.5, "us"),
        Line(f"what is due for {BATCH} people, the same", f"due {MUCH:,}", f"due {LITTLE:,}", 1.5, "us"),
    ]
    yield Group(variants, lines, rounds=7)
    close(stores)


def companies(directory: Path) -> dict[str, Store]:
    """Filled once; the second group finds them there."""
    return {f"{rows:,}": company(directory / f"mornings-{rows}.db", rows) for rows in (LITTLE, MUCH)}


def company(path: Path, rows: int) -> Store:
    if not path.exists():
        with closing(sqlite3.connect(new_database(path))) as connection, connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(PEOPLE_ROWS, (PEOPLE,))
            connection.execute(LOOKS, (PEOPLE,))
            connection.execute(PAINS, (rows, rows, rows))
    return Store(f"sqlite:///{path}")


def close(stores: dict[str, Store]) -> None:
    for store in stores.values():
        store.close()


async def one_morning(store: Store, batch_done: Callable[[], None]) -> float:
    """Seconds for all batches. Every person has something due, so everybody is written to."""
    await store.write(as_before)
    start = perf_counter()
    while await store.write(send_lists, 1, now=NINE):
        batch_done()
    seconds = perf_counter() - start
    if PEOPLE != (written := await store.read(letters)):
        raise RuntimeError(f"{written} of {PEOPLE} were written to")
    return seconds


def note(sizes: list[float]) -> None:
    sizes.append(resident())


def as_before(session: Session) -> None:
    session.exec(update(DailyLook).values(due_at=NINE))
    for table in (OutboxRow, Reminded):
        session.exec(delete(table))


def letters(session: Session) -> int:
    return session.exec(select(func.count()).where(col(OutboxRow.key).startswith("list:"))).one()


def what_one_owes(session: Session) -> None:
    if not obligations_of(session, 1, f"U{next(turn) % PEOPLE}", today=date(2026, 3, 4)):
        raise RuntimeError("she owes nothing")


def what_a_batch_owes(session: Session) -> None:
    """As the reminder job reads it."""
    if next_look(session) is None:
        raise RuntimeError("nobody has a morning")
    first = next(turn) % (PEOPLE - BATCH)
    due_looks(session, 1, now=NINE, at_once=BATCH)
    lines_of(session, gather(session, 1, [f"U{first + n}" for n in range(BATCH)], now=NINE), until=date(2026, 4, 4))
