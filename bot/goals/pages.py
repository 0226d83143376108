"""What people see of goals and priorities: the tree, the picture, and the forms, for one reader."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from bot.departments.rules import department_name
from bot.departments.services import departments
from bot.goals import views
from bot.goals.forms import ALONE, GoalForm, goal_form
from bot.goals.models import Goal, GoalLevel, GoalState
from bot.goals.queries import (
    decides_for,
    find_goal,
    parents_in,
    tree,
    year_now,
    years_known,
)
from bot.goals.rules import COMPANY, DEPARTMENT, MINE, Row, whose_of
from bot.goals.services import check_may_edit
from bot.goals.views import GoalLine, GoalsFacts
from bot.i18n import Texts, texts_in
from bot.people.services import names_of, reader_of
from bot.permissions.rules import Act, Role, may
from bot.permissions.services import require, roles_of
from bot.slack.blocks import View
from bot.slack.text import one_line
from bot.workdays.services import today_in

Names = dict[str, str]


def goals_page(
    session: Session, workspace_id: int, person: str, year: str = "", page: int = 0, *, now: datetime
) -> View:
    """Of this business year, unless said otherwise. Raises UserError for whoever may not."""
    today, t = today_in(session, workspace_id, now), texts_of(session, workspace_id, person)
    require(session, workspace_id, person, Act.OWN_GOALS, on=today)
    year = year or year_now(session, workspace_id, now=now)
    found, names = tree(session, workspace_id, year), names_in(session, workspace_id, t)
    rows = [*found.rows, *(Row(goal, 0) for goal in found.dropped)]
    lines = _lines(session, workspace_id, person, rows, names, now=now)
    last = max(len(lines) - 1, 0) // views.PAGE
    facts = GoalsFacts(
        year,
        list(dict.fromkeys([*years_known(session, workspace_id, now=now), year])),
        lines,
        min(max(page, 0), last),
        [(names.get(key, key), count) for key, count in found.elsewhere],
        [names.get(key, key) for key in found.without],
    )
    return views.goals_window(facts, t)


def add_page(session: Session, workspace_id: int, person: str, year: str, below_id: int = 0, *, now: datetime) -> View:
    """`below_id`: the goal it leads to, if it was chosen already. Raises UserError for whoever may not."""
    t = texts_of(session, workspace_id, person)
    below = find_goal(session, workspace_id, below_id) if below_id else None
    whose = _whose(session, workspace_id, person, t, now=now)
    if below:
        year = below.year
        fits = DEPARTMENT if below.level is GoalLevel.COMPANY else MINE
        whose = [one for one in whose if one[1] == MINE or one[1].startswith(fits)]
    parents = parents_shown(session, workspace_id, year, t)
    values = [value for _, value in whose]
    chosen = COMPANY if COMPANY in values and not parents else values[0]
    form = GoalForm(year, parents, whose=whose, chosen=chosen, parent=str(below.key) if below else "")
    return goal_form(form, t)


def edit_page(session: Session, workspace_id: int, person: str, goal_id: int, *, now: datetime) -> View:
    """Raises UserError for whoever may not."""
    goal, t = find_goal(session, workspace_id, goal_id), texts_of(session, workspace_id, person)
    check_may_edit(session, workspace_id, person, whose_of(goal), now=now)
    parents = parents_shown(session, workspace_id, goal.year, t, below=goal.level)
    people = names_of(session, workspace_id, [goal.person])
    name = _who(goal, people, names_in(session, workspace_id, t)) or t("The company")
    known = {value for _, value in parents}
    form = GoalForm(
        goal.year,
        None if goal.level is GoalLevel.COMPANY else parents,
        goal.key,
        title=goal.title,
        outcome=goal.outcome,
        parent=str(goal.parent_id) if str(goal.parent_id) in known else ALONE,
        name=name,
    )
    return goal_form(form, t)


def _lines(
    session: Session, workspace_id: int, person: str, rows: Sequence[Row], names: Names, *, now: datetime
) -> list[GoalLine]:
    today = today_in(session, workspace_id, now)
    roles = roles_of(session, workspace_id, person, on=today)
    leads = set(decides_for(session, workspace_id, person, on=today))
    people = names_of(session, workspace_id, [row.goal.person for row in rows if row.goal.person])

    def may_edit(goal: Goal) -> bool:
        if goal.level is GoalLevel.COMPANY:
            return may(Act.EDIT_COMPANY_GOALS, roles)
        return Role.ADMIN in roles or goal.department in leads or goal.person == person

    return [
        GoalLine(
            row.goal.key,
            row.depth,
            row.goal.title,
            _who(row.goal, people, names),
            row.goal.outcome,
            row.goal.state,
            row.is_alone,
            may_edit(row.goal),
            row.goal.state is GoalState.OPEN and row.goal.level is not GoalLevel.PERSON,
        )
        for row in rows
    ]


def _whose(session: Session, workspace_id: int, person: str, t: Texts, *, now: datetime) -> list[tuple[str, str]]:
    """Whose goals she may write down: those of her departments first."""
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, person, Act.OWN_GOALS, on=today)
    roles, names = roles_of(session, workspace_id, person, on=today), names_in(session, workspace_id, t)
    hers = decides_for(session, workspace_id, person, on=today)
    company = [(t("The company"), COMPANY)] if may(Act.EDIT_COMPANY_GOALS, roles) else []
    others = [key for key in names if key not in hers] if Role.ADMIN in roles else []
    first, last = ([(names[key], f"{DEPARTMENT}{key}") for key in keys] for keys in (hers, others))
    return [*first, *company, (t("My own"), MINE), *last]


def parents_shown(
    session: Session, workspace_id: int, year: str, t: Texts, below: GoalLevel = GoalLevel.PERSON
) -> list[tuple[str, str]]:
    """`below`: of which kind the goal is that leads there. As (raw label, value)."""
    names = names_in(session, workspace_id, t)
    above = [
        goal
        for goal in parents_in(session, workspace_id, year)
        if below is GoalLevel.PERSON or goal.level is GoalLevel.COMPANY
    ]
    company = t("The company")
    return [(f"{names.get(goal.department) or company}: {one_line(goal.title, 200)}", str(goal.key)) for goal in above]


def _who(goal: Goal, people: Mapping[str, str], names: Names) -> str:
    """ "" = the company."""
    if goal.person:
        return people.get(goal.person) or goal.person
    return names.get(goal.department, goal.department)


def names_in(session: Session, workspace_id: int, t: Texts) -> Names:
    return {one.key: department_name(one, t) for one in departments(session, workspace_id)}


def texts_of(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
