"""Deciding for a department: answering its questions, and saying in a review why, and what is likely next."""

from collections.abc import Sequence
from functools import partial

from sqlmodel import Session

from bot.checkpoints.models import View
from bot.checkpoints.services import save_remarks
from bot.prompts.models import Prompt
from bot.prompts.queries import questions_of, theme_of
from bot.prompts.rules import Typed
from bot.prompts.services import answer_by_words, not_this_time, save_answers
from bot.rehearsal.company import Worker
from bot.rehearsal.play import Play, Press
from bot.rehearsal.slack import Heard
from bot.rehearsal.words import bank
from bot.slack.ids import ActionId
from bot.years.themes import CUSTOMER

ANSWERS = 0.6  # of those who see a question, in the first weeks; in the last a third more
SILENT = 0.3  # of the questions nobody answers, in the first weeks; in the last half as many
STANDS_IN = 0.15  # of the times a silent one is asked, her deputy answers
IN_THE_FORM = 0.6  # the others write in the thread
FORESIGHT = 0.35, 0.9  # in the first weeks and in the last: it is the harder half


class Leading:
    def __init__(self, play: Play) -> None:
        self._play = play
        self.presses: dict[str, Press] = {
            ActionId.ANSWER: self._asked,
            ActionId.WRITE_REMARKS: self._reviews,
            "answer": self._asked,
            "remarks": self._reviews,
        }

    def _asked(self, reader: Worker, value: str, heard: Heard) -> None:
        play = self._play
        dice = play.chance("asked", value, heard.at.date())
        if heard.to != reader.user_id or (self._is_silent(value) and dice.random() > STANDS_IN):
            return
        if not self._is_silent(value) and dice.random() < self._answers():
            act = self._answer if dice.random() < 0.93 else self._not_now
            play.later(reader, partial(act, reader, int(value)), hours=1 + 20 * dice.random())
        elif self._is_silent(value):
            deputy = play.company.deputy(reader.department)
            play.later(deputy, partial(self._answer, deputy, int(value)), hours=30 + 20 * dice.random())

    def _is_silent(self, value: str) -> bool:
        """However often she is reminded."""
        return self._play.chance("silent", value).random() < SILENT * (1 - self._play.progress / 2)

    def _answers(self) -> float:
        return ANSWERS * (1 + self._play.progress / 3)

    async def _answer(self, worker: Worker, prompt_id: int) -> None:
        """In the form; or under the message, one after the other. Now and then a question stays empty."""
        play, dice = self._play, self._play.chance("answer", prompt_id)
        kind, keys = await play.read(_questions, prompt_id, worker.language)
        said = bank(worker.language).answers
        texts = {key: dice.choice(said[CUSTOMER if key == CUSTOMER else kind]) for key in keys}
        if dice.random() < 0.2:
            texts.pop(dice.choice(list(texts)))
        if dice.random() < IN_THE_FORM:
            await play.write(save_answers, prompt_id, worker.user_id, Typed(texts))
            return
        for text in texts.values():
            if await play.write(answer_by_words, prompt_id, worker.user_id, text) is None:
                return

    async def _not_now(self, worker: Worker, prompt_id: int) -> None:
        await self._play.write(not_this_time, prompt_id, worker.user_id, bank(worker.language).one("not_now"))

    def _reviews(self, reader: Worker, value: str, heard: Heard) -> None:
        dice = self._play.chance("review", value, heard.at.date())
        checkpoint, _, department = value.partition(":")
        if department and heard.to == reader.user_id and not self._is_silent(value) and dice.random() < self._answers():
            act = partial(self._remark, reader, (int(checkpoint), department))
            self._play.later(reader, act, hours=1 + 20 * dice.random())

    async def _remark(self, worker: Worker, about: tuple[int, str]) -> None:
        texts, dice = bank(worker.language), self._play.chance("remark", *about)
        said = {View.INSIGHT: dice.choice(texts.all("insight"))}
        first, last = FORESIGHT
        if dice.random() < first + (last - first) * self._play.progress:
            said[View.FORESIGHT] = dice.choice(texts.all("foresight"))
        await self._play.write(save_remarks, worker.user_id, about, said)


def _questions(session: Session, prompt_id: int, language: str) -> tuple[str, Sequence[str]]:
    """(kind of the theme, keys of the questions)"""
    subject = session.get_one(Prompt, prompt_id).subject
    return theme_of(session, subject)[0].kind, [one.key for one in questions_of(session, subject, language)]
