"""The rows of one capture, found by looking at the database before and after, to be written again by raw sqlite3."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.store.engine import PRAGMAS
from bot.store.tables import METADATA

NEXT_NUMBER = "UPDATE workspace SET next_pain_number = next_pain_number + 1 WHERE id = 1 RETURNING next_pain_number - 1"
COUNTED = " ON CONFLICT (workspace_id, month, what, of, bucket) DO UPDATE SET count = count + excluded.count"
TOKEN, NUMBER = "\1", "\2"  # in a recorded text: the event's number, the pain's number

Rows = dict[str, list[dict[str, Any]]]


def connect(path: Path) -> sqlite3.Connection:
    """With the very pragmas of the product."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


async def recorded(path: Path, token: str, act: Callable[[], Awaitable[None]]) -> "list[Insert]":
    """What `act` inserts, in an order that the foreign keys allow. `token` marks what comes from the event."""
    before = everything(path)
    await act()
    new = {table: [row for row in rows if row not in before[table]] for table, rows in everything(path).items()}
    number = new["pain"][0]["number"]
    return [insert(table, row, token, number) for table, rows in new.items() if table != "workspace" for row in rows]


def everything(path: Path) -> Rows:
    with closing(connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [table.name for table in METADATA.sorted_tables]
        return {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in tables}  # noqa: S608


@dataclass(frozen=True)
class Insert:
    table: str
    sql: str
    columns: tuple[str, ...]
    values: tuple[Any, ...]

    def fresh(self, token: str, number: int, pain_id: int) -> list[Any]:
        """The same values, new where a new report has new ones."""
        known = {"number": number, "pain_id": pain_id, "subject": str(pain_id)}
        return [
            known.get(name) or renewed(value, token, number)
            for name, value in zip(self.columns, self.values, strict=True)
        ]


def insert(table: str, row: dict[str, Any], token: str, number: int) -> Insert:
    kept = {name: value for name, value in row.items() if not (name == "id" and isinstance(value, int))}
    sql = f"INSERT INTO {table} ({', '.join(kept)}) VALUES ({', '.join('?' * len(kept))})"  # noqa: S608 - our own names
    sql += COUNTED if table == "tally" else ""
    return Insert(table, sql, tuple(kept), tuple(marked(value, token, number) for value in kept.values()))


def marked(value: Any, token: str, number: int) -> Any:
    if not isinstance(value, str):
        return value
    value = value.replace(token, TOKEN)
    return value.removesuffix(f":{number}") + f":{NUMBER}" if value.endswith(f":{number}") else value


def renewed(value: Any, token: str, number: int) -> Any:
    if not isinstance(value, str):
        return value
    if len(value) == 32 and value.isalnum():
        return uuid4().hex
    return value.replace(TOKEN, token).replace(NUMBER, str(number))


class Replay:
    """One transaction a report, on one connection held open."""

    def __init__(self, path: Path, inserts: list[Insert]) -> None:
        self._connection = connect(path)
        self._inserts = inserts

    def write(self, token: str) -> None:
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        number, pain_id = run(NEXT_NUMBER).fetchone()[0], 0
        for insert in self._inserts:
            cursor = run(insert.sql, insert.fresh(token, number, pain_id))
            if insert.table == "pain":
                pain_id = cursor.lastrowid or 0
        run("COMMIT")

    def close(self) -> None:
        self._connection.close()
