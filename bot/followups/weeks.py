"""A lead's weekly view: her department's open pains by age, and what moved. Counted by the database, never listed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.followups.debtors import WORKSPACE, Batch, Debtor
from bot.followups.obligations import DEPARTMENTS, OPEN
from bot.followups.rules import Week, monday_of
from bot.ownership.models import Handoff
from bot.pains.models import Pain

COUNTED = ("open", "under_a_week", "over_four_weeks", "overdue", "taken")
WEEK, FOUR_WEEKS = timedelta(days=7), timedelta(days=28)

_A_WEEK_AGO = sa.bindparam("a_week_ago", type_=UTCDateTime())
_FOUR_WEEKS_AGO = sa.bindparam("four_weeks_ago", type_=UTCDateTime())
_TODAY = sa.bindparam("today", type_=sa.Date())


def _how_many(condition: Any) -> Any:
    return func.coalesce(func.sum(sa.case((condition, 1), else_=0)), 0)


# Written out, as in `obligations`: there is an index of what was accepted.
_ACCEPTED = col(Handoff.state) == sa.literal_column("'accepted'")
_ACROSS = (
    _ACCEPTED & (col(Handoff.from_department) != "") & (col(Handoff.from_department) != col(Handoff.to_department))
)
_HANDED_OVER = sa.exists().where(
    col(Handoff.pain_id) == col(Pain.id), col(Handoff.answered_at) == col(Pain.owned_at), _ACROSS
)

# Built once. A department's oldest open pain is the one with the lowest number.
_OPEN = (
    sa.select(
        *(col(Pain.owner_department), func.min(Pain.number), func.min(Pain.created_at), func.count()),
        _how_many(col(Pain.created_at) > _A_WEEK_AGO),
        _how_many(col(Pain.created_at) <= _FOUR_WEEKS_AGO),
        _how_many(col(Pain.next_on) < _TODAY),
        _how_many((col(Pain.owned_at) > _A_WEEK_AGO) & ~_HANDED_OVER),
    )
    .where(col(Pain.workspace_id) == WORKSPACE, OPEN, col(Pain.owner_department).in_(DEPARTMENTS))
    .group_by(col(Pain.owner_department))
)
# However many were ever resolved, only those of the last week are read.
_RESOLVED = (
    sa.select(col(Pain.owner_department), func.count())
    .where(
        col(Pain.workspace_id) == WORKSPACE,
        col(Pain.owner_department).in_(DEPARTMENTS),
        col(Pain.resolved_at) > _A_WEEK_AGO,
    )
    .group_by(col(Pain.owner_department))
)
_MOVED = (
    sa.select(col(Handoff.from_department), col(Handoff.to_department), func.count())
    .where(col(Handoff.workspace_id) == WORKSPACE, col(Handoff.answered_at) > _A_WEEK_AGO, _ACROSS)
    .group_by(col(Handoff.from_department), col(Handoff.to_department))
)


def week_subject(debtor: Debtor) -> str:
    """What her weekly view of this week is written down under."""
    return f"week:{debtor.person}:{monday_of(debtor.today)}"


def weeks_of(session: Session, batch: Batch, departments: Collection[str]) -> dict[str, Week]:
    """By department; those with nothing open and nothing that moved are not there. In three queries at most."""
    if not departments:
        return {}
    wanted = {
        "workspace_id": batch.workspace.key,
        "departments": list(departments),
        "a_week_ago": batch.now - WEEK,
        "four_weeks_ago": batch.now - FOUR_WEEKS,
        "today": batch.latest_day,
    }
    connection = session.connection()
    resolved = connection.execute(_RESOLVED, wanted).all()
    weeks = {department: Week(department, resolved=count) for department, count in resolved}
    for department, number, reported, *counts in connection.execute(_OPEN, wanted):
        week = weeks.get(department, Week(department))
        weeks[department] = replace(week, oldest=(number, reported), **dict(zip(COUNTED, counts, strict=True)))
    for department, moved in _moved(connection.execute(_MOVED, wanted)).items():
        if department in departments:
            week = weeks.get(department, Week(department))
            weeks[department] = replace(week, taken_over=moved["taken_over"], handed_on=moved["handed_on"])
    return weeks


def _moved(crossings: Iterable[Any]) -> dict[str, Counter[str]]:
    """By department: what came from others, and what went to others. A crossing is (from, to, how many)."""
    moved: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for here, there, count in crossings:
        moved[here]["handed_on"] += count
        moved[there]["taken_over"] += count
    return moved
