"""What people do with the roster: look at it, give a seat, paste a list, look for a seat."""

from datetime import datetime

from sqlmodel import Session, select

from bot.departments.services import departments, every_department
from bot.errors import UserError
from bot.i18n import N_, Texts
from bot.ownership.leaving import hand_seat
from bot.people.models import Person
from bot.people.services import names_of
from bot.permissions.rules import Act, may
from bot.permissions.services import require, roles_of
from bot.roster.models import SeatRole
from bot.roster.pasting import Wish, wishes_in
from bot.roster.services import holes, seats
from bot.roster.views import roster, seat_label
from bot.slack.blocks import Message
from bot.slack.ids import BlockId
from bot.workdays.services import today_in


def show_team(session: Session, workspace_id: int, person: str, t: Texts, *, now: datetime) -> Message:
    today = today_in(session, workspace_id, now)
    everybody = seats(session, workspace_id, on=today)
    names = names_of(session, workspace_id, [seat.person for seat in everybody])
    missing = holes(session, workspace_id, on=today)
    may_edit = may(Act.EDIT_ROSTER, roles_of(session, workspace_id, person, on=today))
    return roster(departments(session, workspace_id), everybody, missing, names, t, may_edit=may_edit)


def seat_person(  # noqa: PLR0913 - who, and the three things a seat is made of
    session: Session, workspace_id: int, by: str, person: str, role: str, department: str, *, now: datetime
) -> None:
    """Raises UserError for whoever may not, and for a seat that cannot be."""
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, by, Act.EDIT_ROSTER, on=today)
    if role not in set(SeatRole):
        raise UserError(N_("Choose a role."), block_id=BlockId.ROLE)
    hand_seat(session, workspace_id, by, Wish(person, department, SeatRole(role)), now=now)


def seat_list(session: Session, workspace_id: int, by: str, text: str, *, now: datetime) -> None:
    """All of a pasted list or nothing. Raises UserError that names the line."""
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, by, Act.EDIT_ROSTER, on=today)
    people = session.exec(select(Person).where(Person.workspace_id == workspace_id)).all()
    for wish in wishes_in(text, people, departments(session, workspace_id)):
        hand_seat(session, workspace_id, by, wish, now=now)


def seats_like(session: Session, workspace_id: int, query: str, t: Texts, *, now: datetime) -> list[tuple[str, str]]:
    """(label, value) of the seats that hold and have every word of a query in their label."""
    held = seats(session, workspace_id, on=today_in(session, workspace_id, now))
    names = names_of(session, workspace_id, [seat.person for seat in held])
    parts = {one.key: one for one in every_department(session, workspace_id)}
    words = query.casefold().split()
    labels = [
        (seat_label(seat, names.get(seat.person) or seat.person, parts.get(seat.department, ""), t), str(seat.id))
        for seat in held
    ]
    return [(label, value) for label, value in labels if all(word in label.casefold() for word in words)]
