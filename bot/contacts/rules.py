"""When contact days are proposed and reminded, and how long they hold; dates in, answers out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from bot.contacts.models import Contact, ContactKind
from bot.workdays.rules import ONE_DAY, Calendar

TWO_WEEKS = 10  # working days
A_WEEK = 5
NOT_CHOSEN = 0  # `Contact.days` of a proposal: the person has not said yet which days are hers
YEARS_BETWEEN = 3  # then she has a year to choose: every three to four years
LATELY = timedelta(days=60)  # a first seat that began longer ago is no new member's
FOUNDING = timedelta(days=14)  # who got a seat while the company began was there before
SETTLE = 4  # first working days of a month without a monthly contact: KPI reviews and kick-offs are then
FURTHEST = timedelta(days=366)
LONG = frozenset({ContactKind.JOINING, ContactKind.AGAIN})


@dataclass(frozen=True)
class Colleague:
    """Somebody with a seat. `since`: the first day of her first one."""

    person: str
    department: str
    is_leader: bool
    since: date


@dataclass(frozen=True)
class Met:
    """What somebody notes about a contact, as typed."""

    customer: str
    learnt: str
    day: date | None  # None = she chose none


@dataclass(frozen=True)
class Days:
    """Which days she chooses. `second`: the first day of the second week, where she takes them in two parts."""

    first: date | None
    second: date | None = None


def is_chosen(contact: Contact) -> bool:
    """Whether the days are hers, or only proposed."""
    return contact.days > NOT_CHOSEN


def monthly_day(person: str, month: date, calendar: Calendar) -> date | None:
    """In the month that begins on `month`, each on her own day; None where nobody works in it."""
    days = [month + timedelta(days=number) for number in range(31)]
    working = [day for day in days if day.month == month.month and calendar.is_workday(day)]
    after_start = working[SETTLE:] or working
    return after_start[crc32(person.encode()) % len(after_start)] if after_start else None


def is_new(colleague: Colleague, today: date, founded_on: date) -> bool:
    """Who joined lately. Of those who were there when the company began with Flywheel, the leaders are asked too."""
    was_there = colleague.since < founded_on + FOUNDING
    return today - colleague.since <= LATELY and (colleague.is_leader or not was_there)


def again_on(last: date) -> date:
    """From when on the next two weeks are proposed."""
    return last.replace(year=last.year + YEARS_BETWEEN, day=28 if (last.month, last.day) == (2, 29) else last.day)


def free_start(earliest: date, taken: Iterable[date], calendar: Calendar) -> date:
    """Two weeks that begin then, or as soon as they overlap nobody else's: a department is never empty."""
    start = calendar.next_workday(earliest)
    for other in sorted(taken):
        if other < _over(start, calendar) and start < _over(other, calendar):
            start = _over(other, calendar)
    return start


def choose_by(first: date, calendar: Calendar) -> date:
    """A working week before the proposed first day."""
    day = first
    for _ in range(A_WEEK):
        day -= ONE_DAY
        while not calendar.is_workday(day):
            day -= ONE_DAY
    return day


def last_day(contact: Contact, calendar: Calendar) -> date:
    return calendar.after(calendar.next_workday(contact.planned_on), max(contact.days, 1) - 1)


def due_on(contact: Contact, today: date, calendar: Calendar) -> date:
    """Of a proposal: until when to choose. Of chosen days: the first of them, and once they have begun the last."""
    if not is_chosen(contact):
        return choose_by(contact.planned_on, calendar)
    return contact.planned_on if today <= contact.planned_on else last_day(contact, calendar)


def _over(start: date, calendar: Calendar) -> date:
    """The first working day after two weeks."""
    return calendar.after(calendar.next_workday(start), TWO_WEEKS)
