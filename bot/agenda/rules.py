"""The agenda rule: what counts for an item, in which order they come, and which of them fit. Values in, answers out.

docs/agenda.md tells it to people; a test holds the numbers there against those here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.agenda.models import AgendaItem, ItemKind

MINUTES: Mapping[ItemKind, int] = {
    ItemKind.REVIEW: 5,
    ItemKind.DECISION: 10,
    ItemKind.OBSTACLE: 8,
    ItemKind.OPPORTUNITY: 8,
}
FIRST = 0  # the place of what was promised
MOST = 9  # items of one meeting: what a reader takes in within a minute
LONGEST_ITEM = 120  # minutes somebody may give to one
LATE_AFTER = timedelta(minutes=15)  # from then on it is said that a call or an agenda comes late
SEVERITY = {"annoys": 1, "slows": 2, "stops": 3, "leaves": 4}
MOST_CUSTOMERS, MOST_WEEKS = 10, 8  # more than that count as that
HEAVIEST = 20  # a weight; 0 = does not count


class Reason(StrEnum):
    """Why something is on the agenda. The first four are the marks on pains."""

    UNOWNED = "unowned"
    UNANSWERED = "unanswered"
    PING_PONG = "ping_pong"
    OVERDUE = "overdue"
    CAME_BACK = "came_back"
    SHARED = "shared"  # several departments hear of it
    PROMISED = "promised"  # it was agreed at the last meeting, or is due
    BROUGHT = "brought"
    CARRIED = "carried"


@dataclass(frozen=True)
class Weights:
    """How much one point of each factor counts."""

    customers: int = 3  # a point each, at most ten
    severity: int = 4  # annoys 1, slows down 2, stops 3, may leave 4
    age: int = 1  # a point a week, at most eight
    departments: int = 2  # a point for each beyond the first
    broken: int = 3  # a point for each promise that was not kept
    carried: int = 5  # a point for each meeting it stood on without being decided
    brought: int = 6  # one point: somebody took the trouble


@dataclass(frozen=True)
class Factors:
    """What counts for one item."""

    customers: int = 0
    severity: str = ""
    weeks: int = 0
    departments: int = 0
    broken: int = 0
    carried: int = 0
    brought: bool = False


@dataclass(frozen=True)
class ItemWish:
    """What somebody brings to the agenda."""

    kind: ItemKind
    title: str
    detail: str = ""
    departments: tuple[str, ...] = ()  # keys of those it touches
    pain_id: int = 0  # 0 = about no pain
    source_url: str = ""  # the message it came from
    draft: bool = False  # seen by its author only


def weights_in(stored: Mapping[str, Any]) -> Weights:
    """The defaults, and what a team changed of them."""
    return Weights(**{name: int(stored.get(name, weight)) for name, weight in asdict(Weights()).items()})


def score(factors: Factors, weights: Weights) -> float:
    """The sum of its points, each times its weight. It never falls when a factor grows."""
    points = {
        "customers": min(factors.customers, MOST_CUSTOMERS),
        "severity": SEVERITY.get(factors.severity, 0),
        "age": min(factors.weeks, MOST_WEEKS),
        "departments": max(factors.departments - 1, 0),
        "broken": factors.broken,
        "carried": factors.carried,
        "brought": int(factors.brought),
    }
    return float(sum(points[name] * weight for name, weight in asdict(weights).items()))


def in_order(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """What somebody put in its place first, then by score, the older before the newer; what waits comes last.

    What was promised has the first place of all: `FIRST`.
    """
    return sorted(items, key=_place)


def _place(item: AgendaItem) -> tuple[bool, bool, int, float, int]:
    return item.not_today, item.position is None, item.position or 0, -item.score, item.key


def minutes_of(item: AgendaItem) -> int:
    """As somebody set it, or by its kind."""
    return item.minutes or MINUTES[item.kind]


class NotToday(StrEnum):
    NINE = "nine"  # there are nine before it
    TIME = "time"  # its minutes do not fit any more


def fit(items: Sequence[AgendaItem], length: int) -> dict[int, NotToday]:
    """Which of the items, by id, wait for another day, and why. `length`: of the meeting, in minutes.

    What was promised, the first opportunity and the first obstacle are seated before all others: both get room. Then
    each takes a seat in its order; one that is too long lets the next try.
    """
    waiting: dict[int, NotToday] = {}
    seats, left = MOST, length
    for item in _by_turn(items):
        if seats == 0:
            waiting[item.key] = NotToday.NINE
        elif minutes_of(item) > left:
            waiting[item.key] = NotToday.TIME
        else:
            seats, left = seats - 1, left - minutes_of(item)
    return waiting


def _by_turn(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    kinds = (ItemKind.REVIEW, ItemKind.OPPORTUNITY, ItemKind.OBSTACLE)
    firsts = [item for kind in kinds for item in [one for one in items if one.kind is kind][:1]]
    seated = {item.key for item in firsts}
    return [*firsts, *(item for item in items if item.key not in seated)]
