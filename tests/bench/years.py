"""Half a business year of 200 people and 2,000 pains, as `flywheel year` plays it: the work in it, and flat memory.

A round is a month. Beside a message with all that leads to it stands a letter alone: written, claimed and settled.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from time import perf_counter

import sqlalchemy as sa

from bot.rehearsal.company import Options
from bot.rehearsal.months import Month
from bot.rehearsal.year import Year, begin, months_of
from tests.bench.harness import Group, Line
from tests.bench.memory import resident

YEAR = Options(date(2026, 1, 1), people=200, pains=2_000)
MONTHS, EARLY = 6, 2
LETTERS = 1_000
GOAL, GROWTH = 26, 25  # at 26x the whole year would take about a minute


@asynccontextmanager
async def years(directory: Path) -> AsyncIterator[Group]:
    folder = directory / "year"
    folder.mkdir()
    year = await begin(YEAR, folder)
    months, sizes = months_of(year), list[float]()

    async def month() -> float:
        """Seconds for each message of the next month."""
        start = perf_counter()
        said = messages_in(await anext(months))
        sizes.append(resident())
        return (perf_counter() - start) / said

    async def bare() -> float:
        return letters_alone(year)

    async def grown() -> float:
        """MB since the first months, in which everything happened once."""
        return sizes[-1] - sizes[EARLY - 1] if len(sizes) > EARLY else 0.0

    what = f"a year of {YEAR.people} people and {YEAR.pains:,} pains"
    lines = [
        Line(f"{what}, a message and all before it", "month", "bare", GOAL, "ms"),
        Line(f"the same, memory it takes after {EARLY} months", "grown", None, GROWTH, "MB"),
    ]
    yield Group({"month": month, "bare": bare, "grown": grown}, lines, rounds=MONTHS - 1)
    year.play.close()


def messages_in(month: Month) -> int:
    return sum(month.messages.values())


def letters_alone(year: Year) -> float:
    """Seconds for a letter that somebody writes into an empty table, three transactions each."""
    with year.play.store.engine.connect() as connection:
        connection.execute(sa.text("CREATE TEMP TABLE IF NOT EXISTS letter (id INTEGER PRIMARY KEY, state TEXT)"))
        connection.commit()
        start = perf_counter()
        for number in range(LETTERS):
            for statement in STATEMENTS:
                connection.execute(statement, {"id": number})
                connection.commit()
        seconds = perf_counter() - start
        connection.execute(sa.text("DROP TABLE letter"))
        connection.commit()
    return seconds / LETTERS


STATEMENTS = tuple(
    map(
        sa.text,
        (
            "INSERT INTO letter (id, state) VALUES (:id, 'pending')",
            "UPDATE letter SET state = 'sending' WHERE id = :id",
            "UPDATE letter SET state = 'sent' WHERE id = :id",
        ),
    )
)
