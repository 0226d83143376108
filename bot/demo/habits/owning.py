"""Owning pains: taking them, offering them to whoever can do more, answering offers, resolving, telling customers."""

from datetime import timedelta
from functools import partial

from bot.demo.habits.reporting import Reporting
from bot.demo.hands import Seen
from bot.demo.stage import Habit, Stage
from bot.demo.story import Over, Pain, Team, team
from bot.slack.ids import ActionId

HEAD_OF = {"priya": "marketing", "maya": "sales", "lan": "customer_service", "tom": "product", "grace": "people",
           "jonas": "finance", "omar": "enablement"}  # fmt: skip


class Owning:
    def __init__(self, stage: Stage, reporting: Reporting) -> None:
        self._stage, self._pains = stage, reporting
        self._team: Team = team()
        self._told = 0
        self.habits: dict[str, Habit] = {
            ActionId.TAKE: self._see_card,
            ActionId.RESOLVE: self._see_owned,
            ActionId.ACCEPT_OFFER: self._see_offer,
            ActionId.TOLD_THEM: self._see_telling,
            "told": self._see_late_telling,
        }

    # Taking, and resolving

    def _see_card(self, seen: Seen) -> None:
        """In the channel, whoever it belongs to; alone with the bot, whoever was asked."""
        if seen.reader:
            self._stage.later(seen.reader, partial(self._take, seen.reader, seen), hours=2)
            return
        pain = self._pains.know(seen)
        if pain:
            self._stage.later(pain.taker, partial(self._take, pain.taker, seen), hours=pain.after)

    def _see_owned(self, seen: Seen) -> None:
        """A card with an owner, from when this was played before."""
        if not seen.reader and (pain := self._pains.know(seen)):
            self._plan_to_resolve(pain, seen.value)

    async def _take(self, by: str, seen: Seen) -> str:
        pain_id = seen.value
        if not await self._stage.hands.press(by, seen):
            return ""
        pain = self._pains.pain_of.get(pain_id)
        if pain and pain.over and by == pain.taker:
            self._stage.later(by, partial(self._offer, pain, pain.over, pain_id), hours=5)
        elif pain:
            self._plan_to_resolve(pain, pain_id)
        return f"{self._stage.cast.name(by)} takes {self._name(pain_id)}"

    def _plan_to_resolve(self, pain: Pain, pain_id: str) -> None:
        if pain.fix:
            by = pain.settler
            when = self._stage.clock.now() + timedelta(days=pain.days)
            act = partial(self._resolve, by, pain, pain_id)
            self._stage.at(self._stage.cast.next_open(by, when), by, act)

    async def _resolve(self, by: str, pain: Pain, pain_id: str) -> str:
        card = self._pains.cards[pain_id]
        if not await self._stage.hands.press(by, card, ActionId.RESOLVE, pain_id):
            return ""
        if not await self._stage.hands.fill(by, resolution=pain.fix):
            return ""
        return f"{self._stage.cast.name(by)} resolves {self._name(pain_id)}: {pain.title}"

    # Handing over

    async def _offer(self, pain: Pain, over: Over, pain_id: str) -> str:
        cast, by = self._stage.cast, pain.taker
        if not await self._stage.hands.choose(by, self._pains.cards[pain_id], f"handover:{pain_id}"):
            return ""
        if not await self._stage.hands.fill(by, department=HEAD_OF[over.to], why=over.why):
            return ""
        return f"{cast.name(by)} offers {self._name(pain_id)} to {cast.name(over.to)}"

    def _see_offer(self, seen: Seen) -> None:
        pain_id = self._pains.named_in(seen.text)
        pain = self._pains.pain_of.get(pain_id)
        if pain and pain.over and seen.reader == pain.over.to:
            answer = {"accept": self._accept, "ask": self._ask, "decline": self._decline}[pain.over.answer]
            self._stage.later(seen.reader, partial(answer, pain, pain_id, seen), hours=4)

    async def _accept(self, pain: Pain, pain_id: str, seen: Seen) -> str:
        if not await self._stage.hands.press(seen.reader, seen):
            return ""
        self._plan_to_resolve(pain, pain_id)
        return f"{self._stage.cast.name(seen.reader)} accepts {self._name(pain_id)}"

    async def _ask(self, pain: Pain, pain_id: str, seen: Seen) -> str:
        if pain.over is None or not await self._stage.hands.press(seen.reader, seen, ActionId.ASK_OFFER):
            return ""
        await self._stage.hands.fill(seen.reader, question=pain.over.question)
        self._stage.later(pain.taker, partial(self._reply, pain.taker, pain_id, pain.over.reply), hours=1)
        self._stage.later(seen.reader, partial(self._accept, pain, pain_id, seen), hours=6)
        return f"{self._stage.cast.name(seen.reader)} asks first: {pain.over.question}"

    async def _reply(self, by: str, pain_id: str, text: str) -> str:
        """In the thread of the card, where everybody can read it."""
        card = self._pains.cards[pain_id]
        await self._stage.hands.people.post(self._stage.cast.id(by), card.channel, text, card.ts)
        return f"{self._stage.cast.name(by)} answers about {self._name(pain_id)}"

    async def _decline(self, pain: Pain, pain_id: str, seen: Seen) -> str:
        if pain.over is None or not await self._stage.hands.press(seen.reader, seen, ActionId.DECLINE_OFFER):
            return ""
        await self._stage.hands.fill(seen.reader, why=pain.over.because)
        self._plan_to_resolve(pain, pain_id)
        return f"{self._stage.cast.name(seen.reader)} declines {self._name(pain_id)}, and says why"

    # Telling

    def _see_telling(self, seen: Seen) -> None:
        """Most at once; every fourth is reminded first."""
        self._told += 1
        if self._told % 4:
            hours = 3 + 7 * (self._told % 3)
            self._stage.later(seen.reader, partial(self._tell, seen, ""), hours=hours, about=f"told:{seen.value}")

    def _see_late_telling(self, seen: Seen) -> None:
        self._stage.later(seen.reader, partial(self._tell, seen, seen.value), hours=1, about=seen.value)

    async def _tell(self, seen: Seen, line: str) -> str:
        """`line` of her list; "" = the message about this one customer."""
        hands, by = self._stage.hands, seen.reader
        is_open = await (hands.choose(by, seen, line) if line else hands.press(by, seen))
        if not is_open or not await hands.fill(by, how=self._team.ways.get(by, "mail")):
            return ""
        return f"{self._stage.cast.name(by)} has told the customer"

    def _name(self, pain_id: str) -> str:
        return next((f"P-{number}" for number, known in self._pains.by_number.items() if known == pain_id), "a pain")
