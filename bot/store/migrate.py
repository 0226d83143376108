"""Brings a database to the tables this program needs.

Alembic is only imported when there is something to migrate: it would double the time to start. A fresh database gets
today's tables at once; a test holds them against what the migrations make, on both databases.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from bot.store.engine import address_of

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0005"  # the newest revision in migrations/versions
MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE = 30  # seconds to wait for another process
ONE_AT_A_TIME = 0x466C7977686C  # names our advisory lock on PostgreSQL

VERSION_TABLE = sa.Table(
    "alembic_version",
    sa.MetaData(),  # Alembic's, not one of ours
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


class UnknownDatabase(Exception):
    """It has tables, but not by us: nothing in it was touched."""


def upgrade(url: str) -> None:
    """Safe to run any number of times, and by several processes at once: one of them does the work.

    A SQLite file is copied first, to `<file>.before-<revision>.bak`. Everything happens in one transaction, so a
    migration that fails changes nothing. Raises UnknownDatabase.
    """
    engine = migrating_engine(url)
    with engine.connect() as connection:
        if current_revision(connection) == HEAD:
            return
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
        revision = current_revision(connection)
        if revision is None:
            _make_fresh(connection)
        elif revision != HEAD:
            _back_up(engine.url)
            _migrate(connection)


def current_revision(connection: sa.Connection) -> str | None:
    """None = no migration was ever run here."""
    if not sa.inspect(connection).has_table(VERSION_TABLE.name):
        return None
    return connection.execute(sa.select(VERSION_TABLE.c.version_num)).scalar()


def migrating_engine(url: str) -> sa.Engine:
    """Unlike the store's: patient, and on SQLite with foreign keys off.

    With them on, making a table anew empties the tables that point to it (sqlite.org/lang_altertable.html, step 1).
    """
    address = address_of(url)
    if address.get_backend_name() != "sqlite":
        options = {"options": f"-c lock_timeout={PATIENCE}s -c timezone=UTC"}
        return sa.create_engine(address, poolclass=NullPool, connect_args=options)
    engine = sa.create_engine(address, poolclass=NullPool, connect_args={"timeout": PATIENCE})

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = OFF").close()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def alembic_config(connection: sa.Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _make_fresh(connection: sa.Connection) -> None:
    if sa.inspect(connection).get_table_names():
        raise UnknownDatabase("the database has tables, but no revision of ours")
    from bot.store.tables import METADATA

    METADATA.create_all(connection)
    VERSION_TABLE.create(connection)
    connection.execute(VERSION_TABLE.insert().values(version_num=HEAD))


def _migrate(connection: sa.Connection) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection), "head")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"after the migration {len(broken)} rows point to nothing; it was undone")


def _back_up(address: sa.URL) -> None:
    """Through SQLite itself: a copied file of a database in use is torn."""
    if address.get_backend_name() != "sqlite" or not address.database:
        return
    copy = Path(f"{address.database}.before-{HEAD}.bak")
    unfinished = copy.with_suffix(".tmp")
    with closing(sqlite3.connect(address.database)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    unfinished.replace(copy)
