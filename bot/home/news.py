"""Whose Home shows a pain: who reported it, owns it, was offered it, decides about it, or is to tell a customer."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.home.publishing import publish_anew
from bot.loops.models import Telling
from bot.ownership.models import Handoff
from bot.pains.models import Pain
from bot.roster.models import Seat
from bot.store.prepared import Prepared

_HANDOFFS = Prepared(
    sa.select(col(Handoff.by), col(Handoff.to_person), col(Handoff.to_department)).where(
        col(Handoff.pain_id) == sa.bindparam("pain_id")
    )
)
_TELLERS = Prepared(
    sa.select(col(Telling.teller)).where(
        col(Telling.pain_id) == sa.bindparam("pain_id"), col(Telling.round) == sa.bindparam("round")
    )
)
# Those it was taken from since may still see it, and those who decide by tomorrow see nothing yet: either is harmless.
_DECIDERS = Prepared(
    sa.select(col(Seat.person), col(Seat.department)).where(
        col(Seat.workspace_id) == sa.bindparam("workspace_id"),
        col(Seat.role).in_([sa.literal_column("'lead'"), sa.literal_column("'deputy'")]),
        col(Seat.valid_to).is_(None),
    )
)


def pain_changed(session: Session, pain: Pain, *, now: datetime) -> None:
    """Publish anew where somebody looks at a Home that shows it. Its version names the change."""
    about = f"{pain.number}:v{pain.version}"
    publish_anew(session, pain.workspace_id, _concerned(session, pain), about, now=now)


def _concerned(session: Session, pain: Pain) -> Iterator[str]:
    yield from (pain.reporter, pain.owner)
    wanted = {"workspace_id": pain.workspace_id, "pain_id": pain.key, "round": pain.round}
    departments = {pain.owner_department}
    for by, person, department in _HANDOFFS.run(session, wanted).fetchall():
        yield from (by, person)
        departments.add(department)
    if pain.round:
        yield from (teller for (teller,) in _TELLERS.run(session, wanted).fetchall())
    if departments - {""}:
        seats = _DECIDERS.run(session, wanted).fetchall()
        yield from (person for person, department in seats if department in departments)
