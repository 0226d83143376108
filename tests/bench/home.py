"""The Home of somebody who owes much, with little and with much behind it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlmodel import Session

from bot.home.rules import Pages
from bot.home.services import home_facts
from bot.home.views import home_view
from bot.i18n import texts_in
from bot.people.services import reader_of
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.bench.database import new_database
from tests.bench.harness import Group, Line, each

TIMES = 5
LITTLE, MUCH = 10_000, 1_000_000
OWED = 500  # pains of hers
WHO = "U0BUSY"
NOW = datetime(2026, 1, 7, 9, tzinfo=UTC)
# Of the others one in twenty is open: of these one in ten has no owner, and one in seven is past its date.
PAINS = f"""
INSERT INTO pain (workspace_id, number, title, words, customer, is_colleague, stage, severity, status, reporter, via,
                  channel_id, owner, owner_department, owned_at, next_on, next_moves, handoffs, resolution, not_doing,
                  round, resolved_at, closed_at, card_channel, card_ts, touched, version, created_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?),
     p AS (SELECT i, i <= {OWED} AS hers, i <= {OWED} OR i % 20 = 0 AS is_open FROM n)
SELECT 1, i, 'The export takes nine minutes ' || i, 'Every Monday we wait for it.', 'Contoso', 0, 'use', 'slows',
       iif(is_open, 'open', 'closed'), iif(i % 100 = 0, '{WHO}', 'U' || (i % 100)), 'form', 'C1',
       iif(hers, '{WHO}', iif(i / 20 % 10 = 0, '', 'U' || (i % 1000))), iif(hers, 'd0', 'd' || (i % 7)),
       '2026-01-01 09:00:00', date('2026-01-01', '+' || (i % 40) || ' days'), 0, 0, '', 0, 0,
       iif(is_open, NULL, '2026-01-02 09:00:00'), iif(is_open, NULL, '2026-01-02 09:00:00'), 'C2', '1.' || i, 0, 1,
       '2026-01-01 09:00:00' FROM p
"""  # noqa: S608 - no outside text
TELLINGS = """
INSERT INTO telling (workspace_id, pain_id, round, teller, customer, outcome, how, text, message_channel, message_ts,
                     asked_at)
SELECT 1, id, 1, reporter, customer, iif(id % 1000 = 1, 'waiting', 'told'), '', '', '', '', resolved_at
FROM pain WHERE status = 'closed'
"""
SEATS = f"""
INSERT INTO seat (workspace_id, person, role, department, valid_from)
VALUES (1, '{WHO}', 'facilitator', '', '2026-01-05'), (1, '{WHO}', 'member', 'd0', '2026-01-05')
"""  # noqa: S608


@asynccontextmanager
async def homes(directory: Path) -> AsyncIterator[Group]:
    stores = {f"{rows:,}": with_pains(directory / f"home-{rows}.db", rows) for rows in (LITTLE, MUCH)}
    variants = {name: each(partial(store.read, show), TIMES) for name, store in stores.items()}
    line = Line(f"Home of one who owes {OWED}, {MUCH:,} or {LITTLE:,} pains", f"{MUCH:,}", f"{LITTLE:,}", 1.5, "ms")
    yield Group(variants, [line], rounds=11)
    for store in stores.values():
        store.close()


def with_pains(path: Path, rows: int) -> Store:
    with closing(sqlite3.connect(new_database(path))) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(PAINS, (rows,))
        connection.execute(TELLINGS)
        connection.execute(SEATS)
    return Store(f"sqlite:///{path}")


def show(session: Session) -> None:
    workspace = session.get_one(Workspace, 1)
    facts = home_facts(session, workspace, reader_of(session, 1, WHO), Pages(), now=NOW)
    home_view(facts, texts_in("en"))
    if facts.owed.count < OWED:
        raise RuntimeError("she owes less than she should")
