"""Seating people. A seat is never rewritten: it ends, and another begins, so that history stays true."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from bot.departments.services import departments, find_department
from bot.errors import UserError
from bot.i18n import N_
from bot.people.services import find_person
from bot.roster.models import Seat, SeatRole
from bot.roster.rules import ALONE, OF_A_DEPARTMENT, Holes, holes_in
from bot.slack.ids import BlockId
from bot.store.prepared import Query

# Built once: putting them together takes longer than running them.
_ON = sa.bindparam("on", type_=sa.Date())
_OF_WORKSPACE = col(Seat.workspace_id) == sa.bindparam("workspace_id")
HOLDS = (
    col(Seat.valid_from) <= _ON,
    or_(col(Seat.valid_to).is_(None), col(Seat.valid_to) >= _ON),
)
_SEATS = select(Seat).where(_OF_WORKSPACE, *HOLDS).order_by(col(Seat.id))
_TEAM = _SEATS.where(col(Seat.role) != SeatRole.MEMBER)
_DECIDE = Query(
    sa.select(col(Seat.role), col(Seat.person))
    .where(
        *(_OF_WORKSPACE, *HOLDS),
        col(Seat.department) == sa.bindparam("department"),
        or_(col(Seat.role) == SeatRole.LEAD, col(Seat.role) == SeatRole.DEPUTY),
    )
    .order_by(col(Seat.id))
)
_HERS = _SEATS.where(col(Seat.person) == sa.bindparam("person"))
_HELD = Query(
    sa.select(col(Seat.role), col(Seat.department))
    .where(_OF_WORKSPACE, *HOLDS, col(Seat.person) == sa.bindparam("person"))
    .order_by(col(Seat.id))
)
_LIKE_IT = _SEATS.where(col(Seat.role) == sa.bindparam("role"), col(Seat.department) == sa.bindparam("department"))
_SEATED_IN = Query(
    sa.select(col(Seat.department))
    .where(
        *(col(Seat.workspace_id) == sa.bindparam("workspace_id"), col(Seat.person) == sa.bindparam("person")),
        *(col(Seat.valid_to).is_(None), col(Seat.department) != ""),
    )
    .order_by(col(Seat.id))
    .limit(1)
)


def seats(session: Session, workspace_id: int, *, on: date) -> list[Seat]:
    """Every seat that holds on a day, in the order they were given."""
    return list(session.exec(_SEATS, params={"workspace_id": workspace_id, "on": on}).all())


def seats_of(session: Session, workspace_id: int, person: str, *, on: date) -> list[Seat]:
    """Those one person holds on a day."""
    return list(session.exec(_HERS, params={"workspace_id": workspace_id, "person": person, "on": on}).all())


def held_by(session: Session, workspace_id: int, person: str, *, on: date) -> list[tuple[SeatRole, str]]:
    """Of those, the role and the department's key alone: every click asks."""
    found = _HELD.all(session, {"workspace_id": workspace_id, "person": person, "on": on})
    return [(role, department) for role, department in found]


def team(session: Session, workspace_id: int, *, on: date) -> list[Seat]:
    """The flywheel team: who decides, who leads the meeting, who stands behind it."""
    return list(session.exec(_TEAM, params={"workspace_id": workspace_id, "on": on}).all())


def deciders(session: Session, workspace_id: int, department: str, *, on: date) -> list[str]:
    """Who decides for a department: the lead, then the deputy. May be empty."""
    found = _DECIDE.all(session, {"workspace_id": workspace_id, "on": on, "department": department})
    holding: dict[SeatRole, str] = {}
    holding.update(found)
    return [holding[role] for role in (SeatRole.LEAD, SeatRole.DEPUTY) if role in holding]


def department_of(session: Session, workspace_id: int, person: str) -> str:
    """The key of the department somebody decides for or works in; "" = not known."""
    seated = _SEATED_IN.scalar(session, {"workspace_id": workspace_id, "person": person})
    if seated is not None:
        return str(seated)
    known = find_person(session, workspace_id, person)
    return known.department if known else ""


def place_of_seat(session: Session, workspace_id: int, role: SeatRole, department: str) -> str:
    """The key a seat is kept under; "" for sponsor and facilitator. Raises UserError without one that is there."""
    if role not in OF_A_DEPARTMENT:
        return ""
    if not department:
        raise UserError(N_("Choose the department of the seat."), block_id=BlockId.DEPARTMENT)
    return find_department(session, workspace_id, department).key


def give_seat(  # what a seat is made of
    session: Session, workspace_id: int, person: str, role: SeatRole, department: str, *, on: date
) -> Seat:
    """From `on`; whoever held a seat that only one can hold has it until the day before.

    Raises UserError for a bot, a guest, somebody from outside or gone, and for a department that is not there.
    """
    check_may_sit(session, workspace_id, person, role)
    department = place_of_seat(session, workspace_id, role, department)
    wanted = {"workspace_id": workspace_id, "on": on, "role": role, "department": department}
    held = session.exec(_LIKE_IT, params=wanted).all()
    if same := [seat for seat in held if seat.person == person]:
        return same[0]
    if role in ALONE:
        for seat in held:
            end_seat(session, seat, on=on)
    seat = Seat(workspace_id=workspace_id, person=person, role=role, department=department, valid_from=on)
    session.add(seat)
    session.flush()
    return seat


def end_seat(session: Session, seat: Seat, *, on: date) -> None:
    """The day before `on` is its last; one that began on that very day never was."""
    if seat.valid_from >= on:
        session.delete(seat)
    else:
        seat.valid_to = on - timedelta(days=1)
        session.add(seat)
    session.flush()


def turn_back(session: Session, workspace_id: int, *, was: date, on: date) -> None:
    """The company moved to a zone where it is still `on`, the day before `was`: what changed on that day counts now."""
    if on >= was:
        return
    of_company = select(Seat).where(Seat.workspace_id == workspace_id)
    for seat in session.exec(of_company.where(col(Seat.valid_to) >= on, col(Seat.valid_to) < was)).all():
        end_seat(session, seat, on=on)
    for seat in session.exec(of_company.where(col(Seat.valid_from) > on, col(Seat.valid_from) <= was)).all():
        seat.valid_from = on
        session.add(seat)
    session.flush()


def works_in(session: Session, workspace_id: int, person: str, department: str, *, on: date) -> bool:
    """Whether somebody has a seat in a department, or is known to work there."""
    if any(seat.department == department for seat in seats_of(session, workspace_id, person, on=on)):
        return True
    known = find_person(session, workspace_id, person)
    return known is not None and known.department == department


def find_seat(session: Session, workspace_id: int, seat_id: int, *, on: date) -> Seat:
    """Raises UserError for one that does not hold (any more)."""
    seat = next((one for one in seats(session, workspace_id, on=on) if one.id == seat_id), None)
    if seat is None:
        raise UserError(N_("That seat is not held any more."), block_id=BlockId.SEAT)
    return seat


def leave(session: Session, workspace_id: int, person: str, *, on: date) -> list[Seat]:
    """Somebody is gone: all her seats end. Returns them."""
    hers = [seat for seat in seats(session, workspace_id, on=on) if seat.person == person]
    for seat in hers:
        end_seat(session, seat, on=on)
    return hers


def holes(session: Session, workspace_id: int, *, on: date) -> Holes:
    return holes_in(departments(session, workspace_id), seats(session, workspace_id, on=on))


def check_may_sit(session: Session, workspace_id: int, person: str, role: SeatRole) -> None:
    """Raises UserError. A guest may work in a department, and decides nothing."""
    known = find_person(session, workspace_id, person)
    if not person or known is None:
        raise UserError(N_("Choose a person of this workspace."))
    if known.is_bot or known.is_outside or known.is_gone:
        raise UserError(N_("{name} cannot have a seat: only people who work here can."), name=known.name)
    if known.is_guest and role is not SeatRole.MEMBER:
        raise UserError(N_("{name} is a guest here and cannot decide for a department."), name=known.name)
