"""Reading who has contact days, whose are coming up, and how long ago each department met a customer."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from bot.contacts.models import Contact, ContactState
from bot.contacts.rules import Colleague
from bot.departments.services import departments
from bot.people.models import Person
from bot.roster.models import Seat, SeatRole
from bot.roster.services import HOLDS
from bot.store.rows import rows

SHOWN = 3  # things that were learnt lately

# Built once, and columns only: it is everybody who works here.
_WORKSPACE = sa.bindparam("workspace_id", type_=sa.Integer())
_SINCE = (
    sa.select(col(Seat.person), func.min(col(Seat.valid_from)))
    .where(col(Seat.workspace_id) == _WORKSPACE)
    .group_by(col(Seat.person))
)
_SEATS = (
    sa.select(col(Seat.person), col(Seat.role), col(Seat.department))
    .where(col(Seat.workspace_id) == _WORKSPACE, *HOLDS)
    .order_by(col(Seat.id))
)
_HERE = sa.select(col(Person.user_id), col(Person.department)).where(
    col(Person.workspace_id) == _WORKSPACE,
    *(col(trait).is_(False) for trait in (Person.is_bot, Person.is_outside, Person.is_gone)),
)

Seated = sa.Row[*tuple[Any, ...]]  # person, role, department


def colleagues(session: Session, workspace_id: int, *, on: date) -> list[Colleague]:
    """Everybody who has a seat on that day and works here, in the order of their first seats."""
    of_workspace = {"workspace_id": workspace_id}
    since: dict[str, date] = dict(rows(session, _SINCE, of_workspace).all())
    here = _working_here(session, workspace_id)
    held: defaultdict[str, list[Seated]] = defaultdict(list)
    for seat in rows(session, _SEATS, {**of_workspace, "on": on}):
        if seat.person in here:
            held[seat.person].append(seat)
    found = [_colleague(person, hers, here[person], since[person]) for person, hers in held.items()]
    return sorted(found, key=lambda one: one.since)


def coming(session: Session, workspace_id: int, person: str) -> Sequence[Contact]:
    """Hers, the earliest first."""
    hers = select(Contact).where(
        Contact.workspace_id == workspace_id, Contact.person == person, Contact.state == ContactState.PLANNED
    )
    return session.exec(hers.order_by(col(Contact.planned_on), col(Contact.id))).all()


def last_of(session: Session, workspace_id: int, person: str) -> Contact | None:
    """The newest she noted."""
    done = select(Contact).where(
        Contact.workspace_id == workspace_id, Contact.person == person, Contact.state == ContactState.DONE
    )
    return session.exec(done.order_by(col(Contact.done_on).desc(), col(Contact.id).desc())).first()


def learnt_lately(session: Session, workspace_id: int) -> Sequence[Contact]:
    """What anybody wrote down last, the newest first."""
    done = select(Contact).where(
        Contact.workspace_id == workspace_id, Contact.state == ContactState.DONE, Contact.learnt != ""
    )
    return session.exec(done.order_by(col(Contact.done_on).desc(), col(Contact.id).desc()).limit(SHOWN)).all()


def last_contact_by_department(session: Session, workspace_id: int, on: date) -> dict[str, int | None]:
    """Days since somebody of each department met a customer, in the company's order; None = none is noted."""
    newest = _newest_by_department(session, workspace_id, on)
    return {
        department.key: (on - newest[department.key]).days if department.key in newest else None
        for department in departments(session, workspace_id)
    }


def _newest_by_department(session: Session, workspace_id: int, on: date) -> dict[str, date]:
    """Of those who are there now: by their seats, else where they work."""
    done = select(Contact.person, func.max(col(Contact.done_on))).where(
        Contact.workspace_id == workspace_id, Contact.state == ContactState.DONE, col(Contact.done_on) <= on
    )
    newest: dict[str, date] = {}
    places = departments_of(session, workspace_id, on=on)
    for person, day in session.exec(done.group_by(col(Contact.person)).order_by(func.max(col(Contact.done_on)))):
        if day:
            newest |= dict.fromkeys(places.get(person, ()), day)
    return newest


def departments_of(session: Session, workspace_id: int, *, on: date) -> dict[str, list[str]]:
    """Person -> keys of the departments she belongs to."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for seat in rows(session, _SEATS, {"workspace_id": workspace_id, "on": on}):
        if seat.department:
            found[seat.person].append(seat.department)
    for person, department in _working_here(session, workspace_id).items():
        if department and person not in found:
            found[person].append(department)
    return dict(found)


def _colleague(person: str, hers: Sequence[Seated], works_in: str, since: date) -> Colleague:
    leads = any(seat.role is not SeatRole.MEMBER for seat in hers)
    department = next((seat.department for seat in hers if seat.department), works_in)
    return Colleague(person, department, leads, since)


def _working_here(session: Session, workspace_id: int) -> dict[str, str]:
    """Person -> the department Slack says she works in."""
    return {row.user_id: row.department for row in rows(session, _HERE, {"workspace_id": workspace_id})}
