"""Two weeks of the quarter that the demo plays: real clicks, real forms, and the bot over real Socket Mode."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlmodel import Session, col, func, select

from bot.app import Application
from bot.decisions.models import Decision
from bot.demo import seat_company
from bot.demo.quarter import quarter
from bot.demo.stage import Stage
from bot.goals.models import Goal, Priority
from bot.loops.models import Outcome, Telling
from bot.pains.models import Pain
from bot.prompts.models import Prompt, PromptState
from bot.sandbox.plays import Play, Speed, State
from bot.sandbox.sandbox import Sandbox
from tests.flows.town import bot_in
from tests.sandbox.browsing import FLYWHEEL, LAN, TOM, company

WEEKS = 2


class Told:
    """Everything the panel said, and what was said to whom."""

    def __init__(self, sandbox: Sandbox, application: Application) -> None:
        self.world, self.application = sandbox.world, application
        self.stage = Stage(sandbox, application)
        self.lines: list[str] = []
        self.play = Play("quarter", "Play the quarter", "", lambda: quarter(self.stage, WEEKS))
        self.play.speed = Speed.FAST
        sandbox.plays.add(self.play)
        self.world.listeners.append(self._listen)

    def _listen(self, scope: str) -> None:
        if scope == "play" and self.play.line and self.play.line not in self.lines[-1:]:
            self.lines.append(self.play.line)

    def in_channel(self, *words: str) -> list[str]:
        said = [one.text for one in self.world.messages[FLYWHEEL] if one.user == self.world.bot_user_id]
        return [text for text in said if all(word in text for word in words)]

    def to(self, person: str) -> str:
        channel = self.world.direct_channel(person, self.world.bot_user_id)
        return "\n".join(one.text for one in self.world.messages[channel.id])


@asynccontextmanager
async def played(sqlite_url: str) -> AsyncIterator[Told]:
    async with company() as sandbox, bot_in(sandbox, sqlite_url) as application:
        await application.deps.write(seat_company, sandbox.world, now=sandbox.clock.now())
        told = Told(sandbox, application)
        told.play.start()
        yield told
        await sandbox.plays.close()


def counts(session: Session) -> dict[str, int]:
    wanted = {
        "pains": select(func.count(col(Pain.id))),
        "resolved": select(func.count(col(Pain.id))).where(col(Pain.resolved_at).is_not(None)),
        "told": select(func.count(col(Telling.id))).where(Telling.outcome == Outcome.TOLD),
        "decisions": select(func.count(col(Decision.id))),
        "goals": select(func.count(col(Goal.id))),
        "leading to one": select(func.count(col(Goal.parent_id))),
        "first": select(func.count(col(Priority.id))),
        "answered": select(func.count(col(Prompt.id))).where(Prompt.state == PromptState.ANSWERED),
    }
    return {name: session.exec(query).one() for name, query in wanted.items()}


async def test_two_weeks_of_it_stand_as_if_people_had_done_them(sqlite_url: str) -> None:
    async with played(sqlite_url) as told:
        await told.play.over()
        counted = await told.application.deps.read(counts)

        assert told.lines[-1].startswith("The quarter is over.")
        assert {} == told.world.notices
        assert [] == told.stage.refused + told.stage.hands.complaints
        assert counted["pains"] >= 5
        assert (1, 7) == (counted["decisions"], counted["answered"])
        assert (9, 6, 19) == (counted["goals"], counted["leading to one"], counted["first"])
        assert 1 == len(told.in_channel("Kick-off", "16 of 19 point the same way"))
        assert min(counted["resolved"], counted["told"]) >= 1
        assert 1 == len(told.in_channel("The agenda went into the meeting"))
        assert 1 == len(told.in_channel("Minutes of the flywheel meeting", "Whoever sold sits in"))
        assert 1 == len(told.in_channel("Kick-off", "Khách không phải kể lại"))
        assert "bạn" in told.to(LAN)
        assert "bạn" not in told.to(TOM)
        assert [] == [view for views in told.world.modals.values() for view in views]
        assert counted["pains"] == len(told.in_channel("Customer pain P-"))


@pytest.mark.parametrize("is_paused", [False, True])
async def test_it_can_be_stopped_before_it_is_over(sqlite_url: str, is_paused: bool) -> None:
    async with played(sqlite_url) as told:
        if is_paused:
            told.play.pause()
        told.play.stop()
        await told.play.over()

        assert (State.READY, "Stopped. Everything stands as it is.") == (told.play.state, told.play.line)


async def test_closing_the_demo_while_it_plays_ends_it_first(sqlite_url: str) -> None:
    async with played(sqlite_url) as told:
        started = told.play.state

    assert (State.PLAYING, State.READY) == (started, told.play.state)
