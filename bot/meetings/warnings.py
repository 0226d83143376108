"""Several countries in the team: who of it has a holiday on the day of a meeting. It is said in the call; the meeting
takes place all the same."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.departments.services import departments
from bot.i18n import Texts
from bot.meetings.models import Meeting, Series
from bot.roster.services import department_of, team
from bot.slack.text import escape
from bot.workdays.models import DayOff
from bot.workdays.names import holiday_name


@dataclass(frozen=True)
class OffThere:
    """A department of the team that does not work that day. `own`: the company's name for a day off of its own."""

    department: Department
    day: date
    own: str | None = None

    def line(self, t: Texts) -> str:
        """mrkdwn: "Sales (VN): Lunar New Year"."""
        name = escape(department_name(self.department, t))
        where = t("{name} ({department})", name=name, department=self.department.country) if self.own is None else name
        holiday = self.own if self.own is not None else holiday_name(self.department.country, self.day, t.language)
        return t("{who}: {why}", who=where, why=escape(holiday or t("a day off")))


def warnings_for(session: Session, meeting: Meeting) -> list[OffThere]:
    """In the company's order; without those whose holiday the meeting itself speaks of."""
    day, workspace_id = meeting.starts_local.date(), meeting.workspace_id
    here = _departments_of_team(session, workspace_id, day)
    off = select(DayOff.department, DayOff.name).where(DayOff.workspace_id == workspace_id, DayOff.day == day)
    own = dict(session.exec(off.where(col(DayOff.department).in_(here))).all())
    kept = session.get_one(Series, meeting.series_id).country
    found = []
    for department in departments(session, workspace_id):
        if department.key in own:
            found.append(OffThere(department, day, own[department.key]))
        elif department.key in here and department.country != kept and _holiday(department, day):
            found.append(OffThere(department, day))
    return found


def _departments_of_team(session: Session, workspace_id: int, day: date) -> set[str]:
    """Also those of sponsors and facilitators, whose seats belong to none."""
    seats = team(session, workspace_id, on=day)
    return {seat.department or department_of(session, workspace_id, seat.person) for seat in seats} - {""}


def _holiday(department: Department, day: date) -> str:
    return holiday_name(department.country, day, "en")
