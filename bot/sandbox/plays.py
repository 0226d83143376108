"""Pieces that can be played in this workspace: whoever also runs the app adds them, people press play and watch.

A piece is an async generator of what has just happened. Between two of its lines it can be paused, go on, and stop.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from traceback import format_tb

from bot.sandbox.refusals import Refused

log = logging.getLogger(__name__)


class State(StrEnum):
    READY = "ready"  # also after it was stopped, and when it is over
    PLAYING = "playing"
    PAUSED = "paused"
    STOPPING = "stopping"  # the act under way ends first


class Speed(StrEnum):
    CALM = "calm"
    BRISK = "brisk"
    FAST = "fast"


SECONDS = {Speed.CALM: 1.0, Speed.BRISK: 0.2, Speed.FAST: 0.0}  # a line stands at least so long


@dataclass(frozen=True)
class Told:
    """One thing that happened. `line` is "" where there is nothing to say; `progress` is from 0 to 1."""

    line: str
    progress: float


Acts = AsyncGenerator[Told, None]


class Play:
    """`acts` begins the piece anew; `title` is what the button says, `about` what somebody reads before pressing it."""

    def __init__(self, name: str, title: str, about: str, acts: Callable[[], Acts]) -> None:
        self.name, self.title, self.about = name, title, about
        self.state, self.speed = State.READY, Speed.BRISK
        self.line, self.progress = "", 0.0
        self.changed: Callable[[], None] = lambda: None
        self._acts = acts
        self._shown_at = 0.0  # the line, by `monotonic`
        self._running: asyncio.Task[None] | None = None
        self._nudge = asyncio.Event()  # somebody pressed something: whoever waits looks again

    @property
    def is_on(self) -> bool:
        return self.state is not State.READY

    def start(self) -> None:
        """Nothing happens where it is on already: it is played once, however often it is pressed."""
        if self.is_on:
            return
        self.line, self.progress = "", 0.0
        self._turn(State.PLAYING)
        self._running = asyncio.create_task(self._run())

    def pause(self) -> None:
        if self.state is State.PLAYING:
            self._turn(State.PAUSED)

    def go_on(self) -> None:
        if self.state is State.PAUSED:
            self._turn(State.PLAYING)

    def stop(self) -> None:
        """The act under way is played to its end."""
        if self.is_on:
            self._turn(State.STOPPING)

    def put_away(self) -> None:
        """The last line, once it is over."""
        if not self.is_on:
            self.line = ""
            self.changed()

    def go_at(self, speed: Speed) -> None:
        self.speed = speed
        self._turn(self.state)

    async def over(self) -> None:
        """Returns when nothing of it is on any more."""
        if self._running:
            await self._running

    async def close(self) -> None:
        """Returns when it has stopped."""
        self.stop()
        await self.over()

    def _turn(self, state: State) -> None:
        self.state = state
        self._nudge.set()
        self.changed()

    async def _run(self) -> None:
        try:
            async with aclosing(self._acts()) as acts:
                async for told in acts:
                    await self._show(told)
                    if self.state is State.STOPPING:
                        self.line = "Stopped. Everything stands as it is."
                        break
        except Exception as error:  # whoever watches is told; what somebody wrote may be in the message
            log.error("%s broke off: %s\n%s", self.name, type(error).__name__, "".join(format_tb(error.__traceback__)))
            self.line = f"It broke off ({type(error).__name__}). Everything stands as it is."
        self._turn(State.READY)

    async def _show(self, told: Told) -> None:
        if told.line:
            await self._let_read()
        self.progress = told.progress
        if told.line:
            self.line, self._shown_at = told.line, monotonic()
            self.changed()
        await asyncio.sleep(0)  # pages and sockets have their turn however fast it goes
        while self.state is State.PAUSED:
            await self._wait(None)

    async def _let_read(self) -> None:
        """The line before this one; what happened meanwhile counts."""
        while self.state is State.PLAYING and (left := self._shown_at + SECONDS[self.speed] - monotonic()) > 0:
            await self._wait(left)

    async def _wait(self, seconds: float | None) -> None:
        """So long, or until somebody presses something; None = until then."""
        self._nudge.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._nudge.wait(), seconds)


class Plays:
    """All pieces of one workspace, by name."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._plays: dict[str, Play] = {}

    def __iter__(self) -> Iterator[Play]:
        return iter(self._plays.values())

    def add(self, play: Play) -> None:
        play.changed = self._changed
        self._plays[play.name] = play
        self._changed()

    def find(self, name: str) -> Play:
        """Raises Refused."""
        if name not in self._plays:
            raise Refused("no_such_play", "There is nothing like that to play here.")
        return self._plays[name]

    def do(self, name: str, deed: str) -> None:
        """`deed`: start, pause, go_on, stop, put_away, or a speed. Raises Refused."""
        play = self.find(name)
        deeds = {
            "start": play.start,
            "pause": play.pause,
            "go_on": play.go_on,
            "stop": play.stop,
            "put_away": play.put_away,
        }
        if deed in deeds:
            deeds[deed]()
        elif deed in set(Speed):
            play.go_at(Speed(deed))
        else:
            raise Refused("no_such_deed", "Start, pause, go_on or stop it, or choose calm, brisk or fast.")

    async def close(self) -> None:
        """Returns when nothing is on any more."""
        for play in self:
            await play.close()
