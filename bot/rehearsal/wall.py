"""The clock and the calendar on a wall: days are counted one by one, nothing is asked of the product.

What the bot does is held against this, so it must not be the bot's own reckoning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(9), time(17)
DAY = timedelta(days=1)
SATURDAY = 5


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    from holidays import country_holidays

    return frozenset(country_holidays(country, years=year)) if country else frozenset()


@dataclass(frozen=True)
class Wall:
    """In one zone, where the holidays of one country are kept; "" = of none."""

    zone: str
    country: str = ""

    def at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(UTC)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.zone))

    def is_holiday(self, day: date) -> bool:
        return day in _holidays(self.country, day.year)

    def works(self, day: date) -> bool:
        return day.weekday() < SATURDAY and not self.is_holiday(day)

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is at work here."""
        local = self.local(at)
        return self.works(local.date()) and OPENS <= local.time() < CLOSES

    def before(self, day: date, workdays: int) -> date:
        while workdays:
            day -= DAY
            workdays -= self.works(day)
        return day

    def after(self, day: date, workdays: int) -> date:
        while workdays:
            day += DAY
            workdays -= self.works(day)
        return day

    def next_workday(self, day: date) -> date:
        """The day itself if it is one."""
        while not self.works(day):
            day += DAY
        return day

    def next_open(self, at: datetime) -> datetime:
        """That moment, or ten past nine on the next working morning."""
        if self.is_open(at):
            return at
        local = self.local(at)
        first = local.date() if local.time() < OPENS else local.date() + DAY
        return self.at(self.next_workday(first), time(9, 10))

    def clock_changes(self, first: date, last: date) -> Iterator[date]:
        """The days on which the clocks are changed."""
        day = first
        while day <= last:
            if self.at(day + DAY, time()) - self.at(day, time()) != DAY:
                yield day
            day += DAY
