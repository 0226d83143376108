"""Was everything of the rhythm said once, at its hour, to whoever it was for?"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.rehearsal.company import Company
from bot.rehearsal.heard import Finding, Message
from bot.rehearsal.rhythm import Expected
from bot.rehearsal.wall import Wall

KINDS = frozenset({"prompt", "roll-up", "review", "mix", "brief", "voice"})
NEAR = timedelta(days=40)  # the same question comes again a quarter later


class RhythmJudge:
    def __init__(self, company: Company) -> None:
        self._company = company
        self._said: dict[tuple[str, str], list[Message]] = {}

    def take(self, message: Message) -> Iterator[Finding]:
        """Questions, reviews and digests come at work."""
        self._said.setdefault((message.kind, message.to), []).append(message)
        reader = self._company.of.get(message.to)
        wall = reader.wall if reader else Wall(self._company.options.zone)  # the company keeps no holidays
        if not wall.is_open(message.at):
            yield _out_of_hours(message.at, message.key, message.to, wall)

    def look(self, due: Iterable[Expected]) -> Iterator[Finding]:
        """Once the year is over."""
        for one in due:
            yield from self._look_at(one)

    def _look_at(self, due: Expected) -> Iterator[Finding]:
        said = [message for message in self._said.get((due.kind, due.to), ()) if _is_about(message, due)]
        if not said and due.latest < due.over:
            yield Finding(due.at, "lost", f"{due.kind} {due.about.strip(':')} to {due.to}")
        for second in said[1:]:
            yield Finding(second.at, "doubled", f"{second.key} to {due.to}")
        if said and not due.at <= said[0].at <= due.latest:
            yield Finding(said[0].at, "out of hours", f"{said[0].key} to {due.to}, due {due.at:%Y-%m-%d %H:%M} UTC")


def _is_about(message: Message, due: Expected) -> bool:
    return due.about in message.key and abs(message.at - due.at) < NEAR


def _out_of_hours(at: datetime, key: str, to: str, wall: Wall) -> Finding:
    return Finding(at, "out of hours", f"{key} to {to} at {wall.local(at):%a %H:%M} on the wall")
