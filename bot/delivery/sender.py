"""Sends what is due: claims a letter, asks Slack once, writes down what came of it.

At every instruction a crash loses nothing and says nothing twice: the claim is committed before Slack is asked, and
what Slack did without our hearing of it is found again by the reconciler.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.delivery.asking import ask
from bot.delivery.backoff import MARGIN, TIMEOUT
from bot.delivery.claim import Faults, claim, next_due
from bot.delivery.inbox import forget_old_keys
from bot.delivery.models import OutboxRow
from bot.delivery.purposes import NO_PURPOSE, Purpose
from bot.delivery.reconciler import Reconciler
from bot.delivery.settle import (
    settle_busy,
    settle_fault,
    settle_refused,
    settle_sent,
    settle_unclear,
    settle_unreachable,
)
from bot.delivery.slack import Slack
from bot.delivery.states import place_of
from bot.errors import SlackBusy, SlackRefused, SlackUnclear, SlackUnreachable
from bot.store.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 4  # calls to Slack under way
FORGET_EVERY = timedelta(hours=1)


def no_faults(point: str) -> None:
    """Tests pass something that raises at one of the named points, as a crash would."""


class Sender:
    """Any number of these may run on one database, in one process or in many."""

    def __init__(
        self,
        store: Store,
        slack: Slack,
        purposes: Mapping[str, Purpose],
        *,
        now: Callable[[], datetime],
        faults: Faults = no_faults,
        forget: Sequence[Callable[..., None]] = (forget_old_keys,),
    ) -> None:
        """`forget`: services `(session, *, now)` run about once an hour, each forgetting what nobody needs any more."""
        self._store, self._slack, self._purposes, self._now, self._faults = store, slack, purposes, now, faults
        self._reconciler = Reconciler(store, slack, purposes, now, faults)
        self.at_once = AT_ONCE
        self._stopping = False
        self._forget = forget
        self._forget_at: datetime | None = None

    async def run_once(self) -> None:
        """Everything that can go out now, then everything unclear whose lease is over. Raises StoreError."""
        await self._forget_now_and_then()
        due = await self.next_due()
        if due is None or due > self._now():
            return
        workers = [self._send_all() for _ in range(self.at_once)]
        outcomes = await asyncio.gather(*workers, return_exceptions=True)
        for error in outcomes:
            if error is not None:
                raise error  # only now: no call to Slack is left behind half-way
        await self._reconciler.run_once()

    async def next_due(self) -> datetime | None:
        """When the next run has something to do; None = nothing is waiting."""
        return await self._store.read(next_due, now=self._now())

    def stop(self) -> None:
        """No further letter is claimed; a run under way ends after the calls it is in."""
        self._stopping = True

    async def _send_all(self) -> None:
        while not self._stopping:
            row = await self._store.write(claim, self._purposes, self._faults, now=self._now())
            if row is None:
                return
            self._faults("after_claim")
            await self._send(row)

    async def _send(self, row: OutboxRow) -> None:
        if row.lease_until is None or self._now() > row.lease_until - TIMEOUT - MARGIN:
            return  # the fence: too late to be sure of being alone; the reconciler has it when the lease is over
        purpose = self._purposes.get(row.purpose, NO_PURPOSE)
        self._faults("before_post")
        write, now = self._store.write, self._now
        try:
            response = await ask(self._slack, row)
        except SlackBusy as busy:
            await write(settle_busy, row, busy.retry_after, now=now())
        except SlackUnreachable as unreachable:
            await write(settle_unreachable, row, unreachable.code, now=now())
        except SlackUnclear as unclear:
            await write(settle_unclear, row, purpose, unclear.code, now=now())
        except SlackRefused as refused:
            await write(settle_refused, row, purpose, refused.code, now=now())
        except Exception as error:  # this letter steps aside, the others go on
            log.error("letter %s: %s", row.id, place_of(error))
            await write(settle_fault, row, purpose, error, now=now())
        else:
            self._faults("after_post")
            await write(self._settle_sent, row, purpose, response, now=now())
            self._faults("after_settle_commit")

    def _settle_sent(
        self, session: Session, row: OutboxRow, purpose: Purpose, response: Mapping[str, Any], *, now: datetime
    ) -> None:
        settle_sent(session, row, purpose, response, now=now)
        session.flush()
        self._faults("before_settle_commit")

    async def _forget_now_and_then(self) -> None:
        now = self._now()
        if self._forget_at is None or now >= self._forget_at:
            self._forget_at = now + FORGET_EVERY
            for forget in self._forget:
                await self._store.write(forget, now=now)
