"""What somebody is, and whether she may."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.errors import UserError
from bot.i18n import N_
from bot.pains.models import Echo, Pain
from bot.people.models import Person
from bot.permissions.rules import Act, Role, may
from bot.roster.models import SeatRole
from bot.roster.rules import DECIDES
from bot.roster.services import held_by
from bot.store.prepared import Query

NOT_ALLOWED = N_("You may not do that here. Ask the department's lead, or a workspace admin.")

# Every click asks. Built once: putting them together takes longer than running them.
_ECHOED = Query(
    sa.select(col(Echo.id)).where(
        col(Echo.pain_id) == sa.bindparam("pain_id"), col(Echo.person) == sa.bindparam("person")
    )
)
_PERSON = Query(
    sa.select(
        *(col(Person.is_outside), col(Person.is_bot), col(Person.is_gone), col(Person.is_guest), col(Person.is_admin))
    ).where(col(Person.workspace_id) == sa.bindparam("workspace_id"), col(Person.user_id) == sa.bindparam("person"))
)


def roles_of(
    session: Session, workspace_id: int, person: str, pain: Pain | None = None, *, on: date, department: str = ""
) -> frozenset[Role]:
    """`department`: the one concerned; without it, the one that owns the pain."""
    concerned = department or (pain.owner_department if pain else "")
    held = held_by(session, workspace_id, person, on=on)
    hers = [(role, its) for role, its in held if role is not SeatRole.MEMBER]
    return frozenset(
        _standing(session, workspace_id, person) | _seated(hers, concerned) | _towards(session, person, pain)
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


def _standing(session: Session, workspace_id: int, person: str) -> set[Role]:
    """Somebody the bot has not heard of yet is a member: Slack's own doors keep strangers out."""
    known = _PERSON.first(session, {"workspace_id": workspace_id, "person": person})
    if known is None:
        return {Role.MEMBER}
    is_outside, is_bot, is_gone, is_guest, is_admin = known
    if is_outside or is_bot or is_gone:
        return set()
    if is_guest:
        return {Role.GUEST}
    return {Role.MEMBER, Role.ADMIN} if is_admin else {Role.MEMBER}


def _seated(hers: Sequence[tuple[SeatRole, str]], department: str) -> set[Role]:
    roles = {Role.TEAM} if hers else set()
    if department and any(role in DECIDES and its == department for role, its in hers):
        roles.add(Role.LEAD)
    return roles


def _towards(session: Session, person: str, pain: Pain | None) -> set[Role]:
    if pain is None:
        return set()
    reported = pain.reporter == person
    reported = reported or _ECHOED.first(session, {"pain_id": pain.key, "person": person}) is not None
    return ({Role.OWNER} if pain.owner == person else set()) | ({Role.REPORTER} if reported else set())
