"""Fixtures for everybody: a store on a real database, a clock, a workspace."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from sqlmodel import Session

from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.clock import MONDAY, FakeClock
from tests.databases import PostgresServer, SqliteFiles, postgres_server

settings.register_profile("ours", deadline=None, max_examples=50)  # a busy machine is not a failure
settings.load_profile("ours")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def sqlite_files() -> Iterator[SqliteFiles]:
    memory = Path("/dev/shm")  # noqa: S108 - files there cost no disk: nobody pulls the plug on a test
    with TemporaryDirectory(prefix="flywheel-", dir=memory if memory.is_dir() else None) as folder:
        yield SqliteFiles(Path(folder))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    with postgres_server(tmp_path_factory.mktemp("runtime")) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_store(postgres: PostgresServer) -> Iterator[Store]:
    store = Store(postgres.url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def kept_store(sqlite_files: SqliteFiles) -> Iterator[Store]:
    """One for all tests, filled anew for each: every new engine would compile every statement anew."""
    store = Store(sqlite_files.copy())
    yield store
    store.close()


@pytest.fixture
def sqlite_store(sqlite_files: SqliteFiles) -> Iterator[Store]:
    """One of its own, on SQLite alone."""
    store = Store(sqlite_files.copy())
    yield store
    store.close()
    sqlite_files.drop(store.url)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Every table and no row; on SQLite and again on PostgreSQL."""
    if request.param == "sqlite":
        kept: Store = request.getfixturevalue("kept_store")
        request.getfixturevalue("sqlite_files").empty(kept)
        yield kept
    else:
        yield request.getfixturevalue("postgres_store")
        request.getfixturevalue("postgres").empty()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database without a table; on SQLite and again on PostgreSQL."""
    databases: SqliteFiles | PostgresServer = request.getfixturevalue(
        "sqlite_files" if request.param == "sqlite" else "postgres"
    )
    url = databases.new()
    yield url
    databases.drop(url)


def first_workspace(session: Session) -> int:
    workspace = Workspace(team_id="T0ACME", name="Acme", url="https://acme.slack.com/", created_at=MONDAY)
    session.add(workspace)
    session.flush()
    return workspace.key


@pytest.fixture
def workspace_id(store: Store) -> int:
    return store.write_now(first_workspace)
