"""Deciding for a department: answering its questions, saying why in a review, seeing customers oneself."""

from functools import partial

from bot.checkpoints.models import View
from bot.checkpoints.services import save_remarks
from bot.contacts.rules import Met
from bot.contacts.services import log_contact
from bot.prompts.services import answer_by_words, not_this_time
from bot.rehearsal.company import Worker
from bot.rehearsal.play import Play, Press
from bot.rehearsal.slack import Heard
from bot.rehearsal.words import bank
from bot.slack.ids import ActionId
from bot.voices.services import hear

ANSWERS = 0.7  # of the questions, at once; of what stands on a list, a little less
QUESTIONS = 3
READS_THE_VOICE = 5  # every fifth


class Leading:
    def __init__(self, play: Play) -> None:
        self._play = play
        self.presses: dict[str, Press] = {
            ActionId.ANSWER: self._asked,
            ActionId.WRITE_REMARKS: self._reviews,
            "answer": self._asked,
            "remarks": self._reviews,
            "met": self._meets,
        }
        for worker in play.company.people[::READS_THE_VOICE]:
            play.at(play.start, partial(play.write, partial(hear, wants=True), worker.user_id))

    def _asked(self, reader: Worker, value: str, heard: Heard) -> None:
        dice = self._play.chance("asked", value, heard.at.date())
        if heard.to == reader.user_id and dice.random() < ANSWERS:
            act = self._answer if dice.random() < 0.93 else self._not_now
            self._play.later(reader, partial(act, reader, int(value)), hours=1 + 20 * dice.random())

    async def _answer(self, worker: Worker, prompt_id: int) -> None:
        """Under the message, one after the other."""
        dice = self._play.chance("answer", prompt_id)
        for text in dice.sample(bank(worker.language).all("answers"), QUESTIONS):
            if await self._play.write(answer_by_words, prompt_id, worker.user_id, text) is None:
                return

    async def _not_now(self, worker: Worker, prompt_id: int) -> None:
        await self._play.write(not_this_time, prompt_id, worker.user_id, bank(worker.language).one("not_now"))

    def _reviews(self, reader: Worker, value: str, heard: Heard) -> None:
        dice = self._play.chance("review", value, heard.at.date())
        checkpoint, _, department = value.partition(":")
        if department and heard.to == reader.user_id and dice.random() < ANSWERS:
            act = partial(self._remark, reader, (int(checkpoint), department))
            self._play.later(reader, act, hours=1 + 20 * dice.random())

    async def _remark(self, worker: Worker, about: tuple[int, str]) -> None:
        """Foresight is the harder half: it is missing now and then."""
        texts, dice = bank(worker.language), self._play.chance("remark", *about)
        said = {View.INSIGHT: texts.one("insight")}
        if dice.random() < 0.7:
            said[View.FORESIGHT] = texts.one("foresight")
        await self._play.write(save_remarks, worker.user_id, about, said)

    def _meets(self, reader: Worker, value: str, heard: Heard) -> None:
        dice = self._play.chance("meets", value, heard.at.date())
        if dice.random() < ANSWERS:
            self._play.later(reader, partial(self._meet, reader, int(value)), hours=2 + 4 * dice.random())

    async def _meet(self, worker: Worker, contact_id: int) -> None:
        texts = bank(worker.language)
        customer = self._play.chance("whom", contact_id).choice(texts.all("customers"))
        today = worker.wall.local(self._play.clock.now()).date()
        await self._play.write(log_contact, contact_id, worker.user_id, Met(customer, texts.one("contact"), today))
