"""A company's own days off as people name them: from a day to a day. Values in, answers out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.errors import UserError
from bot.i18n import N_
from bot.slack.ids import BlockId
from bot.workdays.models import DayOff

ONE_DAY = timedelta(days=1)
LONGEST = 60  # days in a row

NO_DAY = N_("Choose the day.")
PAST = N_("That day is over. Days off are for days that come.")
BACKWARDS = N_("The last day is before the first.")
TOO_LONG = N_("That is more than {most} days in a row. Add them in parts.")


@dataclass(frozen=True)
class Span:
    """Days in a row with one name, both ends included. `department`: its key; "" = everybody."""

    first: date
    last: date
    name: str = ""
    department: str = ""

    def days(self) -> list[date]:
        return [self.first + ONE_DAY * number for number in range((self.last - self.first).days + 1)]


def span_of(first: str, last: str, today: date) -> Span:
    """As chosen in a form, each "2026-12-24" or "" (`last` = one day). Raises UserError at the field that is wrong."""
    begin = _day(first)
    if begin is None:
        raise UserError(NO_DAY, block_id=BlockId.DAY)
    end = _day(last) or begin
    if begin < today:
        raise UserError(PAST, block_id=BlockId.DAY)
    if end < begin:
        raise UserError(BACKWARDS, block_id=BlockId.LAST_DAY)
    if (end - begin).days >= LONGEST:
        raise UserError(TOO_LONG, block_id=BlockId.LAST_DAY, most=LONGEST)
    return Span(begin, end)


def spans_in(days: Iterable[DayOff]) -> list[Span]:
    """Days of one name and department that follow each other, as one; in the order of their first day."""
    spans: list[Span] = []
    for day in sorted(days, key=lambda one: (one.department, one.name, one.day)):
        last = spans[-1] if spans else None
        if last and (last.department, last.name, last.last + ONE_DAY) == (day.department, day.name, day.day):
            spans[-1] = replace(last, last=day.day)
        else:
            spans.append(Span(day.day, day.day, day.name, day.department))
    return sorted(spans, key=lambda span: (span.first, span.department, span.name))


def written(span: Span) -> str:
    """For the value of a button."""
    return f"{span.first} {span.last} {span.department}"


def read(value: str) -> Span | None:
    """None for the value of an older or a foreign button."""
    first, last, department = [*value.split(" ", 2), "", ""][:3]
    begin, end = _day(first), _day(last)
    return Span(begin, end, department=department) if begin and end else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
