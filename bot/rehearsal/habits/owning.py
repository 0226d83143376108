"""Owning pains: taking them, offering and accepting them, and what a list in the morning makes people do."""

from functools import partial

from bot.followups.rules import Snooze
from bot.followups.services import change_date, chosen_day
from bot.loops.rules import Resolution
from bot.loops.services import finish
from bot.ownership.handoffs import accept, ask, decline, offer
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.rehearsal.company import Worker, responsible
from bot.rehearsal.play import Play, Press
from bot.rehearsal.slack import FLYWHEEL, Heard
from bot.rehearsal.words import bank
from bot.slack.ids import ActionId

TAKEN_BY_SOMEBODY = 0.8  # of the pains; what nobody takes is proposed to a lead
SLOW, QUICK = 60.0, 9.0  # hours until somebody takes a pain, in the first weeks and in the last
ON_A_LIST = 4  # lines somebody does something about on one day


class Owning:
    def __init__(self, play: Play) -> None:
        self._play = play
        self.presses: dict[str, Press] = {
            ActionId.TAKE: self._see_card,
            ActionId.ACCEPT_OFFER: self._see_offer,
            "resolve": self._see_line,
            "accept": self._see_offer,
        }
        self._lines: dict[str, int] = {}  # of the list each person looks at now

    def _see_card(self, reader: Worker, value: str, heard: Heard) -> None:
        """In the channel, somebody of the department it is about; alone with a lead, whoever was asked."""
        play, pain_id = self._play, int(value)
        report = play.report_of.get(pain_id)
        if report is None:
            return
        dice = play.chance("take", report.number, heard.to)
        if heard.to == FLYWHEEL:
            if dice.random() > TAKEN_BY_SOMEBODY:
                return
            reader = dice.choice(play.company.in_department(responsible(report.stage)))
        middle = SLOW + (QUICK - SLOW) * play.progress
        play.later(reader, partial(self._take, reader, pain_id), hours=dice.expovariate(1 / middle))

    async def _take(self, worker: Worker, pain_id: int) -> None:
        play = self._play
        taken = await play.write(take, pain_id, worker.user_id)
        dice = play.chance("wrong place", pain_id)
        if taken and dice.random() < 0.12:
            play.later(worker, partial(self._offer, worker, pain_id), hours=dice.uniform(2, 30))

    def _see_offer(self, reader: Worker, value: str, heard: Heard) -> None:
        play, handoff_id = self._play, int(value)
        dice = play.chance("offer", handoff_id, heard.at.date())
        luck = dice.random()
        if luck > 0.9:
            return  # it is on her list in two days
        answer = self._accept if luck < 0.7 else self._ask if luck < 0.75 else self._decline
        play.later(reader, partial(answer, reader, handoff_id), hours=dice.expovariate(1 / 10))

    def _see_line(self, reader: Worker, value: str, heard: Heard) -> None:
        """A line of a list. The first few move somebody to do something."""
        play, pain_id = self._play, int(value)
        place = self._place(reader, heard)
        report = play.report_of.get(pain_id)
        if report is None or place >= ON_A_LIST:
            return
        dice = play.chance("line", pain_id, reader.user_id, heard.at.date())
        luck = dice.random() - 0.12 * play.progress
        if luck < 0.42:
            act = partial(self._settle, reader, pain_id, dice.random() < 0.07)
        elif luck < 0.6:
            act = partial(self._another_day, reader, pain_id)
        elif luck < 0.68:
            act = partial(self._offer, reader, pain_id)
        else:
            return
        play.later(reader, act, hours=0.3 + place * 0.5 + dice.random())

    def _place(self, reader: Worker, heard: Heard) -> int:
        key = f"{reader.user_id}:{heard.ts}"
        if key not in self._lines:
            self._lines = {other: n for other, n in self._lines.items() if not other.startswith(reader.user_id)}
        self._lines[key] = self._lines.get(key, -1) + 1
        return self._lines[key]

    async def _settle(self, worker: Worker, pain_id: int, never: bool) -> None:
        report, texts = self._play.report_of[pain_id], bank(worker.language)
        said = texts.one("not_doing") if never else report.complaint.fix
        await self._play.write(finish, pain_id, worker.user_id, Resolution(said, not_doing=never))

    async def _another_day(self, worker: Worker, pain_id: int) -> None:
        play, wish = self._play, Snooze.NEXT_MEETING if pain_id % 3 else Snooze.THREE_DAYS
        day = await play.write(chosen_day, pain_id, worker.user_id, wish)
        if day:
            why = bank(worker.language).one("moved")
            await play.write(change_date, pain_id, worker.user_id, day, why)

    async def _offer(self, worker: Worker, pain_id: int) -> None:
        """To the department it belongs to, or to one beside it."""
        play = self._play
        dice = play.chance("to whom", pain_id, play.now())
        others = [key for key in play.company.departments if key != worker.department]
        wanted = responsible(play.report_of[pain_id].stage)
        department = wanted if wanted in others and dice.random() < 0.5 else dice.choice(others)
        why = dice.choice(bank(worker.language).all("why_over"))
        await play.write(offer, pain_id, worker.user_id, Receiver(department=department), why)

    async def _accept(self, worker: Worker, handoff_id: int) -> None:
        await self._play.write(accept, handoff_id, worker.user_id)

    async def _decline(self, worker: Worker, handoff_id: int) -> None:
        why = self._play.chance("why", handoff_id).choice(bank(worker.language).all("why_not"))
        await self._play.write(decline, handoff_id, worker.user_id, why)

    async def _ask(self, worker: Worker, handoff_id: int) -> None:
        await self._play.write(ask, handoff_id, worker.user_id, bank(worker.language).one("ask"))
