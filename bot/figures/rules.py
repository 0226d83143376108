"""Months, and what is made of counts. Pure: dates and numbers in, answers out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ARROW = ">"  # between the two departments of a crossing
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Boundary:
    """Handoffs from one department ("" = nobody had it) to another. `days`: until the answer, the middle one."""

    from_department: str
    to_department: str
    answered: int
    declined: int
    days: float | None


@dataclass(frozen=True)
class Figures:
    """What happened in some months. Days are whole ones, the middle of all; None = there was no case."""

    reports: int = 0
    customers: int = 0  # reports and "me too"s: each speaks for one
    stages: Mapping[str, int] = field(default_factory=dict)  # reports; "" = the reporter did not say
    taken: int = 0
    days_to_owner: float | None = None
    days_by_department: Mapping[str, float] = field(default_factory=dict)  # to an owner there
    boundaries: Sequence[Boundary] = ()  # where most is handed over first
    resolved: int = 0
    closed: int = 0
    told: int = 0
    waiting: int = 0  # of whom somebody was asked to tell in these months, and has not yet
    unreached: int = 0
    not_fixed: int = 0
    days_to_told: float | None = None
    decided: int = 0
    looked_back: Mapping[str, int] = field(default_factory=dict)  # by "yes", "partly", "no"
    meetings: int = 0

    @property
    def asked(self) -> int:
        """Customers that were to be told, by what became of it."""
        return self.told + self.waiting + self.unreached + self.not_fixed

    @property
    def decisions_looked_back(self) -> int:
        return sum(self.looked_back.values())


@dataclass(frozen=True)
class Compared:
    """The same number of months now, just before, and a year ago. None = nothing was counted yet by then."""

    now: Figures
    before: Figures | None
    year_ago: Figures | None


def month_of(at: datetime, zone: ZoneInfo) -> date:
    """The first day of the month it is there."""
    return at.astimezone(zone).date().replace(day=1)


def months_after(first: date, months: int) -> date:
    """The first day of a month, so many months later; negative: earlier."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def whole_days(since: datetime, until: datetime) -> int:
    """Begun days are not counted; never below 0."""
    return max((until - since) // A_DAY, 0)


def crossing(from_department: str, to_department: str) -> str:
    return f"{from_department}{ARROW}{to_department}"


def median_of(buckets: Mapping[int, int]) -> float | None:
    """The middle of what lies in buckets of whole days; None where there is nothing in them."""
    total = sum(buckets.values())
    if total <= 0:
        return None
    low, high = _at((total - 1) // 2, buckets), _at(total // 2, buckets)
    return (low + high) / 2


def share(part: int, whole: int) -> int | None:
    """Percent, rounded; None of nothing."""
    return round(100 * part / whole) if whole else None


def change(now: float | None, before: float | None) -> int | None:
    """Percent more than before, or fewer; None where there is nothing to compare with."""
    if now is None or not before:
        return None
    return round(100 * (now - before) / before)


def _at(position: int, buckets: Mapping[int, int]) -> int:
    """The value that stands there when all are put in order."""
    passed = 0
    for bucket in sorted(buckets):
        passed += buckets[bucket]
        if passed > position:
            return bucket
    raise IndexError(position)
