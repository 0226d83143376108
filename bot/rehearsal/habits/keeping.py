"""Keeping what was promised in a meeting: actions done or moved, and looking back at decisions."""

from functools import partial

from bot.actions.answers import snoozed_day
from bot.actions.services import accept, change_date, decline, drop, finish
from bot.decisions.rules import Answer, CameTrue
from bot.decisions.services import look_back
from bot.facilitators.services import accept_lead
from bot.followups.rules import Snooze
from bot.rehearsal.company import Worker
from bot.rehearsal.play import Act, Play, Press
from bot.rehearsal.slack import Heard
from bot.rehearsal.words import bank
from bot.slack.ids import ActionId


class Keeping:
    def __init__(self, play: Play) -> None:
        self._play = play
        self.presses: dict[str, Press] = {
            ActionId.ACCEPT_ACTION: self._see_offer,
            ActionId.ACCEPT_LEAD: self._see_lead,
            "actaccept": self._see_offer,
            "actdone": self._see_action,
            "lookback": self._see_decision,
        }

    def _see_offer(self, reader: Worker, value: str, heard: Heard) -> None:
        dice = self._play.chance("action offer", value, heard.at.date())
        answer = self._accept if dice.random() < 0.85 else self._decline
        self._play.later(reader, partial(answer, reader, int(value)), hours=dice.expovariate(1 / 8))

    def _see_lead(self, reader: Worker, value: str, heard: Heard) -> None:
        meeting_id, _, giver = value.partition(":")
        act = partial(self._play.write, accept_lead, reader.user_id, int(meeting_id), giver)
        self._play.later(reader, act, hours=self._play.chance("lead", value, heard.at.date()).uniform(1, 8))

    def _see_action(self, reader: Worker, value: str, heard: Heard) -> None:
        """On a list: done, or another day, or not going to be done."""
        dice, action_id = self._play.chance("action", value, heard.at.date()), int(value)
        luck = dice.random()
        act: Act
        if luck < 0.5:
            act = partial(self._play.write, finish, reader.user_id, action_id)
        elif luck < 0.65:
            act = partial(self._another_day, reader, action_id)
        elif luck < 0.68:
            act = partial(self._play.write, drop, reader.user_id, action_id, bank(reader.language).one("drop"))
        else:
            return
        self._play.later(reader, act, hours=0.5 + 3 * dice.random())

    def _see_decision(self, reader: Worker, value: str, heard: Heard) -> None:
        dice = self._play.chance("look back", value, heard.at.date())
        if dice.random() < 0.7:
            came_true = dice.choices([CameTrue.YES, CameTrue.PARTLY, CameTrue.NO], [6, 3, 1])[0]
            answer = Answer(came_true, bank(reader.language).one("learnt"))
            act = partial(self._play.write, look_back, reader.user_id, int(value), answer)
            self._play.later(reader, act, hours=1 + 3 * dice.random())

    async def _accept(self, worker: Worker, action_id: int) -> None:
        await self._play.write(accept, worker.user_id, action_id)

    async def _decline(self, worker: Worker, action_id: int) -> None:
        why = self._play.chance("no", action_id).choice(bank(worker.language).all("why_not"))
        await self._play.write(decline, worker.user_id, action_id, why)

    async def _another_day(self, worker: Worker, action_id: int) -> None:
        day = await self._play.write(snoozed_day, worker.user_id, action_id, Snooze.THREE_DAYS)
        if day:
            why = bank(worker.language).one("moved")
            await self._play.write(change_date, worker.user_id, action_id, day, why)
