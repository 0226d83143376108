"""INSERT for the hot paths, and with ON CONFLICT DO NOTHING how "once" is written everywhere, on both databases.

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


class Insert:
    """Made at import, one per table. Each row gives the named columns, if not more; defaults are not filled in."""

    def __init__(self, model: type[SQLModel], *columns: str) -> None:
        self._table: sa.Table = sa.inspect(model).local_table
        self._columns = columns
        self._prepared: dict[str, Prepared] = {}

    def _run(self, session: Session, row: Row) -> Any:
        connection = session.connection()
        dialect = connection.dialect
        prepared = self._prepared.get(dialect.name) or self._prepare(dialect)
        if dialect.name == "sqlite":
            return connection.connection.cursor().execute(prepared.sql, prepared.values(row))
        return connection.exec_driver_sql(prepared.sql, prepared.values(row))

    def _prepare(self, dialect: sa.Dialect) -> Prepared:
        bound = {name: sa.bindparam(name, type_=self._table.c[name].type) for name in self._columns}
        compiled = self._statement(INSERT[dialect.name](self._table).values(bound)).compile(dialect=dialect)
        order = compiled.positiontup or self._columns
        types = [self._table.c[name].type.dialect_impl(dialect) for name in order]
        conversions = tuple(zip(order, [kind.bind_processor(dialect) for kind in types], strict=True))
        prepared = self._prepared[dialect.name] = Prepared(str(compiled), compiled.positional, conversions)
        return prepared

    def _statement(self, insert: Any) -> Any:
        raise NotImplementedError


class InsertNew(Insert):
    """A row that must be new."""

    def new_id(self, session: Session, row: Row) -> Any:
        """The id of the row. Raises IntegrityError, on SQLite the driver's own, where the row breaks a constraint."""
        (new,) = self._run(session, row).fetchone()
        return new

    def _statement(self, insert: Any) -> Any:
        return insert.returning(self._table.c.id)


class InsertOnce(Insert):
    """A row whose unique key is taken changes nothing."""

    def one(self, session: Session, row: Row) -> bool:
        """Whether the row is new; False = a row with one of its unique keys was there already."""
        return bool(self._run(session, row).rowcount)

    def many(self, session: Session, rows: Sequence[Row]) -> int:
        """How many of the rows were new."""
        return sum(self.one(session, row) for row in rows)

    def _statement(self, insert: Any) -> Any:
        return insert.on_conflict_do_nothing().inline()
