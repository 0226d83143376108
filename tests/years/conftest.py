"""The product on a fake Slack, requests through the real Bolt, and steps that run with the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import TypeVar

import pytest
from sqlmodel import Session, col, select

from bot.app import STEPS
from bot.steps.engine import Steps
from bot.store.store import Store
from bot.workspaces.models import Workspace
from bot.years.models import Theme
from bot.years.queries import year_of
from bot.years.rules import FiscalYear, Quarter
from bot.years.services import begin_year, keep_year
from tests.clock import FakeClock
from tests.flywheel import flywheel, fresh, prepared
from tests.handlers.conftest import send

__all__ = ["flywheel", "fresh", "prepared", "send"]

T = TypeVar("T")
Shown = tuple[str, str, str]  # name, first day, first day after it


def shown(quarter: Quarter) -> Shown:
    return (f"Q{quarter.number} {quarter.year}", str(quarter.starts_on), str(quarter.ends_on))


class Company:
    """One workspace, set up, on a database with nothing else."""

    def __init__(self, store: Store, clock: FakeClock, team: str = "T0ACME") -> None:
        self.store, self.clock = store, clock
        self.workspace_id = store.write_now(_workspace, team, now=clock.now())

    def on(self, day: str) -> None:
        """At nine in the morning of that day, UTC."""
        self.clock.move_to(datetime.combine(date.fromisoformat(day), time(9), UTC))

    def zone(self, name: str) -> None:
        def change_zone(session: Session) -> None:
            session.get_one(Workspace, self.workspace_id).time_zone = name

        self.store.write_now(change_zone)

    def begin(self, start_month: int = 1, *, named_by_start: bool = False) -> None:
        """Set up for the first time."""
        self.store.write_now(_rule, self.workspace_id, start_month, named_by_start)
        self.store.write_now(begin_year, self.workspace_id, now=self.clock.now())

    def change(
        self, start_month: int | None = None, *, from_now: bool = False, table: tuple[Quarter, ...] = ()
    ) -> None:
        year = self.read(lambda session: year_of(session, self.workspace_id))
        wish = FiscalYear(start_month or year.start_month, year.named_by_start, table)
        self.store.write_now(keep_year, self.workspace_id, wish, from_now=from_now, now=self.clock.now())

    async def run(self) -> None:
        await Steps(self.store, STEPS, now=self.clock.now).run_once()

    def read(self, query: Callable[[Session], T]) -> T:
        return self.store.read_now(query)

    def themes(self) -> list[Shown]:
        wanted = select(Theme).where(Theme.workspace_id == self.workspace_id).order_by(col(Theme.starts_on))
        rows = self.read(lambda session: list(session.exec(wanted)))
        return [(f"Q{one.quarter} {one.year}", str(one.starts_on), str(one.ends_on)) for one in rows]


@pytest.fixture
def company(store: Store, clock: FakeClock) -> Company:
    return Company(store, clock)


def _workspace(session: Session, team: str, *, now: datetime) -> int:
    workspace = Workspace(team_id=team, name=team, url="https://acme.slack.com/", created_at=now, set_up_by="U0MAYA")
    session.add(workspace)
    session.flush()
    return workspace.key


def _rule(session: Session, workspace_id: int, start_month: int, named_by_start: bool) -> None:
    workspace = session.get_one(Workspace, workspace_id)
    workspace.fiscal_year_start, workspace.named_by_start = start_month, named_by_start
