"""Who is told what about leading a meeting: one quiet direct message each, in her own language."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.facilitators import views
from bot.facilitators.views import Charge
from bot.i18n import Texts, texts_in
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.queries import series_at
from bot.people.services import names_of, reader_of
from bot.slack.blocks import Message
from bot.slack.ids import PurposeId

LATE = "late"


def lead_key(session: Session, meeting: Meeting) -> str:
    """Of the letter that tells its leader; the ledger looks it up."""
    return f"lead:{named(session, meeting)}:{meeting.facilitator}"


def named(session: Session, meeting: Meeting) -> str:
    """What makes it this one: its series, and when the rule has it."""
    return f"{series_at(session, meeting).uid}:{meeting.original_local:%Y%m%dT%H%M}"


def tell_leader(session: Session, meeting: Meeting, *, late: bool = False, now: datetime) -> None:
    """That it is her turn. She may be told again: it was somebody else's in between."""
    key = lead_key(session, meeting)
    known = select(OutboxRow.id).where(OutboxRow.workspace_id == meeting.workspace_id, OutboxRow.key == key)
    if session.exec(known).first():
        key = f"{key}:v{meeting.version}"
    letter = Letter(
        key=key,
        method=Method.POST,
        channel=meeting.facilitator,
        purpose=PurposeId.LEAD,
        subject=f"{meeting.key}:{LATE if late else ''}",
        expires_at=meeting.starts_at,
    )
    enqueue(session, meeting.workspace_id, letter, now=now)


def render_lead(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None when somebody else leads it by now, or it is not going to be."""
    meeting_id, _, late = row.subject.partition(":")
    meeting = session.get_one(Meeting, int(meeting_id))
    if meeting.facilitator != row.channel or meeting.status is not MeetingStatus.PLANNED:
        return None
    return views.lead_message(charge_of(session, meeting, late=late == LATE), _texts(session, row)).payload()


def ask_instead(session: Session, meeting: Meeting, by: str, to: str, *, now: datetime) -> None:
    letter = Letter(
        key=f"lead offer:{named(session, meeting)}:{to}:{now:%Y%m%dT%H%M%S}",
        method=Method.POST,
        channel=to,
        purpose=PurposeId.LEAD_OFFER,
        subject=f"{meeting.key}:{meeting.facilitator}:{by}",
        expires_at=meeting.starts_at,
    )
    enqueue(session, meeting.workspace_id, letter, now=now)
    _tell(session, meeting, by, to, views.asked_note, now=now)


def render_lead_offer(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None once it is not to be given any more."""
    meeting_id, giver, by = row.subject.split(":")
    meeting = session.get_one(Meeting, int(meeting_id))
    if meeting.facilitator != giver or meeting.status is not MeetingStatus.PLANNED:
        return None
    return views.asked_message(charge_of(session, meeting, by), giver, _texts(session, row)).payload()


def tell_passed(session: Session, meeting: Meeting, before: str, *, now: datetime) -> None:
    """To whoever was to lead it: somebody else does now."""
    _tell(session, meeting, before, meeting.facilitator, views.passed_news, now=now)


def tell_declined(session: Session, meeting: Meeting, by: str, *, now: datetime) -> None:
    """To whoever leads it still."""
    _tell(session, meeting, meeting.facilitator, by, views.declined_news, now=now)


def charge_of(session: Session, meeting: Meeting, about: str = "", *, late: bool = False) -> Charge:
    """`about`: the person it is about."""
    return Charge(
        meeting_id=meeting.key,
        starts_at=meeting.starts_at,
        zone=series_at(session, meeting).zone,
        wall=f"{meeting.starts_local:%H:%M}",
        name=names_of(session, meeting.workspace_id, [about]).get(about, ""),
        late=late,
    )


def _tell(
    session: Session,
    meeting: Meeting,
    to: str,
    about: str,
    message: Callable[[Charge, Texts], Message],
    *,
    now: datetime,
) -> None:  # one message in several languages
    if to and to != about:
        t = texts_in(reader_of(session, meeting.workspace_id, to).language)
        key = f"lead {message.__name__}:{named(session, meeting)}:{to}:{about}:v{meeting.version}"
        said = message(charge_of(session, meeting, about), t).payload()
        enqueue(session, meeting.workspace_id, Letter(key, Method.POST, to, said), now=now)


def _texts(session: Session, row: OutboxRow) -> Texts:
    return texts_in(reader_of(session, row.workspace_id, row.channel).language)
