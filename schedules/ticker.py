"""The alarm clock. Rows are the schedule; this only knocks: when a row is due, when poked, and every POLL anyway.

A tick that comes late loses nothing: it finds in the database whatever is due by then.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic
from traceback import format_tb
from typing import Protocol

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

POLL = 15.0  # seconds: how late another process may notice a row
SOONEST = 0.05  # seconds between ticks nobody asked for, so that a row which stays due is no busy loop
AT_ONCE = 0.001
MOST_AT_ONCE = 100  # rounds of one catching up


class Rounds(Protocol):
    """What is done at each tick; a `Sender`."""

    async def run_once(self) -> None: ...

    async def next_due(self) -> datetime | None: ...

    def stop(self) -> None: ...


class Ticker:
    """One job, "tick", which sets its own next time. Made and used inside one event loop."""

    def __init__(self, rounds: Rounds, *, now: Callable[[], datetime], poll: float = POLL) -> None:
        self._rounds, self._now, self._poll = rounds, now, poll
        # Two: the next one may begin while the last is on its way out. Only one of them works, by the lock.
        defaults = {"coalesce": True, "max_instances": 2, "misfire_grace_time": None}
        self._scheduler = AsyncIOScheduler(timezone=UTC, jobstores={"default": MemoryJobStore()}, job_defaults=defaults)
        self._running = asyncio.Lock()
        self._poked = False
        self._last_tick = monotonic()

    def start(self) -> None:
        self._scheduler.add_job(self._tick, "interval", seconds=self._poll, id="tick")
        self._scheduler.start()
        self._knock_in(AT_ONCE)  # not a poke: one from before the start would swallow it

    def poke(self) -> None:
        """Something was queued in this process. Any number of pokes before the next tick are one."""
        if not self._poked:
            self._poked = True
            asyncio.get_running_loop().call_soon(self._come_early)

    async def catch_up(self) -> bool:
        """For whoever moves the clock: all that is due by now is done when this returns. False = nothing was."""
        async with self._running:
            self._poked = False
            self._last_tick = monotonic()
            done = 0
            while await self._is_something_due() and done < MOST_AT_ONCE:
                await self._rounds.run_once()
                done += 1
            self._last_tick = monotonic()
            self._knock_in(AT_ONCE if self._poked else await self._until_due())
            return 0 < done < MOST_AT_ONCE

    async def next_due(self) -> datetime | None:
        """When there is something to do next; None = nothing is waiting."""
        return await self._rounds.next_due()

    async def stop(self) -> None:
        """Lets the tick under way finish its calls to Slack, and starts no other."""
        self._rounds.stop()
        async with self._running:
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)

    def last_tick_age(self) -> float:
        """Seconds since a tick last began or ended; what liveness is judged by."""
        return monotonic() - self._last_tick

    async def _tick(self) -> None:
        if self._running.locked():  # whoever is at it says when the next one comes
            self._knock_in(self._poll)
            return
        async with self._running:
            self._poked = False
            self._last_tick = monotonic()
            self._knock_in(self._poll)  # should this tick die without a word
            wait = self._poll
            try:
                await self._rounds.run_once()
                wait = await self._until_due()
            except Exception as error:  # the next tick tries again; the message may hold what somebody wrote
                log.error("tick failed: %s\n%s", type(error).__name__, "".join(format_tb(error.__traceback__)))
            self._last_tick = monotonic()
        self._knock_in(AT_ONCE if self._poked else wait)

    async def _is_something_due(self) -> bool:
        due = await self._rounds.next_due()
        return due is not None and due <= self._now()

    async def _until_due(self) -> float:
        due = await self._rounds.next_due()
        if due is None:
            return self._poll
        return min(max((due - self._now()).total_seconds(), SOONEST), self._poll)

    def _come_early(self) -> None:
        if not self._running.locked():  # a tick under way sees the poke when it ends
            self._knock_in(AT_ONCE)

    def _knock_in(self, seconds: float) -> None:
        if self._scheduler.running:
            self._scheduler.reschedule_job("tick", trigger="interval", seconds=seconds)
