"""Reading goals and priorities."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.departments.services import departments
from bot.errors import UserError
from bot.goals.models import Goal, GoalLevel, GoalState, Priority
from bot.goals.rules import Pull, Tree, pulls_of, tree_of
from bot.i18n import N_
from bot.roster.rules import DECIDES
from bot.roster.services import team
from bot.workdays.services import today_in
from bot.years.models import Theme
from bot.years.queries import quarter_of

GONE = N_("That goal is not there any more.")
MOST_QUARTERS = 20  # of one year: a company's own table may have more than four


def goals_of(session: Session, workspace_id: int, year: str) -> list[Goal]:
    """Of a business year, in the order of writing; the dropped ones too."""
    wanted = select(Goal).where(Goal.workspace_id == workspace_id, Goal.year == year)
    return list(session.exec(wanted.order_by(col(Goal.id))).all())


def tree(session: Session, workspace_id: int, year: str) -> Tree:
    return tree_of(goals_of(session, workspace_id, year), _keys(session, workspace_id))


def find_goal(session: Session, workspace_id: int, goal_id: int) -> Goal:
    """Raises UserError for one that is not there, or not theirs."""
    goal = session.get(Goal, goal_id)
    if goal is None or goal.workspace_id != workspace_id:
        raise UserError(GONE)
    return goal


def parents_in(session: Session, workspace_id: int, year: str) -> list[Goal]:
    """What a goal of that year can lead to: the company's first, then the departments'."""
    above = [goal for goal in goals_of(session, workspace_id, year) if goal.level is not GoalLevel.PERSON]
    alive = [goal for goal in above if goal.state is not GoalState.DROPPED]
    return sorted(alive, key=lambda goal: (goal.level is not GoalLevel.COMPANY, goal.key))


def years_known(session: Session, workspace_id: int, *, now: datetime) -> list[str]:
    """Those with goals, then this one and the next, which leaders plan for."""
    written = session.exec(select(Goal.year).where(Goal.workspace_id == workspace_id).distinct()).all()
    current = [year_now(session, workspace_id, now=now), year_after(session, workspace_id, now=now)]
    return [*sorted(set(written) - set(current)), *current]


def year_now(session: Session, workspace_id: int, *, now: datetime) -> str:
    return quarter_of(session, workspace_id, today_in(session, workspace_id, now)).year


def year_after(session: Session, workspace_id: int, *, now: datetime) -> str:
    first = quarter_of(session, workspace_id, today_in(session, workspace_id, now))
    quarter = first
    for _ in range(MOST_QUARTERS):
        quarter = quarter_of(session, workspace_id, quarter.ends_on)
        if quarter.year != first.year:
            break
    return quarter.year


def priorities_of(session: Session, theme_id: int, department: str = "") -> list[Priority]:
    """Of one department, or of all."""
    wanted = select(Priority).where(Priority.theme_id == theme_id)
    if department:
        wanted = wanted.where(Priority.department == department)
    return list(session.exec(wanted.order_by(col(Priority.department), col(Priority.position))).all())


def alignment(session: Session, theme: Theme) -> list[Pull]:
    """Department by department: what it put first, and how much of it points the same way."""
    goals = goals_of(session, theme.workspace_id, theme.year)
    return pulls_of(priorities_of(session, theme.key), goals, _keys(session, theme.workspace_id))


def decides_for(session: Session, workspace_id: int, person: str, *, on: date) -> list[str]:
    """The keys of the departments somebody decides for, or stands in for who does."""
    held = team(session, workspace_id, on=on)
    hers = {seat.department for seat in held if seat.person == person and seat.role in DECIDES}
    return [key for key in _keys(session, workspace_id) if key in hers]


def _keys(session: Session, workspace_id: int) -> Sequence[str]:
    return [one.key for one in departments(session, workspace_id)]
