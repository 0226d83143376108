"""Telling customers what changed: at once, after a reminder, or not at all."""

from functools import partial

from bot.loops.models import Outcome
from bot.loops.rules import HOWS, Answer
from bot.loops.services import record_outcome
from bot.rehearsal.company import Worker
from bot.rehearsal.play import Play, Press
from bot.rehearsal.slack import Heard
from bot.rehearsal.words import bank
from bot.slack.ids import ActionId

HOW = [how for how in HOWS if how.isidentifier()]


class Telling:
    def __init__(self, play: Play) -> None:
        self._play = play
        self.presses: dict[str, Press] = {ActionId.TOLD_THEM: self._asked, "told": self._reminded}

    def _asked(self, reader: Worker, value: str, heard: Heard) -> None:
        """The better the habit, the fewer need to be reminded."""
        self._perhaps(reader, value, heard, 0.45 + 0.35 * self._play.progress, days=2)

    def _reminded(self, reader: Worker, value: str, heard: Heard) -> None:
        self._perhaps(reader, value, heard, 0.6, days=0.3)

    def _perhaps(self, reader: Worker, value: str, heard: Heard, likely: float, *, days: float) -> None:
        dice = self._play.chance("tell", value, heard.at.date())
        if dice.random() < likely:
            self._play.later(reader, partial(self._tell, reader, int(value)), hours=24 * days * dice.random())

    async def _tell(self, worker: Worker, telling_id: int) -> None:
        dice = self._play.chance("told", telling_id)
        luck = dice.random()
        answer = Answer(Outcome.TOLD, dice.choice(HOW))
        if luck > 0.97:
            answer = Answer(Outcome.NOT_FIXED, bank(worker.language).one("not_fixed"))
        elif luck > 0.92:
            answer = Answer(Outcome.UNREACHABLE)
        await self._play.write(record_outcome, telling_id, worker.user_id, answer)
