"""The picture of what comes first, and the form that names it, for one reader."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from bot.errors import UserError
from bot.goals import picture
from bot.goals.forms import Tied, priorities_form
from bot.goals.models import Goal, Priority, Tie
from bot.goals.pages import names_in, parents_shown, texts_of
from bot.goals.picture import DepartmentPull, Picture, Said
from bot.goals.priorities import check_may_name
from bot.goals.queries import alignment, decides_for, priorities_of
from bot.goals.rules import Pull
from bot.i18n import Texts
from bot.ownership.queries import about
from bot.pains.models import Pain
from bot.pains.queries import open_pains_like
from bot.pains.rules import headline, label
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import Message, View
from bot.slack.text import one_line
from bot.workdays.services import today_in
from bot.years.models import Theme
from bot.years.pages import NOT_SET_UP
from bot.years.queries import theme_name, theme_now

Names = Mapping[str, str]


def picture_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> Message:
    """Of this quarter. Raises UserError for whoever may not, and before the workspace was set up."""
    t = texts_of(session, workspace_id, person)
    return picture.picture_message(_picture_now(session, workspace_id, person, t, now=now), t)


def picture_window(session: Session, workspace_id: int, person: str, *, now: datetime) -> View:
    """The same above another window."""
    t = texts_of(session, workspace_id, person)
    return picture.picture_window(_picture_now(session, workspace_id, person, t, now=now), t)


def all_page(session: Session, workspace_id: int, person: str, theme_id: int, *, now: datetime) -> View:
    """Every priority of a quarter. Raises UserError for whoever may not."""
    t = texts_of(session, workspace_id, person)
    require(session, workspace_id, person, Act.OWN_GOALS, on=today_in(session, workspace_id, now))
    theme = session.get(Theme, theme_id)
    if theme is None or theme.workspace_id != workspace_id:
        raise UserError(NOT_SET_UP)
    return picture.all_window(picture_of(session, theme, t), t)


def priorities_page(
    session: Session, workspace_id: int, person: str, theme_id: int, department: str, *, now: datetime
) -> View:
    """Raises UserError for whoever does not decide there."""
    theme = check_may_name(session, workspace_id, person, theme_id, department, now=now)
    t = texts_of(session, workspace_id, person)
    named = [_tied(session, theme, one, t) for one in priorities_of(session, theme.key, department)]
    name = names_in(session, workspace_id, t).get(department, department)
    quarter = f"Q{theme.quarter} {theme.year}, {theme_name(session, theme, t)}"
    return priorities_form(theme.key, (department, name), quarter, named, t)


def named_page(session: Session, workspace_id: int, person: str, theme_id: int, department: str) -> View:
    """After they were named."""
    t = texts_of(session, workspace_id, person)
    found = picture_of(session, session.get_one(Theme, theme_id), t)
    return picture.named_window(next(pull for pull in found.pulls if pull.key == department), t)


def picture_of(session: Session, theme: Theme, t: Texts, mine: Sequence[str] = ()) -> Picture:
    """What every department puts first in a quarter. `mine`: whose priorities the reader names."""
    names = names_in(session, theme.workspace_id, t)
    pulls = [_pull(session, theme, pull, names, t) for pull in alignment(session, theme)]
    return Picture(theme.key, f"Q{theme.quarter} {theme.year}", theme_name(session, theme, t), pulls, mine)


def ties_like(session: Session, workspace_id: int, theme_id: int, query: str, t: Texts) -> list[tuple[str, str]]:
    """What a priority may serve, as (raw label, value): the theme, goals and open pains that fit what is typed."""
    theme = session.get(Theme, theme_id)
    if theme is None or theme.workspace_id != workspace_id:
        return []
    words = query.casefold().split()
    fixed = [_option(Tie.THEME, 0, _theme_label(session, theme, t))]
    fixed += [_option(Tie.GOAL, int(key), name) for name, key in parents_shown(session, workspace_id, theme.year, t)]
    fitting = [one for one in fixed if all(word in one[0].casefold() for word in words)]
    pains = [
        _option(Tie.PAIN, pain.key, _pain_label(pain, headline(pain, visible=seen)))
        for pain, seen in open_pains_like(session, workspace_id, query)
    ]
    nothing = (t("None of these"), Tie.NOTHING.value)
    return [*fitting[:70], *pains, nothing]


def _picture_now(session: Session, workspace_id: int, person: str, t: Texts, *, now: datetime) -> Picture:
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, person, Act.OWN_GOALS, on=today)
    theme = theme_now(session, workspace_id, now=now)
    if theme is None:
        raise UserError(NOT_SET_UP)
    return picture_of(session, theme, t, decides_for(session, workspace_id, person, on=today))


def _pull(session: Session, theme: Theme, pull: Pull, names: Names, t: Texts) -> DepartmentPull:
    said = [Said(one.text, _tie_shown(session, theme, one, t), one in pull.same) for one in pull.priorities]
    return DepartmentPull(pull.department, names.get(pull.department, pull.department), said)


def _tie_shown(session: Session, theme: Theme, priority: Priority, t: Texts) -> str:
    """Raw; "" = nothing."""
    tied = _tied(session, theme, priority, t)
    return tied.tie[0] if tied.tie and priority.tie is not Tie.NOTHING else ""


def _tied(session: Session, theme: Theme, priority: Priority, t: Texts) -> Tied:
    if priority.tie is Tie.THEME:
        return Tied(priority.text, _option(Tie.THEME, 0, _theme_label(session, theme, t)))
    if priority.tie is Tie.GOAL and priority.goal_id:
        goal = session.get_one(Goal, priority.goal_id)
        return Tied(priority.text, _option(Tie.GOAL, goal.key, one_line(goal.title, 200)))
    if priority.tie is Tie.PAIN and priority.pain_id:
        known = about(session, session.get_one(Pain, priority.pain_id))
        return Tied(
            priority.text, _option(Tie.PAIN, priority.pain_id, f"{label(known.number)} {known.headline}".strip())
        )
    return Tied(priority.text, (t("None of these"), Tie.NOTHING.value))


def _option(tie: Tie, key: int, shown: str) -> tuple[str, str]:
    return shown, f"{tie.value}:{key}" if key else tie.value


def _theme_label(session: Session, theme: Theme, t: Texts) -> str:
    return t("The theme: {theme}", theme=theme_name(session, theme, t))


def _pain_label(pain: Pain, shown: str) -> str:
    return f"{label(pain.number)} {shown or one_line(pain.customer, 60)}".strip()
