"""What somebody is, and whether she may."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.errors import UserError
from bot.i18n import N_
from bot.pains.models import Echo, Pain
from bot.people.models import Person
from bot.people.services import find_person
from bot.permissions.rules import Act, Role, may
from bot.roster.models import Seat, SeatRole
from bot.roster.rules import DECIDES
from bot.roster.services import seats_of
from bot.store.rows import rows

NOT_ALLOWED = N_("You may not do that here. Ask the department's lead, or a workspace admin.")

# Built once: putting it together takes longer than running it.
_ECHOED = sa.select(col(Echo.id)).where(
    col(Echo.pain_id) == sa.bindparam("pain_id"), col(Echo.person) == sa.bindparam("person")
)


def roles_of(
    session: Session, workspace_id: int, person: str, pain: Pain | None = None, *, on: date, department: str = ""
) -> frozenset[Role]:
    """`department`: the one concerned; without it, the one that owns the pain."""
    concerned = department or (pain.owner_department if pain else "")
    hers = [seat for seat in seats_of(session, workspace_id, person, on=on) if seat.role is not SeatRole.MEMBER]
    return frozenset(
        _standing(find_person(session, workspace_id, person))
        | _seated(hers, concerned)
        | _towards(session, person, pain)
    )


def require(  # noqa: PLR0913 - who, what, about what, when
    session: Session,
    workspace_id: int,
    person: str,
    act: Act,
    pain: Pain | None = None,
    *,
    on: date,
    department: str = "",
) -> None:
    """Raises UserError for whoever may not."""
    if not may(act, roles_of(session, workspace_id, person, pain, on=on, department=department)):
        raise UserError(NOT_ALLOWED)


def _standing(person: Person | None) -> set[Role]:
    """Somebody the bot has not heard of yet is a member: Slack's own doors keep strangers out."""
    if person is None:
        return {Role.MEMBER}
    if person.is_outside or person.is_bot or person.is_gone:
        return set()
    if person.is_guest:
        return {Role.GUEST}
    return {Role.MEMBER, Role.ADMIN} if person.is_admin else {Role.MEMBER}


def _seated(hers: list[Seat], department: str) -> set[Role]:
    roles = {Role.TEAM} if hers else set()
    if department and any(seat.role in DECIDES and seat.department == department for seat in hers):
        roles.add(Role.LEAD)
    return roles


def _towards(session: Session, person: str, pain: Pain | None) -> set[Role]:
    if pain is None:
        return set()
    reported = pain.reporter == person
    reported = reported or rows(session, _ECHOED, {"pain_id": pain.key, "person": person}).first() is not None
    return ({Role.OWNER} if pain.owner == person else set()) | ({Role.REPORTER} if reported else set())
