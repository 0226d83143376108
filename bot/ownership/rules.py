"""What is true of owners and handoffs: values in, answers out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from bot.departments.models import Department
from bot.ownership.models import Handoff, HandoffState
from bot.pains.rules import label
from bot.workdays.rules import Calendar

AGENDA_AFTER = 4  # working days an offer waits for its answer; after two the receiver is reminded in her daily list
PROPOSE_AFTER, UNOWNED_AGENDA_AFTER = 1, 3  # working days a pain waits for an owner
TOO_MANY = 3  # handoffs of one pain
MINE = {"mine", "take it", "i take it", "của tôi", "tôi nhận", "để tôi"}


@dataclass(frozen=True)
class Receiver:
    """Who a pain is offered to: a department (whoever decides there), or one person."""

    department: str = ""  # its key
    person: str = ""  # Slack user id


@dataclass(frozen=True)
class About:
    """The pain a message is about: its number, its headline ("" if it may not be shown), and its card."""

    number: int
    headline: str = ""
    card_url: str = ""

    @property
    def name(self) -> str:
        return label(self.number)


@dataclass(frozen=True)
class Standing:
    """Who has a pain, and where it is going. A department is its row, or its key where there is none; "" = none."""

    owner: str = ""  # her name, raw; "" = nobody
    department: Department | str = ""
    offered_to: str = ""  # the name of the person it is offered to; "" = to the department as such
    offered_department: Department | str = ""
    offered_at: datetime | None = None  # None = it is offered to nobody
    declined_department: Department | str = ""
    declined_why: str = ""  # the reason of the last answer, if that was a no
    handed_over: int = 0  # how often; 0 unless it goes to and fro
    on_agenda: bool = False


def says_mine(words: str) -> bool:
    """Whether somebody claims the pain whose card she answers: "mine", "của tôi"."""
    return " ".join(words.lower().split()).strip(".!") in MINE


def working_days_later(start: datetime, days: int, calendar: Calendar, zone: ZoneInfo) -> datetime:
    """The same time of day, that many working days on."""
    local = start.astimezone(zone)
    day = calendar.after(local.date(), days)
    return datetime.combine(day, local.time(), zone).astimezone(start.tzinfo)


def goes_to_and_fro(handoffs: Sequence[Handoff]) -> bool:
    """Of one pain, oldest first: the third that was not refused, or one back to a department that had it."""
    stood = [one for one in handoffs if one.state in (HandoffState.OFFERED, HandoffState.ACCEPTED)]
    return len(stood) >= TOO_MANY or any(_comes_back(one, stood[:index]) for index, one in enumerate(stood))


def _comes_back(handoff: Handoff, earlier: Iterable[Handoff]) -> bool:
    had_it = {
        key for one in earlier if one.state is HandoffState.ACCEPTED for key in (one.from_department, one.to_department)
    }
    return handoff.to_department in had_it - {"", handoff.from_department}


def times_handed_over(handoffs: Iterable[Handoff]) -> int:
    return sum(one.state in (HandoffState.OFFERED, HandoffState.ACCEPTED) for one in handoffs)


@dataclass(frozen=True)
class Crossing:
    """One handoff as the picture sees it. Departments are keys; `wait` is until its answer, or until now."""

    from_department: str
    to_department: str
    declined: bool
    wait: timedelta


@dataclass(frozen=True)
class Boundary:
    """What happens between two departments. Departments are keys; "" = nobody's."""

    from_department: str
    to_department: str
    count: int
    median_wait: timedelta
    declined: int


def _median(waits: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(wait.total_seconds() for wait in waits))


def boundaries(crossings: Iterable[Crossing]) -> list[Boundary]:
    """Each pair of departments with a handoff between them, the busiest first."""
    between: dict[tuple[str, str], list[Crossing]] = {}
    for crossing in crossings:
        between.setdefault((crossing.from_department, crossing.to_department), []).append(crossing)
    found = [
        Boundary(*pair, len(them), _median([one.wait for one in them]), sum(one.declined for one in them))
        for pair, them in between.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.from_department, one.to_department))
