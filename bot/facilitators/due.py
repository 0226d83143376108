"""A week before a meeting: whoever's turn it is to lead it is told."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.facilitators.services import assign
from bot.meetings.models import Meeting, MeetingStatus
from bot.people.services import names_of
from bot.steps.models import Step

LATE_AFTER = timedelta(hours=1)  # there is a week left, so what is late is said late


def assign_leader(session: Session, step: Step, now: datetime) -> str:
    """Until it begins; nobody is told of a meeting that is not going to be."""
    meeting = session.get_one(Meeting, int(step.subject))
    if meeting.status is not MeetingStatus.PLANNED:
        return f"skipped: {meeting.why or meeting.status.value}"[:100]
    if now >= meeting.starts_at:
        return "missed: it was time to begin"
    late = now - step.due_at > LATE_AFTER
    leader = assign(session, meeting, now=now, late=late)
    if not leader:
        return "skipped: nobody is in the rotation"
    name = names_of(session, meeting.workspace_id, [leader]).get(leader) or leader
    return f"{'late' if late else 'sent'}: {name}"[:100]
