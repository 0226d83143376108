"""Whose calendar is whose: each department keeps the holidays of its country and the days off it was given."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.departments.models import Department
from bot.store.prepared import Prepared, Query
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


# Built once: putting them together takes longer than running them.
_DAYS_OFF = Query(
    sa.select(col(DayOff.department), col(DayOff.day)).where(col(DayOff.workspace_id) == sa.bindparam("workspace_id"))
)
_COUNTRIES = Query(
    sa.select(col(Department.key), col(Department.country)).where(
        col(Department.workspace_id) == sa.bindparam("workspace_id")
    )
)
_ZONE = Prepared(sa.select(col(Workspace.time_zone)).where(col(Workspace.id) == sa.bindparam("workspace_id")))


def calendars(session: Session, workspace_id: int) -> Calendars:
    """In two queries."""
    off: defaultdict[str, set[date]] = defaultdict(set)
    wanted = {"workspace_id": workspace_id}
    for department, day in _DAYS_OFF.all(session, wanted):
        off[department].add(day)
    return Calendars(
        {key: Calendar(country, frozenset(off[""] | off[key])) for key, country in _COUNTRIES.all(session, wanted)},
        Calendar("", frozenset(off[""])),
    )


def calendar_of(session: Session, workspace_id: int, department_key: str) -> Calendar:
    """Of a department; "" = of nobody in particular."""
    return calendars(session, workspace_id).of(department_key)


def company_zone(session: Session, workspace_id: int) -> ZoneInfo:
    (name,) = _ZONE.run(session, {"workspace_id": workspace_id}).fetchone()
    return zone_of(name)


def today_in(session: Session, workspace_id: int, now: datetime) -> date:
    """The day it is for the company."""
    return now.astimezone(company_zone(session, workspace_id)).date()
