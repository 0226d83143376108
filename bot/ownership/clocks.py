"""The clocks of owners and handoffs: working days of a department, in the company's zone."""

from datetime import datetime

from sqlmodel import Session

from bot.ownership.rules import working_days_later
from bot.workdays.services import calendar_of, company_zone


def working_days_from(session: Session, workspace_id: int, department: str, days: int, *, now: datetime) -> datetime:
    """The same time of day, that many of a department's working days on."""
    calendar, zone = calendar_of(session, workspace_id, department), company_zone(session, workspace_id)
    return working_days_later(now, days, calendar, zone)
