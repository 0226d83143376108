"""The meetings of the year as somebody would write them on the calendar on the wall, and what goes wrong with some."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.rehearsal.company import Options
from bot.rehearsal.wall import DAY, Wall

FORTNIGHT = timedelta(days=14)
CLOCK, MOVED_TO, CALLED = time(10), time(14), time(9)
MINUTES = 60
CALL_AHEAD, AGENDA_AHEAD = 3, 1  # working days


class Fate(StrEnum):
    HELD = "held"
    HOLIDAY = "holiday"
    MOVED = "moved"
    SKIPPED = "skipped"
    SILENT = "silent"  # the bot is away


TROUBLE = ((Fate.MOVED, 0.25), (Fate.SKIPPED, 0.45), (Fate.SILENT, 0.65))  # how far into the year


@dataclass(frozen=True)
class Planned:
    """One meeting. `day` is what makes it this one, whatever becomes of it."""

    day: date
    fate: Fate
    wall: Wall

    @property
    def name(self) -> str:
        """As the bot names what it says about it."""
        return f"{datetime.combine(self.day, CLOCK):%Y%m%dT%H%M}"

    @property
    def starts_local(self) -> datetime:
        if self.fate is Fate.MOVED:
            return datetime.combine(self.wall.next_workday(self.day + DAY), MOVED_TO)
        return datetime.combine(self.day, CLOCK)

    @property
    def starts(self) -> datetime:
        local = self.starts_local
        return self.wall.at(local.date(), local.time())

    @property
    def call(self) -> datetime:
        return self.wall.at(self.wall.before(self.day, CALL_AHEAD), CALLED)

    @property
    def agenda(self) -> datetime:
        return self.wall.at(self.wall.before(self.starts_local.date(), AGENDA_AHEAD), CLOCK)

    @property
    def changed(self) -> datetime:
        """When somebody moves it, after the call; or skips it, before the call."""
        if self.fate is Fate.MOVED:
            return self.call + timedelta(hours=3)
        return self.wall.at(self.day - 6 * DAY, time(12))

    @property
    def outage(self) -> tuple[datetime, datetime]:
        """Three days over the meeting, until somebody starts the bot again on a working morning."""
        back = self.wall.next_workday((self.starts - timedelta(hours=19)).date() + 3 * DAY)
        return self.starts - timedelta(hours=19), self.wall.at(back, time(11))


def meetings(options: Options, wall: Wall) -> list[Planned]:
    """Of the whole year. One falls on a holiday, where there is such a weekday."""
    days = _days(options, wall)
    held = [day for day in days if not wall.is_holiday(day)]
    fates = {day: Fate.HOLIDAY for day in days if wall.is_holiday(day)}
    fates |= {held[int(len(held) * share)]: fate for fate, share in TROUBLE if len(held) > len(TROUBLE)}
    return [Planned(day, fates.get(day, Fate.HELD), wall) for day in days]


def _days(options: Options, wall: Wall) -> Sequence[date]:
    """Every second week, on a weekday from Tuesday to Thursday."""
    first = options.start + 8 * DAY
    starts = [day for n in range(14) if (day := first + n * DAY).weekday() in {1, 2, 3} and not wall.is_holiday(day)]
    beats = [[day + n * FORTNIGHT for n in range(27) if day + n * FORTNIGHT < options.end - DAY] for day in starts]
    return next((beat for beat in beats if any(map(wall.is_holiday, beat))), beats[0])
