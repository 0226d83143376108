"""What falls due before a meeting: the call for its agenda, and the agenda."""

from datetime import datetime

from sqlmodel import Session

from bot.agenda.posting import post_agenda, post_call
from bot.agenda.rules import LATE_AFTER
from bot.agenda.writing import write_agenda
from bot.meetings.models import Meeting, MeetingStatus
from bot.steps.models import Step

STARTED = "missed: it had started"
CALLED = (MeetingStatus.PLANNED, MeetingStatus.SKIPPED)


def call(session: Session, step: Step, now: datetime) -> str:
    """Three working days before: what stands in your way? A skipped meeting's call says that it is skipped."""
    meeting = session.get_one(Meeting, int(step.subject))
    if meeting.status not in CALLED:
        return meeting.status.value
    if now >= meeting.starts_at:
        return STARTED
    post_call(session, meeting, step.due_at, now=now)
    if meeting.status is MeetingStatus.SKIPPED:
        return f"skipped: {meeting.why}".removesuffix(": ")
    return _sent(step, now)


def agenda(session: Session, step: Step, now: datetime) -> str:
    """The working day before: written anew, and posted."""
    meeting = session.get_one(Meeting, int(step.subject))
    if meeting.status is not MeetingStatus.PLANNED:
        return meeting.status.value
    if now >= meeting.starts_at:
        return STARTED
    write_agenda(session, meeting, now=now)
    post_agenda(session, meeting, step.due_at, now=now)
    return _sent(step, now)


def _sent(step: Step, now: datetime) -> str:
    return "late" if now - step.due_at > LATE_AFTER else "sent"
