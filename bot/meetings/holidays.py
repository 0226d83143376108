"""What becomes of a meeting on a day off. Pure: the days in, where it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from bot.meetings.models import HolidayPolicy
from bot.workdays.names import holiday_name
from bot.workdays.rules import ONE_DAY, Calendar, holidays_of


@dataclass(frozen=True)
class DaysOff:
    """Those a series keeps: the holidays of its country, and the company's own days with their names."""

    country: str = ""
    own: Mapping[date, str] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.country, frozenset(self.own))

    def is_off(self, day: date) -> bool:
        """A weekend is no day off: whoever meets on a Saturday means it."""
        return day in self.own or day in holidays_of(self.country, day.year)

    def name(self, day: date, language: str) -> str:
        """ "" for a day off nobody gave a name, and for any other day."""
        return self.own.get(day) or holiday_name(self.country, day, language)


class Placed(NamedTuple):
    """Where an occurrence of the rule goes."""

    original: datetime
    starts: datetime  # both on the wall
    day_off: date | None = None  # the one it fell on
    is_skipped: bool = False


def place(original: datetime, following: datetime, policy: HolidayPolicy, days: DaysOff) -> Placed:
    """`following` is the occurrence after it: a meeting never moves that far, it is skipped instead."""
    day = original.date()
    if not days.is_off(day):
        return Placed(original, original)
    if policy is HolidayPolicy.KEEP:
        return Placed(original, original, day)
    workday = days.calendar.next_workday(day + ONE_DAY)
    if policy is HolidayPolicy.SKIP or workday >= following.date():
        return Placed(original, original, day, is_skipped=True)
    return Placed(original, datetime.combine(workday, original.time()), day)
