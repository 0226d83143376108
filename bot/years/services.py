"""The themes as rows, and changing the year they follow.

A stored theme wins over the rule: a change of the year leaves what has begun as it is, and moves what comes. What comes
begins where the last theme that stays ends (`rules.following`): no gap, no overlap.
"""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.steps.models import StepKind
from bot.steps.services import Due, plan_anew
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from bot.years.models import QuarterDates, Theme
from bot.years.queries import as_quarter, themes, year_of
from bot.years.rules import FiscalYear, Quarter, until
from bot.years.themes import kind_of
from bot.years.views import Moves

COMING = 4  # quarters that are shown before the year is changed


def begin_year(session: Session, workspace_id: int, *, now: datetime) -> None:
    """The workspace is set up: its themes are there, and the daily step looks after them at once and from now on."""
    if session.get_one(Workspace, workspace_id).set_up_by is None:
        return
    ensure_themes(session, workspace_id, now=now)
    plan_anew(session, workspace_id, Due(StepKind.YEAR, str(workspace_id), now), now=now)


def ensure_themes(session: Session, workspace_id: int, *, now: datetime) -> None:
    """The current quarter's and the next one's; after a long sleep, those between as well."""
    stored, today = themes(session, workspace_id), today_in(session, workspace_id, now)
    quarters = [as_quarter(theme) for theme in stored]
    wanted = until(today, quarters, year_of(session, workspace_id), more=1)
    zone = session.get_one(Workspace, workspace_id).time_zone
    session.add_all(_theme(workspace_id, quarter, zone) for quarter in wanted[len(quarters) :])
    for theme in stored:
        if theme.starts_on > today:
            theme.zone = zone
            session.add(theme)
    session.flush()


def moves(session: Session, workspace_id: int, wish: FiscalYear, *, from_now: bool, now: datetime) -> Moves:
    """What `wish` would move. `from_now`: it holds for the current quarter too."""
    today, quarters = today_in(session, workspace_id, now), [as_quarter(one) for one in themes(session, workspace_id)]
    stays = _staying(quarters, today, from_now=from_now)
    before = until(today, quarters, year_of(session, workspace_id), COMING)
    return Moves(_coming(before, today), _coming(until(today, stays, wish, COMING), today))


def change_year(
    session: Session, workspace_id: int, by: str, wish: FiscalYear, *, from_now: bool = False, now: datetime
) -> None:
    """Raises UserError for whoever may not."""
    require(session, workspace_id, by, Act.EDIT_YEAR, on=today_in(session, workspace_id, now))
    keep_year(session, workspace_id, wish, from_now=from_now, now=now)


def keep_year(session: Session, workspace_id: int, wish: FiscalYear, *, from_now: bool = False, now: datetime) -> None:
    """The new rule, and what comes moved to it; the same rows, so that what points at them still does."""
    _keep_rule(session, workspace_id, wish)
    stored, today = themes(session, workspace_id), today_in(session, workspace_id, now)
    stays = _staying([as_quarter(theme) for theme in stored], today, from_now=from_now)
    ahead = sum(theme.starts_on > today for theme in stored)
    wanted = until(today, stays, wish, more=max(ahead, 1))
    _move(session, stored[len(stays) :], wanted[len(stays) :])
    begin_year(session, workspace_id, now=now)


def _staying(quarters: Sequence[Quarter], today: date, *, from_now: bool) -> list[Quarter]:
    return [one for one in quarters if (one.ends_on if from_now else one.starts_on) <= today]


def _coming(quarters: Sequence[Quarter], today: date) -> list[Quarter]:
    """From the current one on, as many as are shown."""
    return [one for one in quarters if one.ends_on > today][: COMING + 1]


def _move(session: Session, stored: Sequence[Theme], wanted: Sequence[Quarter]) -> None:
    """Names are cleared first: two rows may change places."""
    for number, theme in enumerate(stored):
        theme.year = f"~{number}"
        session.add(theme)
    session.flush()
    for theme, quarter in zip(stored, wanted, strict=False):
        theme.year, theme.quarter, theme.kind = quarter.year, quarter.number, kind_of(quarter.number)
        theme.starts_on, theme.ends_on = quarter.starts_on, quarter.ends_on
    session.flush()


def _keep_rule(session: Session, workspace_id: int, wish: FiscalYear) -> None:
    workspace = session.get_one(Workspace, workspace_id)
    workspace.fiscal_year_start, workspace.named_by_start = wish.start_month, wish.named_by_start
    workspace.review_on, workspace.qbr_on = wish.review_on, wish.qbr_on
    session.add(workspace)
    session.connection().execute(sa.delete(QuarterDates).where(col(QuarterDates.workspace_id) == workspace_id))
    for one in wish.table:
        row = QuarterDates(
            workspace_id=workspace_id, year=one.year, quarter=one.number, starts_on=one.starts_on, ends_on=one.ends_on
        )
        session.add(row)
    session.flush()


def _theme(workspace_id: int, quarter: Quarter, zone: str) -> Theme:
    return Theme(
        workspace_id=workspace_id,
        year=quarter.year,
        quarter=quarter.number,
        kind=kind_of(quarter.number),
        starts_on=quarter.starts_on,
        ends_on=quarter.ends_on,
        zone=zone,
    )
