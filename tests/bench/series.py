"""The meeting's dates: ten years by the rule, a quarter for a thousand workspaces, and a tick with much behind it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import sqlalchemy as sa
from dateutil.rrule import MO, WEEKLY, rrule
from sqlmodel import Session, col, delete, func, select, update

from bot.deps import utc_now
from bot.meetings.due import materialise
from bot.meetings.holidays import DaysOff
from bot.meetings.models import HolidayPolicy, Meeting, Place, Series
from bot.meetings.planning import fill, placed_between
from bot.meetings.rules import every_weeks, to_utc
from bot.steps.engine import Steps
from bot.steps.models import Step, StepKind
from bot.steps.services import Due, plan
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.bench.database import new_database
from tests.bench.harness import Group, Line, Variant, each

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
FIRST = datetime.fromisoformat("2026-01-20T10:00")  # nothing of it is due while it is measured
TEN_YEARS = timedelta(days=3652)
FEW, MANY = 100, 1_000  # workspaces
LITTLE, MUCH = 10_000, 1_000_000  # meetings long held, each with a step long done
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
HELD = f"""
INSERT INTO meeting (workspace_id, series_id, original_local, starts_local, starts_at, minutes, status, why, moved,
                     facilitator, call_ts, agenda_ts, version)
{NUMBERS} SELECT 1, 1, datetime('1990-01-01', '+' || i || ' minutes'), datetime('1990-01-01', '+' || i || ' minutes'),
                 datetime('1990-01-01', '+' || i || ' minutes'), 60, 'held', '', 0, 'U1', '1.' || i, '2.' || i, 5 FROM n
"""  # noqa: S608 - no outside text
DONE = f"""INSERT INTO step (workspace_id, kind, subject, seq, due_at, state, outcome, done_at)
{NUMBERS} SELECT 1, 'meeting_call', i, 0, '2025-01-06 09:00:00', 'done', 'sent', '2025-01-06 09:00:01' FROM n
"""  # noqa: S608 - no outside text


@asynccontextmanager
async def ten_years(_directory: Path) -> AsyncIterator[Group]:
    """Ours knows holidays and ends in moments; dateutil stops at times on the wall."""
    variants = {"ours": each(expand, 20), "dateutil": each(expand_alone, 20)}
    yield Group(variants, [Line("ten years of a series expanded", "ours", "dateutil", 2, "us")], rounds=11)


@asynccontextmanager
async def quarters(directory: Path) -> AsyncIterator[Group]:
    stores = {f"{count:,}": with_series(directory / f"series-{count}.db", count) for count in (FEW, MANY)}
    variants: dict[str, Variant] = {name: partial(quarter, store) for name, store in stores.items()}
    for weeks in (1, 8):
        variants[f"{weeks} weeks"] = partial(calls_for, directory / f"series-{weeks}-weeks.db", weeks)
    lines = [
        Line(f"a quarter of meetings, for one of {MANY:,} or {FEW} workspaces", f"{MANY:,}", f"{FEW:,}", 1.2, "ms"),
        Line("the same, database calls; weekly or every 8 weeks", "1 weeks", "8 weeks", 1, ""),
    ]
    yield Group(variants, lines, rounds=3)
    close(stores)


@asynccontextmanager
async def beats(directory: Path) -> AsyncIterator[Group]:
    stores = {f"{rows:,}": with_history(directory / f"beats-{rows}.db", rows) for rows in (LITTLE, MUCH)}
    variants = {name: each(partial(beat, Steps(store, {}, now=utc_now)), 20) for name, store in stores.items()}
    line = Line(f"tick, nothing due, {MUCH:,} or {LITTLE:,} steps done", f"{MUCH:,}", f"{LITTLE:,}", 1.2, "us")
    yield Group(variants, [line], rounds=11)
    close(stores)


def close(stores: dict[str, Store]) -> None:
    for store in stores.values():
        store.close()


def a_series(workspace_id: int = 1, weeks: int = 2) -> Series:
    return Series(
        workspace_id=workspace_id, uid=f"bench-{workspace_id}", rule=every_weeks(weeks), first_local=FIRST,
        zone="Europe/Berlin", minutes=60, channel="C1", place=Place.HUDDLE, holidays=HolidayPolicy.NEXT_WORKDAY,
        country="DE-BE", made_by="U1", made_at=NOW,
    )  # fmt: skip


async def expand() -> None:
    series = a_series()
    placed = placed_between(series, DaysOff("DE-BE"), NOW, NOW + TEN_YEARS)
    check(260, len([to_utc(one.starts, series.zone) for one in placed]))


async def expand_alone() -> None:
    check(260, len(list(rrule(WEEKLY, interval=2, wkst=MO, dtstart=FIRST, until=NOW.replace(tzinfo=None) + TEN_YEARS))))


async def quarter(store: Store) -> float:
    """Seconds for one workspace, each as the product does it: a step that is due, a transaction of its own."""
    count = await store.write(as_before)
    steps = Steps(store, {StepKind.SERIES: materialise}, now=lambda: NOW)
    start = perf_counter()
    while await steps.next_due() == NOW:
        await steps.run_once()
    seconds = perf_counter() - start
    check(7 * count, await store.read(meetings))
    return seconds / count


async def calls_for(path: Path, weeks: int) -> float:
    """How often one series talks to the database."""
    path.unlink(missing_ok=True)
    engine = sa.create_engine(f"sqlite:///{new_database(path)}", connect_args={"factory": Counted})
    with Session(engine) as session:
        session.add(series := a_series(weeks=weeks))
        session.flush()
        before = CALLS[0]
        fill(session, series, now=NOW)
        counted = CALLS[0] - before
    engine.dispose()
    return float(counted)


async def beat(steps: Steps) -> None:
    await steps.run_once()
    check(None, await steps.next_due())


def check(expected: object, found: object) -> None:
    if expected != found:
        raise RuntimeError(f"{found}, not {expected}")


def with_series(path: Path, count: int) -> Store:
    """As many workspaces, each with a series that is due to be looked at."""
    store = Store(f"sqlite:///{new_database(path)}")
    store.write_now(begin, count)
    return store


def begin(session: Session, count: int) -> None:
    more = [Workspace(team_id=f"T{n}", name="Bench", created_at=NOW) for n in range(2, count + 1)]
    session.add_all(more)
    session.flush()
    for workspace_id in (1, *(workspace.key for workspace in more)):
        session.add(series := a_series(workspace_id))
        session.flush()
        plan(session, workspace_id, Due(StepKind.SERIES, str(series.key), NOW), now=NOW)


def as_before(session: Session) -> int:
    """No meeting yet. Returns how many series there are."""
    session.exec(delete(Meeting))
    session.exec(delete(Step).where(col(Step.kind) != StepKind.SERIES))
    session.exec(update(Step).values(due_at=NOW))
    return session.exec(update(Series).values(horizon=None)).rowcount


def meetings(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Meeting)).one()


def with_history(path: Path, rows: int) -> Store:
    """Meetings long held, and all that was done for them."""
    store = with_series(path, 1)
    store.write_now(ended)
    with closing(sqlite3.connect(path)) as connection, connection:
        for sql in (HELD, DONE):
            connection.execute(sql, (rows,))
    return store


def ended(session: Session) -> None:
    session.exec(delete(Step))


CALLS = [0]


class CountedCursor(sqlite3.Cursor):
    def execute(self, sql: str, values: Any = ()) -> "CountedCursor":
        CALLS[0] += 1
        super().execute(sql, values)
        return self

    def executemany(self, sql: str, rows: Any) -> "CountedCursor":
        CALLS[0] += 1
        super().executemany(sql, rows)
        return self


class Counted(sqlite3.Connection):
    """Counts what its cursors are asked: our prepared statements go past SQLAlchemy's own events."""

    def cursor(self, factory: Any = CountedCursor) -> Any:
        return super().cursor(factory)
