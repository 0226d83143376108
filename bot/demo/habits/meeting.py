"""The flywheel meeting: what people bring, who is there, what is decided and promised, and keeping it afterwards."""

from datetime import datetime, timedelta
from functools import partial

from bot.demo.cast import next_workday
from bot.demo.hands import Seen
from bot.demo.opening import FLYWHEEL
from bot.demo.stage import Habit, Stage
from bot.demo.story import HEADS, Brought, Decided, Promised, team
from bot.slack.ids import ActionId

A_MINUTE = timedelta(minutes=1)
BROUGHT_EACH = 2
LONGEST = timedelta(minutes=38)
STEP = 5 * A_MINUTE
RATINGS = {"omar": 5, "lan": 5, "maya": 4, "tom": 4, "priya": 5}
DRIVER = "omar"
DROPPED = "Nobody of us can do this now. Whoever misses it brings it again."


class Meeting:
    def __init__(self, stage: Stage) -> None:
        self._stage, self._team = stage, team()
        said = stage.said(FLYWHEEL)
        held = stage.count(FLYWHEEL, ActionId.MINUTES_MARKDOWN)  # when this was played before
        self._brought = iter(self._team.brought[BROUGHT_EACH * held :])
        self._decisions = [one for one in self._team.decided if one.what not in said]
        self._promises = [one for one in self._team.promised if one.what not in said]
        self._begun: set[str] = set()  # meetings
        self._decided: set[str] = set()  # meetings, too
        self.habits: dict[str, Habit] = {
            ActionId.ADD_OBSTACLE: self._called,
            ActionId.BOARD_DECIDE: self._begins,
            ActionId.BOARD_END: self._begins,
            ActionId.BOARD_ESCALATE: self._begins,
            ActionId.ACCEPT_ACTION: self._see_offer,
            "actaccept": self._see_offer_on_list,
            "actdone": self._see_action,
            "lookback": self._look_back,
            ActionId.ACCEPT_LEAD: self._see_offer,
        }

    # Before it

    def _called(self, seen: Seen) -> None:
        for number in range(BROUGHT_EACH):
            one = next(self._brought, None)
            if one:
                action = ActionId.ADD_OBSTACLE if one.kind == "obstacle" else ActionId.ADD_OPPORTUNITY
                act = partial(self._bring, one, seen, action)
                self._stage.later(one.by, act, hours=2 + 4 * number)

    async def _bring(self, one: Brought, seen: Seen, action: str) -> str:
        hands = self._stage.hands
        if not await hands.press(one.by, seen, action, one.kind) or not await hands.fill(one.by, item=one.title):
            return ""
        return f"{self._stage.cast.name(one.by)} brings to the meeting: {one.title}"

    # During it

    def _begins(self, seen: Seen) -> None:
        """A board has several buttons, and is one meeting."""
        meeting = seen.value.partition(":")[0]
        if meeting in self._begun:
            return
        self._begun.add(meeting)
        begun = self._stage.clock.now()
        there = [one for one in HEADS.values() if one != self._away()]
        self._stage.at(begun + A_MINUTE, there[0], partial(self._arrive, there, seen))
        self._stage.at(begun + 3 * A_MINUTE, DRIVER, partial(self._drive, there, seen, begun + LONGEST))

    def _away(self) -> str:
        return list(HEADS.values())[len(self._begun) * 3 % len(HEADS)] if len(self._begun) % 2 else ""

    async def _arrive(self, there: list[str], seen: Seen) -> str:
        for one in there:
            await self._stage.hands.choose(one, seen, "here:")
        return f"The flywheel meeting: {self._stage.cast.names(there)} are here"

    async def _drive(self, there: list[str], seen: Seen, until: datetime) -> str:
        """One thing every few minutes, on what the board shows by then."""
        stage, hands = self._stage, self._stage.hands
        if not hands.is_there(seen, ActionId.BOARD_MENU):
            return ""
        if stage.clock.now() >= until or not hands.is_there(seen, ActionId.BOARD_ACTION):
            return await self._end(there, seen)
        stage.at(stage.clock.now() + STEP, DRIVER, partial(self._drive, there, seen, until))
        if not (hands.is_there(seen, ActionId.BOARD_PARK) or hands.is_there(seen, ActionId.BOARD_ESCALATE)):
            return await self._go_on(seen)
        return await self._settle(there, seen)

    async def _settle(self, there: list[str], seen: Seen) -> str:
        """What the story has for the item that is on: one decision a meeting, else what somebody is going to do."""
        item = self._stage.hands.headline(seen)
        decision = next((one for one in self._decisions if one.about in item), None)
        promise = next((one for one in self._promises if one.about in item), None)
        if decision and (promise is None or _any(seen) not in self._decided):
            return await self._decide(decision, there, seen)
        return await self._promise(promise, seen) if promise else await self._park(seen)

    async def _go_on(self, seen: Seen) -> str:
        await self._stage.hands.press(DRIVER, seen, ActionId.BOARD_NEXT, _any(seen))
        return "The meeting goes on to the next item"

    async def _decide(self, wish: Decided, there: list[str], seen: Seen) -> str:
        hands, by = self._stage.hands, "maya" if "maya" in there else DRIVER
        if not await hands.press(by, seen, ActionId.BOARD_DECIDE, _any(seen)):
            return ""
        look_back = self._stage.cast.today(by, self._stage.clock.now()) + timedelta(days=35)
        answers = {"effect": wish.effect, "feeling": wish.feeling, "problem": wish.problem, "value": wish.value}
        if not await hands.fill(by, decision=wish.what, look_back_on=str(next_workday(look_back)), **answers):
            return ""
        self._decisions.remove(wish)
        self._decided.add(_any(seen))
        return f"Decided: {wish.what}"

    async def _promise(self, wish: Promised, seen: Seen) -> str:
        hands, cast = self._stage.hands, self._stage.cast
        if not await hands.press(DRIVER, seen, ActionId.BOARD_ACTION, _any(seen)):
            return ""
        day = next_workday(cast.today(DRIVER, self._stage.clock.now()) + timedelta(days=9))
        if not await hands.fill(DRIVER, what=wish.what, person=cast.id(wish.who), day=str(day)):
            return ""
        self._promises.remove(wish)
        return f"An action for {cast.name(wish.who)}: {wish.what}"

    async def _park(self, seen: Seen) -> str:
        """What was carried over three times cannot be any more, and the story has nothing for it: that is said."""
        hands = self._stage.hands
        if await hands.press(DRIVER, seen, ActionId.BOARD_PARK, _any(seen)):
            return "It goes on to the next meeting"
        if await hands.press(DRIVER, seen, ActionId.BOARD_DROP, _any(seen)) and await hands.fill(DRIVER, why=DROPPED):
            return "It is dropped, and why is said"
        return ""

    async def _end(self, there: list[str], seen: Seen) -> str:
        hands = self._stage.hands
        if not await hands.choose(DRIVER, seen, "end:") or not await hands.fill(DRIVER):
            return ""
        self._stage.at(self._stage.clock.now() + A_MINUTE, there[0], partial(self._rate, there, seen))
        return f"{self._stage.cast.name(DRIVER)} ends the meeting"

    async def _rate(self, there: list[str], seen: Seen) -> str:
        for one in there:
            if one in RATINGS:
                await self._stage.hands.press(one, seen, f"rate_{RATINGS[one]}", _any(seen))
        return "They say how it was for the customer"

    # After it

    def _see_offer(self, seen: Seen) -> None:
        about = f"actaccept:{seen.value}"  # as on her list
        self._stage.later(seen.reader, partial(self._say_yes, seen, ""), hours=2, about=about)

    def _see_offer_on_list(self, seen: Seen) -> None:
        self._stage.later(seen.reader, partial(self._say_yes, seen, seen.value), hours=1, about=seen.value)

    async def _say_yes(self, seen: Seen, line: str) -> str:
        hands, by = self._stage.hands, seen.reader
        done = await (hands.choose(by, seen, line) if line else hands.press(by, seen))
        return f"{self._stage.cast.name(by)} says yes" if done else ""

    def _see_action(self, seen: Seen) -> None:
        self._stage.later(seen.reader, partial(self._finish, seen), hours=3, about=seen.value)

    async def _finish(self, seen: Seen) -> str:
        if not await self._stage.hands.choose(seen.reader, seen, seen.value):
            return ""
        return f"{self._stage.cast.name(seen.reader)} has done what was promised"

    def _look_back(self, seen: Seen) -> None:
        self._stage.later(seen.reader, partial(self._say_what_came, seen), hours=2, about=seen.value)

    async def _say_what_came(self, seen: Seen) -> str:
        hands, by = self._stage.hands, seen.reader
        if not await hands.choose(by, seen, seen.value):
            return ""
        if not await hands.fill(by, came_true="yes", learnt=self._team.came_true):
            return ""
        return f"{self._stage.cast.name(by)} looks back at a decision: it did what we said"


def _any(seen: Seen) -> str:
    """The board has a new version by now: its meeting is the same."""
    return seen.value.partition(":")[0]
