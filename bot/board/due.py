"""What the clock does with a meeting: it starts it, counts its minutes, and closes one that nobody ended."""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from bot.board.posting import edit_time
from bot.board.queries import CLOSED
from bot.board.rules import LATE_START, closes_at, is_late
from bot.board.services import end, miss, start
from bot.meetings.models import Meeting, MeetingStatus
from bot.steps.models import Step

A_MINUTE = timedelta(minutes=1)


def start_meeting(session: Session, step: Step, now: datetime) -> str | datetime:
    """Up to twenty minutes late, and then it says so; after that it was missed."""
    meeting = _locked(session, step)
    if meeting.status is not MeetingStatus.PLANNED:
        return f"skipped: {meeting.why or meeting.status}"
    if now < meeting.starts_at:
        return meeting.starts_at
    if now - meeting.starts_at > LATE_START:
        miss(session, meeting, now=now)
        return "missed: its start was over"
    start(session, meeting, now=now)
    return "late" if is_late(meeting) else "sent"


def count_minutes(session: Session, step: Step, now: datetime) -> str | datetime:
    """The time left, once a minute."""
    meeting = session.get_one(Meeting, int(step.subject))
    if meeting.status is not MeetingStatus.RUNNING:
        return f"over: {meeting.status}"
    edit_time(session, meeting, now=now)
    return now + A_MINUTE


def close_forgotten(session: Session, step: Step, now: datetime) -> str | datetime:
    """Half an hour after its time nobody will end it any more."""
    meeting = _locked(session, step)
    if meeting.status is not MeetingStatus.RUNNING:
        return f"nothing to close: {meeting.status}"
    if now < closes_at(meeting):
        return closes_at(meeting)
    end(session, meeting, now=now)
    return CLOSED


def _locked(session: Session, step: Step) -> Meeting:
    wanted = select(Meeting).where(Meeting.id == int(step.subject)).with_for_update(key_share=True)
    return session.exec(wanted.execution_options(populate_existing=True)).one()
