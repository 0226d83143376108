"""INSERT ... ON CONFLICT DO NOTHING, for both databases: how "once" is written everywhere.

Capture runs several of these per request. So the SQL and each column's conversion are worked out once, and on SQLite
the driver gets them directly: what `session.execute(insert(...))` adds to each statement is ten times its own cost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

Row = Mapping[str, Any]
INSERT: dict[str, Callable[[Any], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class Prepared:
    """SQL as the driver takes it, and what turns a column's value into the driver's."""

    sql: str
    positional: bool
    conversions: tuple[tuple[str, Callable[[Any], Any] | None], ...]

    def values(self, row: Row) -> Any:
        if self.positional:
            return tuple([convert(row[name]) if convert else row[name] for name, convert in self.conversions])
        return {name: convert(row[name]) if convert else row[name] for name, convert in self.conversions}


class InsertOnce:
    """Made at import, one per table. Each row must give exactly the named columns; defaults are not filled in."""

    def __init__(self, model: type[SQLModel], *columns: str) -> None:
        self._table: sa.Table = sa.inspect(model).local_table
        self._columns = columns
        self._prepared: dict[tuple[str, bool], Prepared] = {}

    def one(self, session: Session, row: Row) -> bool:
        """Whether the row is new; False = a row with one of its unique keys was there already."""
        return self.many(session, [row]) == 1

    def many(self, session: Session, rows: Sequence[Row]) -> int:
        """How many of the rows, at least one, were new."""
        connection = session.connection()
        prepared = self._for(connection, returning=False)
        return sum(_execute(connection, prepared.sql, prepared.values(row)).rowcount for row in rows)

    def new_id(self, session: Session, row: Row) -> int | None:
        """The id of the new row; None = it was there already."""
        connection = session.connection()
        prepared = self._for(connection, returning=True)
        found = _execute(connection, prepared.sql, prepared.values(row)).fetchone()
        return found[0] if found else None

    def _for(self, connection: sa.Connection, *, returning: bool) -> Prepared:
        name = connection.dialect.name
        return self._prepared.get((name, returning)) or self._prepare(connection.dialect, returning)

    def _prepare(self, dialect: sa.Dialect, returning: bool) -> Prepared:
        bound = {name: sa.bindparam(name, type_=self._table.c[name].type) for name in self._columns}
        statement = INSERT[dialect.name](self._table).values(bound).on_conflict_do_nothing().inline()
        if returning:
            statement = statement.returning(self._table.c.id)
        compiled = statement.compile(dialect=dialect)
        order = compiled.positiontup or self._columns
        types = [self._table.c[name].type.dialect_impl(dialect) for name in order]
        conversions = tuple(zip(order, [kind.bind_processor(dialect) for kind in types], strict=True))
        prepared = Prepared(str(compiled), compiled.positional, conversions)
        self._prepared[dialect.name, returning] = prepared
        return prepared


def _execute(connection: sa.Connection, sql: str, values: Any) -> Any:
    if connection.dialect.name == "sqlite":
        return connection.connection.cursor().execute(sql, values)
    return connection.exec_driver_sql(sql, values)
