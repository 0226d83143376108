"""Letters whose sender is gone, or did not hear the answer: looked up before anything is sent again.

Nobody looks before the lease is over: until then a request of ours may still be on its way, and "not found" would mean
nothing. A look-up that fails is not "not found" either.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.delivery.asking import find_post
from bot.delivery.backoff import LEASE, REVOKED_PAUSE, backoff
from bot.delivery.claim import Faults
from bot.delivery.letters import AT_MOST_ONCE, IDEMPOTENT, State
from bot.delivery.models import IN_FLIGHT, OutboxRow
from bot.delivery.purposes import NO_PURPOSE, Purpose
from bot.delivery.settle import REVOKED, UNCLEAR, held_by, mark_revoked, settle_sent
from bot.delivery.slack import Slack
from bot.delivery.states import park, read_row, wait, wait_to_look_up, write_row
from bot.errors import SlackBusy, SlackError, SlackRefused
from bot.store.store import Store

_OVER = (
    select(OutboxRow)
    .where(IN_FLIGHT, col(OutboxRow.lease_until) <= sa.bindparam("now", type_=UTCDateTime()))
    .order_by(col(OutboxRow.lease_until))
    .limit(1)
    .with_for_update(skip_locked=True)
)


class Reconciler:
    def __init__(
        self, store: Store, slack: Slack, purposes: Mapping[str, Purpose], now: Callable[[], datetime], faults: Faults
    ) -> None:
        self._store, self._slack, self._purposes, self._now, self._faults = store, slack, purposes, now, faults

    async def run_once(self) -> None:
        """Every letter whose lease is over."""
        while row := await self._store.write(take_over, self._purposes, now=self._now()):
            self._faults("after_take_over")
            if row.lease_token:
                await self._look_up(row)

    async def _look_up(self, row: OutboxRow) -> None:
        purpose = self._purposes.get(row.purpose, NO_PURPOSE)
        try:
            found = await find_post(self._slack, row)
        except SlackError as error:
            await self._store.write(settle_lookup_failed, row, purpose, error, now=self._now())
            return
        self._faults("after_look_up")
        if found is None:
            await self._store.write(settle_not_there, row, now=self._now())
        else:
            await self._store.write(settle_sent, row, purpose, found, now=self._now())


def take_over(session: Session, purposes: Mapping[str, Purpose], *, now: datetime) -> OutboxRow | None:
    """The next letter whose lease is over. One to be looked up is leased to the caller; the others are settled here."""
    row = read_row(session, _OVER, {"now": now})
    if row is None:
        return None
    if row.method in IDEMPOTENT:
        wait(session, row, "sender_lost", now)
    elif row.method in AT_MOST_ONCE:
        park(session, row, purposes.get(row.purpose, NO_PURPOSE), UNCLEAR, now)
    else:
        row.state, row.lease_token, row.lease_until = State.UNCLEAR, uuid4().hex, now + LEASE
        row.attempts += 1
        write_row(session, row)
    return row


def settle_not_there(session: Session, row: OutboxRow, *, now: datetime) -> None:
    """Surely not in Slack: it goes out as if for the first time."""
    if held := held_by(session, row):
        wait(session, held, held.last_error, now, after=timedelta())


def settle_lookup_failed(
    session: Session, row: OutboxRow, purpose: Purpose, error: SlackError, *, now: datetime
) -> None:
    """Nobody knows yet: ask again later, or give up where Slack will never say."""
    held = held_by(session, row)
    if held is None:
        return
    if isinstance(error, SlackBusy):
        wait_to_look_up(session, held, error.code, now, timedelta(seconds=error.retry_after))
    elif error.code in REVOKED:
        mark_revoked(session, held.workspace_id, now)
        wait_to_look_up(session, held, error.code, now, REVOKED_PAUSE)
    elif isinstance(error, SlackRefused):
        park(session, held, purpose, f"unclear: {error.code}", now)
    else:
        wait_to_look_up(session, held, error.code, now, backoff(held.attempts, held.wire_key))
