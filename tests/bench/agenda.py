"""The agenda writes itself: what it costs must not grow with the pains there were. As many are open in both."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlmodel import Session

from bot.agenda.writing import write_agenda
from bot.meetings.models import HolidayPolicy, Meeting, Place, Series
from bot.store.store import Store
from tests.bench.database import new_database
from tests.bench.harness import Group, Line, each

TIMES = 3
FEW, MANY = 10_000, 1_000_000
OPEN = 2_000  # the newest; of every ten of them one has a mark, one a handoff that waits, one came back, one a voice
NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
PAINS = f"""
INSERT INTO pain (workspace_id, number, title, words, customer, is_colleague, stage, severity, status, reporter, via,
                  channel_id, owner, owner_department, next_moves, handoffs, resolution, not_doing, round, card_channel,
                  card_ts, touched, version, resolved_at, created_at)
{NUMBERS} SELECT 1, i, 'It hurts', 'Nine minutes!', 'Contoso', 0, 'use', 'stops',
                 CASE WHEN i > ? - {OPEN} THEN 'open' ELSE 'closed' END, 'U' || (i % 90), 'form', '',
                 CASE WHEN i % 10 = 1 THEN '' ELSE 'U1' END, CASE WHEN i % 10 = 1 THEN '' ELSE 'product' END, 0, 0, '',
                 0, i % 10 = 3 OR i <= ? - {OPEN}, '', '', 0, 1,
                 CASE WHEN i > ? - {OPEN} THEN NULL ELSE '2025-06-02 09:00:00' END, '2025-01-06 09:00:00' FROM n
"""  # noqa: S608 - no outside text
MARKS = f"""INSERT INTO agendamark (workspace_id, pain_id, reason, at, discussed_at)
{NUMBERS} SELECT 1, i, 'unowned', '2026-03-02 09:00:00',
                 CASE WHEN i > ? - {OPEN} THEN NULL ELSE '2025-06-02 09:00:00' END FROM n WHERE i % 10 = 1"""  # noqa: S608
HANDOFFS = f"""INSERT INTO handoff (workspace_id, pain_id, seq, by, from_department, to_department, to_person, reason,
                                    question, state, answered_by, answer, offered_at)
{NUMBERS} SELECT 1, i, 1, 'U1', 'product', 'sales', '', 'Theirs', '',
                 CASE WHEN i > ? - {OPEN} THEN 'offered' ELSE 'accepted' END, '', '', '2026-02-02 09:00:00'
FROM n WHERE i % 10 = 2"""  # noqa: S608 - no outside text
ECHOES = f"""INSERT INTO echo (workspace_id, pain_id, person, customer, created_at)
{NUMBERS} SELECT 1, i, 'U' || ((i + 45) % 90), '', '2026-02-02 09:00:00' FROM n WHERE i % 10 = 5"""  # noqa: S608
HISTORY = f"""INSERT INTO history (workspace_id, pain_id, at, actor, what, detail)
{NUMBERS} SELECT 1, i, '2026-02-02 09:00:00', 'U1', 'opened again', '' FROM n WHERE i % 10 = 3"""  # noqa: S608
PEOPLE = f"""INSERT INTO person (workspace_id, user_id, name, time_zone, is_admin, is_bot, is_guest, is_outside,
                                 is_gone, no_offer, department, reminders_paused, updated_at)
{NUMBERS} SELECT 1, 'U' || (i - 1), 'Somebody', 'UTC', 0, 0, 0, 0, 0, 0,
                 CASE WHEN i % 2 THEN 'product' ELSE 'sales' END, 0, '2026-01-05 09:00:00' FROM n
"""  # noqa: S608 - no outside text


@asynccontextmanager
async def agenda(directory: Path) -> AsyncIterator[Group]:
    stores = {f"{pains:,}": with_pains(directory / f"agenda-{pains}.db", pains) for pains in (FEW, MANY)}
    variants = {name: each(partial(write, store), TIMES) for name, store in stores.items()}
    line = Line(f"agenda written, {MANY:,} or {FEW:,} pains", f"{MANY:,}", f"{FEW:,}", 1.5, "ms")
    yield Group(variants, [line], rounds=7)
    for store in stores.values():
        store.close()


def with_pains(path: Path, pains: int) -> Store:
    """A meeting tomorrow, and all these pains."""
    with closing(sqlite3.connect(new_database(path))) as connection, connection:
        connection.execute(PAINS, [pains] * PAINS.count("?"))
        for rows in (MARKS, HANDOFFS):
            connection.execute(rows, (pains, pains))
        for rows in (ECHOES, HISTORY):
            connection.execute(rows, (pains,))
        connection.execute(PEOPLE, (90,))
    store = Store(f"sqlite:///{path}")
    store.write_now(meet)
    return store


def meet(session: Session) -> None:
    local = NOW.replace(tzinfo=None) + timedelta(days=1)
    series = Series(
        workspace_id=1, uid="bench", rule="FREQ=WEEKLY;INTERVAL=2;WKST=MO", first_local=local, zone="UTC", minutes=60,
        channel="C1", place=Place.HUDDLE, holidays=HolidayPolicy.SKIP, made_by="U1", made_at=NOW,
    )  # fmt: skip
    session.add(series)
    session.flush()
    session.add(Meeting(workspace_id=1, series_id=series.key, original_local=local, starts_local=local,
                        starts_at=NOW + timedelta(days=1), minutes=60))  # fmt: skip


async def write(store: Store) -> None:
    if not await store.write(written):
        raise RuntimeError("nothing is on the agenda")


def written(session: Session) -> int:
    return len(write_agenda(session, session.get_one(Meeting, 1), now=NOW))
