"""Hearing a customer and saying so: with a reaction, from the message's menu, by command, in the form."""

import re
from datetime import datetime
from functools import partial

from bot.demo.hands import Seen
from bot.demo.stage import Habit, Stage
from bot.demo.story import Also, Pain
from bot.sandbox.world import Message
from bot.slack.ids import ActionId, Command, ShortcutId

EMOJI = "adhesive_bandage"
NUMBER = re.compile(r"P-(\d+)")


class Reporting:
    """Also knows which card is about which pain: by its id, and by its number."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._reported: list[Pain] = []
        self.pain_of: dict[str, Pain] = {}  # by the id in the card's buttons
        self.by_number: dict[str, str] = {}  # "12" -> the id
        self.cards: dict[str, Seen] = {}  # by id
        self.habits: dict[str, Habit] = {ActionId.ADD_DETAILS: self._see_receipt}

    def plan(self, pain: Pain, when: datetime) -> None:
        self._stage.at(when, pain.by, partial(self.report, pain))

    def remember(self, pain: Pain) -> None:
        """It was reported when this was played before."""
        self._reported.append(pain)

    async def report(self, pain: Pain) -> str:
        stage = self._stage
        place = next(one for one in stage.world.channels.values() if pain.place in (one.id, one.name))
        user = stage.cast.id(pain.by)
        self._reported.append(pain)
        match pain.how:
            case "react":
                said = await stage.hands.people.post(user, place.id, pain.says)
                await stage.hands.people.react(user, place.id, said.ts, EMOJI)
            case "menu":
                said = await stage.hands.people.post(user, place.id, pain.says)
                await self._from_menu(pain, said)
            case "command":
                await stage.hands.people.command(user, place.id, f"{Command.PAIN} {pain.says}")
            case "form":
                await stage.hands.people.global_shortcut(user, ShortcutId.GLOBAL, place.id)
                more = {"words": pain.says, "colleague": ["yes"] if pain.colleague else []}
                await stage.hands.fill(pain.by, **_details(pain), **more, title=pain.title)
        where = f"#{place.name}" if place.name and place.kind == "public" else "a private talk"
        return f"{stage.cast.name(pain.by)} reports a pain from {where}: {pain.title}"

    async def _from_menu(self, pain: Pain, said: Message) -> None:
        user = self._stage.cast.id(pain.by)
        await self._stage.hands.people.message_shortcut(user, ShortcutId.FROM_MESSAGE, said.channel, said.ts)
        await self._stage.hands.fill(pain.by, **_details(pain), title=pain.title)

    def _see_receipt(self, seen: Seen) -> None:
        """Only she sees it, after a report without a form."""
        pain = next((one for one in reversed(self._reported) if one.by == seen.reader), None)
        if pain and pain.how in ("react", "command"):
            self._stage.later(seen.reader, partial(self._add_details, pain, seen), hours=0.3)

    async def _add_details(self, pain: Pain, seen: Seen) -> str:
        if not await self._stage.hands.press(pain.by, seen):
            return ""
        await self._stage.hands.fill(pain.by, **_details(pain), title=pain.title)
        return f"{self._stage.cast.name(pain.by)} adds who the customer is: {pain.customer}"

    def know(self, seen: Seen) -> Pain | None:
        """The pain of a new card; None where somebody else has reported it."""
        if seen.value in self.pain_of:
            return self.pain_of[seen.value]
        unknown = [pain for pain in self._reported if pain not in self.pain_of.values()]
        pain = next((one for one in unknown if one.is_shown_in(seen.text)), None)
        if pain is None:
            pain = next((one for one in unknown if one.place.startswith("D")), None)  # a private card shows no words
        self.cards[seen.value] = seen
        if found := NUMBER.search(seen.text):
            self.by_number[found[1]] = seen.value
        if pain:
            self.pain_of[seen.value] = pain
            for also in pain.also:
                self._stage.later(also.by, partial(self._me_too, also, seen), hours=5)
        return pain

    async def _me_too(self, also: Also, card: Seen) -> str:
        if not await self._stage.hands.press(also.by, card, ActionId.ME_TOO, card.value):
            return ""
        await self._stage.hands.fill(also.by, customer=also.customer)
        return f"{self._stage.cast.name(also.by)} has a customer with the same pain: {also.customer}"

    def named_in(self, text: str) -> str:
        """The id of the pain a message is about; "" = none we know."""
        found = NUMBER.search(text)
        return self.by_number.get(found[1], "") if found else ""


def _details(pain: Pain) -> dict[str, str]:
    return {"customer": pain.customer, "stage": pain.stage, "severity": pain.severity}
