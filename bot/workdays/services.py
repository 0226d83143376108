"""Whose calendar is whose: each department keeps the holidays of its country and the days off it was given."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.departments.models import Department
from bot.workdays.models import DayOff
from bot.workdays.rules import Calendar, zone_of
from bot.workspaces.models import Workspace


@dataclass(frozen=True)
class Calendars:
    """Those of one workspace. A department that nobody knows keeps the days off of everybody."""

    of_departments: Mapping[str, Calendar] = field(default_factory=dict)
    of_everybody: Calendar = field(default_factory=Calendar)

    def of(self, department: str) -> Calendar:
        return self.of_departments.get(department, self.of_everybody)


def calendars(session: Session, workspace_id: int) -> Calendars:
    """In two queries."""
    off: defaultdict[str, set[date]] = defaultdict(set)
    for department, day in session.exec(
        select(col(DayOff.department), col(DayOff.day)).where(DayOff.workspace_id == workspace_id)
    ):
        off[department].add(day)
    countries = select(Department.key, Department.country).where(Department.workspace_id == workspace_id)
    return Calendars(
        {key: Calendar(country, frozenset(off[""] | off[key])) for key, country in session.exec(countries)},
        Calendar("", frozenset(off[""])),
    )


def calendar_of(session: Session, workspace_id: int, department_key: str) -> Calendar:
    """Of a department; "" = of nobody in particular."""
    return calendars(session, workspace_id).of(department_key)


def today_in(session: Session, workspace_id: int, now: datetime) -> date:
    """The day it is for the company."""
    return now.astimezone(zone_of(session.get_one(Workspace, workspace_id).time_zone)).date()
