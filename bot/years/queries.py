"""What quarter it is, and what leaders think about in it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.departments.models import Department
from bot.i18n import Texts
from bot.store.rows import rows
from bot.workdays.rules import ONE_DAY, Calendar
from bot.workdays.services import calendars, today_in
from bot.workspaces.models import Workspace
from bot.years.models import QuarterDates, Theme, ThemeKind, ThemeText
from bot.years.rules import QBR_ON, REVIEW_ON, FiscalYear, Quarter, days_left, midnight, until
from bot.years.themes import NAMES, PURPOSES

# Built once: putting them together takes longer than running them.
_WORKSPACE = sa.bindparam("workspace_id", type_=sa.Integer())
_WRITTEN = (
    sa.select(
        *(col(QuarterDates.year), col(QuarterDates.quarter), col(QuarterDates.starts_on), col(QuarterDates.ends_on))
    )
    .where(col(QuarterDates.workspace_id) == _WORKSPACE)
    .order_by(col(QuarterDates.starts_on))
)
_THEMES = select(Theme).where(col(Theme.workspace_id) == _WORKSPACE).order_by(col(Theme.starts_on))
_COUNTRIES = sa.select(col(Department.country)).where(
    col(Department.workspace_id) == _WORKSPACE, col(Department.is_archived).is_(False)
)
_TEXTS = select(ThemeText).where(
    col(ThemeText.workspace_id) == _WORKSPACE,
    col(ThemeText.kind) == sa.bindparam("kind"),
    col(ThemeText.language) == sa.bindparam("language"),
)


def year_of(session: Session, workspace_id: int) -> FiscalYear:
    """The rule as it is now. What is stored as themes may be older, and wins."""
    workspace = session.get_one(Workspace, workspace_id)
    days = (workspace.review_on or REVIEW_ON, workspace.qbr_on or QBR_ON)
    return FiscalYear(
        workspace.fiscal_year_start, bool(workspace.named_by_start), written(session, workspace_id), *days
    )


def written(session: Session, workspace_id: int) -> tuple[Quarter, ...]:
    """The quarters the company wrote down itself, in order."""
    found = rows(session, _WRITTEN, {"workspace_id": workspace_id})
    return tuple(Quarter(*row) for row in found)


def themes(session: Session, workspace_id: int) -> list[Theme]:
    """Every one that is stored, oldest first."""
    return list(session.exec(_THEMES, params={"workspace_id": workspace_id}).all())


def theme_on(session: Session, workspace_id: int, day: date) -> Theme | None:
    """None = that quarter is not stored."""
    wanted = select(Theme).where(Theme.workspace_id == workspace_id, Theme.starts_on <= day, Theme.ends_on > day)
    return session.exec(wanted.order_by(col(Theme.starts_on).desc())).first()


def theme_now(session: Session, workspace_id: int, *, now: datetime) -> Theme | None:
    """The last one that has begun, each at midnight of its own zone; None before the workspace was set up."""
    soon = now.date() + ONE_DAY
    wanted = select(Theme).where(Theme.workspace_id == workspace_id, Theme.starts_on <= soon)
    latest = session.exec(wanted.order_by(col(Theme.starts_on).desc()).limit(3)).all()
    begun = next((theme for theme in latest if midnight(theme.starts_on, theme.zone) <= now), None)
    is_over = begun is not None and now >= midnight(begun.ends_on, begun.zone) + ONE_DAY
    return None if is_over else begun


def themes_ahead(session: Session, workspace_id: int, *, now: datetime) -> list[Theme]:
    """The current one and those after it: what there is to plan for."""
    current = theme_now(session, workspace_id, now=now)
    if current is None:
        return []
    return [theme for theme in themes(session, workspace_id) if theme.starts_on >= current.starts_on]


def theme_before(session: Session, theme: Theme, kind: ThemeKind) -> Theme | None:
    """The latest of that kind before it: for what was said then."""
    wanted = select(Theme).where(
        Theme.workspace_id == theme.workspace_id, Theme.kind == kind, Theme.starts_on < theme.starts_on
    )
    return session.exec(wanted.order_by(col(Theme.starts_on).desc())).first()


def quarter_of(session: Session, workspace_id: int, day: date) -> Quarter:
    """Stored themes win, then the company's own dates, then the rule of months."""
    stored, year = [as_quarter(theme) for theme in themes(session, workspace_id)], year_of(session, workspace_id)
    found = next((quarter for quarter in stored if quarter.starts_on <= day < quarter.ends_on), None)
    if found or not stored:
        return found or year.quarter_of(day)
    if day < stored[0].starts_on:
        return year.quarter_of(day)
    return until(day, stored, year)[-1]


def as_quarter(theme: Theme) -> Quarter:
    return Quarter(theme.year, theme.quarter, theme.starts_on, theme.ends_on)


def company_calendar(session: Session, workspace_id: int) -> Calendar:
    """The days off of everybody, and the holidays of a country that all departments share."""
    off = calendars(session, workspace_id).of_everybody.days_off
    countries = set(rows(session, _COUNTRIES, {"workspace_id": workspace_id}).scalars())
    return Calendar(countries.pop() if len(countries) == 1 else "", off)


def theme_texts(session: Session, workspace_id: int, kind: ThemeKind, language: str) -> ThemeText | None:
    """What the company wrote itself; None = nothing."""
    wanted = {"workspace_id": workspace_id, "kind": kind, "language": language}
    return session.exec(_TEXTS, params=wanted).first()


def theme_name(session: Session, theme: Theme, t: Texts) -> str:
    """As the company calls it in that language, raw: "planning"."""
    own = theme_texts(session, theme.workspace_id, theme.kind, t.language)
    return (own.name if own else "") or t(NAMES[theme.kind])


def theme_names(session: Session, workspace_id: int, t: Texts) -> dict[ThemeKind, str]:
    """As the company calls them in that language, raw."""
    own = {kind: theme_texts(session, workspace_id, kind, t.language) for kind in ThemeKind}
    return {kind: (texts.name if texts else "") or t(NAMES[kind]) for kind, texts in own.items()}


def theme_purpose(session: Session, theme: Theme, t: Texts) -> str:
    """What it is for, raw."""
    own = theme_texts(session, theme.workspace_id, theme.kind, t.language)
    return (own.purpose if own else "") or t(PURPOSES[theme.kind])


def theme_line(session: Session, workspace_id: int, t: Texts, *, now: datetime) -> str:
    """For the Home and the head of the agenda, raw: "Q3 FY27, planning: 41 days left"; "" = nothing to say yet."""
    theme = theme_now(session, workspace_id, now=now)
    if theme is None:
        return ""
    left = max(days_left(as_quarter(theme), today_in(session, workspace_id, now)), 1)
    quarter, name = f"Q{theme.quarter} {theme.year}", theme_name(session, theme, t)
    return t.plural(
        "{quarter}, {theme}: {n} day left", "{quarter}, {theme}: {n} days left", left, quarter=quarter, theme=name
    )
