"""The figures of a quarter, from the counts: ten times as many pains cost the same, and none is read."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import date
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session

from bot.figures.queries import compared
from bot.figures.rules import median_of
from bot.pains.models import Via
from bot.pains.services import NEW
from bot.store.store import Store
from tests.bench.database import new_database
from tests.bench.harness import Group, Line, each

LITTLE, MUCH = 100_000, 1_000_000
QUARTER = date(2026, 7, 1)
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1)"
REPORTED = "strftime('%Y-%m-%d %H:%M:%f000', '2024-01-01', (i % 1096) || ' days', (i % 86400) || ' seconds')"
TAKEN = f"datetime({REPORTED}, (i * 7 % 15) || ' days')"
STAGES = "substr('discoverbuy     onboard use     help    renew   ', i % 6 * 8 + 1, 8)"
DEPARTMENTS = "'department ' || i % 7"
# Every pain was reported, taken, and told of; one in three crossed a boundary on the way.
COUNTED = """
INSERT INTO tally (workspace_id, month, what, "of", bucket, count)
SELECT 1, month, what, "of", bucket, count(*) FROM (
  SELECT date(created_at, 'start of month') month, 'reported' what, stage "of", 0 bucket FROM pain
  UNION ALL SELECT date(owned_at, 'start of month'), 'taken', owner_department,
    CAST(julianday(owned_at) - julianday(created_at) AS INTEGER) FROM pain
  UNION ALL SELECT date(owned_at, 'start of month'), 'told', '', number % 45 FROM pain
  UNION ALL SELECT date(owned_at, 'start of month'), 'crossed', 'department ' || number % 7 || '>department ' ||
    number % 5, number % 8 FROM pain WHERE number % 3 = 0
) GROUP BY month, what, "of", bucket
"""
# What a report without counts would read, of the reports and of the days to an owner alone.
SCAN = sa.text(
    "SELECT stage, count(*) FROM pain WHERE workspace_id = 1 AND created_at >= :first AND created_at < :last "
    "GROUP BY stage"
)
SCAN_DAYS = sa.text(
    "SELECT owner_department, CAST(julianday(owned_at) - julianday(created_at) AS INTEGER), count(*) FROM pain "
    "WHERE workspace_id = 1 AND owned_at >= :first AND owned_at < :last GROUP BY 1, 2"
)
BESIDE = ("2026-07-01", "2026-10-01"), ("2026-04-01", "2026-07-01"), ("2025-07-01", "2025-10-01")


@asynccontextmanager
async def figures(directory: Path) -> AsyncIterator[Group]:
    little, much = (with_pains(directory / f"figures-{pains}.db", pains) for pains in (LITTLE, MUCH))
    variants = {
        "little": each(partial(looked_at, little, counts), 20),
        "much": each(partial(looked_at, much, counts), 20),
        "scan": each(partial(looked_at, much, scan), 1),
    }
    what = "figures of a quarter and the two beside it"
    lines = [
        Line(f"{what}, {MUCH:,} or {LITTLE:,} pains", "much", "little", 1.3, "ms"),
        Line(f"{what}, or reading {MUCH:,} pains", "much", "scan", 0.02, "ms"),
    ]
    yield Group(variants, lines, rounds=5)
    for store in (little, much):
        store.close()


async def looked_at(store: Store, look: Callable[[Session], int]) -> None:
    if await store.read(look) < LITTLE / 20:
        raise RuntimeError("that quarter had more reports")


def counts(session: Session) -> int:
    return compared(session, 1, QUARTER, 3).now.reports


def scan(session: Session) -> int:
    reports = []
    for first, last in BESIDE:
        found = session.connection().execute(SCAN, {"first": first, "last": last}).all()
        days = session.connection().execute(SCAN_DAYS, {"first": first, "last": last}).all()
        median_of({bucket: number for _, bucket, number in days})
        reports.append(sum(number for _, number in found))
    return int(reports[0])


def with_pains(path: Path, pains: int) -> Store:
    """Over the three years from 2024 to 2026."""
    fixed = {**{name: value for name, value in NEW.items() if value is not None}, "reporter": "U1", "via": Via.FORM}
    made = {"workspace_id": "1", "number": "i + 1", "stage": f"trim({STAGES})", "owner_department": DEPARTMENTS}
    made |= {"created_at": REPORTED, "owned_at": TAKEN, "owner": "'U' || i % 200", "status": "'closed'"}
    values = {**{name: repr(value if isinstance(value, int) else str(value)) for name, value in fixed.items()}, **made}
    columns, cells = ", ".join(values), ", ".join(values.values())
    filled = f"INSERT INTO pain ({columns}) {NUMBERS} SELECT {cells} FROM n"  # noqa: S608 - no outside text
    with closing(sqlite3.connect(new_database(path))) as connection, connection:
        connection.execute(filled, (pains,))
        connection.execute(COUNTED)
    return Store(f"sqlite:///{path}")
