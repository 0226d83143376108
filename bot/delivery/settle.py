"""Writing down what became of a letter, each a service.

Only who still holds the letter's lease may: a sender that was away too long finds that somebody else took over, and
then changes nothing and runs no `done`.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.delivery.backoff import REVOKED_PAUSE
from bot.delivery.gate import close_gate
from bot.delivery.letters import AT_MOST_ONCE, IDEMPOTENT, State
from bot.delivery.models import OutboxRow
from bot.delivery.purposes import Delivered, Purpose
from bot.delivery.states import (
    STUMBLES_ALLOWED,
    attempt,
    park,
    place_of,
    put_away,
    read_row,
    stumble_when_done,
    wait,
    wait_to_look_up,
)
from bot.workspaces.models import Workspace

_HELD = (
    select(OutboxRow)
    .where(
        col(OutboxRow.id) == sa.bindparam("id"),
        col(OutboxRow.lease_token) == sa.bindparam("lease_token"),
        col(OutboxRow.state).in_([State.SENDING, State.UNCLEAR]),
    )
    .with_for_update()
)

# The whole workspace is refused, not this letter. docs.slack.dev/reference/methods/chat.postMessage#errors
REVOKED = {"token_revoked", "token_expired", "invalid_auth", "not_authed", "account_inactive"}
UNCLEAR = "unclear: not sent again"


def settle_sent(
    session: Session, row: OutboxRow, purpose: Purpose, response: Mapping[str, Any], *, now: datetime
) -> None:
    """Slack did it: `done` runs, and the letter is over."""
    held = held_by(session, row)
    if held is None:
        return
    if held.last_error in REVOKED:
        mark_revoked(session, held.workspace_id, None)
    if purpose.done is not None:
        done, delivered = purpose.done, Delivered(row, response)
        if error := attempt(session, held, lambda: done(session, delivered, now)):
            stumble_when_done(session, held, error, now)
            return
    put_away(session, held, State.SENT, now)


def settle_busy(session: Session, row: OutboxRow, seconds: float, *, now: datetime) -> None:
    """429: nobody uses the method before, and the letter keeps its place in the queue."""
    close_gate(session, row, until=now + timedelta(seconds=seconds))
    if held := held_by(session, row):
        wait(session, held, "ratelimited", now, after=timedelta())


def settle_unreachable(session: Session, row: OutboxRow, code: str, *, now: datetime) -> None:
    """It never left."""
    if held := held_by(session, row):
        wait(session, held, code, now)


def settle_unclear(session: Session, row: OutboxRow, purpose: Purpose, code: str, *, now: datetime) -> None:
    """Perhaps done. A post keeps its lease: only when that is over can no request of ours be on its way any more."""
    held = held_by(session, row)
    if held is None:
        return
    if held.method in IDEMPOTENT:
        wait(session, held, code, now)
    elif held.method in AT_MOST_ONCE:
        park(session, held, purpose, UNCLEAR, now)
    else:
        wait_to_look_up(session, held, code, now, after=(held.lease_until or now) - now)


def settle_fault(session: Session, row: OutboxRow, purpose: Purpose, error: Exception, *, now: datetime) -> None:
    """Our own code failed around the call: as unclear as a lost answer, but not tried for ever."""
    held = held_by(session, row)
    if held is not None and held.attempts >= STUMBLES_ALLOWED:
        park(session, held, purpose, place_of(error), now)
    else:
        settle_unclear(session, row, purpose, place_of(error), now=now)


def settle_refused(session: Session, row: OutboxRow, purpose: Purpose, code: str, *, now: datetime) -> None:
    """Slack said no: to this letter, or to the whole workspace, and then everything waits."""
    held = held_by(session, row)
    if held is None:
        return
    if code in REVOKED:
        mark_revoked(session, held.workspace_id, now)
        close_gate(session, held, until=now + REVOKED_PAUSE)
        wait(session, held, code, now, after=timedelta())
        return
    held.perhaps_since = None
    park(session, held, purpose, code, now)


def held_by(session: Session, row: OutboxRow) -> OutboxRow | None:
    """The row, locked, if the lease is still ours."""
    return read_row(session, _HELD, {"id": row.id, "lease_token": row.lease_token})


def mark_revoked(session: Session, workspace_id: int, since: datetime | None) -> None:
    """An operator sees it in `flywheel check`; the first time stays."""
    it = sa.update(Workspace).where(col(Workspace.id) == workspace_id)
    first = it if since is None else it.where(col(Workspace.revoked_at).is_(None))
    session.connection().execute(first.values(revoked_at=since))
