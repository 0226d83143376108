"""The rows of a series: each coming occurrence, and what falls due around it. Safe to repeat, by any number at once."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from bot.i18n import language_for
from bot.meetings.holidays import DaysOff, Placed, place
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.meetings.rules import (
    agenda_at,
    call_at,
    end_at,
    lead_at,
    occurrences,
    to_local,
    to_utc,
    weeks_of,
)
from bot.steps.models import StepKind
from bot.steps.services import Due, cancel, plan, plan_anew
from bot.store.once import InsertOnce
from bot.workdays.models import DayOff
from bot.workdays.rules import Calendar
from bot.workspaces.models import Workspace

AHEAD = timedelta(days=100)
OVERLAP = timedelta(days=1)  # looked at once more: a zone may have changed its rules where the last look ended
AROUND = (
    StepKind.MEETING_LEAD,
    StepKind.MEETING_CALL,
    StepKind.MEETING_AGENDA,
    StepKind.MEETING_START,
    StepKind.MEETING_END,
)
BY_THE_RULE = (MeetingStatus.PLANNED, MeetingStatus.SKIPPED)

_MEETINGS = InsertOnce(
    Meeting,
    *("workspace_id", "series_id", "original_local", "starts_local", "starts_at", "minutes", "status", "why", "moved"),
    *("facilitator", "call_ts", "agenda_ts", "version"),
)


def fill(session: Session, series: Series, *, now: datetime) -> None:
    """Rows as far ahead as anybody looks, and their steps. What was planned follows new days off and new zone rules."""
    days, language = days_off(session, series), _language(session, series)
    until = now + max(AHEAD, 2 * every(series) + OVERLAP)
    placed = placed_between(series, days, (series.horizon or now) - OVERLAP, until)
    _MEETINGS.many(session, [_row(series, one, _why(one, days, language), now) for one in placed])
    meetings = _coming(session, series, now)
    for meeting in meetings:
        _follow(session, meeting, series, days, now=now)
    dues = [due for meeting in meetings for due in dues_of(meeting, series, days.calendar, now=now)]
    plan(session, series.workspace_id, *dues, now=now)
    series.horizon = until
    session.add(series)
    session.flush()


def days_off(session: Session, series: Series) -> DaysOff:
    """Those of everybody. What one department has off is warned of, not kept."""
    own = select(col(DayOff.day), col(DayOff.name)).where(
        DayOff.workspace_id == series.workspace_id, DayOff.department == ""
    )
    return DaysOff(series.country, dict(session.exec(own).all()))


def placed_between(series: Series, days: DaysOff, after: datetime, until: datetime) -> list[Placed]:
    """Every occurrence of the rule between two moments, where its days off put it."""
    first, last = to_local(after, series.zone), to_local(until, series.zone)
    found = occurrences(series.rule, series.first_local, series.until_local, first, last)
    step, policy = every(series), series.holidays  # ten years are many meetings
    return [place(one, one + step, policy, days) for one in found]


def dues_of(meeting: Meeting, series: Series, calendar: Calendar, *, now: datetime) -> list[Due]:
    """What falls due around a meeting. A call at short notice is none: the agenda is out by then.

    A skipped one keeps its call alone, which says so instead.
    """
    local, zone, subject = meeting.starts_local, series.zone, str(meeting.id)
    agenda = agenda_at(local, zone, calendar)
    call = [Due(StepKind.MEETING_CALL, subject, call_at(local, zone, calendar))] if now < agenda else []
    if meeting.status is not MeetingStatus.PLANNED:
        return call
    return [
        Due(StepKind.MEETING_LEAD, subject, lead_at(local, zone)),
        *call,
        Due(StepKind.MEETING_AGENDA, subject, agenda),
        Due(StepKind.MEETING_START, subject, meeting.starts_at),
        Due(StepKind.MEETING_END, subject, end_at(meeting.starts_at, meeting.minutes)),
    ]


def retime(session: Session, meeting: Meeting, series: Series, *, now: datetime) -> None:
    """All that still waits follows the meeting; what was called off comes back. What was done stays done, but an
    agenda that went out too early is written anew on its day."""
    dues = dues_of(meeting, series, days_off(session, series).calendar, now=now)
    call_off(session, meeting, *(kind for kind in AROUND if kind not in {due.kind for due in dues}), now=now)
    for due in dues:
        is_planned = plan_anew(session, meeting.workspace_id, due, now=now)
        if not is_planned and due.kind == StepKind.MEETING_AGENDA:
            call_off(session, meeting, due.kind, now=now)
            again = [replace(due, seq=meeting.version)] if due.due_at > now else []
            plan(session, meeting.workspace_id, *again, now=now)


def call_off(session: Session, meeting: Meeting, *kinds: str, now: datetime) -> None:
    """Nothing of these waits any more."""
    for kind in kinds:
        cancel(session, meeting.workspace_id, kind, str(meeting.id), now=now)


def every(series: Series) -> timedelta:
    """From one occurrence to the next, on the wall."""
    return timedelta(weeks=weeks_of(series.rule))


def _coming(session: Session, series: Series, now: datetime) -> list[Meeting]:
    """Locked: somebody may be moving one just now."""
    wanted = select(Meeting).where(
        Meeting.series_id == series.key, col(Meeting.starts_at) > now, col(Meeting.status).in_(BY_THE_RULE)
    )
    return list(session.exec(wanted.order_by(col(Meeting.starts_at)).with_for_update(key_share=True)).all())


def _follow(session: Session, meeting: Meeting, series: Series, days: DaysOff, *, now: datetime) -> None:
    """Where a rule has changed since the row was made. What people moved, called off or were called for stays."""
    placed = Placed(meeting.original_local, meeting.starts_local, is_skipped=meeting.status is MeetingStatus.SKIPPED)
    by_the_rule = not (meeting.moved or meeting.call_ts)
    if by_the_rule:
        original = meeting.original_local
        placed = place(original, original + every(series), series.holidays, days)
    starts_at, status = to_utc(placed.starts, series.zone), _status(placed)
    if (meeting.starts_local, meeting.starts_at, meeting.status) == (placed.starts, starts_at, status):
        return
    meeting.starts_local, meeting.starts_at, meeting.status = placed.starts, starts_at, status
    meeting.version, series.sequence = meeting.version + 1, series.sequence + 1
    if by_the_rule:
        meeting.why = _why(placed, days, _language(session, series))[:200]
    session.add(meeting)
    session.flush()
    retime(session, meeting, series, now=now)


def _row(series: Series, placed: Placed, why: str, now: datetime) -> dict[str, Any]:
    """One that nobody could start any more, after a long outage, is known to be missed."""
    starts_at, status = to_utc(placed.starts, series.zone), _status(placed)
    if status is MeetingStatus.PLANNED and starts_at <= now:
        status = MeetingStatus.MISSED
    when = {"original_local": placed.original, "starts_local": placed.starts, "starts_at": starts_at}
    blank = {"moved": False, "facilitator": "", "call_ts": "", "agenda_ts": "", "version": 1}
    ids = {"workspace_id": series.workspace_id, "series_id": series.key}
    return {**ids, **when, **blank, "minutes": series.minutes, "status": status, "why": why[:200]}


def _status(placed: Placed) -> MeetingStatus:
    return MeetingStatus.SKIPPED if placed.is_skipped else MeetingStatus.PLANNED


def _why(placed: Placed, days: DaysOff, language: str) -> str:
    """The day off it fell on; "" for none, and for one without a name."""
    return days.name(placed.day_off, language) if placed.day_off else ""


def _language(session: Session, series: Series) -> str:
    return language_for(None, session.get_one(Workspace, series.workspace_id).language, None)
