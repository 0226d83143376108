"""What a click about a company's own numbers opens."""

from datetime import date, datetime

from sqlmodel import Session

from bot.checkpoints.kpi_forms import MOST_MONTHS, kpi_form, number_form, paste_form
from bot.checkpoints.kpi_views import KpiListFacts, kpi_window
from bot.checkpoints.kpis import EXAMPLES, find_kpi, kpi_facts, kpis
from bot.checkpoints.queries import called, texts_for
from bot.figures.rules import months_after
from bot.permissions.rules import Act, may
from bot.permissions.services import require, roles_of
from bot.slack.blocks import View
from bot.slack.payloads import id_in
from bot.workdays.services import today_in

LATELY = 14  # months: the newest number of these is shown


def kpis_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> View:
    """`/flywheel kpi`. Raises UserError for a guest."""
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, person, Act.SEE_BRIEF, on=today)
    t = texts_for(session, workspace_id, person)
    first = months_after(today.replace(day=1), 1 - LATELY)
    known = kpi_facts(session, workspace_id, first, LATELY)
    edits = may(Act.EDIT_KPI, roles_of(session, workspace_id, person, on=today))
    return kpi_window(KpiListFacts(known, called(session, workspace_id, t), edits), t)


def kpi_page(session: Session, workspace_id: int, about: str, person: str, *, now: datetime) -> View:
    """A new one ("new"), or one that is changed. Raises UserError for whoever may not."""
    _may_edit(session, workspace_id, person, now=now)
    t = texts_for(session, workspace_id, person)
    kpi = find_kpi(session, workspace_id, id_in(about)) if id_in(about) else None
    return kpi_form(kpi, called(session, workspace_id, t), t)


def number_page(session: Session, workspace_id: int, about: str, person: str, *, now: datetime) -> View:
    """Months from the last one that is over, backwards, and the one that runs. Raises UserError."""
    today = _may_edit(session, workspace_id, person, now=now)
    t = texts_for(session, workspace_id, person)
    this = today.replace(day=1)
    months = [*(months_after(this, -back) for back in range(1, MOST_MONTHS)), this]
    return number_form(find_kpi(session, workspace_id, id_in(about)), months, EXAMPLES.get(t.language, "12"), t)


def paste_page(session: Session, workspace_id: int, _about: str, person: str, *, now: datetime) -> View:
    """Raises UserError for whoever may not."""
    _may_edit(session, workspace_id, person, now=now)
    return paste_form(kpis(session, workspace_id), texts_for(session, workspace_id, person))


def _may_edit(session: Session, workspace_id: int, person: str, *, now: datetime) -> date:
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, person, Act.EDIT_KPI, on=today)
    return today
