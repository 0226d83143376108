"""The sandbox's own clock: real time plus an offset that only grows, so that a fortnight passes in a click."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta


class Clock:
    """Message timestamps, triggers and retries all read this; `flywheel demo` hands `now` to the bot as well."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self.on_move: list[Callable[[], None]] = []
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC) + self.offset

    def move(self, delta: timedelta) -> None:
        """Raises ValueError for a step back: Slack's time never runs backwards either."""
        if delta < timedelta():
            raise ValueError("the clock only moves forwards")
        self.offset += delta
        self._moved.set()  # wakes those who wait now; those who wait later need a fresh one
        self._moved = asyncio.Event()
        for listener in list(self.on_move):
            listener()

    def move_to(self, when: datetime) -> None:
        """`when` is aware. Raises ValueError when it is already past."""
        self.move(when - self.now())

    async def sleep(self, seconds: float) -> None:
        """Until the sandbox's time has gone on so far: at once when somebody moves the clock past it."""
        due = self.now() + timedelta(seconds=seconds)
        while (left := (due - self.now()).total_seconds()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), left)
