"""What charts count: weeks and figures; values in, answers out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.departments.models import Department, Stage
from bot.ownership.rules import Boundary

WEEKS = 12
WEEK = timedelta(days=7)


class ChartKind(StrEnum):
    STAGES = "stages"
    FLOW = "flow"
    PACE = "pace"
    HANDOFFS = "handoffs"


def chart_kind(text: str) -> ChartKind:
    """The first one for the value of an older or a foreign menu."""
    return ChartKind(text) if text in set(ChartKind) else ChartKind.STAGES


@dataclass(frozen=True)
class Period:
    """ISO weeks in the workspace's zone, the oldest first; the last one is not over yet."""

    mondays: tuple[date, ...]
    begins: tuple[datetime, ...]  # when each of them began, UTC

    @property
    def since(self) -> datetime:
        return self.begins[0]


def last_weeks(now: datetime, zone: ZoneInfo, count: int = WEEKS) -> Period:
    today = now.astimezone(zone).date()
    this = today - timedelta(days=today.weekday())
    mondays = tuple(this - WEEK * back for back in reversed(range(count)))
    return Period(mondays, tuple(datetime.combine(day, time.min, zone).astimezone(UTC) for day in mondays))


@dataclass(frozen=True)
class StageWeeks:
    """Pains reported, by stage and week. `stage`: its row, its key where there is none, "" = no stage."""

    period: Period
    rows: Sequence[tuple[Stage | str, tuple[int, ...]]]


def stage_rows(
    counts: Mapping[str, Sequence[int]], stages: Sequence[Stage]
) -> list[tuple[Stage | str, tuple[int, ...]]]:  # fmt: skip
    """In the order of the journey, then what is archived or unknown and still has pains, then "no stage".

    A stage in use is there though it has none: that nothing hurts there is news too.
    """
    nothing = (0,) * max(map(len, counts.values()), default=0)
    known = {stage.key: stage for stage in stages}
    shown = [stage.key for stage in stages if stage.key in counts or not stage.is_archived]
    keys = [*shown, *sorted(counts.keys() - known.keys() - {""}), *([""] if "" in counts else [])]
    return [(known.get(key, key), tuple(counts.get(key, nothing))) for key in keys]


@dataclass(frozen=True)
class Flow:
    """Pains by week. `told`: of those resolved in that week, how many have an answer for every customer by now."""

    period: Period
    opened: tuple[int, ...]
    resolved: tuple[int, ...]
    told: tuple[int, ...]
    open_now: int

    @property
    def still_open(self) -> tuple[int, ...]:
        """At the end of each week; of the last one, now. A pain that was opened again counts as never resolved."""
        left, found = self.open_now, []
        for opened, resolved in zip(reversed(self.opened), reversed(self.resolved), strict=True):
            found.append(left)
            left += resolved - opened
        return tuple(reversed(found))


@dataclass(frozen=True)
class Middle:
    """Half of `count` pains took at most `days`."""

    count: int
    days: float


@dataclass(frozen=True)
class Pace:
    """How long pains reported in these weeks waited, by the department (its key; "" = none) that has them."""

    period: Period
    reported: int
    to_owner: Mapping[str, Middle]
    to_told: Mapping[str, Middle]
    owner_of_all: Middle | None
    told_of_all: Middle | None
    departments: Mapping[str, Department]


@dataclass(frozen=True)
class Crossings:
    """What went from department to department. `newest`: how many handoffs were looked at; 0 = all there are."""

    found: Sequence[Boundary]
    departments: Mapping[str, Department]
    newest: int = 0


Figures = StageWeeks | Flow | Pace | Crossings
