"""The world in a JSON file, so that a demo goes on where it stopped."""

import asyncio
import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pydantic import TypeAdapter

from bot.sandbox.clock import Clock
from bot.sandbox.world import World

PAUSE = 0.3  # seconds between a change and the file, so that a burst is written once
PASSING = ("traffic", "clock", "play")  # scopes that change nothing of the world


@dataclass(frozen=True)
class Snapshot:
    clock_offset: float  # seconds the sandbox is ahead
    world: World


_SNAPSHOT = TypeAdapter(Snapshot)


def save(world: World, clock: Clock, file: Path) -> None:
    """Whole or not at all: a new file takes the old one's place."""
    whole = _SNAPSHOT.dump_json(Snapshot(clock.offset.total_seconds(), world))
    new = file.with_name(file.name + ".new")
    with new.open("wb") as out:
        out.write(whole)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)


def load(file: Path, clock: Clock) -> World:
    """Also moves the clock to where it was: the time in between goes on top. Raises ValueError for another file."""
    snapshot = _SNAPSHOT.validate_json(file.read_bytes())
    clock.offset = timedelta(seconds=snapshot.clock_offset)
    return snapshot.world


class Keeper:
    """Saves a little after each change, and once more when it stops."""

    def __init__(self, world: World, clock: Clock, file: Path) -> None:
        self._world = world
        self._clock = clock
        self._file = file
        self._waiting: asyncio.TimerHandle | None = None

    def start(self) -> None:
        self._world.listeners.append(self._changed)
        self._clock.on_move.append(self._later)

    def stop(self) -> None:
        self._world.listeners.remove(self._changed)
        self._clock.on_move.remove(self._later)
        if self._waiting:
            self._waiting.cancel()
        self._write()

    def _changed(self, scope: str) -> None:
        if scope not in PASSING:
            self._later()

    def _later(self) -> None:
        if self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(PAUSE, self._write)

    def _write(self) -> None:
        self._waiting = None
        save(self._world, self._clock, self._file)
