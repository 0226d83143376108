"""What should exist by the calendar, held against what does."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.ledger.queries import Known, letters_of, with_steps
from bot.ledger.rules import AHEAD, BACK, OVERDUE_AFTER, Fate, Gap, GapKind
from bot.meetings.holidays import DaysOff
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.meetings.planning import days_off, dues_of, placed_between
from bot.meetings.rules import to_utc
from bot.steps.models import Step, StepKind, StepState

Found = Iterator[tuple[str, Gap]]  # of which series, what


def gaps_of(session: Session, workspace_id: int, *, now: datetime) -> list[tuple[str, Gap]]:
    """Of the last 14 days and the next 30, each with the id of its series."""
    every = list(session.exec(select(Series).where(Series.workspace_id == workspace_id)).all())
    known = _meetings(session, workspace_id, now)
    days = {series.key: days_off(session, series) for series in every}
    found = [gap for series in every for gap in _missing(session, series, days[series.key], now)]
    found += [gap for series in every for gap in _asleep(session, series, now)]
    found += [gap for one in known for gap in _undone(one, days, now)]
    return [*found, *_parked(session, workspace_id, known)]


def _meetings(session: Session, workspace_id: int, now: datetime) -> list[Known]:
    near = select(Meeting).where(
        Meeting.workspace_id == workspace_id,
        col(Meeting.starts_at) > now - BACK,
        col(Meeting.starts_at) <= now + AHEAD,
        Meeting.status != MeetingStatus.SUPERSEDED,
    )
    return with_steps(session, workspace_id, list(session.exec(near.order_by(col(Meeting.starts_at))).all()))


def _missing(session: Session, series: Series, days: DaysOff, now: datetime) -> Found:
    """Occurrences of the rule without a row. What was to be before the series was made is not missed."""
    originals = select(Meeting.original_local).where(Meeting.series_id == series.key)
    there = set(session.exec(originals.where(col(Meeting.starts_at) > now - 2 * BACK)).all())
    for one in placed_between(series, days, max(now - BACK, series.made_at), now + AHEAD):
        if one.original not in there:
            yield str(series.key), Gap(GapKind.NO_MEETING, to_utc(one.starts, series.zone))


def _asleep(session: Session, series: Series, now: datetime) -> Found:
    """A series that runs on looks again every day."""
    if series.until_local is not None:
        return
    looks = select(Step.due_at).where(
        Step.workspace_id == series.workspace_id,
        Step.kind == StepKind.SERIES,
        Step.subject == str(series.key),
        Step.state == StepState.PENDING,
    )
    due_at = session.exec(looks.order_by(col(Step.due_at))).first()
    if due_at is None:
        yield str(series.key), Gap(GapKind.NO_STEP, series.made_at, StepKind.SERIES)
    elif now - due_at > OVERDUE_AFTER:
        yield str(series.key), Gap(GapKind.OVERDUE, series.made_at, StepKind.SERIES)


def _undone(known: Known, days: Mapping[int, DaysOff], now: datetime) -> Found:
    """Not planned, or planned and long due. A step our own code fails on keeps moving itself: its day does not."""
    meeting, waiting = known.meeting, {step.kind for step in known.steps if step.state is StepState.PENDING}
    there = waiting | {step.kind for step in known.steps if step.state is StepState.DONE}
    for kind, due_at in _wanted(known, days, now).items():
        if kind not in there:
            yield str(meeting.series_id), Gap(GapKind.NO_STEP, meeting.starts_at, kind)
        elif kind in waiting and now - due_at > OVERDUE_AFTER:
            yield str(meeting.series_id), Gap(GapKind.OVERDUE, meeting.starts_at, kind)


def _wanted(known: Known, days: Mapping[int, DaysOff], now: datetime) -> dict[str, datetime]:
    """By kind, when it is due."""
    meeting = known.meeting
    if meeting.status is MeetingStatus.HELD:
        return {StepKind.MEETING_MINUTES: meeting.ended_at or now}
    if meeting.status is not MeetingStatus.PLANNED:
        return {}
    dues = dues_of(meeting, known.series, days[known.series.key].calendar, now=now)
    return {due.kind: due.due_at for due in dues if due.kind != StepKind.MEETING_END}


def _parked(session: Session, workspace_id: int, known: Sequence[Known]) -> Found:
    keys = {one.key_of(step): (one, step) for one in known for step in one.steps}
    for key, posted in letters_of(session, workspace_id, list(keys)).items():
        if posted.fate is Fate.STUCK:
            one, step = keys[key]
            yield str(one.meeting.series_id), Gap(GapKind.PARKED, one.meeting.starts_at, step.kind, posted.why)
