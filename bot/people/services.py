"""Keeping people: what Slack says of them, and what they asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.errors import UserError
from bot.i18n import LANGUAGES, N_, language_for
from bot.people.models import Person
from bot.people.rules import Profile, Reader, offers_vietnamese, profile_of
from bot.store.prepared import Prepared, Query
from bot.store.rows import rows
from bot.workspaces.models import Workspace

FEW = 3  # are faster asked one by one: putting one query for several together takes longer

# Every capture asks who is asking.
_READER = Prepared(
    sa.select(
        *(col(Workspace.language), col(Person.language), col(Person.locale), col(Person.time_zone)),
        *(col(Person.is_admin), col(Person.is_guest), col(Person.is_outside), col(Person.is_bot), col(Person.no_offer)),
    )
    .outerjoin(Person, (col(Person.workspace_id) == Workspace.id) & (col(Person.user_id) == sa.bindparam("user_id")))
    .where(col(Workspace.id) == sa.bindparam("workspace_id"))
)

# Built once, as are others that every click runs: putting them together takes longer than running them.
_PERSON = select(Person).where(
    col(Person.workspace_id) == sa.bindparam("workspace_id"), col(Person.user_id) == sa.bindparam("user_id")
)
_NAME = Query(
    sa.select(col(Person.name)).where(
        col(Person.workspace_id) == sa.bindparam("workspace_id"), col(Person.user_id) == sa.bindparam("user_id")
    )
)
_NAMES = sa.select(col(Person.user_id), col(Person.name)).where(
    col(Person.workspace_id) == sa.bindparam("workspace_id"),
    col(Person.user_id).in_(sa.bindparam("user_ids", expanding=True)),
)


def keep_profile(session: Session, workspace_id: int, profile: Profile, *, now: datetime) -> None:
    """What Slack says replaces what it said before; what the person asked for stays."""
    person = find_person(session, workspace_id, profile.user_id)
    if person is None:
        person = Person(workspace_id=workspace_id, user_id=profile.user_id, updated_at=now)
    known = {name: value for name, value in asdict(profile).items() if value is not None}  # no locale: keep the old one
    person.sqlmodel_update({**known, "updated_at": now})
    session.add(person)


def keep_users(session: Session, workspace: Workspace, users: Iterable[Mapping[str, Any]], *, now: datetime) -> None:
    for user in users:
        keep_profile(session, workspace.key, profile_of(user, workspace.team_id), now=now)


def find_person(session: Session, workspace_id: int, user_id: str) -> Person | None:
    return session.exec(_PERSON, params={"workspace_id": workspace_id, "user_id": user_id}).first()


def is_gone(session: Session, workspace_id: int, user_id: str) -> bool:
    """Whether her account is deactivated. Nobody we have not heard of is."""
    known = find_person(session, workspace_id, user_id)
    return known is not None and known.is_gone


def reader_of(session: Session, workspace_id: int, user_id: str) -> Reader:
    """The person a screen is for; somebody the bot has never heard of reads the workspace's language."""
    found = _READER.run(session, {"workspace_id": workspace_id, "user_id": user_id}).fetchone()
    of_workspace, own, locale, time_zone, is_admin, is_guest, is_outside, is_bot, no_offer = found
    language = language_for(own, of_workspace, locale)
    answered = bool(no_offer) or own is not None
    return Reader(
        user_id=user_id,
        language=language,
        time_zone=time_zone or "",
        is_admin=bool(is_admin),
        is_guest=bool(is_guest),
        is_outside=bool(is_outside),
        is_bot=bool(is_bot),
        offer_vietnamese=offers_vietnamese(time_zone=time_zone or "", language=language, answered=answered),
    )


def names_of(session: Session, workspace_id: int, user_ids: Iterable[str]) -> dict[str, str]:
    wanted = sorted(set(user_ids) - {""})
    if len(wanted) <= FEW:
        asked = {one: _NAME.scalar(session, {"workspace_id": workspace_id, "user_id": one}) for one in wanted}
        return {one: name for one, name in asked.items() if name is not None}
    found = rows(session, _NAMES, {"workspace_id": workspace_id, "user_ids": wanted})
    return dict(found.all())


def choose_language(session: Session, workspace_id: int, user_id: str, language: str, *, now: datetime) -> None:
    """Raises UserError for a language there are no texts in."""
    if language not in LANGUAGES:
        raise UserError(N_("Flywheel speaks English (`en`) and Vietnamese (`vi`). Try `/flywheel language vi`."))
    person = _person(session, workspace_id, user_id, now=now)
    person.language = language
    session.add(person)


def decline_offer(session: Session, workspace_id: int, user_id: str, *, now: datetime) -> None:
    person = _person(session, workspace_id, user_id, now=now)
    person.no_offer = True
    session.add(person)


def _person(session: Session, workspace_id: int, user_id: str, *, now: datetime) -> Person:
    known = find_person(session, workspace_id, user_id)
    return known or Person(workspace_id=workspace_id, user_id=user_id, updated_at=now)
