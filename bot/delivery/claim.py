"""Taking the next letter that may go out: by one sender only, with a lease, rendered anew."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.delivery.backoff import LEASE
from bot.delivery.gate import ITS_GATES, take_turn
from bot.delivery.letters import State
from bot.delivery.models import IN_FLIGHT, PENDING, OutboxRow, RateGate
from bot.delivery.purposes import NO_PURPOSE, Purpose
from bot.delivery.states import attempt, put_away, read_row, stumble, write_row
from bot.store.prepared import Query

Faults = Callable[[str], None]

# Built once: putting these together takes longer than running them.
_NOW = sa.bindparam("now", type_=UTCDateTime())
_DUE = sa.and_(PENDING, col(OutboxRow.due_at) <= _NOW)
_HELD_BACK = sa.exists().where(ITS_GATES, col(RateGate.free_at) > _NOW)
_earlier = aliased(OutboxRow, name="earlier")
_BLOCKED = sa.exists().where(
    col(OutboxRow.lane) != "",
    col(_earlier.workspace_id) == OutboxRow.workspace_id,
    col(_earlier.lane) == OutboxRow.lane,
    col(_earlier.id) < OutboxRow.id,
    sa.text("earlier.lane <> '' AND earlier.state IN ('pending', 'sending', 'unclear')"),
)
_FIRST = (
    sa.select(col(OutboxRow.id))
    .where(_DUE, ~_HELD_BACK, ~_BLOCKED)
    .order_by(col(OutboxRow.due_at), col(OutboxRow.id))
    .limit(1)
)
_CLAIMABLE = Query(_FIRST)
_NEXT = Query(_FIRST.with_for_update(skip_locked=True, of=OutboxRow))
_ROW = select(OutboxRow).where(col(OutboxRow.id) == sa.bindparam("id"))

_WHEN = Query(
    sa.select(
        sa.select(func.min(OutboxRow.due_at)).where(PENDING, col(OutboxRow.due_at) > _NOW).scalar_subquery(),
        sa.select(func.min(OutboxRow.lease_until)).where(IN_FLIGHT).scalar_subquery(),
        sa.exists().where(_DUE),
    )
)
_NEXT_GATE = Query(
    sa.select(func.min(RateGate.free_at)).where(col(RateGate.free_at) > _NOW, sa.exists().where(_DUE, ITS_GATES))
)


def claim(session: Session, purposes: Mapping[str, Purpose], faults: Faults, *, now: datetime) -> OutboxRow | None:
    """The next letter, leased and with its payload rendered; None = nothing can go out now."""
    while found := _NEXT.scalar(session, {"now": now}):
        row = read_row(session, _ROW, {"id": found})
        if row and _claimed(session, row, purposes.get(row.purpose, NO_PURPOSE), now):
            write_row(session, row)
            faults("before_claim_commit")
            return row
    return None


def next_due(session: Session, *, now: datetime) -> datetime | None:
    """When there may be something to do: `now`, later, or None = nothing is waiting."""
    at = {"now": now}
    ((*times, some_are_due),) = _WHEN.all(session, at)
    if some_are_due:
        if _CLAIMABLE.first(session, at):
            return now
        times.append(_NEXT_GATE.scalar(session, at))
    return min((max(time, now) for time in times if time is not None), default=None)


def _claimed(session: Session, row: OutboxRow, purpose: Purpose, now: datetime) -> bool:
    """False: it was put aside, or another process took the channel's turn."""
    if row.expires_at and row.expires_at <= now:
        put_away(session, row, State.EXPIRED, now)
        return False
    if not take_turn(session, row, now=now):
        return False
    row.perhaps_since = now  # before it is rendered: a letter may say when it really goes out
    if not _rendered(session, row, purpose, now):
        return False
    row.state, row.lease_token, row.lease_until = State.SENDING, uuid4().hex, now + LEASE
    row.attempts += 1
    return True


def _rendered(session: Session, row: OutboxRow, purpose: Purpose, now: datetime) -> bool:
    """False: there is nothing to say any more, or the purpose's own code failed."""
    if purpose.render is None:
        return True
    render, texts = purpose.render, []
    if error := attempt(session, row, lambda: texts.append(render(session, row))):
        row.attempts += 1
        row.perhaps_since = None  # it did not go out after all
        stumble(session, row, purpose, error, now)
        return False
    if texts[0] is None:
        row.perhaps_since = None
        put_away(session, row, State.CANCELLED, now)
        return False
    row.payload = dict(texts[0])
    return True
