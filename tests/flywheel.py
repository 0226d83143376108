"""The product on a fake Slack: a store, the services, and the sender with all its purposes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlmodel import Session, SQLModel, col, delete, select

from bot.app import PURPOSES
from bot.delivery.models import OutboxRow
from bot.delivery.sender import Sender
from bot.deps import Deps
from bot.pains.models import Echo, Pain
from bot.pains.rules import Report
from bot.pains.services import Origin, report_pain
from bot.people.services import keep_users, reader_of
from bot.slack.payloads import Inbound, Kind
from bot.store.store import Store
from bot.workspaces.models import Workspace
from bot.workspaces.services import Setup, connect, save_setup
from tests.clock import FakeClock
from tests.databases import SqliteFiles, fill
from tests.fake_workspace import FLYWHEEL, IDENTITY, TEAM, FakeGateway, FakeWorkspace, everybody
from tests.people import MAYA, Somebody

T = TypeVar("T")
Row = TypeVar("Row", bound=SQLModel)


def the_setup(**changes: Any) -> Setup:
    typed = {"channel": FLYWHEEL, "language": "own", "zone": "UTC", "fiscal_year_start": 1}
    return Setup(**{**typed, "emoji": ":adhesive_bandage:", **changes})


class Flywheel:
    def __init__(self, store: Store, clock: FakeClock, workspace_id: int) -> None:
        self.store, self.clock, self.workspace_id = store, clock, workspace_id
        self.slack = FakeWorkspace(clock)
        self.deps = Deps(store, FakeGateway(self.slack), clock.now)
        self.deps.identity = IDENTITY
        self._keys = 0

    def set_up(self, who: Somebody = MAYA, **changes: Any) -> None:
        """As Maya, an admin, unless said otherwise."""
        reader = self.read(lambda session: reader_of(session, self.workspace_id, who.user_id))
        self.write(save_setup, reader, the_setup(**changes), self.key("view"))

    def write(self, service: Callable[..., T], *values: object, **more: object) -> T:
        return self.store.write_now(service, self.workspace_id, *values, now=self.clock.now(), **more)

    def read(self, query: Callable[[Session], T]) -> T:
        return self.store.read_now(query)

    def key(self, prefix: str = "ev") -> str:
        """Of a delivery nobody has seen before."""
        self._keys += 1
        return f"{prefix}:{self._keys}"

    def inbound(self, who: Somebody, **changes: Any) -> Inbound:
        fields = {
            "kind": Kind.EVENT,
            "name": "",
            "key": self.key(),
            "team_id": TEAM,
            "user_id": who.user_id,
            "body": {},
        }
        return Inbound(**{**fields, **changes})

    async def deliver(self) -> None:
        """Runs the sender until nothing is waiting, moving the clock to each due time."""
        sender = Sender(self.store, self.slack, PURPOSES, now=self.clock.now)
        for _ in range(60):
            await sender.run_once()
            due = await sender.next_due()
            if due is None:
                return
            self.clock.move_to(max(due, self.clock.now()))
        pytest.fail("letters are still waiting")

    def rows(self, table: type[Row]) -> list[Row]:
        """Every row of a table, oldest first."""
        newest_last = col(table.id)  # type: ignore[attr-defined]
        return self.read(lambda session: list(session.exec(select(table).order_by(newest_last)).all()))

    def report(self, report: Report, origin: Origin) -> Pain:
        """Kept, and read back whole."""
        key = self.write(report_pain, report, origin).pain.key
        return self.read(lambda session: session.get_one(Pain, key))

    def pains(self) -> list[Pain]:
        return self.rows(Pain)

    def pain(self) -> Pain:
        """The only one there is."""
        (pain,) = self.pains()
        return pain

    def echoes(self) -> list[Echo]:
        return self.rows(Echo)

    def workspace(self) -> Workspace:
        (workspace,) = self.rows(Workspace)
        return workspace


def installed(store: Store, clock: FakeClock) -> Flywheel:
    """On a database with every table and no row."""
    return Flywheel(store, clock, store.write_now(connect, IDENTITY, now=clock.now()))


def _set_up(session: Session, workspace_id: int, *, now: datetime) -> None:
    """Everybody is known, Maya chose a channel, and nothing is waiting to be sent."""
    workspace = session.get_one(Workspace, workspace_id)
    keep_users(session, workspace, everybody().values(), now=now)
    workspace.flywheel_channel, workspace.set_up_by = FLYWHEEL, MAYA.user_id
    session.exec(delete(OutboxRow))


@dataclass(frozen=True)
class Prepared:
    """Databases to copy: writing the same rows before each test would take longer than the test."""

    installed: Path
    set_up: Path
    workspace_id: int


@pytest.fixture(scope="session")
def prepared(sqlite_files: SqliteFiles) -> Prepared:
    clock, urls = FakeClock(), (sqlite_files.copy(), sqlite_files.copy())
    stores = [Store(url) for url in urls]
    first, second = (installed(store, clock) for store in stores)
    second.write(_set_up)
    for store in stores:
        store.close()
    one, other = (Path(url.removeprefix("sqlite:///")) for url in urls)
    return Prepared(one, other, first.workspace_id)


@pytest.fixture
def fresh(prepared: Prepared, kept_store: Store, clock: FakeClock) -> Iterator[Flywheel]:
    """Installed, and nobody has set it up. Nothing it says may be something Slack would refuse."""
    fill(kept_store, prepared.installed)
    flywheel = Flywheel(kept_store, clock, prepared.workspace_id)
    yield flywheel
    assert [] == flywheel.slack.problems


@pytest.fixture
def flywheel(fresh: Flywheel, prepared: Prepared) -> Flywheel:
    """Set up, everybody known, nothing waiting."""
    fill(fresh.store, prepared.set_up)
    return fresh
