"""Knowing where to go: goals of the year, what comes first in a quarter, and the company's own numbers."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import partial
from random import Random

from sqlmodel import Session, col, select

from bot.checkpoints.kpis import KpiWish, kpis, save_kpi, type_number
from bot.goals.models import Goal, GoalLevel, GoalState
from bot.goals.priorities import PriorityWish, name_priorities
from bot.goals.queries import year_now
from bot.goals.rules import Whose
from bot.goals.services import GoalWish, add_goal, close_goal
from bot.pains.models import Pain, PainStatus
from bot.rehearsal.company import Worker
from bot.rehearsal.founding import spoken
from bot.rehearsal.play import Act, Play, Press
from bot.rehearsal.rhythm import last_month, next_month
from bot.rehearsal.slack import Heard
from bot.rehearsal.wall import DAY
from bot.rehearsal.words import bank
from bot.slack.ids import ActionId

NAMES_THEM = 0.75  # of the leaders who are asked what comes first
TIES = ("theme", "goal", "pain", "nothing")
TIED_AT_FIRST, TIED_AT_LAST = (3, 3, 2, 3), (3, 6, 3, 1)  # how often, in the first weeks and in the last
OWN_GOALS = 6  # every so many people write a goal of their own
FORGOTTEN = 0.12  # of the numbers nobody types
ELEVEN = time(11)


class Aiming:
    def __init__(self, play: Play) -> None:
        self._play = play
        self.presses: dict[str, Press] = {ActionId.PRIORITIES: self._asked}
        self._at(0, play.company.team[0], self._begin)
        for place, leader in enumerate(play.company.team):
            self._at(2 + place % 3, leader, partial(self._department_goal, leader))
        for worker in play.company.people[::OWN_GOALS]:
            self._at(9, worker, partial(self._own_goal, worker))
        self._plan_numbers()
        closing = play.company.options.end - 12 * DAY
        play.at(play.company.team[0].wall.at(closing, ELEVEN), self._close_goals)

    def _at(self, days: int, worker: Worker, act: Act) -> None:
        """So many days into the year, once she is at work."""
        first = self._play.company.options.start + timedelta(days=days)
        self._play.at(worker.wall.at(worker.wall.next_workday(first), ELEVEN), act)

    # Goals

    async def _begin(self) -> None:
        """The team writes down what the year is for, and by which numbers it will be seen."""
        play, admin = self._play, self._play.company.team[0]
        texts = bank(spoken(play.company))
        year = await self._year()
        for title in texts.all("company_goals"):
            await play.write(add_goal, admin.user_id, year, Whose(GoalLevel.COMPANY), GoalWish(title))
        for kpi in texts.kpis:
            target = _typed(kpi.target, spoken(play.company))
            await play.write(save_kpi, admin.user_id, KpiWish(kpi.name, kpi.unit, kpi.more_is_better, target))

    async def _department_goal(self, leader: Worker) -> None:
        """Most lead to a goal of the company, and each says what is better for the customer then."""
        play, dice = self._play, self._play.chance("goal", leader.user_id)
        year = await self._year()
        above = await play.read(_goals, play.workspace_id, year, GoalLevel.COMPANY)
        title, outcome = dice.choice(bank(leader.language).department_goals)
        parent = dice.choice(above).key if above and dice.random() < 0.8 else 0
        whose = Whose(GoalLevel.DEPARTMENT, department=leader.department)
        await play.write(add_goal, leader.user_id, year, whose, GoalWish(title, outcome, parent))

    async def _own_goal(self, worker: Worker) -> None:
        play, dice = self._play, self._play.chance("own goal", worker.user_id)
        year = await self._year()
        goals = await play.read(_goals, play.workspace_id, year, GoalLevel.DEPARTMENT)
        hers = next((goal.key for goal in goals if goal.department == worker.department), 0)
        wish = GoalWish(dice.choice(bank(worker.language).all("own_goals")), parent_id=hers)
        await play.write(add_goal, worker.user_id, year, Whose(GoalLevel.PERSON, person=worker.user_id), wish)

    async def _close_goals(self) -> None:
        """Shortly before the year ends: reached, not reached, or given up."""
        play = self._play
        year = await self._year()
        for goal in await play.read(_goals, play.workspace_id, year, None):
            state = play.chance("reached", goal.key).choices(list(GoalState), [3, 6, 1])[0]
            await play.write(close_goal, goal.by, goal.key, state)

    async def _year(self) -> str:
        return await self._play.read(year_now, self._play.workspace_id, now=self._play.clock.now())

    # What comes first

    def _asked(self, reader: Worker, value: str, heard: Heard) -> None:
        dice = self._play.chance("first", value, heard.at.date())
        theme_id, _, department = value.partition(" ")
        if heard.to == reader.user_id and dice.random() < NAMES_THEM:
            act = partial(self._name, reader, int(theme_id), department)
            self._play.later(reader, act, hours=2 + 40 * dice.random())

    async def _name(self, leader: Worker, theme_id: int, department: str) -> None:
        """Three, each tied to something, or not yet."""
        play, dice = self._play, self._play.chance("names", theme_id, department)
        goals = await play.read(_goals, play.workspace_id, await self._year(), GoalLevel.DEPARTMENT)
        goal = next((goal.key for goal in goals if goal.department == department), 0)
        pain = await play.read(_a_pain, play.workspace_id, department)
        about = {"theme": "theme", "goal": f"goal:{goal}" if goal else "", "pain": f"pain:{pain}" if pain else ""}
        texts = dice.sample(bank(leader.language).all("priorities"), 3)
        wishes = [PriorityWish(text, about.get(self._tie(dice), "")) for text in texts]
        await play.write(name_priorities, leader.user_id, theme_id, department, wishes)

    def _tie(self, dice: Random) -> str:
        progress = self._play.progress
        often = [first + (last - first) * progress for first, last in zip(TIED_AT_FIRST, TIED_AT_LAST, strict=True)]
        return dice.choices(TIES, often)[0]

    # The company's own numbers

    def _plan_numbers(self) -> None:
        """On the first working day of each month, about the month before: in time for its review."""
        options = self._play.company.options
        month = next_month(options.start)
        while month < options.end:
            typist = self._play.company.team[-1]
            at = typist.wall.at(typist.wall.next_workday(month), ELEVEN)
            self._play.at(at, partial(self._type, typist, last_month(month)))
            month = next_month(month)

    async def _type(self, typist: Worker, month: date) -> None:
        play, known = self._play, await self._play.read(kpis, self._play.workspace_id)
        for kpi, wish in zip(sorted(known, key=lambda one: one.id or 0), bank(spoken(play.company)).kpis, strict=False):
            dice = play.chance("number", kpi.id, month)
            if dice.random() < FORGOTTEN:
                continue
            value = wish.begins + (wish.ends - wish.begins) * (play.progress + dice.uniform(-0.12, 0.12))
            typed = (f"{month:%Y-%m}", _typed(value, typist.language))
            await play.write(type_number, typist.user_id, kpi.id, typed)


def _typed(value: float, language: str) -> str:
    """As somebody writes it in her language."""
    return f"{value:.1f}".replace(".", "," if language == "vi" else ".")


def _goals(session: Session, workspace_id: int, year: str, level: GoalLevel | None) -> Sequence[Goal]:
    """`level` None: of all levels."""
    wanted = select(Goal).where(Goal.workspace_id == workspace_id, Goal.year == year)
    if level:
        wanted = wanted.where(Goal.level == level)
    return session.exec(wanted.order_by(col(Goal.id))).all()


def _a_pain(session: Session, workspace_id: int, department: str) -> int:
    """The oldest open one of a department; 0 = there is none."""
    wanted = select(Pain.id).where(
        Pain.workspace_id == workspace_id, Pain.status == PainStatus.OPEN, Pain.owner_department == department
    )
    return session.exec(wanted.order_by(col(Pain.id))).first() or 0
