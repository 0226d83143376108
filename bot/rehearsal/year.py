"""A whole year, from the first day to the last: who takes part in it, and what came of it."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

from bot.rehearsal.beat import Planned, meetings
from bot.rehearsal.company import Company, Options
from bot.rehearsal.facts import unfinished
from bot.rehearsal.founding import found, spoken
from bot.rehearsal.habits.aiming import Aiming
from bot.rehearsal.habits.keeping import Keeping
from bot.rehearsal.habits.leading import Leading
from bot.rehearsal.habits.meeting import TeamMeeting
from bot.rehearsal.habits.owning import Owning
from bot.rehearsal.habits.reporting import Reporting
from bot.rehearsal.habits.telling import Telling
from bot.rehearsal.habits.visiting import Visiting
from bot.rehearsal.heard import Ears, Finding, Message
from bot.rehearsal.judge import Judge
from bot.rehearsal.months import Month, month_of
from bot.rehearsal.mornings import Mornings
from bot.rehearsal.play import Play
from bot.rehearsal.rhythm import Rhythm
from bot.rehearsal.slack import FLYWHEEL
from bot.rehearsal.wall import DAY

TEN_TO_NINE = time(8, 50)
PAUSE = timedelta(minutes=20)  # Slack cannot be reached, over a morning


@dataclass
class Year:
    """What came of it. The database stays open until it is closed: the page still reads from it."""

    company: Company
    meetings: list[Planned]
    play: Play
    judge: Judge
    ears: Ears
    mornings: Mornings
    months: list[Month] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    hours: dict[int, int] = field(default_factory=dict)  # the daily lists, by the hour on their readers' walls

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.company, FLYWHEEL, self.play.away)

    @property
    def clock_changes(self) -> set[date]:
        """In any of the places people work."""
        first, last = self.company.options.start, self.company.options.end
        return {day for worker in self.company.people for day in worker.wall.clock_changes(first, last)}


async def live(options: Options, folder: Path, tell: Callable[[Month], None] = lambda month: None) -> Year:
    """`tell` hears of each month when it is over."""
    year = await begin(options, folder)
    async for month in months_of(year):
        tell(month)
    await end(year)
    return year


async def begin(options: Options, folder: Path) -> Year:
    """The company is there, the bot is set up, everybody has her habits."""
    company = Company(options)
    plans = meetings(options, company.meeting_wall)
    play = Play(company, folder)
    ears = Ears(company, spoken(company), play.shared)
    play.slack.listeners.append(ears.hear)
    await found(play, plans)
    play.follow(Reporting(play), Owning(play), Telling(play), Keeping(play), TeamMeeting(play, plans))
    play.follow(Leading(play), Aiming(play), Visiting(play))
    _break_slack(play, plans)
    judge = Judge(company, plans, play.away)
    return Year(company, plans, play, judge, ears, Mornings(play, judge))


async def months_of(year: Year) -> AsyncIterator[Month]:
    """Each is given out when it is over."""
    play = year.play
    for first, since, until in _months(year.company.options, year.company):
        await play.until(until)
        messages = await _settle(year)
        year.mornings.ask(until)
        year.months.append(await play.read(month_of, since, until, first, messages))
        yield year.months[-1]


async def end(year: Year) -> None:
    """The last things are judged, and what never came."""
    judge, play = year.judge, year.play
    judge.look_at_meetings(play.end)
    judge.look_at_rhythm(year.rhythm.expected())
    left = await play.read(unfinished, judge.was_said, play.away, play.end)
    year.findings = sorted([*year.ears.findings, *judge.findings, *left], key=lambda finding: finding.at)


async def _settle(year: Year) -> list[Message]:
    """What was said since the last time is judged."""
    messages = await year.play.read(year.ears.messages)
    year.judge.take(messages)
    for message in messages:
        if message.kind == "list":
            hour = year.company.of[message.to].wall.local(message.at).hour
            year.hours[hour] = year.hours.get(hour, 0) + 1
    return messages


def _break_slack(play: Play, meetings: list[Planned]) -> None:
    """On a working morning some days after the second meeting, nobody can reach Slack for a while."""
    wall = play.company.meeting_wall
    at = wall.at(wall.next_workday(meetings[min(1, len(meetings) - 1)].day + 5 * DAY), TEN_TO_NINE)
    play.pause_slack(at, at + PAUSE)


def _months(options: Options, company: Company) -> Iterator[tuple[date, datetime, datetime]]:
    """(first day, since, until), of whole months in the company's zone; the last one ends with the year."""
    firsts = [options.start]
    while firsts[-1] < options.end:
        firsts.append(min((firsts[-1].replace(day=1) + 31 * DAY).replace(day=1), options.end))
    for first, following in pairwise(firsts):
        yield first, company.meeting_wall.at(first, time()), company.meeting_wall.at(following, time())
