"""When the customer's voice goes out, and whose words stand in it; values in, answers out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import combinations
from zlib import crc32
from zoneinfo import ZoneInfo

from bot.followups.rules import MORNING
from bot.workdays.rules import Calendar, at_time

FORTNIGHT = timedelta(days=14)
FIRST_DAY = date(2026, 1, 7)  # a Wednesday; every second one from then on
EASTMOST = timezone(timedelta(hours=14))  # where a day begins first
LATE_AT_MOST = timedelta(days=3)  # after a reader's morning
LATE = timedelta(hours=3)  # then it says so
THREE = 3  # customers
DRAWN = 24  # reports that are looked at for the choice of three: about two thousand threes
MOST_STORIES = 2  # in one; the others wait for the next
PLANNED_AHEAD = timedelta(weeks=5)


@dataclass(frozen=True)
class Heard:
    """A customer in her own words, whole. Everything is raw; `customer` is "" for one who is not named."""

    number: int
    words: str
    customer: str = ""
    is_colleague: bool = False
    stage: str = ""  # its key
    reporter: str = ""  # Slack user id
    url: str = ""  # of the card

    @property
    def who(self) -> str:
        """Tells customers apart; one who is not named is taken for another one."""
        return self.customer.strip().casefold() or f"P-{self.number}"


def digest_days(since: date, until: date) -> list[date]:
    """Those from `since` to `until`, both included."""
    first = FIRST_DAY + -((FIRST_DAY - since) // FORTNIGHT) * FORTNIGHT
    return [first + number * FORTNIGHT for number in range((until - first) // FORTNIGHT + 1)]


def opens(day: date) -> datetime:
    """Nine o'clock where that day begins first: nobody's morning is earlier. The fortnight ends here, for everybody."""
    return datetime.combine(day, MORNING, EASTMOST).astimezone(UTC)


def fortnight(day: date) -> tuple[datetime, datetime]:
    """What it tells of: (since, until), half-open."""
    return opens(day) - FORTNIGHT, opens(day)


def morning_of(day: date, zone: ZoneInfo, calendar: Calendar) -> datetime:
    """Nine o'clock of one reader, on that day or on her first working day after it."""
    return at_time(calendar.next_workday(day), MORNING, zone)


def subject_of(day: date, person: str) -> str:
    return f"{day}:{person}"


def read_subject(subject: str) -> tuple[date, str]:
    """(day, person)"""
    day, person = subject.split(":")
    return date.fromisoformat(day), person


def three_of(heard: Sequence[Heard], day: date) -> list[Heard]:
    """Three different customers, from as many stages and heard by as many people as there are.

    Beyond that by lot, the same three for every reader: by time or by how bad it is the same would always come first.
    """
    drawn = sorted(heard, key=lambda one: (crc32(f"{day}:{one.number}".encode()), one.number))[:DRAWN]
    for size in range(min(THREE, len(drawn)), 0, -1):
        if chosen := _most_varied(drawn, size):
            return sorted(chosen, key=lambda one: one.number)
    return []


def _most_varied(drawn: Sequence[Heard], size: int) -> Sequence[Heard]:
    """The first of the most varied ones; empty where there are not as many different customers."""
    best: Sequence[Heard] = ()
    for some in combinations(drawn, size):
        if len({one.who for one in some}) == size and _variety(some) > _variety(best):
            best = some
            if _variety(best) == (size, size):  # more is not possible
                break
    return best


def _variety(some: Sequence[Heard]) -> tuple[int, int]:
    return len({one.stage for one in some}), len({one.reporter for one in some})


def question_number(day: date, quarter_began: date | None) -> int:
    """Another one each time: counted from the beginning of the quarter, where it is known."""
    return (day - (quarter_began or FIRST_DAY)) // FORTNIGHT
