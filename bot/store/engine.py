"""Engines for the two databases.

SQLite: we say BEGIN ourselves. The driver's own begin silently loses updates (8 threads x 25 increments made 25 of
200), `BEGIN IMMEDIATE` does not, and readers, which say BEGIN, never wait for a writer.

Parameters are hidden, and PostgreSQL's DETAIL, which quotes the row: no error shows what somebody wrote.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import ConnectionPoolEntry

WAIT = 2.0  # seconds for a lock or a connection: Slack gives three for the whole request

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # what was acked survives a power cut; group commit makes it cheap
    "foreign_keys = ON",
    f"busy_timeout = {WAIT * 1000:.0f}",
)


def writing_engine(url: str) -> sa.Engine:
    """An engine whose transactions may write; it connects on first use."""
    address = address_of(url)
    if address.get_backend_name() != "sqlite":
        return _postgres(address)
    return _sqlite(address.set(drivername="sqlite+writing"), PRAGMAS)


def reading_engine(url: str, writing: sa.Engine) -> sa.Engine:
    """An engine whose transactions cannot write; on PostgreSQL it shares the pool of `writing`."""
    if writing.dialect.name != "sqlite":
        return writing.execution_options(postgresql_readonly=True)
    return _sqlite(address_of(url).set(drivername="sqlite+reading"), (*PRAGMAS, "query_only = ON"))


def address_of(url: str) -> sa.URL:
    address = sa.make_url(url)
    if address.drivername in ("postgres", "postgresql"):  # as hosting services hand it out
        return address.set(drivername="postgresql+psycopg")
    return address


def _postgres(address: sa.URL) -> sa.Engine:
    arguments = {"connect_timeout": 3, "options": f"-c lock_timeout={WAIT * 1000:.0f} -c timezone=UTC"}
    engine = sa.create_engine(
        address, connect_args=arguments, pool_size=8, max_overflow=0, pool_timeout=WAIT, hide_parameters=True
    )

    @sa.event.listens_for(engine, "handle_error")
    def hide_row(context: sa.ExceptionContext) -> None:
        for error in (context.original_exception, context.sqlalchemy_exception):
            if error is not None and error.args:
                error.args = (str(error.args[0]).partition("\nDETAIL")[0],)

    return engine


class Reading(SQLiteDialect_pysqlite):
    """How a transaction begins. Not the event "begin": an engine with any such listener asks at each statement."""

    supports_statement_cache = True
    begin = "BEGIN"

    def do_begin(self, dbapi_connection: Any) -> None:
        dbapi_connection.cursor().execute(self.begin)


class Writing(Reading):
    supports_statement_cache = True
    begin = "BEGIN IMMEDIATE"


registry.register("sqlite.reading", __name__, "Reading")
registry.register("sqlite.writing", __name__, "Writing")


def _sqlite(address: sa.URL, pragmas: tuple[str, ...]) -> sa.Engine:
    engine = sa.create_engine(address, pool_size=4, max_overflow=0, pool_timeout=WAIT, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # no BEGIN by the driver
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()

    return engine
