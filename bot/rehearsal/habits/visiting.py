"""Being with customers oneself, hearing their voice, and telling of somebody who did right by one."""

from datetime import date, datetime, time
from functools import partial
from itertools import count

from sqlmodel import Session

from bot.contacts.models import Contact
from bot.contacts.rules import Days, Met
from bot.contacts.services import choose_days, leave_out, log_contact
from bot.rehearsal.company import Worker
from bot.rehearsal.play import Play, Press
from bot.rehearsal.slack import Heard
from bot.rehearsal.wall import DAY
from bot.rehearsal.words import bank
from bot.slack.ids import ActionId
from bot.voices.models import Story
from bot.voices.services import Nomination, answer_story, hear, may_name, tell_story

GOES = 0.6  # of the talks that come up, in the first weeks; in the last half as many more
TALKS_ANYWAY = 0.2  # of the leaders meet a customer in a fortnight without having planned it
BY_NAME = 3  # every third may be thanked by name
FOUR = time(16)
FORTNIGHT = 14 * DAY


class Visiting:
    def __init__(self, play: Play) -> None:
        self._play, self._numbers = play, count(1)
        self._goes: set[int] = set()  # contacts somebody has made up her mind about
        self.presses: dict[str, Press] = {"met": self._comes_up, ActionId.STORY_YES: self._may_be_told}
        for worker in play.company.readers:
            play.at(play.start, partial(play.write, partial(hear, wants=True), worker.user_id))
        for worker in play.company.people[::BY_NAME]:
            play.at(play.start, partial(play.write, partial(may_name, by_name=True), worker.user_id))
        day = play.company.options.start + FORTNIGHT
        while day < play.company.options.end:
            self._plan_fortnight(day.toordinal())
            day += FORTNIGHT

    def _plan_fortnight(self, number: int) -> None:
        """Somebody has a story to tell, and some meet a customer by chance."""
        play, dice = self._play, self._play.chance("fortnight", number)
        day = play.company.options.start.fromordinal(number)
        teller, hero = dice.sample(play.company.people, 2)
        play.at(teller.wall.at(teller.wall.next_workday(day), FOUR), partial(self._tell, teller, hero))
        for leader in play.company.team:
            if dice.random() < TALKS_ANYWAY:
                on = leader.wall.next_workday(day + dice.randrange(7) * DAY)
                play.at(leader.wall.at(on, FOUR), partial(self._note, leader, 0))

    # Contact days

    def _comes_up(self, reader: Worker, value: str, heard: Heard) -> None:
        dice = self._play.chance("meets", value, heard.at.date())
        is_open = heard.to == reader.user_id and int(value) not in self._goes
        if is_open and dice.random() < GOES * (1 + self._play.progress / 2):
            self._play.later(reader, partial(self._meet, reader, int(value)), hours=2 + 4 * dice.random())

    async def _meet(self, worker: Worker, contact_id: int) -> None:
        """Two weeks are hers to choose; what is still to come is noted when it is over."""
        play = self._play
        contact = await play.read(_find, contact_id)
        dice = play.chance("meet", contact_id)
        if not contact.days:
            second = contact.planned_on + FORTNIGHT + 14 * DAY if dice.random() < 0.5 else None
            await play.write(choose_days, contact_id, worker.user_id, Days(contact.planned_on, second))
            return
        self._goes.add(contact_id)
        last = worker.wall.after(contact.planned_on, contact.days - 1)
        if dice.random() < 0.08:
            await play.write(leave_out, contact_id, worker.user_id, bank(worker.language).one("not_met"))
        elif self._today(worker) < last:
            play.at(worker.wall.at(last, FOUR), partial(self._note, worker, contact_id))
        else:
            await self._note(worker, contact_id)

    async def _note(self, worker: Worker, contact_id: int) -> None:
        play, texts = self._play, bank(worker.language)
        dice = play.chance("whom", worker.user_id, contact_id, self._today(worker))
        met = Met(dice.choice(texts.all("customers")), dice.choice(texts.answers["customer"]), self._today(worker))
        await play.write(log_contact, contact_id, worker.user_id, met)

    def _today(self, worker: Worker) -> date:
        return worker.wall.local(self._play.clock.now()).date()

    # Stories

    async def _tell(self, teller: Worker, hero: Worker) -> None:
        dice = self._play.chance("story", teller.user_id, self._play.now())
        told = Nomination(hero.user_id, dice.choice(bank(teller.language).all("stories")))
        await self._play.write(tell_story, teller.user_id, told, f"year:{next(self._numbers)}")

    def _may_be_told(self, reader: Worker, value: str, heard: Heard) -> None:
        dice = self._play.chance("may be told", value)
        if not heard.is_edit:
            agreed = dice.random() < 0.85
            act = partial(self._play.write, _answer, reader.user_id, int(value), agreed)
            self._play.later(reader, act, hours=1 + 10 * dice.random())


def _answer(
    session: Session, workspace_id: int, person: str, story_id: int, agreed: bool, *, now: datetime
) -> Story:  # fmt: skip
    return answer_story(session, workspace_id, story_id, person, agreed=agreed)


def _find(session: Session, contact_id: int) -> Contact:
    return session.get_one(Contact, contact_id)
