"""INSERT ... ON CONFLICT DO NOTHING, for both databases: how "once" is written everywhere."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from bot.store.prepared import Prepared, Values

INSERT: dict[str, Callable[[Any], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class InsertOnce:
    """Made at import, one per table. Each row must give the named columns; defaults are not filled in."""

    def __init__(self, model: type[SQLModel], *columns: str) -> None:
        table: sa.Table = sa.inspect(model).local_table
        self._on = {
            database: Prepared(insert(table).on_conflict_do_nothing().inline(), *columns)
            for database, insert in INSERT.items()
        }

    def one(self, session: Session, row: Values) -> bool:
        """Whether the row is new; False = a row with one of its unique keys was there already."""
        return bool(self._on[session.connection().dialect.name].run(session, row).rowcount)

    def many(self, session: Session, rows: Sequence[Values]) -> int:
        """How many of the rows were new; one statement, however many they are."""
        if len(rows) < 2:
            return sum(self.one(session, row) for row in rows)
        return int(self._on[session.connection().dialect.name].run_all(session, rows).rowcount)
