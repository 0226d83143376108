"""A database of any release becomes today's, whole, and with a copy of what it was."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory

from bot.store import migrate
from bot.store.migrate import HEAD, UnknownDatabase, alembic_config, current_revision, migrating_engine, upgrade
from bot.store.tables import METADATA
from tests.databases import PostgresServer, SqliteFiles

SCHEMA_OF = {
    "sqlite": ["SELECT tbl_name, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"],
    "postgresql": [
        "SELECT table_name, column_name,"
        " concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default)"
        " FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    ],
}


def schema_of(url: str) -> list[str]:
    """Every table, column, constraint and index, CHECKs and partial indexes too, in words that can be compared."""
    engine = migrating_engine(url)
    with engine.connect() as connection:
        rows = [row for query in SCHEMA_OF[engine.dialect.name] for row in connection.exec_driver_sql(query)]
    lines = [f"{row[0]} {row[1]} {line}" for row in rows for line in str(row[-1]).split("\n")]  # in any order
    return sorted(line.replace('"', "").strip(" ,\t") for line in lines)


def run_migrations(url: str, *revisions: str) -> None:
    with migrating_engine(url).begin() as connection:
        for revision in revisions:
            command.upgrade(alembic_config(connection), revision)


@pytest.fixture(params=["sqlite", "postgresql"])
def two_urls(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    databases: SqliteFiles | PostgresServer = request.getfixturevalue(
        "sqlite_files" if request.param == "sqlite" else "postgres"
    )
    urls = databases.new(), databases.new()
    yield urls
    for url in urls:
        databases.drop(url)


def revisions() -> list[str]:
    with migrating_engine("sqlite://").connect() as connection:
        scripts = ScriptDirectory.from_config(alembic_config(connection))
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def test_the_program_knows_the_newest_revision() -> None:
    assert HEAD == revisions()[-1]


def test_the_migrations_make_exactly_the_tables_of_the_models(two_urls: tuple[str, str]) -> None:
    migrated, fresh = two_urls
    run_migrations(migrated, "head")
    upgrade(fresh)

    assert schema_of(fresh) == schema_of(migrated)


@pytest.mark.parametrize("released", revisions())
def test_a_database_of_every_release_becomes_todays(two_urls: tuple[str, str], released: str) -> None:
    old, fresh = two_urls
    run_migrations(old, released)
    upgrade(old)
    upgrade(fresh)

    assert schema_of(fresh) == schema_of(old)


def test_a_fresh_or_current_database_needs_no_alembic(tmp_path: Path) -> None:
    program = (
        "import sys; from bot.store.migrate import upgrade; [upgrade(sys.argv[1]) for _ in 'ab']; print(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, f"sqlite:///{tmp_path}/flywheel.db"], capture_output=True, text=True, check=True
    )

    assert "alembic" not in run.stdout.split()


def test_upgrading_again_changes_nothing(empty_url: str) -> None:
    upgrade(empty_url)
    before = schema_of(empty_url)
    upgrade(empty_url)

    assert before == schema_of(empty_url)


def test_several_programs_may_start_at_once(empty_url: str) -> None:
    with ThreadPoolExecutor(3) as programs:
        list(programs.map(upgrade, [empty_url] * 3))

    with migrating_engine(empty_url).connect() as connection:
        assert HEAD == current_revision(connection)


def test_a_database_that_is_not_ours_is_left_alone(empty_url: str) -> None:
    with migrating_engine(empty_url).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (id INTEGER)")
    before = schema_of(empty_url)

    with pytest.raises(UnknownDatabase):
        upgrade(empty_url)

    assert before == schema_of(empty_url)


def an_old_file(folder: Path) -> Path:
    """As a release before the first one would have left it: today's tables, another number."""
    path = folder / "flywheel.db"
    upgrade(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO seen (id, workspace_id, key, seen_at) VALUES (1, 1, 'kept', '2026-01-01')")
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()
    return path


def test_a_file_is_copied_before_it_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = an_old_file(tmp_path)
    monkeypatch.setattr(migrate, "_migrate", lambda connection: None)
    upgrade(f"sqlite:///{path}")

    with sqlite3.connect(f"{path}.before-{HEAD}.bak") as copy:
        kept = copy.execute("SELECT key FROM seen").fetchall()
    copy.close()

    assert [("kept",)] == kept


def test_a_migration_that_leaves_rows_pointing_to_nothing_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = an_old_file(tmp_path)
    monkeypatch.setattr(
        command, "upgrade", lambda config, to: config.attributes["connection"].exec_driver_sql("DROP TABLE rate_gate")
    )
    before = schema_of(f"sqlite:///{path}")

    with pytest.raises(RuntimeError, match="1 rows point to nothing"):
        upgrade(f"sqlite:///{path}")

    assert before == schema_of(f"sqlite:///{path}")


def test_every_constraint_has_a_name_so_that_a_migration_can_drop_it() -> None:
    nameless = [
        f"{table.name}: {constraint}"
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if not (constraint.name or isinstance(constraint, sa.PrimaryKeyConstraint))
    ]

    assert [] == nameless
