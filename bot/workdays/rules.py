"""Working days; dates in, dates out. Saturdays and Sundays are off, and holidays, and days the company says."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import UserError
from bot.i18n import N_
from bot.slack.ids import BlockId

log = logging.getLogger(__name__)

SATURDAY = 5
ONE_DAY = timedelta(days=1)
UNKNOWN_COUNTRY = N_(
    "I do not know the holidays of “{country}”. Write a code such as VN, DE-BE or US-NY, or leave it empty."
)


@dataclass(frozen=True)
class Calendar:
    """Whose holidays are kept ("VN", "DE-BE", "US-NY"; "" = nobody's), and which other days are off."""

    country: str = ""
    days_off: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.days_off and day not in holidays_of(self.country, day.year)

    def after(self, day: date, n: int) -> date:
        """`n` working days later; 0 is the day itself, whatever it is."""
        for _ in range(n):
            day = self.next_workday(day + ONE_DAY)
        return day

    def before(self, day: date, n: int) -> date:
        """`n` working days earlier."""
        for _ in range(n):
            day -= ONE_DAY
            while not self.is_workday(day):
                day -= ONE_DAY
        return day

    def next_workday(self, day: date) -> date:
        """The day itself if it is one."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day


def country_code(typed: str) -> str:
    """As it is kept: "de-be" becomes "DE-BE". Raises UserError for one without known holidays."""
    code = typed.strip().upper()
    if code and _days(code, 2026) is None:
        raise UserError(UNKNOWN_COUNTRY, block_id=BlockId.COUNTRY, country=typed.strip())
    return code


@cache
def holidays_of(country: str, year: int) -> frozenset[date]:
    """Without any for a code that a newer release of the library no longer knows: work goes on, and the log says so."""
    days = _days(country, year) if country else frozenset()
    if days is None:
        log.warning("no holidays are known for %s", country)
    return days or frozenset()


def _days(country: str, year: int) -> frozenset[date] | None:
    import holidays  # a tenth of a second, which only those who keep holidays should wait

    name, _, part = country.partition("-")
    try:
        return frozenset(holidays.country_holidays(name, subdiv=part or None, years=year))
    except NotImplementedError:  # that is how it says that it does not know the country, or the part of it
        return None


def zone_of(name: str, other: str = "UTC") -> ZoneInfo:
    """The zone of a person, or the other one where hers is not known (any more)."""
    for wish in (name, other):
        try:
            return ZoneInfo(wish)
        except (ZoneInfoNotFoundError, ValueError):  # ValueError: "", and what is not the name of a zone at all
            continue
    return ZoneInfo("UTC")


def first_morning(day: date) -> datetime:
    """An hour before it is nine on that day anywhere on earth: nobody's morning is over, and the one before is.

    Not earlier: what is to be posted at nine of the day before, wherever the company is, comes first.
    """
    return at_time(day, time(8), ZoneInfo("Etc/GMT-14"))  # the sign is the other way round in these names: UTC+14


def at_time(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A time on the wall as a moment. In the hour that comes twice it is the first."""
    return datetime.combine(day, clock, zone).astimezone(ZoneInfo("UTC"))
