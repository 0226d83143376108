"""Reviews as rows, with the steps before them; made once a day with the rest of the year, weeks ahead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.checkpoints.models import Checkpoint, CheckpointKind, CheckpointState, Remark
from bot.checkpoints.rules import (
    Period,
    first_of_next,
    meeting_day,
    meeting_time,
    moment_of,
    month_period,
    quarter_period,
    times_of,
)
from bot.steps.models import StepKind
from bot.steps.services import Due, cancel, plan, plan_anew
from bot.store.once import InsertOnce
from bot.workdays.rules import ONE_DAY, Calendar
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from bot.years.queries import company_calendar, quarter_of, year_of
from bot.years.rules import FiscalYear, Quarter

BEFORE = (StepKind.CHECKPOINT_ASK, StepKind.CHECKPOINT_MIX, StepKind.CHECKPOINT_BRIEF)
_CHECKPOINTS = InsertOnce(
    Checkpoint,
    *("workspace_id", "kind", "starts_on", "ends_on", "original_local", "meets_local", "zone", "meets_at"),
    *("state", "why", "moved", "channel", "ts"),
)


def plan_checkpoints(session: Session, workspace_id: int, *, now: datetime) -> None:
    """The reviews about what is over, what runs and what comes next, and what happens before each. Again: no harm.

    One whose time has passed is not begun any more, nor one about what was over before the company was set up: there
    is nothing we could say about it.
    """
    calendar, zone = company_calendar(session, workspace_id), session.get_one(Workspace, workspace_id).time_zone
    year = year_of(session, workspace_id)
    today = today_in(session, workspace_id, now)
    periods, since = periods_around(session, workspace_id, today), _first_month(session, workspace_id, today)
    wanted = {period: meeting_time(period, year, calendar) for period in periods if period.ends_on > since}
    _drop_stale(session, workspace_id, wanted, now=now)
    for period, local in wanted.items():
        if moment_of(local, zone) > now:
            _CHECKPOINTS.one(session, _row(workspace_id, period, local, zone))
    for checkpoint in _ahead(session, workspace_id, now):
        _follow(session, checkpoint, wanted, calendar, zone, now=now)
        plan(session, workspace_id, *dues_of(checkpoint, calendar), now=now)


def _first_month(session: Session, workspace_id: int, today: date) -> date:
    """The month the company was set up in: the first that was planned; its own setup is the first time we plan."""
    months = select(func.min(Checkpoint.starts_on)).where(
        Checkpoint.workspace_id == workspace_id, Checkpoint.kind == CheckpointKind.MONTH
    )
    return session.exec(months).one() or today.replace(day=1)


def periods_around(session: Session, workspace_id: int, today: date) -> Iterator[Period]:
    """The month and the quarter before today's, today's, and the ones after."""
    month = today.replace(day=1)
    for first in ((month - ONE_DAY).replace(day=1), month, first_of_next(month)):
        yield month_period(first)
    quarter = quarter_of(session, workspace_id, today)
    for day in (quarter.starts_on - ONE_DAY, today, quarter.ends_on):
        yield quarter_period(quarter_of(session, workspace_id, day))


def dues_of(checkpoint: Checkpoint, calendar: Calendar) -> list[Due]:
    """Told apart by the day, so that one that was moved is shown and said again before its new day."""
    times, subject = times_of(checkpoint, calendar), str(checkpoint.key)
    return [
        Due(StepKind.CHECKPOINT_ASK, subject, times.asks),
        Due(StepKind.CHECKPOINT_MIX, subject, times.mix, times.mix_on.toordinal()),
        Due(StepKind.CHECKPOINT_BRIEF, subject, times.meets, int(times.meets.timestamp()) // 60),
    ]


def retime(session: Session, checkpoint: Checkpoint, calendar: Calendar, *, now: datetime) -> None:
    """All that still waits follows the review; what was done stays done."""
    call_off(session, checkpoint, now=now)
    for due in dues_of(checkpoint, calendar):
        plan_anew(session, checkpoint.workspace_id, due, now=now)


def call_off(session: Session, checkpoint: Checkpoint, *, now: datetime) -> None:
    """Nothing of it waits any more."""
    for kind in BEFORE:
        cancel(session, checkpoint.workspace_id, kind, str(checkpoint.key), now=now)


def _ahead(session: Session, workspace_id: int, now: datetime) -> list[Checkpoint]:
    """Held: somebody may be moving one just now."""
    return list(session.exec(_open(workspace_id, now).order_by(col(Checkpoint.id)).with_for_update()).all())


def _follow(
    session: Session,
    checkpoint: Checkpoint,
    wanted: Mapping[Period, datetime],
    calendar: Calendar,
    zone: str,
    *,
    now: datetime,
) -> None:
    """Where the rule says something else by now. What people moved, and what leaders were asked about, stays."""
    period = _period_of(checkpoint, wanted)
    if period is None or not _follows(checkpoint):
        return
    local = wanted[period]
    if (checkpoint.ends_on, checkpoint.meets_local, checkpoint.zone) == (period.ends_on, local, zone):
        return
    checkpoint.ends_on, checkpoint.original_local, checkpoint.meets_local = period.ends_on, local, local
    checkpoint.zone, checkpoint.meets_at = zone, moment_of(local, zone)
    session.add(checkpoint)
    session.flush()
    retime(session, checkpoint, calendar, now=now)


def moving(
    session: Session, workspace_id: int, wish: FiscalYear, quarters: Sequence[Quarter], *, now: datetime
) -> list[tuple[Checkpoint, date]]:
    """The reviews another rule would move, and the days of each then. `quarters`: those that would be."""
    calendar = company_calendar(session, workspace_id)
    ends = {quarter.starts_on: quarter.ends_on for quarter in quarters}
    found = []
    for checkpoint in session.exec(_open(workspace_id, now).order_by(col(Checkpoint.meets_at))).all():
        is_quarter = checkpoint.kind is CheckpointKind.QUARTER
        ends_on = ends.get(checkpoint.starts_on, checkpoint.ends_on) if is_quarter else checkpoint.ends_on
        day = meeting_day(Period(checkpoint.kind, checkpoint.starts_on, ends_on), wish, calendar)
        if _follows(checkpoint) and day != checkpoint.meets_local.date():
            found.append((checkpoint, day))
    return found


def _follows(checkpoint: Checkpoint) -> bool:
    """What people moved, and what leaders were asked about, stays."""
    return not checkpoint.moved and checkpoint.state is not CheckpointState.ASKED


def _open(workspace_id: int, now: datetime) -> SelectOfScalar[Checkpoint]:
    return select(Checkpoint).where(
        Checkpoint.workspace_id == workspace_id,
        col(Checkpoint.meets_at) > now,
        col(Checkpoint.state).in_([CheckpointState.PLANNED, CheckpointState.ASKED]),
    )


def _drop_stale(session: Session, workspace_id: int, wanted: Iterable[Period], *, now: datetime) -> None:
    """The year was changed: a quarter that is none any more, and nobody said anything about, has no review."""
    for checkpoint in _ahead(session, workspace_id, now):
        by_rule = checkpoint.kind is CheckpointKind.QUARTER and not checkpoint.moved
        if not by_rule or checkpoint.state is CheckpointState.ASKED or _period_of(checkpoint, wanted):
            continue
        said = session.exec(select(Remark.id).where(Remark.checkpoint_id == checkpoint.key)).first()
        if said is None:
            call_off(session, checkpoint, now=now)
            session.delete(checkpoint)
            session.flush()


def _period_of(checkpoint: Checkpoint, wanted: Iterable[Period]) -> Period | None:
    mine = (checkpoint.kind, checkpoint.starts_on)
    return next((period for period in wanted if (period.kind, period.starts_on) == mine), None)


def _row(workspace_id: int, period: Period, local: datetime, zone: str) -> dict[str, Any]:
    blank = {"state": CheckpointState.PLANNED, "why": "", "moved": False, "channel": "", "ts": ""}
    when = {"original_local": local, "meets_local": local, "zone": zone, "meets_at": moment_of(local, zone)}
    return {"workspace_id": workspace_id, **vars(period), **when, **blank}
