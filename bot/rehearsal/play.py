"""Letting a year pass: the clock jumps from one thing that falls due to the next, and people do what they planned."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from random import Random
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlmodel import Session

from bot.app import build_rounds, build_sender
from bot.errors import UserError
from bot.rehearsal.clock import Clock
from bot.rehearsal.company import Company, Report, Worker
from bot.rehearsal.slack import TEAM, Heard, Slack
from bot.rehearsal.store import ThrowAway
from bot.slack.payloads import Inbound, Kind

P = ParamSpec("P")
T = TypeVar("T")
Act = Callable[[], Awaitable[object]]
Press = Callable[[Worker, str, Heard], None]

GRID = timedelta(minutes=15)  # people look at the clock before they do something
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
STUCK = 500  # rounds without the clock moving on
BEFORE = timedelta(days=5)  # the bot is set up this long before the year begins


class Actor(Protocol):
    """Somebody's habits: what is done when a button is seen, by the button's action id; or the wish in a menu."""

    @property
    def presses(self) -> Mapping[str, Press]: ...


class Play:
    def __init__(self, company: Company, folder: Path) -> None:
        self.company = company
        start = company.meeting_wall.at(company.options.start, datetime.min.time())
        self.start, self.end = start, company.meeting_wall.at(company.options.end, datetime.min.time())
        self.clock = Clock(start - BEFORE)
        self.store = ThrowAway(folder / "year.db")
        self.slack = Slack(company, self.clock.now)
        sender = build_sender(self.store, self.slack, now=self.clock.now)
        sender.at_once = 1  # this Slack answers before it is asked twice
        self.rounds = build_rounds(self.store, sender, now=self.clock.now)
        self.workspace_id = 0
        self.rules: dict[str, int] = {}  # sentences the bot said no with, and how often
        self.away: list[tuple[datetime, datetime]] = []  # nothing can be said then
        self._outages: list[tuple[datetime, datetime]] = []
        self.report_of: dict[int, Report] = {}  # by the id of the pain
        self.shared: set[int] = set()  # numbers of the private reports whose words the team may see
        self._acts: list[tuple[datetime, int, Act]] = []
        self._order = count()
        self._keys = count(1)

    # What people do

    def at(self, at: datetime, act: Act) -> None:
        """At that time, whatever it is."""
        heappush(self._acts, (at, next(self._order), act))

    def later(self, worker: Worker, act: Act, *, hours: float) -> None:
        """Somebody does something about so many hours from now, once she is at work."""
        at = worker.wall.next_open(self.now() + timedelta(hours=hours))
        self.at(EPOCH + -((EPOCH - at) // GRID) * GRID, act)

    def now(self) -> datetime:
        """As people read it off the clock: a second more or less changes nothing they do."""
        return EPOCH + (self.clock.now() - EPOCH) // GRID * GRID

    async def write(self, service: Callable[..., T], *args: object) -> T | None:
        """As if it were clicked: `service(session, workspace_id, *args, now=)`. What the bot says no to is counted, and
        gives None."""
        try:
            return await self.store.write(service, self.workspace_id, *args, now=self.clock.now())
        except UserError as rule:
            self.rules[rule.sentence] = self.rules.get(rule.sentence, 0) + 1
            return None

    async def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.store.read(query, *args, **kwargs)

    def inbound(self, worker: Worker) -> Inbound:
        """A request nobody has seen before."""
        key = f"ev:{next(self._keys)}"
        return Inbound(Kind.ACTION, "", key, TEAM, worker.user_id, {}, TEAM)

    def chance(self, *about: object) -> Random:
        return self.company.chance(*about)

    @property
    def progress(self) -> float:
        """How much of the year is over, from 0 to 1."""
        return min(max((self.clock.now() - self.start) / (self.end - self.start), 0), 1)

    # What is heard

    def follow(self, *actors: Actor) -> None:
        """Whoever has a habit for a button she sees acts on it."""
        presses = {name: press for actor in actors for name, press in actor.presses.items()}

        def hear(heard: Heard) -> None:
            if heard.is_edit:
                return
            reader = self.company.of.get(heard.to, self.company.team[0])
            for name, value in heard.buttons:
                if press := presses.get(name):
                    press(reader, value, heard)
            for wishes in heard.menus:
                name, _, value = wishes[0].partition(":")
                if press := presses.get(name):
                    press(reader, value, heard)

        self.slack.listeners.append(hear)

    # The clock

    def be_away(self, since: datetime, until: datetime) -> None:
        """Nobody runs the bot in that time."""
        self._outages.append((since, until))
        self.away.append((since, until))

    def pause_slack(self, since: datetime, until: datetime) -> None:
        """The bot runs, and Slack cannot be reached."""
        self.away.append((since, until))
        self.at(since, partial(self._reach, False))
        self.at(until, partial(self._reach, True))

    async def _reach(self, is_there: bool) -> None:
        self.slack.is_down = not is_there

    async def until(self, end: datetime) -> None:
        """Whatever falls due up to then, each at its time. Raises RuntimeError where time stands still."""
        still = 0
        while True:
            await self._act_now()
            await self.rounds.run_once()
            at = min(await self._next(), end)
            still = still + 1 if at <= self.clock.now() else 0
            if at >= end and at <= self.clock.now():
                return
            if still > STUCK:
                raise RuntimeError(f"something stays due at {self.clock.now()}")
            self._move_to(at)

    async def _next(self) -> datetime:
        due = await self.rounds.next_due() or datetime.max.replace(tzinfo=UTC)
        return min(due, self._acts[0][0]) if self._acts else due

    def _move_to(self, at: datetime) -> None:
        """What was to be done while the bot was away is done once it is back."""
        self.clock.move_to(at)
        for since, until in self._outages:
            if since <= self.clock.now() < until:
                self.clock.move_to(until)

    async def _act_now(self) -> None:
        while self._acts and self._acts[0][0] <= self.clock.now():
            await heappop(self._acts)[2]()

    def close(self) -> None:
        self.store.close()
