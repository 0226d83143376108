"""Business years and their quarters; dates in, dates out.

A year begins with a month, and is named by the year it ends in ("FY27" ends in 2027) or by the year it starts in; or a
company writes the dates of its quarters itself (a 4-4-5 calendar). Quarters are half-open: `ends_on` is the first day
after. They follow each other without a gap and without an overlap, whatever is changed and whenever.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.prompts.models import Moment
from bot.workdays.rules import ONE_DAY, Calendar, at_time, zone_of

REVIEW_ON, QBR_ON = 3, 5  # working days of the month and of the quarter after what is looked at, unless chosen
KICK_OFF_DAYS = 3  # working days: the kick-off has that long
CLOSE_BEFORE = 5  # working days before the last one, so that the answers are there when the quarter ends


@dataclass(frozen=True)
class Quarter:
    year: str  # as shown: "FY27"
    number: int  # 1-4
    starts_on: date
    ends_on: date  # the first day after it

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days


@dataclass(frozen=True)
class FiscalYear:
    """`table`: quarters a company wrote down, in order and without gaps; where they say nothing, the months do.

    `review_on`, `qbr_on`: on which working day after a month and a quarter it is looked at.
    """

    start_month: int = 1
    named_by_start: bool = False
    table: tuple[Quarter, ...] = ()
    review_on: int = REVIEW_ON
    qbr_on: int = QBR_ON

    def quarter_of(self, day: date) -> Quarter:
        for quarter in self.table:
            if quarter.starts_on <= day < quarter.ends_on:
                return quarter
        if not self.table:
            return self._by_months(day)
        months = replace(self, table=())
        if day < self.table[0].starts_on:
            return _leading_to(self.table[0].starts_on, day, months)
        return until(day, self.table, months)[-1]

    def _by_months(self, day: date) -> Quarter:
        since = (day.year * 12 + day.month - 1) - (self.start_month - 1)  # months since the first year began
        year, number = divmod(since, 12)[0], since % 12 // 3
        first = year * 12 + self.start_month - 1 + number * 3
        return Quarter(self._label(year), number + 1, _first_of(first), _first_of(first + 3))

    def _label(self, begins: int) -> str:
        ends = begins if self.start_month == 1 else begins + 1
        return f"FY{(begins if self.named_by_start else ends) % 100:02}"


def following(last: Quarter, year: FiscalYear) -> Quarter:
    """What comes after `last`, which may end anywhere: it begins where that ends.

    It ends with the quarter of `year` it begins in; where less than half of that is left, with the one after.
    """
    quarter = year.quarter_of(last.ends_on)
    if 2 * (quarter.ends_on - last.ends_on) < quarter.ends_on - quarter.starts_on:
        quarter = year.quarter_of(quarter.ends_on)
    return replace(quarter, starts_on=last.ends_on)


def until(day: date, fixed: Sequence[Quarter], year: FiscalYear, more: int = 0) -> list[Quarter]:
    """`fixed`, and what comes after it up to the quarter of `day` and `more` quarters beyond."""
    quarters = list(fixed) or [year.quarter_of(day)]
    while quarters[-1].ends_on <= day:
        quarters.append(distinct(following(quarters[-1], year), quarters))
    beyond = sum(quarter.starts_on > day for quarter in quarters)
    for _ in range(more - beyond):
        quarters.append(distinct(following(quarters[-1], year), quarters))
    return quarters


def distinct(quarter: Quarter, before: Sequence[Quarter]) -> Quarter:
    """Under a name of its own: a year that is called as an earlier one was becomes "FY27 (2)"."""
    last, plain = before[-1], quarter.year.partition(" (")[0]
    if last.year.partition(" (")[0] == plain and last.number < quarter.number:
        return replace(quarter, year=last.year)
    taken, name, times = {one.year for one in before}, plain, 1
    while name in taken:
        times += 1
        name = f"{plain} ({times})"
    return replace(quarter, year=name)


def half_way(quarter: Quarter, calendar: Calendar) -> date:
    """The working day on or after its middle."""
    return _workday(quarter.starts_on + timedelta(days=quarter.days // 2), quarter, calendar)


def first_days(quarter: Quarter, calendar: Calendar, n: int = KICK_OFF_DAYS) -> list[date]:
    """Its first working days; one day at least, even where none is a working day."""
    days = list(_workdays(quarter, calendar)[:n])
    return days or [quarter.starts_on]


def close_day(quarter: Quarter, calendar: Calendar, before: int = CLOSE_BEFORE) -> date:
    """`before` working days ahead of its last one, but never ahead of half-way."""
    days = _workdays(quarter, calendar)
    wanted = days[max(len(days) - 1 - before, 0)] if days else quarter.ends_on - ONE_DAY
    return max(wanted, half_way(quarter, calendar))


def day_of(quarter: Quarter, moment: Moment, calendar: Calendar) -> date:
    """When leaders are asked."""
    if moment is Moment.KICK_OFF:
        return first_days(quarter, calendar)[0]
    return half_way(quarter, calendar) if moment is Moment.HALF_WAY else close_day(quarter, calendar)


def midnight(day: date, zone: str) -> datetime:
    """When a day begins there, in UTC."""
    return at_time(day, time(0), zone_of(zone))


def days_left(quarter: Quarter, day: date) -> int:
    """With today: on the last day it is 1."""
    return (quarter.ends_on - day).days


def _leading_to(table_starts: date, day: date, months: FiscalYear) -> Quarter:
    """Before a table: the last quarter ends where the table begins, and takes in what is left of a short one."""
    last = months.quarter_of(table_starts - ONE_DAY)
    if 2 * (table_starts - last.starts_on) < last.ends_on - last.starts_on:
        last = months.quarter_of(last.starts_on - ONE_DAY)
    quarter = months.quarter_of(day)
    return replace(last, ends_on=table_starts) if day >= last.starts_on else quarter


@lru_cache(maxsize=64)
def _workdays(quarter: Quarter, calendar: Calendar) -> Sequence[date]:
    """Remembered: every plan of every day asks several times for those of the same two quarters."""
    days = (quarter.starts_on + timedelta(days=number) for number in range(quarter.days))
    return tuple(day for day in days if calendar.is_workday(day))


def _workday(wanted: date, quarter: Quarter, calendar: Calendar) -> date:
    """The next working day inside the quarter, else the last one before, else the day itself."""
    days = _workdays(quarter, calendar)
    return next((day for day in days if day >= wanted), days[-1] if days else wanted)


def _first_of(months: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(months // 12, months % 12 + 1, 1)
