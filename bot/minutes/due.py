"""Within ten minutes of the end of a meeting: its minutes."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.board.queries import closed_by_itself
from bot.meetings.models import Meeting, MeetingStatus
from bot.minutes.posting import post
from bot.minutes.rules import WAIT, is_late
from bot.steps.models import Step, StepKind


def post_minutes(session: Session, step: Step, now: datetime) -> str | datetime:
    """A few minutes after the end, for ratings and what is agreed at the door; not once the next call is out."""
    meeting = session.get_one(Meeting, int(step.subject))
    if meeting.status is not MeetingStatus.HELD:
        return f"skipped: {meeting.status.value}"
    ended_at, until = meeting.ended_at or now, wanted_until(session, meeting)
    if now < ended_at + WAIT and not closed_by_itself(session, meeting):
        return ended_at + WAIT
    if until and now >= until:
        return "missed: the next call was out"
    post(session, meeting, until=until, now=now)
    return "late" if is_late(ended_at, now) else "sent"


def wanted_until(session: Session, meeting: Meeting) -> datetime | None:
    """When the next meeting's agenda is called for; None = no other meeting is planned."""
    following = select(Meeting).where(
        Meeting.workspace_id == meeting.workspace_id,
        Meeting.status == MeetingStatus.PLANNED,
        col(Meeting.starts_at) > meeting.starts_at,
    )
    coming = session.exec(following.order_by(col(Meeting.starts_at))).first()
    if coming is None:
        return None
    call = select(Step.due_at).where(
        Step.workspace_id == meeting.workspace_id,
        Step.kind == StepKind.MEETING_CALL,
        Step.subject == str(coming.key),
    )
    return session.exec(call.order_by(col(Step.seq).desc())).first() or coming.starts_at
