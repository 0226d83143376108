"""How a letter changes state. Every function takes a row that this transaction has locked, and writes it down.

Rows are taken out of the session: each change of one is a single statement, when it is complete.
"""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.delivery.backoff import backoff
from bot.delivery.letters import AT_MOST_ONCE, IDEMPOTENT, State
from bot.delivery.models import OutboxRow
from bot.delivery.purposes import Purpose
from bot.store.prepared import Prepared
from bot.store.trouble import store_error

log = logging.getLogger(__name__)

STUMBLES_ALLOWED = 20  # about a quarter of an hour of trying: a faulty release is often followed by a better one

_TABLE: Any = sa.inspect(OutboxRow).local_table
_CHANGING = ("state", "payload", "due_at", "attempts", "perhaps_since", "lease_token", "lease_until", "finished_at",
             "last_error")  # fmt: skip
_WRITE = Prepared(
    sa.update(_TABLE)
    .where(_TABLE.c.id == sa.bindparam("of"))
    .values({name: sa.bindparam(f"its_{name}", type_=_TABLE.c[name].type) for name in _CHANGING})
)


def read_row(session: Session, found: sa.Select[Any], values: dict[str, Any]) -> OutboxRow | None:
    """The row the statement finds, out of the session; None = it finds none."""
    row: OutboxRow | None = session.execute(found, values).scalars().first()
    if row is not None:
        session.expunge(row)
    return row


def write_row(session: Session, row: OutboxRow) -> None:
    """All of it that may have changed."""
    values = {f"its_{name}": getattr(row, name) for name in _CHANGING}
    _WRITE.run(session, {"of": row.id, **values})


def put_away(session: Session, row: OutboxRow, state: State, now: datetime, error: str = "") -> None:
    """It is over. What it said is not kept: it is in Slack, or was never wanted."""
    _release(row, state)
    row.payload, row.finished_at = {}, now
    row.last_error = error or row.last_error
    write_row(session, row)


def wait(session: Session, row: OutboxRow, code: str, now: datetime, after: timedelta | None = None) -> None:
    """It surely was not done: once more after a while."""
    _release(row, State.PENDING)
    row.due_at = now + (backoff(row.attempts, row.wire_key) if after is None else after)
    row.perhaps_since, row.last_error = None, code
    write_row(session, row)


def wait_to_look_up(session: Session, row: OutboxRow, code: str, now: datetime, after: timedelta) -> None:
    """Perhaps it was done: nothing is sent before somebody looked, and nobody looks before `after`."""
    _release(row, State.UNCLEAR)
    row.lease_until, row.last_error = now + after, code
    write_row(session, row)


def park(session: Session, row: OutboxRow, purpose: Purpose, reason: str, now: datetime) -> None:
    """It cannot succeed as things are. `reason` is Slack's code, or "unclear", or where our own code failed."""
    _release(row, State.PARKED)
    row.last_error, row.finished_at = reason, now
    row.payload = {name: said for name, said in row.payload.items() if name != "content"}  # a file's bytes
    write_row(session, row)
    log.warning("letter %s (%s) parked: %s", row.id, row.method, reason)
    if purpose.refused is not None:
        refused = purpose.refused
        attempt(session, row, lambda: refused(session, row, reason, now))


def stumble(session: Session, row: OutboxRow, purpose: Purpose, error: Exception, now: datetime) -> None:
    """Our own code failed on this letter: it steps aside, so that the others go on."""
    reason = place_of(error)
    if row.attempts < STUMBLES_ALLOWED:
        wait(session, row, reason, now)
    else:
        park(session, row, purpose, reason, now)


def stumble_when_done(session: Session, row: OutboxRow, error: Exception, now: datetime) -> None:
    """Slack did it, but our own code failed on the answer: get the answer once more, without doing it twice."""
    row.attempts += 1
    reason = place_of(error)
    if row.attempts >= STUMBLES_ALLOWED or row.method in AT_MOST_ONCE:
        put_away(session, row, State.SENT, now, reason)
    elif row.method in IDEMPOTENT:
        wait(session, row, reason, now)
    else:
        wait_to_look_up(session, row, reason, now, backoff(row.attempts, row.wire_key))


def attempt(session: Session, row: OutboxRow, act: Callable[[], None]) -> Exception | None:
    """Runs a purpose's own code in a savepoint; gives back what it raised, database trouble excepted."""
    try:
        with session.begin_nested():
            act()
    except Exception as error:
        if store_error(error):
            raise
        log.error("%s failed on letter %s: %s", row.purpose, row.id, place_of(error))
        return error
    return None


def place_of(error: Exception) -> str:
    """Such as "KeyError at views.py:31": the message itself may hold what somebody wrote."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "site-packages" not in frame.filename]
    place = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"[:200]


def _release(row: OutboxRow, state: State) -> None:
    row.state, row.lease_token, row.lease_until = state, None, None
