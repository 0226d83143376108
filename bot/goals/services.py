"""Writing goals down, changing and closing them."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.departments.services import find_department
from bot.errors import UserError
from bot.goals.models import Goal, GoalLevel, GoalState
from bot.goals.queries import GONE, find_goal
from bot.goals.rules import Whose, may_hang_from, whose_of
from bot.i18n import N_
from bot.pains.rules import wordless
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import NOT_ALLOWED, require
from bot.slack.ids import BlockId
from bot.workdays.services import today_in

NO_TITLE = N_("Say in one line what is to be reached.")
NO_OUTCOME = N_("Say what is better for the customer then: no goal of a department without her.")
TO_COMPANY = N_("A department's goal leads to a goal of the company: choose one of those.")
TO_DEPARTMENT = N_("A goal of your own leads to one of a department or of the company.")
TO_NONE = N_("A goal of the company leads to no other: choose that it stands on its own.")


@dataclass(frozen=True)
class GoalWish:
    """What somebody writes of a goal. `parent_id`: what it leads to; 0 = it stands on its own."""

    title: str
    outcome: str = ""
    parent_id: int = 0


def add_goal(  # noqa: PLR0913 - who, which year, whose, what
    session: Session, workspace_id: int, by: str, year: str, whose: Whose, wish: GoalWish, *, now: datetime
) -> Goal:
    """Raises UserError for whoever may not, and at the field that is wrong."""
    check_may_edit(session, workspace_id, by, whose, now=now)
    if whose.department:
        find_department(session, workspace_id, whose.department)
    goal = Goal(workspace_id=workspace_id, year=year, **vars(whose), title="", by=by, created_at=now)
    _write(session, goal, wish)
    return goal


def edit_goal(session: Session, workspace_id: int, by: str, goal_id: int, wish: GoalWish, *, now: datetime) -> Goal:
    """Raises as `add_goal`."""
    goal = find_goal(session, workspace_id, goal_id)
    check_may_edit(session, workspace_id, by, whose_of(goal), now=now)
    _write(session, goal, wish)
    return goal


def close_goal(session: Session, workspace_id: int, by: str, goal_id: int, state: GoalState, *, now: datetime) -> Goal:
    """Reached, dropped, or open again. Raises UserError for whoever may not."""
    goal = find_goal(session, workspace_id, goal_id)
    check_may_edit(session, workspace_id, by, whose_of(goal), now=now)
    goal.state = state
    session.add(goal)
    session.flush()
    return goal


def check_may_edit(session: Session, workspace_id: int, by: str, whose: Whose, *, now: datetime) -> None:
    """The team for the company, a lead for her department, everybody for herself. Raises UserError."""
    acts = {GoalLevel.COMPANY: Act.EDIT_COMPANY_GOALS, GoalLevel.DEPARTMENT: Act.EDIT_GOALS}
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, by, acts.get(whose.level, Act.OWN_GOALS), on=today, department=whose.department)
    if whose.person not in {"", by} and not reader_of(session, workspace_id, by).is_admin:
        raise UserError(NOT_ALLOWED)


def _write(session: Session, goal: Goal, wish: GoalWish) -> None:
    if wordless(wish.title):
        raise UserError(NO_TITLE, block_id=BlockId.GOAL_TITLE)
    if goal.level is GoalLevel.DEPARTMENT and wordless(wish.outcome):
        raise UserError(NO_OUTCOME, block_id=BlockId.GOAL_OUTCOME)
    goal.title, goal.outcome = wish.title.strip()[:300], wish.outcome.strip()
    goal.parent_id = _parent(session, goal, wish.parent_id)
    session.add(goal)
    session.flush()


def _parent(session: Session, goal: Goal, parent_id: int) -> int | None:
    """Raises UserError where a goal of that kind cannot hang."""
    if not parent_id:
        return None
    parent = session.get(Goal, parent_id)
    if parent is None or (parent.workspace_id, parent.year) != (goal.workspace_id, goal.year):
        raise UserError(GONE, block_id=BlockId.GOAL_PARENT)
    if not may_hang_from(goal.level, parent.level):
        wrong = {GoalLevel.COMPANY: TO_NONE, GoalLevel.DEPARTMENT: TO_COMPANY, GoalLevel.PERSON: TO_DEPARTMENT}
        raise UserError(wrong[goal.level], block_id=BlockId.GOAL_PARENT)
    return parent.key
