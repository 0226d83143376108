"""Everything that leaves for the app: events are tried again, interactions are not.

Source: docs.slack.dev/apis/events-api and /interactivity/handling-user-interaction.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.timing import Timing
from bot.sandbox.wire.envelope import Answer, Envelope, Line

REMEMBERED = 1_000


class Outbound:
    def __init__(self, line: Line, clock: Clock, timing: Timing) -> None:
        self.line = line
        self.duplicates = 0  # so many of the next events are delivered twice
        self.recent: deque[dict[str, Any]] = deque(maxlen=REMEMBERED)  # payloads of events, newest last
        self._clock = clock
        self._timing = timing
        self._tasks: set[asyncio.Task[Any]] = set()

    def event(self, payload: dict[str, Any]) -> None:
        """Returns at once; the delivery goes on by itself."""
        self.recent.append(payload)
        self._start(self._insist(payload))
        if self.duplicates > 0:
            self.duplicates -= 1
            self.repeat(payload)

    def repeat(self, payload: dict[str, Any]) -> None:
        """The same event once more, as after an ack that was lost on its way."""
        self._start(self._once(Envelope("events_api", payload, 1, "timeout")))

    async def ask(self, kind: str, payload: dict[str, Any]) -> Answer:
        """An interaction: one attempt, and somebody is waiting."""
        asking = asyncio.create_task(self.line.send(Envelope(kind, payload)))
        self._tasks.add(asking)
        asking.add_done_callback(self._tasks.discard)
        return await asking

    @property
    def is_idle(self) -> bool:
        return not self._tasks

    async def idle(self) -> None:
        """Until every event was acked or given up, and everybody who did something has her answer."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _insist(self, payload: dict[str, Any]) -> None:
        answer = await self.line.send(Envelope("events_api", payload))
        for attempt, wait in enumerate(self._timing.retries, 1):
            if answer.acked or not answer.retry:
                return
            await self._clock.sleep(wait)
            answer = await self.line.send(Envelope("events_api", payload, attempt, answer.reason))

    async def _once(self, envelope: Envelope) -> None:
        await self.line.send(envelope)

    def _start(self, delivery: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(delivery)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
