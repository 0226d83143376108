"""Which database errors mean "not now": they become StoreBusy or StoreFull; every other one stays as it is."""

import sqlite3
from typing import Any

from sqlalchemy.exc import DBAPIError, IntegrityError, TimeoutError  # SQLAlchemy's own: the pool is empty

from bot.errors import StoreBusy, StoreError, StoreFull

# https://www.sqlite.org/rescode.html
SQLITE_AWAY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN}
SQLITE_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
PRIMARY_CODE = 0xFF  # the rest of the number only says more exactly what it was

# https://www.postgresql.org/docs/current/errcodes-appendix.html
POSTGRES_AWAY = {"55P03", "57014", "57P01", "57P02", "57P03", "53300"}  # a time-out, shutting down, too many clients
POSTGRES_FULL = {"53100", "25006"}  # disk full, read-only
POSTGRES_RACE = {"40001", "40P01"}  # serialization failure, deadlock


def store_error(error: Exception) -> StoreError | None:
    """The StoreBusy or StoreFull that `error` stands for, or None."""
    if isinstance(error, StoreError):
        return error
    if isinstance(error, TimeoutError):
        return StoreBusy("every connection is in use")
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    if hasattr(cause, "sqlstate"):  # psycopg's: known by that, because on SQLite nobody should have to import it
        return _of_postgres(cause, lost=isinstance(error, DBAPIError) and error.connection_invalidated)
    return None


def lost_race(error: Exception) -> bool:
    """Whether the same service may well succeed when it is run once more."""
    if isinstance(error, IntegrityError):
        return True
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in POSTGRES_RACE


def _of_sqlite(cause: sqlite3.Error) -> StoreError | None:
    code = getattr(cause, "sqlite_errorcode", 0) & PRIMARY_CODE
    if code in SQLITE_AWAY:
        return StoreBusy(str(cause))
    if code in SQLITE_FULL:
        return StoreFull(str(cause))
    return None


def _of_postgres(cause: Any, *, lost: bool) -> StoreError | None:
    from psycopg import OperationalError

    if cause.sqlstate in POSTGRES_FULL:
        return StoreFull(str(cause))
    never_connected = isinstance(cause, OperationalError) and cause.sqlstate is None
    if lost or never_connected or cause.sqlstate in POSTGRES_AWAY:
        return StoreBusy(str(cause))
    return None
