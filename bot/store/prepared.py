"""Statements of the hot paths, put together at import and handed to SQLite's driver as they are.

A capture runs a dozen of them. What `session.execute(...)` adds to each is ten times what the statement itself costs.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

Values = Mapping[str, Any]
Conversion = Callable[[Any], Any] | None

KEEP_ROWCOUNT = {"preserve_rowcount": True}  # SQLAlchemy drops that of an INSERT


class Prepared:
    """A statement whose values are `bindparam`s, or written in it once and for all; or an INSERT of the named columns.

    Rows come as the driver gives them (on SQLite a boolean is 0 or 1, a time is a text): ask for what needs no more.
    """

    def __init__(self, statement: sa.Executable, *columns: str) -> None:
        self._statement = statement
        self._columns = columns
        self._sql = ""  # for SQLite, from the first run on
        self._conversions: list[tuple[str, Conversion]] = []
        self._written: dict[str, Any] = {}  # values that stand in the statement itself

    def run(self, session: Session, values: Values) -> Any:
        """The cursor: its `fetchone()`, its `rowcount`. `values` may hold more than the statement asks for."""
        connection = session.connection()
        if connection.dialect.name != "sqlite":
            return connection.execute(self._statement, self._named(values), execution_options=KEEP_ROWCOUNT)
        return connection.connection.cursor().execute(*self._for_sqlite(connection.dialect, [values]))

    def run_all(self, session: Session, rows: Sequence[Values]) -> Any:
        """Once for each row, in one go. The cursor: its `rowcount` is that of all of them."""
        connection = session.connection()
        if connection.dialect.name != "sqlite":
            named = [self._named(values) for values in rows]
            return connection.execute(self._statement, named, execution_options=KEEP_ROWCOUNT)
        sql, *values = self._for_sqlite(connection.dialect, rows)
        return connection.connection.cursor().executemany(sql, values)

    def _for_sqlite(self, dialect: sa.Dialect, rows: Sequence[Values]) -> list[Any]:
        """The statement, and the values of each row as the driver takes them."""
        if not self._sql:
            self._prepare(dialect)
        if self._written:
            rows = [{**self._written, **row} for row in rows]
        values = [[convert(row[name]) if convert else row[name] for name, convert in self._conversions] for row in rows]
        return [self._sql, *values]

    def _named(self, values: Values) -> Values:
        return {name: values[name] for name in self._columns} if self._columns else values

    def _prepare(self, dialect: sa.Dialect) -> None:
        compiled: Any = self._statement.compile(dialect=dialect, column_keys=self._columns or None)  # type: ignore[attr-defined]
        kinds = [(name, compiled.binds[name].type.dialect_impl(dialect)) for name in compiled.positiontup]
        self._conversions = [(name, kind.bind_processor(dialect)) for name, kind in kinds]
        self._written = {name: value for name, value in compiled.params.items() if value is not None}
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


class Query(Prepared):
    """A SELECT. Rows are tuples, of values as the columns' types make them."""

    def __init__(self, statement: sa.Select[*tuple[Any, ...]]) -> None:
        super().__init__(statement)
        self._readings: list[Conversion] = []

    def all(self, session: Session, values: Values) -> list[tuple[Any, ...]]:
        """What was changed and not flushed yet is seen, too."""
        session.flush()
        found = self.run(session, values).fetchall()
        if session.connection().dialect.name != "sqlite":  # its driver knows the types itself
            return [tuple(row) for row in found]
        return [
            tuple(reading(value) if reading else value for reading, value in zip(self._readings, row, strict=True))
            for row in found
        ]

    def first(self, session: Session, values: Values) -> tuple[Any, ...] | None:
        return next(iter(self.all(session, values)), None)

    def scalar(self, session: Session, values: Values) -> Any:
        """The first column of the first row; None where there is none."""
        found = self.first(session, values)
        return found[0] if found else None

    def _prepare(self, dialect: sa.Dialect) -> None:
        columns: Any = self._statement.selected_columns  # type: ignore[attr-defined]
        kinds = [column.type.dialect_impl(dialect) for column in columns]
        self._readings = [kind.result_processor(dialect, None) for kind in kinds]
        super()._prepare(dialect)
