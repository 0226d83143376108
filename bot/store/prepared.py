"""Statements of the hot paths, put together at import and handed to SQLite's driver as they are.

A capture runs a dozen of them. What `session.execute(...)` adds to each is ten times what the statement itself costs.
"""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

Values = Mapping[str, Any]
Conversion = Callable[[Any], Any] | None

KEEP_ROWCOUNT = {"preserve_rowcount": True}  # SQLAlchemy drops that of an INSERT


class Prepared:
    """A statement whose every value is a `bindparam`, or an INSERT of the named columns.

    Rows come as the driver gives them (on SQLite a boolean is 0 or 1, a time is a text): ask for what needs no more.
    """

    def __init__(self, statement: sa.Executable, *columns: str) -> None:
        self._statement = statement
        self._columns = columns
        self._sql = ""  # for SQLite, from the first run on
        self._conversions: list[tuple[str, Conversion]] = []

    def run(self, session: Session, values: Values) -> Any:
        """The cursor: its `fetchone()`, its `rowcount`. `values` may hold more than the statement asks for."""
        connection = session.connection()
        if connection.dialect.name != "sqlite":
            return connection.execute(self._statement, self._named(values), execution_options=KEEP_ROWCOUNT)
        if not self._sql:
            self._prepare(connection.dialect)
        row = [convert(values[name]) if convert else values[name] for name, convert in self._conversions]
        return connection.connection.cursor().execute(self._sql, row)

    def _named(self, values: Values) -> Values:
        return {name: values[name] for name in self._columns} if self._columns else values

    def _prepare(self, dialect: sa.Dialect) -> None:
        compiled: Any = self._statement.compile(dialect=dialect, column_keys=self._columns or None)  # type: ignore[attr-defined]
        kinds = [(name, compiled.binds[name].type.dialect_impl(dialect)) for name in compiled.positiontup]
        self._conversions = [(name, kind.bind_processor(dialect)) for name, kind in kinds]
        self._sql = str(compiled)  # last: other threads take it as the sign that all is there


class Insert(Prepared):
    """A new row. Each must give the named columns; defaults are not filled in."""

    def __init__(self, model: type[SQLModel], *columns: str) -> None:
        table: sa.Table = sa.inspect(model).local_table
        super().__init__(table.insert().returning(table.c.id), *columns)

    def new_id(self, session: Session, row: Values) -> Any:
        """The id of the row. Raises IntegrityError, on SQLite the driver's own, where the row breaks a constraint."""
        (new,) = self.run(session, row).fetchone()
        return new
