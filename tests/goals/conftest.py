"""The product on a fake Slack with its year begun; Tom leads product, Lan customer service, Maya is an admin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import pytest
from sqlmodel import Session

from bot.goals.models import Goal, GoalLevel, GoalState, Priority
from bot.goals.priorities import PriorityWish, name_priorities
from bot.goals.queries import alignment, tree
from bot.goals.rules import Pull, Tree, Whose
from bot.goals.services import GoalWish, add_goal, close_goal
from bot.roster.models import SeatRole
from bot.roster.services import give_seat
from bot.years.models import Theme
from bot.years.queries import theme_now
from bot.years.services import begin_year
from tests.flywheel import Flywheel, flywheel, fresh, prepared
from tests.handlers.conftest import send
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["flywheel", "fresh", "prepared", "send"]

T = TypeVar("T")
YEAR = "FY26"
THE_COMPANY = Whose(GoalLevel.COMPANY)
BETTER = "Nobody waits on a Monday."


def of(department: str) -> Whose:
    return Whose(GoalLevel.DEPARTMENT, department=department)


def her_own(who: Somebody) -> Whose:
    return Whose(GoalLevel.PERSON, person=who.user_id)


@dataclass
class Company:
    flywheel: Flywheel

    def goal(
        self,
        title: str,
        whose: Whose = THE_COMPANY,
        below: Goal | None = None,
        by: Somebody = MAYA,
        outcome: str = BETTER,
    ) -> Goal:
        wish = GoalWish(title, outcome, below.key if below else 0)
        return self.flywheel.write(add_goal, by.user_id, YEAR, whose, wish)

    def close(self, goal: Goal, state: GoalState, by: Somebody = MAYA) -> None:
        self.flywheel.write(close_goal, by.user_id, goal.key, state)

    def tree(self) -> Tree:
        return self.flywheel.read(lambda session: tree(session, self.flywheel.workspace_id, YEAR))

    def drawn(self) -> list[str]:
        """Two spaces a step; what leads to no company goal has a "?"."""
        return ["  " * row.depth + row.goal.title + "?" * row.is_alone for row in self.tree().rows]

    def theme(self) -> Theme:
        found = self.read(lambda session: theme_now(session, self.flywheel.workspace_id, now=self.flywheel.clock.now()))
        assert found

        return found

    def name(self, department: str, *wishes: PriorityWish, by: Somebody = TOM) -> list[Priority]:
        return self.flywheel.write(name_priorities, by.user_id, self.theme().key, department, wishes)

    def pulls(self) -> dict[str, Pull]:
        found = self.read(lambda session: alignment(session, self.theme()))
        return {pull.department: pull for pull in found}

    def read(self, query: Callable[[Session], T]) -> T:
        return self.flywheel.read(query)


def _seat(session: Session, workspace_id: int, person: str, department: str, *, now: datetime) -> Any:
    give_seat(session, workspace_id, person, SeatRole.LEAD, department, on=now.date())


@pytest.fixture
def company(flywheel: Flywheel) -> Company:
    flywheel.write(begin_year)
    for who, department in ((TOM, "product"), (LAN, "customer_service")):
        flywheel.write(_seat, who.user_id, department)
    return Company(flywheel)
