"""The quarter that is played in the demo: set up as a newcomer would, then lived through as the story has it."""

from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlmodel import Session

from bot.app import Application
from bot.demo import opening
from bot.demo.cast import next_workday, week_of
from bot.demo.habits.aiming import Aiming
from bot.demo.habits.leading import Leading
from bot.demo.habits.meeting import Meeting
from bot.demo.habits.owning import Owning
from bot.demo.habits.reporting import Reporting
from bot.demo.stage import Stage
from bot.demo.story import aims, pains
from bot.sandbox.plays import Acts, Play, Told
from bot.sandbox.sandbox import Sandbox
from bot.workspaces.services import find_workspace

NAME, TITLE = "quarter", "Play the quarter"
ABOUT = (
    "A quarter of this company in about two minutes: the clock runs ahead, people report pains, take them, hand them "
    "over and tell customers, leaders set goals, say what comes first and answer, the team meets. All through real "
    "buttons and forms, so everything stands afterwards as if they had done it. Watch, pause, and click along."
)
WEEKS = 14  # those of the quarter, and one for the review of it
A_DAY = timedelta(days=1)
MEETS_FIRST = timedelta(weeks=1, days=1)  # on the second Tuesday
OPENS = time(8, 30)


def quarter_play(sandbox: Sandbox, application: Application) -> Play:
    return Play(NAME, TITLE, ABOUT, lambda: quarter(Stage(sandbox, application)))


async def quarter(stage: Stage, weeks: int = WEEKS) -> Acts:
    """The lines of it, each after it has happened."""
    await stage.settled()
    begins, week_0 = await _begin(stage)
    await stage.move_to(begins)
    stage.begun = stage.clock.now()
    async for line in _set_up(stage, week_0):
        yield Told(line, 0.0)
    weeks -= _plan(stage, week_0, weeks)
    end = stage.cast.at(opening.FOUNDER, week_0 + timedelta(weeks=weeks), time(0))
    while (at := await stage.next_at()) is not None and at < end:
        await stage.move_to(at)
        progress = (stage.clock.now() - stage.begun) / (end - stage.begun)
        async for line in stage.moment():
            yield Told(line, min(progress, 1.0))
        yield Told("", min(progress, 1.0))
    yield Told("The quarter is over. Everything stands as if people had done it: go on clicking.", 1.0)


def _plan(stage: Stage, week_0: date, weeks: int) -> int:
    """What people are going to do. Where it was stopped before, it goes on from there; how many weeks are over then."""
    reporting, aiming = Reporting(stage), Aiming(stage)
    owning, leading, meeting = Owning(stage, reporting), Leading(stage), Meeting(stage)
    stage.follow(reporting.habits | owning.habits | aiming.habits | leading.habits | meeting.habits)
    said = {pain for pain in pains() if pain.is_shown_in(stage.said(pain.place) + stage.said(opening.FLYWHEEL))}
    over = min((pain.week for pain in pains() if pain not in said), default=0)
    for pain in pains():
        if pain in said:
            reporting.remember(pain)
        elif pain.week < weeks:
            day = pain.day(week_0 - timedelta(weeks=over))
            reporting.plan(pain, stage.cast.at(pain.by, day, pain.wall_time))
    stage.recall(opening.FLYWHEEL)
    aiming.plan()
    deputy = aims().deputy
    stage.later(deputy.stands_in_for, partial(opening.give_seat, stage, deputy.stands_in_for), hours=2)
    for handle in ("priya", "lan"):
        stage.later(handle, partial(opening.ask_for_voice, stage, handle), hours=26)
    return over


async def _begin(stage: Stage) -> tuple[datetime, date]:
    """When it begins, and the Monday its story counts from. Where nobody has set up the bot yet, both are where the
    next month begins: the business year is going to begin with it, so that the first quarter is a whole one."""
    today = stage.cast.today(opening.FOUNDER, stage.clock.now())
    is_set_up = await stage.application.deps.read(_is_set_up, stage.world.team_id)
    first = next_workday(today + A_DAY if is_set_up else next_month(today))
    return stage.cast.at(opening.FOUNDER, first, OPENS), nearest_week(first)


def next_month(today: date) -> date:
    return (today.replace(day=28) + timedelta(days=7)).replace(day=1)


def nearest_week(day: date) -> date:
    """The Monday of its week; late in the week, the next one."""
    return week_of(day + timedelta(days=3))


def _is_set_up(session: Session, team_id: str) -> bool:
    workspace = find_workspace(session, team_id)
    return workspace is not None and workspace.set_up_by is not None


async def _set_up(stage: Stage, week_0: date) -> AsyncIterator[str]:
    """The same clicks as a newcomer's, where nobody has made them yet."""
    await stage.settled()
    if not await stage.application.deps.read(_is_set_up, stage.world.team_id):
        yield await opening.set_up(stage, stage.begun.month)
    for handle, channel in (("maya", "sales"), ("priya", "campaigns")):
        yield await opening.invite(stage, handle, channel)
    if not await opening.has_meetings(stage):
        yield await opening.set_up_meeting(stage, week_0 + MEETS_FIRST)
