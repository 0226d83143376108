"""Who owes: some people of one workspace, their zones and languages, where they decide, their working days."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from bot.i18n import language_for
from bot.people.models import Person
from bot.roster.models import Seat, SeatRole
from bot.store.rows import rows
from bot.workdays.rules import Calendar, zone_of
from bot.workdays.services import Calendars, calendars
from bot.workspaces.models import Workspace

WORKSPACE = sa.bindparam("workspace_id", type_=sa.Integer())
PEOPLE = sa.bindparam("people", expanding=True, type_=sa.String())
_TODAY = sa.bindparam("today", type_=sa.Date())

# Built once: putting these together takes longer than running them.
_WORKSPACE = select(Workspace).where(col(Workspace.id) == WORKSPACE)
_PERSONS = select(Person).where(col(Person.workspace_id) == WORKSPACE, col(Person.user_id).in_(PEOPLE))
_SEATS = (
    sa.select(col(Seat.person), col(Seat.role), col(Seat.department))
    .where(
        col(Seat.workspace_id) == WORKSPACE,
        or_(col(Seat.person).in_(PEOPLE), col(Seat.role).in_([SeatRole.LEAD, SeatRole.DEPUTY])),
        col(Seat.valid_from) <= _TODAY,
        or_(col(Seat.valid_to).is_(None), col(Seat.valid_to) >= _TODAY),
    )
    .order_by(col(Seat.id))
)


@dataclass(frozen=True)
class Debtor:
    """Somebody who may owe something, as she is on a day."""

    person: str
    zone: ZoneInfo
    language: str
    today: date
    department: str = ""
    decides_for: tuple[str, ...] = ()  # departments where she is the first to decide
    is_paused: bool = False
    is_away: bool = False  # left the company, or never was a person of it


@dataclass(frozen=True)
class Batch:
    """Some people of one workspace at one moment. At least one."""

    workspace: Workspace
    now: datetime
    people: Mapping[str, Debtor]
    calendars: Calendars
    deciders: Mapping[str, str]  # department -> who decides there first

    def calendar_of(self, debtor: Debtor) -> Calendar:
        return self.calendars.of(debtor.department)

    @property
    def departments(self) -> list[str]:
        """Where somebody of the batch decides."""
        return [department for department, person in self.deciders.items() if person in self.people]

    @property
    def latest_day(self) -> date:
        """The latest day it is where any of them is."""
        return max(debtor.today for debtor in self.people.values())


def gather(session: Session, workspace_id: int, people: Collection[str], *, now: datetime) -> Batch:
    """In five queries."""
    workspace = session.exec(_WORKSPACE, params={"workspace_id": workspace_id}).one()
    today = now.astimezone(zone_of(workspace.time_zone)).date()
    wanted = {"workspace_id": workspace_id, "people": list(people), "today": today}
    seats = rows(session, _SEATS, wanted).all()
    homes = {person: department for person, _, department in reversed(seats) if department}
    deciders = {
        department: person
        for role in (SeatRole.DEPUTY, SeatRole.LEAD)  # the lead, where there is one, takes the place of the deputy
        for person, its_role, department in seats
        if its_role is role
    }
    known = {person.user_id: person for person in session.exec(_PERSONS, params=wanted)}
    debtors = {}
    for user_id in people:
        # Somebody the bot has not heard of yet keeps the workspace's zone and language.
        person = known.get(user_id) or Person(workspace_id=workspace_id, user_id=user_id, updated_at=now)
        decides_for = tuple(department for department, decider in deciders.items() if decider == user_id)
        debtors[user_id] = _debtor(person, workspace, homes.get(user_id, ""), decides_for, now)
    return Batch(workspace, now, debtors, calendars(session, workspace_id), deciders)


def _debtor(
    person: Person, workspace: Workspace, seated_in: str, decides_for: tuple[str, ...], now: datetime
) -> Debtor:  # fmt: skip
    zone = zone_of(person.time_zone, workspace.time_zone)
    return Debtor(
        person=person.user_id,
        zone=zone,
        language=language_for(person.language, workspace.language, person.locale),
        today=now.astimezone(zone).date(),
        department=seated_in or person.department,
        decides_for=decides_for,
        is_paused=person.reminders_paused,
        is_away=person.is_gone or person.is_bot or person.is_outside,
    )
