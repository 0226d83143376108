"""Finding the series and its meetings."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.errors import UserError
from bot.i18n import N_
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.meetings.warnings import OffThere as OffThere
from bot.meetings.warnings import warnings_for as warnings_for

AHEAD = (MeetingStatus.PLANNED, MeetingStatus.RUNNING)
NO_MEETING = N_("This meeting is not there any more. `/flywheel next` shows what is coming.")
MEANWHILE = {
    MeetingStatus.PLANNED: N_("This meeting has not started yet."),
    MeetingStatus.RUNNING: N_("This meeting is running already."),
    MeetingStatus.HELD: N_("This meeting is over."),
    MeetingStatus.SKIPPED: N_("This meeting was skipped."),
    MeetingStatus.CANCELLED: N_("This meeting was cancelled."),
    MeetingStatus.MISSED: N_("This meeting did not take place."),
    MeetingStatus.SUPERSEDED: N_("The series was changed: `/flywheel next` shows what is coming."),
}


def series_of(session: Session, workspace_id: int) -> Series | None:
    """The one that runs on."""
    wanted = select(Series).where(Series.workspace_id == workspace_id, col(Series.until_local).is_(None))
    return session.exec(wanted).first()


def series_at(session: Session, meeting: Meeting) -> Series:
    """The one a meeting belongs to."""
    return session.get_one(Series, meeting.series_id)


def next_meeting(session: Session, workspace_id: int, *, now: datetime) -> Meeting | None:
    """The one that runs, or the next planned one. One that should have started stays next until it is known missed."""
    ahead = select(Meeting).where(Meeting.workspace_id == workspace_id, col(Meeting.status).in_(AHEAD))
    running = Meeting.status == MeetingStatus.RUNNING
    first = col(Meeting.starts_at)
    found = session.exec(ahead.where(running).order_by(first)).first()
    return found or session.exec(ahead.where(first >= now).order_by(first)).first()


def meetings_ahead(
    session: Session, workspace_id: int, *statuses: MeetingStatus, since: datetime
) -> list[Meeting]:  # fmt: skip
    """Those of these statuses that begin later, the next one first."""
    wanted = select(Meeting).where(
        Meeting.workspace_id == workspace_id, col(Meeting.status).in_(statuses), col(Meeting.starts_at) > since
    )
    return list(session.exec(wanted.order_by(col(Meeting.starts_at))).all())


def planned_meetings(session: Session, workspace_id: int, *, since: datetime) -> list[Meeting]:
    """Those still to come, the next one first."""
    return meetings_ahead(session, workspace_id, MeetingStatus.PLANNED, since=since)


def running_meeting(session: Session, workspace_id: int, *, now: datetime) -> Meeting | None:
    """The one that is on."""
    meeting = next_meeting(session, workspace_id, now=now)
    return meeting if meeting and meeting.status is MeetingStatus.RUNNING else None


def meeting_before(session: Session, meeting: Meeting) -> Meeting | None:
    """The last one held before it."""
    held = select(Meeting).where(
        Meeting.workspace_id == meeting.workspace_id,
        Meeting.status == MeetingStatus.HELD,
        col(Meeting.starts_at) < meeting.starts_at,
    )
    return session.exec(held.order_by(col(Meeting.starts_at).desc())).first()


def find_meeting(session: Session, workspace_id: int, meeting_id: int, *statuses: MeetingStatus) -> Meeting:
    """One of these statuses, or any where none is named. Raises UserError, which says what became of it."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.workspace_id != workspace_id:
        raise UserError(NO_MEETING)
    if statuses and meeting.status not in statuses:
        raise UserError(MEANWHILE[meeting.status])
    return meeting
