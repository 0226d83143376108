"""Was everything that was due said once, at its hour, to whoever it was for? Counted without asking the product.

What was due is read off the wall: the meetings of the calendar, and each morning the pains whose day it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rehearsal.beat import Fate, Planned
from bot.rehearsal.company import Company
from bot.rehearsal.facts import Promise
from bot.rehearsal.heard import Finding, Message
from bot.rehearsal.rhythm import Expected
from bot.rehearsal.rhythm_judge import KINDS as RHYTHM
from bot.rehearsal.rhythm_judge import RhythmJudge
from bot.rehearsal.wall import CLOSES, DAY, OPENS

PROMPT = timedelta(minutes=3)
CATCHES_UP = timedelta(minutes=15)  # after the bot is back
SHOWN_ON_A_LIST = 20
KEPT = 10  # days a list is remembered
MINUTES_LATEST = timedelta(hours=2)  # after the start of a meeting: it takes an hour, and half an hour is forgiven

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Due:
    """One thing that had to be said about a meeting. `latest` may be after `at` where people have a say in it."""

    kind: str
    at: datetime
    latest: datetime


class Judge:
    """`away`: when nothing could be said, which excuses lateness and nothing else."""

    def __init__(self, company: Company, meetings: Sequence[Planned], away: Sequence[Span] = ()) -> None:
        self._company, self._meetings, self.away = company, meetings, away
        self.findings: list[Finding] = []
        self._said: set[str] = set()
        self._kept: set[Promise] = set()  # a day that was told once is not told again
        self._lists: dict[tuple[str, date], frozenset[str]] = {}
        self._rhythm = RhythmJudge(company)
        self._of_meetings: dict[tuple[str, str], list[datetime]] = {}

    def take(self, messages: Iterable[Message]) -> None:
        """Some more of what was said."""
        for message in messages:
            if not message.kind:
                self._found(message.at, "nobody's", f"{message.to} was told something that no letter holds")
            if message.wire_key in self._said:
                self._found(message.at, "doubled", f"{message.key} to {message.to}")
            self._said.add(message.wire_key)
            if message.kind == "list":
                self._take_list(message)
            elif message.kind in RHYTHM:
                self.findings += self._rhythm.take(message)
            elif message.kind in _KINDS:
                self._of_meetings.setdefault((message.kind, _meeting_in(message.key)), []).append(message.at)

    def was_said(self, wire_key: str) -> bool:
        return wire_key in self._said

    # The one list a day

    def _take_list(self, message: Message) -> None:
        reader = self._company.of[message.to]
        local = reader.wall.local(message.at)
        day = message.to, local.date()
        if day in self._lists:
            self._found(message.at, "doubled", f"a second list on one day to {message.to}")
        if not (OPENS <= local.time() < CLOSES):
            self._found(message.at, "out of hours", f"a list to {message.to} at {local:%H:%M}")
        elif not reader.wall.works(local.date()):
            self._found(message.at, "out of hours", f"a list to {message.to} on {local:%a %Y-%m-%d}, a day off")
        self._lists[day] = message.about

    def morning(self, at: datetime, promises: Iterable[Promise]) -> None:
        """Of each thing whose day has come, its owner was told that day or since. To be asked once the day is over.

        Not on a morning when nothing could be said: what is still due then is asked about on the next one.
        """
        if any(since <= at < until for since, until in self.away):
            return
        for promise in sorted(set(promises) - self._kept, key=lambda one: (one.person, one.about)):
            today = self._company.of[promise.person].wall.local(at).date()
            if not self._is_listed(promise, today):
                self._found(at, "lost", f"{promise.person} was not told of {promise.about}, due {promise.day}")
            self._kept.add(promise)

    def _is_listed(self, promise: Promise, today: date) -> bool:
        """A very long list ends with "and more"."""
        since = max(promise.day, today - KEPT * DAY)
        days = ((promise.person, since + n * DAY) for n in range((today - since).days + 1))
        lists = [self._lists[day] for day in days if day in self._lists]
        return any(promise.about in about or _lines(about) >= SHOWN_ON_A_LIST for about in lists)

    def forget(self, today: date) -> None:
        """Lists of days that nobody asks about any more."""
        self._lists = {key: about for key, about in self._lists.items() if key[1] >= today - KEPT * DAY}

    # The rhythm of the leaders

    def look_at_rhythm(self, due: Iterable[Expected]) -> None:
        """Once the year is over: `due` is all of it."""
        self.findings += self._rhythm.look(due)

    # The meetings

    def look_at_meetings(self, until: datetime) -> None:
        """Once the year is over: each was called for, prepared, held and written up, or it is said why not."""
        for meeting in self._meetings:
            wanted = [due for due in due_for(meeting) if due.latest < until]
            for due in wanted:
                self._check(meeting, due)
            allowed = {due.kind for due in due_for(meeting)}
            for kind in _KINDS - allowed - {"lead"}:  # whoever was to lead a meeting that is called off was told before
                for at in self._of_meetings.get((kind, meeting.name), []):
                    self._found(at, "not due", f"{kind} of the meeting of {meeting.day}")

    def _check(self, meeting: Planned, due: Due) -> None:
        said = self._of_meetings.get((due.kind, meeting.name), [])
        if not said:
            self._found(due.at, "lost", f"{due.kind} of the meeting of {meeting.day}")
        for second in said[1:]:
            self._found(second, "doubled", f"{due.kind} of the meeting of {meeting.day}")
        if said and not (due.at <= said[0] <= max(due.latest, self._back(due.at))):
            self._found(said[0], "out of hours", f"{due.kind} of the meeting of {meeting.day}, due {due.at:%H:%M} UTC")

    def _back(self, at: datetime) -> datetime:
        """Until when something that was due then may come late."""
        return max((until + CATCHES_UP for since, until in self.away if since - PROMPT <= at < until), default=at)

    def _found(self, at: datetime, what: str, said: str) -> None:
        self.findings.append(Finding(at, what, said))


_KINDS = frozenset({"lead", "call", "agenda", "board", "minutes", "missed"})


def due_for(meeting: Planned) -> Iterator[Due]:
    """What has to be said about a meeting, and when."""
    week_before = meeting.wall.at(meeting.day - timedelta(days=7), time(9))
    if meeting.fate is not Fate.HOLIDAY:
        yield _prompt("lead", week_before)
    if meeting.fate is not Fate.SKIPPED:  # the channel heard of that from whoever skipped it
        yield _prompt("call", meeting.call)
    if meeting.fate in {Fate.HOLIDAY, Fate.SKIPPED}:
        return
    yield _prompt("agenda", meeting.agenda)
    if meeting.fate is Fate.SILENT:
        back = meeting.outage[1]
        yield Due("missed", back, back + CATCHES_UP)
        return
    yield _prompt("board", meeting.starts)
    yield Due("minutes", meeting.starts, meeting.starts + MINUTES_LATEST)


def _prompt(kind: str, at: datetime) -> Due:
    return Due(kind, at, at + PROMPT)


def _lines(about: Iterable[str]) -> int:
    """How many things stand on a list: each has a menu of its own."""
    return sum(":" in one for one in about)


def _meeting_in(key: str) -> str:
    """Which meeting a letter is about; "" for the minutes of one person, which are hers and not the meeting's."""
    parts = key.split(":")
    if parts[0] == "minutes" and len(parts) > 3:
        return ""
    return next((part for part in parts if len(part) == 13 and part[8:9] == "T"), "")
