"""Counting for charts: by the database, and only what lies in the weeks that are shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from bot.charts.rules import (
    ChartKind,
    Crossings,
    Figures,
    Flow,
    Middle,
    Pace,
    Period,
    StageWeeks,
    last_weeks,
    stage_rows,
)
from bot.departments.models import Department, Stage
from bot.loops.models import Outcome, Telling
from bot.ownership.queries import MOST_CROSSINGS, crossings, departments_by_key
from bot.ownership.rules import boundaries
from bot.pains.models import OPEN, History, Pain, PainStatus
from bot.store.spans import days_between
from bot.workdays.rules import zone_of
from bot.workspaces.models import Workspace

COUNTED = (PainStatus.OPEN, PainStatus.RESOLVED, PainStatus.CLOSED)  # a merged one counts in the pain it was joined to
SETTLED = (PainStatus.RESOLVED, PainStatus.CLOSED)
ALL = "*"  # no department has such a key
OWNED = ("took", "accepted")  # in the history: it has an owner from then on


def figures_of(session: Session, workspace_id: int, kind: ChartKind, *, now: datetime) -> Figures:
    """What one chart shows: numbers of the whole workspace, and no words of anybody."""
    zone = zone_of(session.get_one(Workspace, workspace_id).time_zone)
    return COUNT[kind](session, workspace_id, last_weeks(now, zone), now=now)


def stage_weeks(session: Session, workspace_id: int, period: Period, *, now: datetime) -> StageWeeks:
    week = _week_of(col(Pain.created_at), period)
    counted = select(col(Pain.stage), week, func.count()).where(*_reported_in(session, workspace_id, period))
    counts: dict[str, list[int]] = {}
    for stage, number, count in session.exec(counted.group_by(col(Pain.stage), week)):
        counts.setdefault(stage, [0] * len(period.mondays))[number] = count
    stages = session.exec(select(Stage).where(Stage.workspace_id == workspace_id).order_by(*_IN_ORDER)).all()
    return StageWeeks(period, stage_rows(counts, stages))


def flow(session: Session, workspace_id: int, period: Period, *, now: datetime) -> Flow:
    reported = _reported_in(session, workspace_id, period)
    week = _week_of(col(Pain.created_at), period)
    opened = session.exec(select(week, func.count()).select_from(Pain).where(*reported).group_by(week)).all()
    resolved = _resolved_in(session, workspace_id, period)
    still_open = select(func.count()).select_from(Pain).where(Pain.workspace_id == workspace_id, OPEN)
    return Flow(
        period,
        _by_week(opened, period),
        _by_week([(number, count) for number, count, _ in resolved], period),
        _by_week([(number, told) for number, _, told in resolved], period),
        session.exec(still_open).one(),
    )


def pace(session: Session, workspace_id: int, period: Period, *, now: datetime) -> Pace:
    reported = _reported_in(session, workspace_id, period)
    to_owner, to_told = _middles(session, _to_owner(reported)), _middles(session, _to_told(reported))
    everybody = (to_owner.pop(ALL, None), to_told.pop(ALL, None))
    count = session.exec(select(func.count()).select_from(Pain).where(*reported)).one()
    return Pace(
        period, count, to_owner, to_told, *everybody, departments_by_key(session, workspace_id, [*to_owner, *to_told])
    )


def handoffs(session: Session, workspace_id: int, period: Period, *, now: datetime) -> Crossings:
    """The same numbers as `/flywheel handoffs`."""
    newest, more = crossings(session, workspace_id, now=now)
    found = boundaries(newest)
    keys = {key for one in found for key in (one.from_department, one.to_department)}
    return Crossings(found, departments_by_key(session, workspace_id, keys), MOST_CROSSINGS if more else 0)


COUNT: Mapping[ChartKind, Callable[..., Figures]] = {
    ChartKind.STAGES: stage_weeks,
    ChartKind.FLOW: flow,
    ChartKind.PACE: pace,
    ChartKind.HANDOFFS: handoffs,
}
_IN_ORDER = (col(Stage.position), col(Stage.id))


def _reported_in(session: Session, workspace_id: int, period: Period) -> tuple[Any, ...]:
    """Numbers rise with time, and there is an index of them: from the newest back to the first one before."""
    before = select(Pain.number).where(Pain.workspace_id == workspace_id, col(Pain.created_at) < period.since)
    last_before = session.exec(before.order_by(col(Pain.number).desc()).limit(1)).first() or 0
    since = (Pain.workspace_id == workspace_id, col(Pain.number) > last_before, col(Pain.created_at) >= period.since)
    return (*since, col(Pain.status).in_(COUNTED))


def _resolved_in(session: Session, workspace_id: int, period: Period) -> Sequence[Any]:
    """(week, how many, how many of those are closed). The index is by department, so every department is named."""
    keys = session.exec(select(Department.key).where(Department.workspace_id == workspace_id)).all()
    week, status = _week_of(col(Pain.resolved_at), period), col(Pain.status)
    theirs = (Pain.workspace_id == workspace_id, col(Pain.owner_department).in_(["", *keys]))
    counted = select(week, _how_many(status.in_(SETTLED)), _how_many(status == PainStatus.CLOSED)).select_from(Pain)
    return session.exec(counted.where(*theirs, col(Pain.resolved_at) >= period.since).group_by(week)).all()


def _how_many(condition: Any) -> Any:
    return func.sum(sa.case((condition, 1), else_=0))


def _week_of(moment: Any, period: Period) -> Any:
    """0 for the first week of the period."""
    newest_first = list(enumerate(period.begins))[:0:-1]
    return sa.case(*((moment >= begin, number) for number, begin in newest_first), else_=0)


def _by_week(counts: Iterable[tuple[int, int]], period: Period) -> tuple[int, ...]:
    found = dict(counts)
    return tuple(found.get(number, 0) for number in range(len(period.mondays)))


def _to_owner(reported: Sequence[Any]) -> sa.CTE:
    """Until the first owner, whoever has it now."""
    owned = (col(History.pain_id) == col(Pain.id), col(History.what).in_(OWNED))
    days = days_between(col(Pain.created_at), func.min(History.at))
    each = (col(Pain.number), col(Pain.owner_department), col(Pain.created_at))
    return _spans(days).where(*reported, *owned).group_by(*each).cte()


def _to_told(reported: Sequence[Any]) -> sa.CTE:
    """Until each customer who was told."""
    told = (col(Telling.pain_id) == col(Pain.id), col(Telling.outcome) == Outcome.TOLD)
    return _spans(days_between(col(Pain.created_at), col(Telling.answered_at))).where(*reported, *told).cte()


def _spans(days: Any) -> sa.Select[Any]:
    return sa.select(col(Pain.owner_department).label("department"), days.label("days"))


def _middles(session: Session, spans: sa.CTE) -> dict[str, Middle]:
    """The median of each department, and of ALL: the mean of the one or two in the middle, which the database finds."""
    everybody = sa.select(sa.literal(ALL).label("department"), spans.c.days)
    both = sa.union_all(sa.select(spans.c.department, spans.c.days), everybody).subquery()
    place = func.row_number().over(partition_by=both.c.department, order_by=both.c.days).label("place")
    count = func.count().over(partition_by=both.c.department).label("count")
    ranked = sa.select(both.c.department, both.c.days, place, count).subquery()
    middle = sa.select(ranked.c.department, ranked.c.count, func.avg(ranked.c.days)).where(
        ranked.c.place * 2 >= ranked.c.count, ranked.c.place * 2 <= ranked.c.count + 2
    )
    found = session.connection().execute(middle.group_by(ranked.c.department, ranked.c.count))
    return {key: Middle(many, round(float(average), 1)) for key, many, average in found}
