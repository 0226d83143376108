"""Letting time pass in the demo: from one thing that falls due to the next, each done before the clock moves on."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from bot.app import Application
from bot.demo.cast import Cast
from bot.demo.hands import Hands, Seen, values_of
from bot.demo.lines import written
from bot.sandbox.acting.controls import controls
from bot.sandbox.refusals import Refused
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Ephemeral, Message

Act = Callable[[], Awaitable[str]]  # what it is told by; "" = nothing came of it
Habit = Callable[[Seen], None]

BUSY = timedelta(minutes=30)  # whoever has a form open is left alone so long


@dataclass(order=True)
class Planned:
    at: datetime
    order: int
    by: str  # handle
    act: Act
    about: str = ""


class Stage:
    """One company at play: `follow` says what people do when they see a button, `at` and `later` what they plan."""

    def __init__(self, sandbox: Sandbox, application: Application) -> None:
        self.sandbox, self.world, self.clock = sandbox, sandbox.world, sandbox.clock
        self.application = application
        application.sender.at_once = 1  # this Slack answers before it is asked twice
        self.cast = Cast(self.world)
        self.hands = Hands(sandbox, self.cast)
        self.refused: list[str] = []  # what Slack's client would not let somebody do
        self._habits: dict[str, Habit] = {}
        self._diary: list[Planned] = []
        self._order = count()
        self._last_line = ""
        self.begun = self.clock.now()
        self._up_to = self.world.next_ts(self.clock.now())  # what was said before is nobody's cue

    def follow(self, habits: dict[str, Habit]) -> None:
        """By action id; of a menu by the wish its first line begins with."""
        self._habits |= habits

    def at(self, when: datetime, by: str, act: Act, about: str = "") -> None:
        """What she is going to do `about` something already is not planned once more."""
        if not about or all((one.by, one.about) != (by, about) for one in self._diary):
            heappush(self._diary, Planned(when, next(self._order), by, act, about))

    def later(self, by: str, act: Act, *, hours: float, about: str = "") -> None:
        """So many hours from now, once she is at work."""
        self.at(self.cast.next_open(by, self.clock.now() + timedelta(hours=hours)), by, act, about)

    def said(self, channel: str) -> str:
        """All that stands in a channel, by its name or id: nothing of the story is said twice."""
        place = next(one.id for one in self.world.channels.values() if channel in (one.id, one.name))
        return "\n".join(one.text for one in self.world.messages[place])

    def count(self, channel: str, action: str) -> int:
        """How many messages of a channel, by its name, have such a button."""
        place = next(one.id for one in self.world.channels.values() if one.name == channel)
        buttons = [
            {control.element["action_id"] for control in controls(one.blocks)} for one in self.world.messages[place]
        ]
        return sum(action in each for each in buttons)

    def recall(self, channel: str) -> None:
        """What the bot said in a channel before this began is a cue as well, as it stands now."""
        place = next(one.id for one in self.world.channels.values() if one.name == channel)
        for message in self.world.messages[place]:
            if message.user == self.world.bot_user_id:
                self._cue(message, "")

    async def settled(self) -> None:
        """Returns when everybody was answered and the bot has done all that is due by now."""
        did_something = True
        while did_something:
            await self.sandbox.outbound.idle()
            did_something = await self.application.ticker.catch_up() or not self.sandbox.outbound.is_idle

    async def next_at(self) -> datetime | None:
        """When something is to be done next, by the bot or by somebody; None = never."""
        due = await self.application.ticker.next_due()
        times = [due, self._diary[0].at if self._diary else None]
        return min((time for time in times if time is not None), default=None)

    async def move_to(self, when: datetime) -> None:
        """Forwards; whoever is being answered is answered first."""
        await self.sandbox.outbound.idle()
        if when > self.clock.now():
            self.clock.move_to(when)

    async def moment(self) -> AsyncIterator[str]:
        """All that is due by now: first what the bot has to say, then what people do. Yields a line for each."""
        await self.settled()
        for line in self.look():
            yield line
        while self._diary and self._diary[0].at <= self.clock.now():
            yield await self.do(heappop(self._diary))  # "" too: between any two acts it can be stopped
            for line in self.look():
                yield line

    async def do(self, planned: Planned) -> str:
        """One act, to its end: what it opened is closed again."""
        user = self.cast.id(planned.by)
        if self.world.modals.get(user):
            self.at(self.clock.now() + BUSY, planned.by, planned.act, planned.about)
            return ""
        try:
            line = await planned.act()
        except Refused as refused:
            self.refused.append(refused.sentence)
            line = ""
        await self.hands.put_away(planned.by)
        await self.settled()
        return line

    def look(self) -> list[str]:
        """What the bot has said since: people act on it by their habits. A line for what it wrote where."""
        since, self._up_to = self._up_to, f"{self.world.last_ts // 1_000_000}.{self.world.last_ts % 1_000_000:06d}"
        said = [one for messages in self.world.messages.values() for one in self._news(messages, since)]
        for message in sorted(said, key=lambda one: one.ts):
            self._cue(message, self._reader(message.channel))
        for note in [one for one in self.world.ephemerals if one.ts > since]:
            self._cue(note, self.cast.handle(note.viewer))
        lines = [line for line in written(self.world, self.cast, said) if line != self._last_line]
        self._last_line = lines[-1] if lines else self._last_line
        return lines

    def _news(self, messages: list[Message], since: str) -> Iterator[Message]:
        for message in reversed(messages):
            if message.ts <= since:
                return
            if message.user == self.world.bot_user_id:
                yield message

    def _reader(self, channel: str) -> str:
        """The one who reads a direct message; "" where several do."""
        place = self.world.channels[channel]
        others = [one for one in place.members if one != self.world.bot_user_id]
        return self.cast.handle(others[0]) if place.kind == "im" and others else ""

    def _cue(self, said: Message | Ephemeral, reader: str) -> None:
        is_ephemeral = isinstance(said, Ephemeral)
        for control in controls(said.blocks):
            value = next(values_of(control), "")
            action = str(control.element["action_id"])
            wish = value.partition(":")[0] if control.kind == "overflow" else action
            if habit := self._habits.get(wish):
                habit(Seen(reader, said.channel, said.ts, action, value, said.text, is_ephemeral))
