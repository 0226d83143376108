"""What the leaders said and aimed at in the year, and where it got them: read for the page, once the year is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from bot.checkpoints.kpis import kpis
from bot.checkpoints.models import KpiValue
from bot.contacts.queries import last_contact_by_department
from bot.departments.rules import department_name
from bot.departments.services import departments
from bot.goals.models import Goal, GoalState
from bot.goals.queries import alignment
from bot.i18n import texts_in
from bot.prompts.models import Moment
from bot.prompts.queries import answers_of
from bot.prompts.rules import NAMING, subject_of
from bot.years.models import Theme
from bot.years.queries import theme_name, themes
from bot.years.themes import ABOUT_CUSTOMER, CUSTOMER

MOST_ANSWERS = 3


@dataclass(frozen=True)
class OwnNumber:
    """A number of the company's own, month by month."""

    name: str
    unit: str
    target: float | None
    values: Sequence[float]


@dataclass(frozen=True)
class Pull:
    """What one department put first: (pointing the same way, all) for each quarter in which that was asked."""

    department: str
    said: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Leaders:
    quarters: Sequence[str]  # those in which leaders say what comes first, by theme
    pulls: Sequence[Pull]
    question: str
    answers: Sequence[tuple[str, str]]  # (department, in her own words)
    since: Sequence[tuple[str, int | None]]  # days since a department last met a customer; None = never
    numbers: Sequence[OwnNumber]
    goals: tuple[int, int]  # reached, all


def leaders_of(session: Session, workspace_id: int, since: date, until: date) -> Leaders:
    """Of the year from `since` to `until`, the first day after it."""
    t = texts_in("en")
    names = {one.key: department_name(one, t) for one in departments(session, workspace_id)}
    year = [theme for theme in themes(session, workspace_id) if since <= theme.starts_on < until]
    naming = [theme for theme in year if theme.kind in NAMING]
    met = last_contact_by_department(session, workspace_id, until)
    goals = session.exec(select(Goal.state).where(Goal.workspace_id == workspace_id)).all()
    return Leaders(
        quarters=[theme_name(session, theme, t) for theme in naming],
        pulls=_pulls(session, naming, names),
        question=t(ABOUT_CUSTOMER),
        answers=[(names[key], text) for key, text in _heard(session, workspace_id, year)],
        since=[(names[key], days) for key, days in met.items()],
        numbers=_numbers(session, workspace_id),
        goals=(goals.count(GoalState.REACHED), len(goals)),
    )


def _pulls(session: Session, naming: Sequence[Theme], names: dict[str, str]) -> list[Pull]:
    said: dict[str, list[tuple[int, int]]] = {key: [] for key in names}
    for theme in naming:
        for pull in alignment(session, theme):
            said[pull.department].append((len(pull.same), len(pull.priorities)))
    return [Pull(names[key], hers) for key, hers in said.items()]


def _heard(session: Session, workspace_id: int, year: Sequence[Theme]) -> list[tuple[str, str]]:
    """What some departments learnt from a customer, no two alike: at the latest moment that has most of it."""
    best: list[tuple[str, str]] = []
    for theme in year:
        for moment in Moment:
            said = answers_of(session, workspace_id, subject_of(theme.key, moment))
            texts = {hers[CUSTOMER].text: key for key, hers in said.items() if CUSTOMER in hers}
            found = [(key, text) for text, key in texts.items()][:MOST_ANSWERS]
            best = found if len(found) >= len(best) else best
    return best


def _numbers(session: Session, workspace_id: int) -> list[OwnNumber]:
    found = []
    for kpi in sorted(kpis(session, workspace_id), key=lambda one: one.id or 0):
        wanted = select(KpiValue.value).where(KpiValue.kpi_id == kpi.id).order_by(col(KpiValue.month))
        found.append(OwnNumber(kpi.name, kpi.unit, kpi.target, list(session.exec(wanted))))
    return found
