"""Deciding for a department: answering its questions, saying why in a review, sitting with customers oneself."""

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any

from bot.demo import opening
from bot.demo.hands import Seen
from bot.demo.stage import Habit, Stage
from bot.demo.story import Leader, aims, leaders, team
from bot.slack.ids import ActionId

FIRST_DAYS = timedelta(days=8)
SLOW = {"close": "jonas"}  # who answers only once it is on the list


class Leading:
    def __init__(self, stage: Stage) -> None:
        self._stage, self._leaders, self._deputy = stage, leaders(), aims().deputy
        self._times: Counter[str] = Counter()  # how often somebody has written something of one kind
        self.habits: dict[str, Habit] = {
            ActionId.ANSWER: self._asked,
            "answer": self._reminded,
            ActionId.WRITE_REMARKS: self._reviews,
            "remarks": self._reminded_of_review,
            "met": self._meets,
            ActionId.HEAR_VOICE: self._may_hear,
            ActionId.THANK_ME: self._may_be_named,
        }

    def _asked(self, seen: Seen) -> None:
        if seen.reader in self._leaders:
            self._stage.later(
                seen.reader, partial(self._answer, seen, ""), hours=2 + 3 * (list(self._leaders).index(seen.reader) % 4)
            )

    def _reminded(self, seen: Seen) -> None:
        if seen.reader in self._leaders:
            self._stage.later(seen.reader, partial(self._answer, seen, seen.value), hours=1, about=seen.value)

    async def _answer(self, seen: Seen, line: str) -> str:
        hands, by = self._stage.hands, seen.reader
        is_open = await (hands.choose(by, seen, line) if line else hands.press(by, seen))
        form = hands.form(by)
        if not is_open or form is None:
            return ""
        typed = {field: text for field in _questions(form) if (text := self._words(by, field))}
        moment = _moment(_questions(form))
        if (moment, by) == (self._deputy.moment, self._deputy.stands_in_for):
            self._stage.later(self._deputy.who, self._stand_in, hours=20, about="answers")
            return ""
        if not typed or (not line and SLOW.get(moment) == by):
            return ""
        self._times[f"{by} customer"] += 1
        if not await hands.fill(by, **typed):
            return ""
        return f"{self._stage.cast.name(by)} answers the questions of the quarter"

    async def _stand_in(self) -> str:
        """What is still waiting, and whom she may answer for, stands in `/flywheel answers`."""
        hands, by = self._stage.hands, self._deputy.who
        await opening.command(self._stage, by, "answers")
        note = hands.note(by)
        form = hands.form(by) if note and await hands.press(by, note, ActionId.ANSWER) else None
        if form is None:
            return ""
        typed = {field: text for field in _questions(form) if (text := self._instead(field))}
        if not await hands.fill(by, **typed):
            return ""
        names = self._stage.cast.name(by), self._stage.cast.name(self._deputy.stands_in_for)
        return "{} answers the questions of the quarter for {}".format(*names)

    def _instead(self, field: str) -> str:
        *_, number = field.split(".")
        return _nth(self._deputy.says, int(number) - 1) if number.isdecimal() else self._deputy.customer

    def _words(self, by: str, field: str) -> str:
        """For "answer:kick_off.half_way.2" her second sentence half-way."""
        leader, key = self._leaders[by], field.partition(":")[2]
        if "." not in key:
            return _nth(leader.customer, self._times[f"{by} customer"])
        kind, moment, number = key.split(".")
        is_next = (kind, moment) == ("big_ideas", "kick_off")
        return _nth(_said(leader, "next" if is_next else moment), int(number) - 1)

    def _reviews(self, seen: Seen) -> None:
        if self._knows_why(seen.reader):
            hours = 3 + list(self._leaders).index(seen.reader)
            act = partial(self._remark, seen, "")
            self._stage.later(seen.reader, act, hours=hours, about=f"remarks:{seen.value}")

    def _knows_why(self, reader: str) -> bool:
        """Of the months before the bot came nobody says why they were so."""
        return reader in self._leaders and self._stage.clock.now() > self._stage.begun + FIRST_DAYS

    def _reminded_of_review(self, seen: Seen) -> None:
        if self._knows_why(seen.reader):
            self._stage.later(seen.reader, partial(self._remark, seen, seen.value), hours=1, about=seen.value)

    async def _remark(self, seen: Seen, line: str) -> str:
        hands, by, leader = self._stage.hands, seen.reader, self._leaders[seen.reader]
        if not await (hands.choose(by, seen, line) if line else hands.press(by, seen)):
            return ""
        time = self._times[f"{by} review"]
        said = {"insight": leader.insight[time % 2], "foresight": leader.foresight[time % 2]}
        if not await hands.fill(by, **{part: text for part, text in said.items() if text}):
            return ""
        self._times[f"{by} review"] += 1
        return f"{self._stage.cast.name(by)} writes why it was so, and what comes next"

    def _meets(self, seen: Seen) -> None:
        if seen.reader in self._leaders:
            self._stage.later(seen.reader, partial(self._meet, seen), hours=5, about="met")

    async def _meet(self, seen: Seen) -> str:
        by, hands = seen.reader, self._stage.hands
        if not await hands.choose(by, seen, seen.value):
            return ""
        time = self._times[f"{by} met"]
        who = _nth(team().met, (time + list(self._leaders).index(by)) % len(team().met))
        learnt = [self._leaders[by].learnt, *self._leaders[by].customer][time % 3]
        if not learnt or not await hands.fill(by, customer=who, learnt=learnt):
            return ""
        self._times[f"{by} met"] += 1
        return f"{self._stage.cast.name(by)} has sat with a customer: {who}"

    def _may_hear(self, seen: Seen) -> None:
        if seen.is_ephemeral and seen.value.startswith("on"):
            self._stage.later(seen.reader, partial(self._wish, seen, "wants to hear the customer's voice"), hours=0)

    def _may_be_named(self, seen: Seen) -> None:
        if seen.is_ephemeral and seen.value.startswith("on"):
            self._stage.later(seen.reader, partial(self._wish, seen, "may be thanked by name"), hours=0)

    async def _wish(self, seen: Seen, what: str) -> str:
        done = await self._stage.hands.press(seen.reader, seen)
        return f"{self._stage.cast.name(seen.reader)} {what}" if done else ""


def _questions(form: Any) -> list[str]:
    return [str(block["block_id"]) for block in form["blocks"] if str(block.get("block_id")).startswith("answer:")]


def _moment(fields: list[str]) -> str:
    return next((field.split(".")[1] for field in fields if "." in field), "")


def _said(leader: Leader, moment: str) -> list[str]:
    texts: list[str] = getattr(leader, moment, [])
    return texts


def _nth(texts: list[str], number: int) -> str:
    return texts[number] if number < len(texts) else ""
