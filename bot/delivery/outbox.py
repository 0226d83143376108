"""Letters are written here, in the transaction that wants them sent: no commit, no letter; no letter lost."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.delivery.letters import AT_MOST_ONCE, Letter, State
from bot.delivery.models import PARKED, OutboxRow
from bot.store.once import InsertOnce

_ROWS = InsertOnce(
    OutboxRow,
    *("workspace_id", "key", "wire_key", "method", "channel", "payload", "purpose", "subject", "lane", "state"),
    *("due_at", "expires_at", "attempts", "last_error", "created_at"),
)


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
