"""Moving a meeting, skipping it, calling it off. All that waits follows in the same transaction, what was posted is
corrected in place, and one line says so below it."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.agenda.models import AgendaItem, ItemState
from bot.agenda.posting import edit_agenda, edit_call
from bot.errors import UserError
from bot.facilitators.services import look_again
from bot.i18n import N_
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.meetings.planning import AROUND, call_off, retime
from bot.meetings.queries import find_meeting, series_at
from bot.meetings.rules import to_utc
from bot.meetings.shown import day_and_time
from bot.meetings.telling import tell_called_off, tell_moved
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.steps.models import StepKind
from bot.steps.services import cancel as cancel_step
from bot.workdays.services import today_in

MOVABLE = (MeetingStatus.PLANNED, MeetingStatus.SKIPPED)  # one that was skipped comes back
AHEAD = (MeetingStatus.PLANNED, MeetingStatus.RUNNING)
OVER = (MeetingStatus.RUNNING, MeetingStatus.HELD, MeetingStatus.MISSED)
PAST = N_("That is in the past. Choose a day and a time to come.")
BEYOND_NEXT = N_("That is not before the next meeting, {when}. Move it less far, or skip it.")
BEFORE_LAST = N_("That is not after the meeting before it, {when}. Choose a later day.")
BEGUN = N_("A meeting from that day on has begun already. Choose a later one.")


def move(
    session: Session, workspace_id: int, by: str, meeting_id: int, to_local: datetime, *, now: datetime
) -> Meeting:
    """To another time on the wall of the series' zone. Raises UserError for the past, and for what is not between its
    neighbours."""
    meeting = _for(session, workspace_id, by, meeting_id, MOVABLE, now=now)
    series, was = series_at(session, meeting), meeting.starts_at
    starts_at = to_utc(to_local, series.zone)
    _check_place(session, meeting, starts_at, by, now=now)
    if (meeting.status, was) == (MeetingStatus.PLANNED, starts_at):
        return meeting
    meeting.starts_local, meeting.starts_at, meeting.why = to_local, starts_at, ""
    meeting.status = MeetingStatus.PLANNED
    series.sequence += 1
    _changed(session, meeting, series)
    retime(session, meeting, series, now=now)
    look_again(session, meeting, now=now)
    _correct(session, meeting, now=now)
    tell_moved(session, meeting, by, was, now=now)
    return meeting


def skip(session: Session, workspace_id: int, by: str, meeting_id: int, why: str, *, now: datetime) -> Meeting:
    """What waits for it goes on to the next one. Raises UserError."""
    return _without(session, workspace_id, by, meeting_id, (MeetingStatus.SKIPPED, why), now=now)


def cancel(session: Session, workspace_id: int, by: str, meeting_id: int, why: str, *, now: datetime) -> Meeting:
    """As `skip`; calendars show it crossed out instead of leaving it out."""
    return _without(session, workspace_id, by, meeting_id, (MeetingStatus.CANCELLED, why), now=now)


def supersede(session: Session, series: Series, from_local: datetime, *, now: datetime) -> None:
    """The series ends before `from_local`; what was planned from then on gives way to another series.

    Raises UserError where one of those has begun.
    """
    wanted = select(Meeting).where(Meeting.series_id == series.key, col(Meeting.original_local) >= from_local)
    meetings = session.exec(wanted.with_for_update(key_share=True)).all()
    if any(meeting.status in OVER for meeting in meetings):
        raise UserError(BEGUN, block_id=BlockId.FROM_MEETING)
    for meeting in meetings:
        meeting.status = MeetingStatus.SUPERSEDED
        _changed(session, meeting)
        _let_go(session, meeting, now=now)
    series.until_local, series.sequence = from_local, series.sequence + 1
    session.add(series)
    session.flush()
    cancel_step(session, series.workspace_id, StepKind.SERIES, str(series.key), now=now)


def _without(
    session: Session, workspace_id: int, by: str, meeting_id: int, fate: tuple[MeetingStatus, str], *, now: datetime
) -> Meeting:
    meeting = _for(session, workspace_id, by, meeting_id, (MeetingStatus.PLANNED,), now=now)
    meeting.status, meeting.why = fate[0], fate[1][:200]
    series = series_at(session, meeting)
    series.sequence += 1
    _changed(session, meeting, series)
    _let_go(session, meeting, now=now)
    tell_called_off(session, meeting, by, now=now)
    return meeting


def _for(
    session: Session, workspace_id: int, by: str, meeting_id: int, statuses: tuple[MeetingStatus, ...], *, now: datetime
) -> Meeting:
    """The meeting, held until this is over: two people move it one after the other."""
    require(session, workspace_id, by, Act.EDIT_MEETING, on=today_in(session, workspace_id, now))
    session.get(Meeting, meeting_id, with_for_update={"key_share": True})
    return find_meeting(session, workspace_id, meeting_id, *statuses)


def _check_place(session: Session, meeting: Meeting, starts_at: datetime, by: str, *, now: datetime) -> None:
    if starts_at <= now:
        raise UserError(PAST, block_id=BlockId.DAY)
    others = select(Meeting).where(
        Meeting.workspace_id == meeting.workspace_id, Meeting.id != meeting.id, col(Meeting.status).in_(AHEAD)
    )
    for other in session.exec(others.order_by(col(Meeting.starts_at))):
        is_after = other.starts_at > meeting.starts_at
        if (other.starts_at <= starts_at) if is_after else (starts_at <= other.starts_at):
            said = BEYOND_NEXT if is_after else BEFORE_LAST
            language = reader_of(session, meeting.workspace_id, by).language
            raise UserError(said, when=day_and_time(other.starts_local, language), block_id=BlockId.DAY)


def _changed(session: Session, meeting: Meeting, *others: Series) -> None:
    """By hand: no rule changes it any more."""
    meeting.moved, meeting.version = True, meeting.version + 1
    session.add_all([meeting, *others])
    session.flush()


def _let_go(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Nothing waits for it any more; what it was to talk about waits for the next one."""
    call_off(session, meeting, *AROUND, now=now)
    items = sa.update(AgendaItem).where(
        col(AgendaItem.meeting_id) == meeting.id, col(AgendaItem.state).in_([ItemState.DRAFT, ItemState.OPEN])
    )
    session.connection().execute(items.values(meeting_id=None, position=None, not_today=False))
    _correct(session, meeting, now=now)


def _correct(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """What was posted, or is on its way."""
    edit_call(session, meeting, now=now)
    edit_agenda(session, meeting, now=now)
