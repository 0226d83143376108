"""Making the contact days that come up rows. It runs every day, and mends what is missing.

What is made is a proposal: a monthly contact can be put on another day or left out, and of two weeks she chooses the
days herself (`Contact.days` is 0 until then).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, or_, select

from bot.contacts.models import Contact, ContactKind, ContactState
from bot.contacts.queries import colleagues
from bot.contacts.rules import (
    LONG,
    NOT_CHOSEN,
    TWO_WEEKS,
    Colleague,
    again_on,
    free_start,
    is_chosen,
    is_new,
    monthly_day,
)
from bot.roster.models import Seat
from bot.store.once import InsertOnce
from bot.workdays.rules import Calendar
from bot.workdays.services import Calendars, calendars, today_in
from bot.workspaces.models import Workspace
from bot.years.rules import midnight

_CONTACTS = InsertOnce(
    Contact,
    *("workspace_id", "person", "kind", "planned_on", "days", "state", "customer", "learnt", "done_on", "at"),
)


@dataclass(frozen=True)
class _Known:
    """What there is on the day everything is planned."""

    workspace_id: int
    today: date
    month_began: datetime
    founded_on: date  # when the first seat was given
    people: Sequence[Colleague]
    rows: Mapping[str, Sequence[Contact]]  # by person: what is planned, all long ones, and what was made this month
    calendars: Calendars
    now: datetime

    @property
    def month(self) -> date:
        return self.today.replace(day=1)

    def calendar_of(self, one: Colleague) -> Calendar:
        return self.calendars.of(one.department)

    def of(self, person: str, *kinds: ContactKind) -> list[Contact]:
        return [row for row in self.rows.get(person, ()) if row.kind in kinds]


def plan_contacts(session: Session, workspace_id: int, *, now: datetime) -> None:
    """This month's contact of every leader, and two weeks of whoever is new or had none for years. Again: no harm."""
    known = _read(session, workspace_id, now)
    _let_go(session, known)
    for one in known.people:
        if one.is_leader:
            _plan_monthly(session, known, one)
        _plan_two_weeks(session, known, one)


def _read(session: Session, workspace_id: int, now: datetime) -> _Known:
    today = today_in(session, workspace_id, now)
    month_began = midnight(today.replace(day=1), session.get_one(Workspace, workspace_id).time_zone)
    wanted = select(Contact).where(
        Contact.workspace_id == workspace_id,
        or_(
            col(Contact.state) == ContactState.PLANNED,
            col(Contact.kind).in_(LONG),
            col(Contact.at) >= month_began,
        ),
    )
    rows: defaultdict[str, list[Contact]] = defaultdict(list)
    for row in session.exec(wanted.order_by(col(Contact.id))):
        rows[row.person].append(row)
    first = session.exec(select(func.min(col(Seat.valid_from))).where(Seat.workspace_id == workspace_id)).one()
    people, days = colleagues(session, workspace_id, on=today), calendars(session, workspace_id)
    return _Known(workspace_id, today, month_began, first or today, people, rows, days, now)


def _let_go(session: Session, known: _Known) -> None:
    """Of whoever left, and what an earlier month did not see: nobody is asked for it any more."""
    here = {one.person for one in known.people}
    leaders = {one.person for one in known.people if one.is_leader}
    for row in [row for hers in known.rows.values() for row in hers]:
        is_monthly = row.kind is ContactKind.MONTHLY
        over = is_monthly and row.planned_on < known.month
        if row.state is ContactState.PLANNED and (over or row.person not in (leaders if is_monthly else here)):
            row.state = ContactState.DROPPED
            session.add(row)
    session.flush()


def _plan_monthly(session: Session, known: _Known, one: Colleague) -> None:
    """One made this month is this month's, wherever she moved it."""
    if any(row.at >= known.month_began for row in known.of(one.person, ContactKind.MONTHLY)):
        return
    day = monthly_day(one.person, known.month, known.calendar_of(one))
    if day and day > known.today:
        _propose(session, known, one, ContactKind.MONTHLY, day, days=1)


def _plan_two_weeks(session: Session, known: _Known, one: Colleague) -> None:
    hers = known.of(one.person, *LONG)
    planned = [row for row in hers if row.state is ContactState.PLANNED]
    if planned:
        _move_on(session, known, one, planned)
    elif not hers and is_new(one, known.today, known.founded_on):
        _propose(session, known, one, ContactKind.JOINING, _start(session, known, one))
    elif known.today >= again_on(max([one.since, *(row.done_on or row.planned_on for row in hers)])):
        _propose(session, known, one, ContactKind.AGAIN, _start(session, known, one))


def _move_on(session: Session, known: _Known, one: Colleague, planned: Sequence[Contact]) -> None:
    """She did not choose: it is proposed again, two weeks later at the earliest."""
    for row in planned:
        if not is_chosen(row) and row.planned_on <= known.today:
            row.planned_on = _start(session, known, one)
            session.add(row)
            session.flush()


def _start(session: Session, known: _Known, one: Colleague) -> date:
    """In two weeks, when nobody she works beside is away for the same reason."""
    calendar = known.calendar_of(one)
    beside = {
        other.person
        for other in known.people
        if other.person != one.person and (other.department == one.department or (other.is_leader and one.is_leader))
    }
    taken = select(col(Contact.planned_on)).where(
        Contact.workspace_id == known.workspace_id,
        Contact.state == ContactState.PLANNED,
        col(Contact.kind).in_(LONG),
        col(Contact.person).in_(beside),
    )
    return free_start(calendar.after(known.today, TWO_WEEKS), session.exec(taken), calendar)


def _propose(  # who, what, when
    session: Session, known: _Known, one: Colleague, kind: ContactKind, day: date, *, days: int = NOT_CHOSEN
) -> None:
    row = {"workspace_id": known.workspace_id, "person": one.person, "kind": kind, "planned_on": day, "days": days}
    _CONTACTS.one(
        session, row | {"state": ContactState.PLANNED, "customer": "", "learnt": "", "done_on": None, "at": known.now}
    )
