"""What the bot knows of a department this quarter: counted by the database, over indexes of what is open or recent."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from bot.decisions.models import Decision
from bot.loops.models import Outcome, Telling
from bot.ownership.models import Handoff, HandoffState
from bot.pains.models import Pain
from bot.prompts.rules import Known
from bot.roster.models import Seat
from bot.roster.services import HOLDS
from bot.store.rows import rows
from bot.workdays.rules import zone_of
from bot.workspaces.models import Workspace

NEWEST = 2_000  # handoffs and decisions that are looked at, newest first: more than a quarter has
# Written out, not as parameters: only so does SQLite use the partial indexes.
OPEN = col(Pain.status) == sa.literal_column("'open'")
RESOLVED = sa.text("pain.resolved_at IS NOT NULL")

_SEATED = sa.select(col(Seat.person)).where(
    col(Seat.workspace_id) == sa.bindparam("workspace_id"), col(Seat.department) == sa.bindparam("department"), *HOLDS
)


def known_of(session: Session, workspace_id: int, department: str, since: datetime) -> Known:
    """Numbers alone: nobody's words."""
    counts = {
        **_pains(session, workspace_id, department, since),
        **_handoffs(session, workspace_id, department, since),
        **_customers(session, workspace_id, department, since),
    }
    return Known(**counts, decisions=_decisions(session, workspace_id, department, since))


def _pains(session: Session, workspace_id: int, department: str, since: datetime) -> dict[str, int]:
    of_department = (col(Pain.workspace_id) == workspace_id, col(Pain.owner_department) == department)
    taken = _how_many(col(Pain.owned_at) >= since)
    now_open, open_taken = session.connection().execute(
        sa.select(func.count(), taken).select_from(Pain).where(*of_department, OPEN)
    ).one()  # fmt: skip
    resolved, resolved_taken = session.connection().execute(
        sa.select(func.count(), taken).select_from(Pain).where(*of_department, RESOLVED, col(Pain.resolved_at) >= since)
    ).one()  # fmt: skip
    return {"open": now_open, "taken": open_taken + resolved_taken, "resolved": resolved}


def _handoffs(session: Session, workspace_id: int, department: str, since: datetime) -> dict[str, int]:
    """Between departments; what was taken back was none."""
    offered = select(Handoff).where(Handoff.workspace_id == workspace_id, Handoff.state != HandoffState.WITHDRAWN)
    newest = offered.order_by(col(Handoff.id).desc()).limit(NEWEST).subquery()
    given = (newest.c.from_department == department) & (newest.c.to_department != department)
    received = (newest.c.to_department == department) & (newest.c.from_department != department)
    counts = sa.select(
        _how_many(given),
        _how_many(received),
        _how_many(given & (newest.c.state == HandoffState.DECLINED)),
    )
    row = session.connection().execute(counts.where(newest.c.offered_at >= since)).one()
    return dict(zip(("given", "received", "declined"), row, strict=True))


def _customers(session: Session, workspace_id: int, department: str, since: datetime) -> dict[str, int]:
    asked = (
        sa.select(_how_many(col(Telling.outcome) == Outcome.TOLD), _how_many(col(Telling.outcome) == Outcome.WAITING))
        .select_from(Telling)
        .join(Pain, col(Pain.id) == col(Telling.pain_id))
        .where(col(Telling.workspace_id) == workspace_id, col(Telling.asked_at) >= since)
    )
    row = session.connection().execute(asked.where(col(Pain.owner_department) == department)).one()
    return dict(zip(("told", "waiting"), row, strict=True))


def _decisions(session: Session, workspace_id: int, department: str, since: datetime) -> int:
    """About a pain of the department, or taken by somebody who works there."""
    zone = zone_of(session.get_one(Workspace, workspace_id).time_zone)
    of_department = {"workspace_id": workspace_id, "department": department, "on": since.astimezone(zone).date()}
    people = set(rows(session, _SEATED, of_department).scalars())
    newest = (
        select(Decision.made_at, Decision.decided_by, Decision.pain_id)
        .where(Decision.workspace_id == workspace_id)
        .order_by(col(Decision.number).desc())
        .limit(NEWEST)
        .subquery()
    )
    hers = newest.c.decided_by.in_(people) | (col(Pain.owner_department) == department)
    joined = sa.select(func.count()).select_from(newest.outerjoin(Pain, col(Pain.id) == newest.c.pain_id))
    return session.connection().execute(joined.where(newest.c.made_at >= since, hers)).scalar_one()


def _how_many(condition: Any) -> Any:
    return func.coalesce(func.sum(sa.case((condition, 1), else_=0)), 0)
