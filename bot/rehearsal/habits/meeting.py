"""The flywheel meeting: what people bring, who drives the board, what is decided, and what goes wrong with some."""

from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from sqlmodel import Session, col, select

from bot.actions.rules import ActionWish
from bot.actions.services import give
from bot.agenda.models import ItemKind
from bot.agenda.rules import ItemWish
from bot.agenda.services import bring
from bot.board import services as board
from bot.board.rules import Pressed, pressed
from bot.decisions.rules import DecisionWish, Impact
from bot.decisions.services import decide
from bot.meetings.models import Meeting
from bot.meetings.moving import move, skip
from bot.rehearsal.beat import Fate, Planned
from bot.rehearsal.company import Worker
from bot.rehearsal.founding import spoken
from bot.rehearsal.play import Play, Press
from bot.rehearsal.slack import Heard
from bot.rehearsal.words import Bank, bank
from bot.slack.ids import ActionId

A_MINUTE = timedelta(minutes=1)
LONGEST = timedelta(minutes=50)  # then whoever drives ends it
FORGOTTEN = 0.12  # of the meetings nobody ends
DRIVES = (ActionId.BOARD_DECIDE, ActionId.BOARD_ACTION, ActionId.BOARD_END)


class TeamMeeting:
    def __init__(self, play: Play, meetings: list[Planned]) -> None:
        self._play, self._driven = play, 0
        self.presses: dict[str, Press] = {
            ActionId.ADD_OBSTACLE: self._called,
            ActionId.BOARD_DECIDE: self._begins,
            ActionId.BOARD_END: self._begins,
        }
        for planned in meetings:
            if planned.fate is Fate.SILENT:
                play.be_away(*planned.outage)
            elif planned.fate in {Fate.MOVED, Fate.SKIPPED}:
                play.at(planned.changed, partial(self._change, planned))

    @property
    def _texts(self) -> Bank:
        return bank(spoken(self._play.company))

    def _called(self, _reader: Worker, _value: str, heard: Heard) -> None:
        """Three days before: a few of the team bring something."""
        play = self._play
        dice = play.chance("bring", heard.at.date())
        for worker in dice.sample(play.company.team, min(3, len(play.company.team))):
            play.later(worker, partial(self._bring, worker), hours=dice.uniform(1, 20))

    async def _bring(self, worker: Worker) -> None:
        texts, dice = bank(worker.language), self._play.chance("what", worker.user_id, self._play.now())
        kind = dice.choice([ItemKind.OBSTACLE, ItemKind.OPPORTUNITY])
        title = dice.choice(texts.all("obstacles" if kind is ItemKind.OBSTACLE else "opportunities"))
        await self._play.write(bring, worker.user_id, ItemWish(kind, title))

    def _begins(self, _reader: Worker, value: str, heard: Heard) -> None:
        """Somebody drives; the others say that they are here."""
        play = self._play
        meeting_id = pressed(value).meeting_id
        if meeting_id == self._driven:  # a board has several buttons
            return
        self._driven = meeting_id
        dice = play.chance("drive", meeting_id)
        team = play.company.team
        for worker in dice.sample(team, max(1, len(team) * 3 // 4)):
            play.at(heard.at + 2 * A_MINUTE, partial(play.write, board.be_here, worker.user_id, meeting_id))
        driver = dice.choice(team)
        play.at(heard.at + 4 * A_MINUTE, partial(self._drive, driver, heard, dice))

    async def _drive(self, driver: Worker, begun: Heard, dice: Random) -> None:
        """One press every few minutes, on what the board shows by then."""
        play = self._play
        shown = play.slack.shown.get((begun.to, begun.ts))
        about = next((pressed(value) for name, value in shown.buttons if name in DRIVES), None) if shown else None
        if about is None:
            return
        if not about.item_id or play.clock.now() - begun.at > LONGEST:
            if dice.random() > FORGOTTEN:
                await play.write(board.finish, driver.user_id, about.meeting_id)
                play.at(play.clock.now() + A_MINUTE, partial(self._rate, about.meeting_id))
            return
        await self._settle(driver, about, dice)
        play.at(play.clock.now() + dice.randint(2, 6) * A_MINUTE, partial(self._drive, driver, begun, dice))

    async def _settle(self, driver: Worker, about: Pressed, dice: Random) -> None:
        luck = dice.random()
        if luck < 0.4:
            await self._decide(driver, about, dice)
        elif luck < 0.75:
            await self._give(driver, about, dice)
        elif luck < 0.85:
            await self._play.write(board.park, driver.user_id, about)
            return
        elif luck < 0.9:
            await self._play.write(board.drop, driver.user_id, about, bank(driver.language).one("drop"))
            return
        await self._play.write(board.go_on, driver.user_id, about)

    async def _decide(self, driver: Worker, about: Pressed, dice: Random) -> None:
        texts = bank(driver.language)
        look_back = self._play.clock.now().date() + timedelta(days=60) if dice.random() < 0.6 else None
        impact = Impact(*texts.all("impact"))
        wish = DecisionWish(texts.one("decision"), impact, driver.user_id, about.meeting_id, about.item_id,
                            look_back_on=look_back)  # fmt: skip
        await self._play.write(decide, driver.user_id, wish)

    async def _give(self, driver: Worker, about: Pressed, dice: Random) -> None:
        """To somebody of the team, who is there or is asked; due before the next meeting."""
        company = self._play.company
        owner = dice.choice(company.team if dice.random() < 0.7 else company.people)
        day = _in_days(self._play.clock.now(), owner, dice.randint(4, 11))
        what = dice.choice(bank(driver.language).all("actions"))
        wish = ActionWish(what, owner.user_id, day, about.meeting_id, about.item_id)
        await self._play.write(give, driver.user_id, wish)

    async def _rate(self, meeting_id: int) -> None:
        """Was it about the customer?"""
        play = self._play
        dice = play.chance("rate", meeting_id)
        for worker in dice.sample(play.company.team, max(1, len(play.company.team) * 2 // 3)):
            stars = min(5, dice.randint(3, 4) + round(play.progress))
            await play.write(board.rate, worker.user_id, meeting_id, stars)

    async def _change(self, planned: Planned) -> None:
        """Somebody of the team moves it, or leaves it out."""
        play, by = self._play, self._play.company.team[1 % len(self._play.company.team)]
        meeting_id = await play.read(_id_of, datetime.combine(planned.day, datetime.min.time()))
        if planned.fate is Fate.MOVED:
            await play.write(move, by.user_id, meeting_id, planned.starts_local)
        else:
            await play.write(skip, by.user_id, meeting_id, self._texts.one("skipped_meeting"))


def _in_days(now: datetime, owner: Worker, days: int) -> date:
    return owner.wall.next_workday(owner.wall.local(now).date() + timedelta(days=days))


def _id_of(session: Session, day: datetime) -> int:
    """Of the meeting the rule has on that day."""
    original = col(Meeting.original_local)
    wanted = select(Meeting).where(original >= day, original < day + timedelta(days=1))
    return session.exec(wanted.order_by(col(Meeting.id).desc())).first().key  # type: ignore[union-attr]
