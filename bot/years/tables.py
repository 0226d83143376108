"""The quarters of a company that has its own calendar, pasted as lines "FY27,1,2026-02-01,2026-05-02". Pure.

Both days belong to the quarter. Every line that is wrong gets its sentence; nothing is half understood.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.i18n import N_
from bot.workdays.rules import ONE_DAY
from bot.years.rules import FiscalYear, Quarter

MOST = 60  # lines: fifteen years
LONGEST_NAME = 12
SHORTEST, LONGEST = 28, 200  # days of a quarter
YEARS = range(2000, 2100)

TOO_MANY = N_("Write {most} lines at most.")
NOT_A_LINE = N_("Line {line}: write the year, the quarter (1 to 4), its first day and its last day.")
NAME = N_("Line {line}: name the year in 12 characters at most, without brackets.")
BACKWARDS = N_("Line {line}: it ends before it begins.")
LENGTH = N_("Line {line}: a quarter takes between {shortest} and {longest} days.")
ORDER = N_("Line {line}: it begins before the line above. Put the earliest quarter first.")
OVERLAP = N_("Line {line}: it begins before the line above has ended.")
GAP = N_("Line {line}: some days between the line above and this one belong to no quarter.")
NUMBER = N_("Line {line}: Q{quarter} {year} cannot come after Q{quarter_above} {year_above}.")


@dataclass(frozen=True)
class Problem:
    """`sentence` is an English msgid."""

    sentence: str
    values: Mapping[str, object]


def quarters_in(text: str) -> tuple[tuple[Quarter, ...], list[Problem]]:
    """What is understood, and what is not: with a problem the quarters are of no use."""
    rows = [(number, row) for number, row in enumerate(csv.reader(text.splitlines()), 1) if any(map(str.strip, row))]
    if len(rows) > MOST:
        return (), [Problem(TOO_MANY, {"most": MOST})]
    read = [(number, _quarter(row)) for number, row in rows]
    quarters = [quarter for _, quarter in read if isinstance(quarter, Quarter)]
    problems = [(number, Problem(wrong, _values(number))) for number, wrong in read if isinstance(wrong, str)]
    numbered = [(number, one) for number, one in read if isinstance(one, Quarter)]
    for index, (number, quarter) in enumerate(numbered[1:], 1):
        if problem := _beside(number, quarter, quarters[:index]):
            problems.append((number, problem))
    return tuple(quarters), [problem for _, problem in sorted(problems, key=lambda each: each[0])]


def as_lines(table: Sequence[Quarter]) -> str:
    """As they are pasted."""
    return "\n".join(f"{one.year},{one.number},{one.starts_on},{one.ends_on - ONE_DAY}" for one in table)


def year_with(table: Sequence[Quarter], start_month: int, *, named_by_start: bool) -> FiscalYear:
    """Where the table ends, the months go on: from the one its own first quarter begins nearest to."""
    first = next((one for one in table if one.number == 1), None)
    if first is None:
        return FiscalYear(start_month, named_by_start, tuple(table))
    near = first.starts_on + timedelta(days=15)
    return FiscalYear(near.month, first.year.endswith(f"{near.year % 100:02}") and near.month > 1, tuple(table))


def _quarter(row: Sequence[str]) -> Quarter | str:
    """Or what is wrong with the line alone."""
    cells = [cell.strip() for cell in row]
    if len(cells) != 4:
        return NOT_A_LINE
    name, number, first, last = cells[0], cells[1], _day(cells[2]), _day(cells[3])
    if number not in {"1", "2", "3", "4"} or first is None or last is None:
        return NOT_A_LINE
    if not name or len(name) > LONGEST_NAME or "(" in name:
        return NAME
    if last < first:
        return BACKWARDS
    quarter = Quarter(name, int(number), first, last + ONE_DAY)
    return quarter if SHORTEST <= quarter.days <= LONGEST else LENGTH


def _beside(line: int, quarter: Quarter, above: Sequence[Quarter]) -> Problem | None:
    """What is wrong with a quarter after those above it."""
    last = above[-1]
    if quarter.starts_on < last.starts_on:
        return Problem(ORDER, _values(line))
    if quarter.starts_on != last.ends_on:
        return Problem(OVERLAP if quarter.starts_on < last.ends_on else GAP, _values(line))
    again = quarter.year in {one.year for one in above} and quarter.year != last.year
    if again or (quarter.year == last.year and quarter.number <= last.number):
        shown = {"quarter": quarter.number, "year": quarter.year}
        return Problem(NUMBER, {**_values(line), **shown, "quarter_above": last.number, "year_above": last.year})
    return None


def _values(line: int) -> dict[str, object]:
    return {"line": line, "shortest": SHORTEST, "longest": LONGEST}


def _day(cell: str) -> date | None:
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day.year in YEARS else None
