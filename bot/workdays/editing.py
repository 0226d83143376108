"""What people do with the company's own days off: look at them, add some, remove some that have not begun."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.departments.rules import NO_NAME
from bot.departments.services import departments, every_department, find_department
from bot.errors import UserError
from bot.i18n import N_, Texts, texts_in
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import View
from bot.slack.ids import BlockId
from bot.workdays.models import DayOff
from bot.workdays.services import today_in
from bot.workdays.spans import Span, read, span_of, spans_in
from bot.workdays.views import EVERYBODY, days_off_form, days_off_list

TAKEN = N_("Some of these days are off already.")


def days_off_window(session: Session, workspace_id: int, by: str, *, now: datetime) -> View:
    """Raises UserError for whoever may not, as everything here."""
    today, t = _editor(session, workspace_id, by, now=now)
    days = session.exec(select(DayOff).where(DayOff.workspace_id == workspace_id)).all()
    return days_off_list(spans_in(days), today, every_department(session, workspace_id), t)


def days_off_page(session: Session, workspace_id: int, by: str, *, now: datetime) -> View:
    today, t = _editor(session, workspace_id, by, now=now)
    return days_off_form(departments(session, workspace_id), today, t)


def add_days_off(  # noqa: PLR0913 - who adds, and the three things days off are made of
    session: Session, workspace_id: int, by: str, days: tuple[str, str], name: str, whose: str, *, now: datetime
) -> None:
    """`days`: the first and the last, as chosen ("" = one day). Raises UserError at the field that is wrong."""
    today, _ = _editor(session, workspace_id, by, now=now)
    span = span_of(*days, today)
    if not name:
        raise UserError(NO_NAME, block_id=BlockId.NAME)
    department = "" if whose in {EVERYBODY, ""} else find_department(session, workspace_id, whose).key
    taken = _kept(session, workspace_id, span, department)
    if taken:
        raise UserError(TAKEN, block_id=BlockId.DAY)
    for day in span.days():
        session.add(DayOff(workspace_id=workspace_id, department=department, day=day, name=name))
    session.flush()


def remove_days_off(session: Session, workspace_id: int, by: str, value: str, *, now: datetime) -> None:
    """Days that are over stay: what was late then stays late. Nothing happens to those somebody else removed."""
    today, _ = _editor(session, workspace_id, by, now=now)
    span = read(value)
    for day in _kept(session, workspace_id, span, span.department) if span else []:
        if day.day >= today:
            session.delete(day)
    session.flush()


def _kept(session: Session, workspace_id: int, span: Span, department: str) -> list[DayOff]:
    whose = (DayOff.workspace_id == workspace_id, DayOff.department == department)
    when = (col(DayOff.day) >= span.first, col(DayOff.day) <= span.last)
    return list(session.exec(select(DayOff).where(*whose, *when)).all())


def _editor(session: Session, workspace_id: int, by: str, *, now: datetime) -> tuple[date, Texts]:
    """Today, and the texts of whoever edits. Raises UserError for whoever may not."""
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, by, Act.EDIT_ROSTER, on=today)
    return today, texts_in(reader_of(session, workspace_id, by).language)
