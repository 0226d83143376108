"""When reviews are, what they look back at, and the mix of what was said; values in, answers out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.checkpoints.models import Checkpoint, CheckpointKind, CheckpointState, View
from bot.followups.rules import MORNING
from bot.workdays.rules import ONE_DAY, Calendar, at_time, first_morning, zone_of
from bot.years.rules import FiscalYear, Quarter

REVIEW_AT = time(10)  # on the wall of the company
ASK_BEFORE, MIX_BEFORE = 5, 1  # working days
MIX_AT = time(10)
STAGGER = timedelta(seconds=3)  # between two leaders
LATE = timedelta(hours=3)  # after the time a message was due, it says so
MIDDLE = 15  # a month belongs to the quarter that this day of it lies in
LONGEST_TYPED = 3000  # characters a field of a form takes; docs.slack.dev/reference/block-kit


@dataclass(frozen=True)
class Period:
    """What a review looks at; `ends_on` is the first day after it."""

    kind: CheckpointKind
    starts_on: date
    ends_on: date


def month_period(month: date) -> Period:
    """`month`: its first day."""
    return Period(CheckpointKind.MONTH, month, first_of_next(month))


def quarter_period(quarter: Quarter) -> Period:
    return Period(CheckpointKind.QUARTER, quarter.starts_on, quarter.ends_on)


def first_of_next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def meeting_day(period: Period, year: FiscalYear, calendar: Calendar) -> date:
    """On the working day after the period that the company chose; the third of a month, the fifth of a quarter."""
    days = year.review_on if period.kind is CheckpointKind.MONTH else year.qbr_on
    return calendar.after(period.ends_on - ONE_DAY, days)


def meeting_time(period: Period, year: FiscalYear, calendar: Calendar) -> datetime:
    """On the wall of the company, without a zone."""
    return datetime.combine(meeting_day(period, year, calendar), REVIEW_AT)


def moment_of(local: datetime, zone: str) -> datetime:
    return at_time(local.date(), local.time(), zone_of(zone))


@dataclass(frozen=True)
class Times:
    """What happens before one review. Days are the company's."""

    asked_on: date
    asks: datetime
    mix_on: date
    mix: datetime
    meets: datetime


def times_of(checkpoint: Checkpoint, calendar: Calendar) -> Times:
    meets_on = checkpoint.meets_local.date()
    asked_on, mix_on = asked_on_day(checkpoint, calendar), calendar.before(meets_on, MIX_BEFORE)
    mix = at_time(mix_on, MIX_AT, zone_of(checkpoint.zone))
    return Times(asked_on, first_morning(asked_on), mix_on, mix, checkpoint.meets_at)


def asked_on_day(checkpoint: Checkpoint, calendar: Calendar) -> date:
    """Five working days before; not before the numbers are whole, where that leaves a day to write on.

    A quarter is asked about a working day later than the month that ends with it: not everything on one morning.
    """
    meets_on = checkpoint.meets_local.date()
    wanted, mix_on = (calendar.before(meets_on, days) for days in (ASK_BEFORE, MIX_BEFORE))
    for days in (1,) if checkpoint.kind is CheckpointKind.MONTH else (2, 1):
        whole = calendar.after(checkpoint.ends_on - ONE_DAY, days)
        if whole < mix_on:
            return max(wanted, whole)
    return wanted


def morning_for(times: Times, zone: ZoneInfo, calendar: Calendar) -> datetime:
    """Nine o'clock of a leader on the day she is asked, or on her first working day after it."""
    return at_time(calendar.next_workday(times.asked_on), MORNING, zone)


def last_day(checkpoint: Checkpoint, calendar: Calendar) -> date:
    """The working day before the review, on the calendar of a department: its part is due then."""
    return calendar.before(checkpoint.meets_local.date(), MIX_BEFORE)


def months_of(starts_on: date, ends_on: date) -> tuple[date, int]:
    """(the first month, how many): those whose middle lies in it; one at least."""
    month, found = starts_on.replace(day=1), []
    while month < ends_on:
        if starts_on <= month.replace(day=MIDDLE) < ends_on:
            found.append(month)
        month = first_of_next(month)
    return (found[0], len(found)) if found else (starts_on.replace(day=1), 1)


def name_of(checkpoint: Checkpoint) -> str:
    """The same in every database: for the keys of letters."""
    return f"{checkpoint.kind}:{checkpoint.starts_on}"


def is_open(checkpoint: Checkpoint) -> bool:
    return checkpoint.state in {CheckpointState.PLANNED, CheckpointState.ASKED}


# What was said


class Part(StrEnum):
    HINDSIGHT = "hindsight"
    INSIGHT = "insight"
    FORESIGHT = "foresight"


@dataclass(frozen=True)
class Mix:
    """Percent of the words of a brief; together 100."""

    hindsight: int
    insight: int
    foresight: int

    def __str__(self) -> str:
        return f"{self.hindsight} / {self.insight} / {self.foresight}"


def word_count(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def mix_of(words: Mapping[Part, int]) -> Mix | None:
    """None where nothing was said at all. What rounding leaves over goes where most was cut off."""
    total = sum(words.get(part, 0) for part in Part)
    if not total:
        return None
    exact = {part: 100 * words.get(part, 0) / total for part in Part}
    whole = {part: int(share) for part, share in exact.items()}
    cut = sorted(Part, key=lambda part: whole[part] - exact[part])
    for part in cut[: 100 - sum(whole.values())]:
        whole[part] += 1
    return Mix(whole[Part.HINDSIGHT], whole[Part.INSIGHT], whole[Part.FORESIGHT])


def missing(asked: Sequence[str], said: Collection[tuple[str, View]], part: View) -> list[str]:
    """The departments (keys) that were asked and have not said this part."""
    return [department for department in asked if (department, part) not in said]


def asked_key(checkpoint_id: int, department: str, person: str) -> str:
    """Under which it is written down that she was asked."""
    return f"asked:{checkpoint_id}:{department}:{person}"[:64]
