"""Listening to everything the bot says, as it says it: nothing is kept longer than it takes to judge it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.delivery.models import OutboxRow
from bot.rehearsal.company import Company
from bot.rehearsal.slack import Heard
from bot.rehearsal.spoken import Ear
from bot.rehearsal.words import everything_typed

AT_ONCE = 5_000  # keys in one query
TICKET = re.compile(r"#7(\d{5})\b")
PAIN = re.compile(r"\bP-\d+")


@dataclass(frozen=True)
class Message:
    """Something the bot said once. `kind` is what its letter is named by: "list", "call"; "" = nobody wrote it."""

    at: datetime
    to: str  # a person, or a channel
    kind: str
    key: str  # of the letter
    wire_key: str
    about: frozenset[str]  # what it names: "P-12", and "met:5" where something can be done with it


@dataclass(frozen=True)
class Finding:
    """Something that should not be. The page and the exit code speak of nothing else."""

    at: datetime
    what: str  # "out of hours", "doubled", ...
    said: str

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} UTC  {self.what}: {self.said}"


class Ears:
    """Everybody's."""

    def __init__(self, company: Company, channel_language: str, shared: set[int]) -> None:
        self._company, self._channel, self._shared = company, channel_language, shared
        self._ear = Ear([*everything_typed(), *(worker.name for worker in company.people)])
        self._waiting: list[tuple[datetime, str, str, frozenset[str]]] = []
        self.findings: list[Finding] = []

    def hear(self, heard: Heard) -> None:
        """The language and what is private are looked at now, in edits too; the rest when letters are read."""
        self._check_language(heard)
        self._check_privacy(heard)
        if heard.wire_key:
            about = frozenset([*PAIN.findall(heard.text), *(wishes[0] for wishes in heard.menus)])
            self._waiting.append((heard.at, heard.to, heard.wire_key, about))

    def messages(self, session: Session) -> list[Message]:
        """All since the last time, with what each letter was."""
        waiting, self._waiting = self._waiting, []
        keys = dict(_keys(session, [wire_key for _, _, wire_key, _ in waiting]))
        found = []
        for at, to, wire_key, about in waiting:
            key = keys.get(wire_key, "")
            found.append(Message(at, to, key.partition(":")[0], key, wire_key, about))
        return found

    def _check_language(self, heard: Heard) -> None:
        reader = self._company.of.get(heard.to)
        language = reader.language if reader else self._channel
        if line := self._ear.wrong_line(heard.text, language):
            self.findings.append(Finding(heard.at, "wrong language", f"{heard.to} reads {language}, and got: {line}"))

    def _check_privacy(self, heard: Heard) -> None:
        for number in map(int, TICKET.findall(heard.text)):
            report = self._company.reports[number]
            if report.is_private and number not in self._shared and heard.to != report.reporter.user_id:
                self.findings.append(Finding(heard.at, "private words", f"{heard.to} was shown “{report.words}”"))


def _keys(session: Session, wire_keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(opaque key, key of the letter)."""
    for start in range(0, len(wire_keys), AT_ONCE):
        some = list(wire_keys[start : start + AT_ONCE])
        wanted = select(OutboxRow.wire_key, OutboxRow.key).where(col(OutboxRow.wire_key).in_(some))
        yield from session.exec(wanted).all()
