"""Letters are written here, in the transaction that wants them sent: no commit, no letter; no letter lost."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.delivery.letters import AT_MOST_ONCE, Letter, State
from bot.delivery.models import PARKED, PENDING, UNFINISHED_IN_LANE, OutboxRow
from bot.store.once import InsertOnce
from bot.store.prepared import Prepared

_ROWS = InsertOnce(
    OutboxRow,
    *("workspace_id", "key", "wire_key", "method", "channel", "payload", "purpose", "subject", "lane", "state"),
    *("due_at", "expires_at", "attempts", "last_error", "created_at"),
)

_IN_LANE = (
    col(OutboxRow.workspace_id) == sa.bindparam("of_workspace"),
    col(OutboxRow.lane) == sa.bindparam("of_lane"),
    UNFINISHED_IN_LANE,
    PENDING,
)
_PENDING_IN_LANE = Prepared(sa.select(col(OutboxRow.id)).where(*_IN_LANE).with_for_update())
_CALL_OFF = sa.update(OutboxRow).where(*_IN_LANE)


def enqueue(session: Session, workspace_id: int, *letters: Letter, now: datetime) -> None:
    """The same key twice: nothing happens, the first letter stands."""
    _ROWS.many(session, [_row(workspace_id, letter, now) for letter in letters])


def unpark(session: Session, workspace_id: int, channel: str, *, now: datetime) -> int:
    """Parked letters of a channel are tried again, now that the bot is in it. Returns how many.

    A post that is perhaps there already is looked up first; what can neither be looked up nor repeated stays parked.
    """
    theirs = sa.update(OutboxRow).where(
        PARKED, col(OutboxRow.workspace_id) == workspace_id, col(OutboxRow.channel) == channel
    )
    surely_not_there = col(OutboxRow.perhaps_since).is_(None)
    again = theirs.where(surely_not_there).values(state=State.PENDING, due_at=now, attempts=0, finished_at=None)
    unclear = theirs.where(~surely_not_there, col(OutboxRow.method).not_in(AT_MOST_ONCE))
    look_up = unclear.values(state=State.UNCLEAR, lease_until=now, finished_at=None)
    connection = session.connection()
    return connection.execute(again).rowcount + connection.execute(look_up).rowcount


def parked(session: Session, workspace_id: int) -> list[OutboxRow]:
    """What could not be delivered, oldest first."""
    theirs = select(OutboxRow).where(PARKED, OutboxRow.workspace_id == workspace_id)
    return list(session.exec(theirs.order_by(col(OutboxRow.id))).all())


def is_pending(session: Session, workspace_id: int, lane: str) -> bool:
    """Whether a letter of this lane has not been written out yet. Until the end of this transaction it will not be, so
    it tells of what is changed here too."""
    return _PENDING_IN_LANE.run(session, {"of_workspace": workspace_id, "of_lane": lane}).fetchone() is not None


def call_off(session: Session, workspace_id: int, lane: str, *, now: datetime) -> None:
    """Letters of this lane that have not gone out are not sent any more: a newer one takes their place."""
    over = _CALL_OFF.values(state=State.CANCELLED, finished_at=now, payload={})
    session.connection().execute(over, {"of_workspace": workspace_id, "of_lane": lane})


def _row(workspace_id: int, letter: Letter, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "key": letter.key,
        "wire_key": uuid4().hex,
        "method": letter.method.value,
        "channel": letter.channel,
        "payload": dict(letter.payload),
        "purpose": letter.purpose,
        "subject": letter.subject,
        "lane": letter.lane,
        "state": State.PENDING,
        "due_at": letter.due_at or now,
        "expires_at": letter.expires_at,
        "attempts": 0,
        "last_error": "",
        "created_at": now,
    }
