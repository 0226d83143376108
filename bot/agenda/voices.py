"""Who speaks for a pain, who promised what about it, and where these people work; for many pains at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, func, select

from bot.loops.models import Outcome, Telling
from bot.ownership.models import Handoff, HandoffState
from bot.pains.models import Echo, History, Pain
from bot.people.models import Person
from bot.roster.models import Seat

AT_ONCE = 10_000  # ids in one query; SQLite takes 32,766 values
NOT_TOLD = col(Telling.outcome).in_((Outcome.UNREACHABLE, Outcome.NOT_FIXED))
RETURNED, LET_GO = ("opened again", "came back"), ("let go",)  # in the history of a pain


@dataclass
class Voices:
    """What is known of one pain beyond its row."""

    people: set[str] = field(default_factory=set)  # who reported it or has it too; Slack user ids
    handoffs: list[Handoff] = field(default_factory=list)  # oldest first
    not_told: int = 0  # customers who could not be reached, or for whom it was not fixed
    released_at: datetime | None = None  # when its last owner was gone


def voices_of(session: Session, pains: Collection[Pain]) -> dict[int, Voices]:
    """By the id of the pain. Four queries, however many pains."""
    known = {pain.key: Voices({pain.reporter}) for pain in pains}
    ids = list(known)
    for pain_id, person in session.exec(select(Echo.pain_id, Echo.person).where(col(Echo.pain_id).in_(ids))):
        known[pain_id].people.add(person)
    for handoff in session.exec(select(Handoff).where(col(Handoff.pain_id).in_(ids)).order_by(col(Handoff.seq))):
        known[handoff.pain_id].handoffs.append(handoff)
    missed = select(Telling.pain_id, func.count()).where(col(Telling.pain_id).in_(ids), NOT_TOLD)
    for pain_id, count in session.exec(missed.group_by(col(Telling.pain_id))):
        known[pain_id].not_told = count
    for pain_id, at in _last(session, ids, LET_GO).items():
        known[pain_id].released_at = at
    return known


def returned(session: Session, pain_ids: Sequence[int]) -> dict[int, datetime]:
    """When each pain was last opened again."""
    return _last(session, pain_ids, RETURNED)


def departments_of(session: Session, workspace_id: int, people: Collection[str]) -> dict[str, str]:
    """The key of the department each decides for or works in; who has none is not there."""
    wanted, works_in = sorted(people), dict[str, str]()
    for start in range(0, len(wanted), AT_ONCE):
        these = select(Person.user_id, Person.department).where(
            Person.workspace_id == workspace_id,
            col(Person.user_id).in_(wanted[start : start + AT_ONCE]),
            Person.department != "",
        )
        works_in |= dict(session.exec(these).all())
    seated = select(Seat.person, Seat.department).where(
        Seat.workspace_id == workspace_id, col(Seat.valid_to).is_(None), Seat.department != ""
    )
    return works_in | {person: key for person, key in session.exec(seated) if person in people}


def declined(handoffs: Sequence[Handoff]) -> int:
    return sum(one.state is HandoffState.DECLINED for one in handoffs)


def _last(session: Session, pain_ids: Sequence[int], deeds: Sequence[str]) -> dict[int, datetime]:
    last = select(History.pain_id, func.max(History.at)).where(
        col(History.pain_id).in_(pain_ids), col(History.what).in_(deeds)
    )
    return dict(session.exec(last.group_by(col(History.pain_id))).all()) if pain_ids else {}
