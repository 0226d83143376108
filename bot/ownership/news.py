"""Who is told what about owners and handoffs: one quiet direct message each, in her own language."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.i18n import Texts, texts_in
from bot.ownership import views
from bot.ownership.models import Handoff, HandoffState
from bot.ownership.queries import about, department_shown
from bot.pains.models import Pain, PainStatus
from bot.people.services import names_of, reader_of
from bot.roster.services import deciders
from bot.slack.blocks import Message
from bot.slack.ids import PurposeId
from bot.workdays.services import today_in


def send_offer(session: Session, handoff: Handoff, *, now: datetime) -> str:
    """Ask whoever answers for the receiver. Returns who that is; "" = the department has no decision maker."""
    pain = session.get_one(Pain, handoff.pain_id)
    person = handoff.to_person or _decider(session, handoff, now)
    if person:
        letter = Letter(
            key=f"offer:{pain.number}:{handoff.seq}:{person}",
            method=Method.POST,
            channel=person,
            purpose=PurposeId.OFFER,
            subject=f"{handoff.id}:{person}",
        )
        enqueue(session, handoff.workspace_id, letter, now=now)
    return person


def _decider(session: Session, handoff: Handoff, now: datetime) -> str:
    """The lead, or the deputy where the lead is the giver."""
    today = today_in(session, handoff.workspace_id, now)
    decide = deciders(session, handoff.workspace_id, handoff.to_department, on=today)
    return next((person for person in decide if person != handoff.by), decide[0] if decide else "")


def render_offer(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for one that was answered, or whose pain is no longer open."""
    handoff_id, person = row.subject.split(":")
    handoff = session.get_one(Handoff, int(handoff_id))
    pain = session.get_one(Pain, handoff.pain_id)
    if handoff.state is not HandoffState.OFFERED or pain.status is not PainStatus.OPEN:
        return None
    workspace_id = row.workspace_id
    offer = views.Offer(
        handoff_id=int(handoff_id),
        about=about(session, pain),
        giver=names_of(session, workspace_id, [handoff.by]).get(handoff.by, ""),
        from_department=department_shown(session, workspace_id, handoff.from_department),
        to_department=department_shown(session, workspace_id, handoff.to_department),
        reason=handoff.reason,
        since=handoff.offered_at,
        to_you=handoff.to_person == person,
    )
    return views.offer_message(offer, _texts(session, workspace_id, person)).payload()


def propose(session: Session, pain: Pain, person: str, department: str, *, now: datetime) -> None:
    """Ask a lead whether a pain nobody owns is hers."""
    letter = Letter(
        key=f"proposal:{pain.number}:v{pain.version}:{person}",
        method=Method.POST,
        channel=person,
        purpose=PurposeId.PROPOSAL,
        subject=f"{pain.id}:{person}:{department}",
    )
    enqueue(session, pain.workspace_id, letter, now=now)


def render_proposal(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for one that somebody owns by now, or that is no longer open."""
    pain_id, person, key = row.subject.split(":")
    pain = session.get_one(Pain, int(pain_id))
    if pain.owner or pain.status is not PainStatus.OPEN:
        return None
    department, t = department_shown(session, row.workspace_id, key), _texts(session, row.workspace_id, person)
    return views.proposal_message(about(session, pain), pain.key, department, t).payload()


def tell_each(
    session: Session,
    pain: Pain,
    people: Iterable[str],
    what: str,
    message: Callable[[Texts], Message],
    *,
    now: datetime,
) -> None:  # one message in several languages
    """The same news to some people, each once. Whoever did it must not be among them."""
    letters = [
        Letter(f"{what}:{pain.number}:v{pain.version}:{person}", Method.POST, person,
               message(_texts(session, pain.workspace_id, person)).payload())
        for person in dict.fromkeys(people) if person
    ]  # fmt: skip
    enqueue(session, pain.workspace_id, *letters, now=now)


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
