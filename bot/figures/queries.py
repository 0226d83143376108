"""Figures of some months, read from the counts: what it costs depends on the months, not on what happened in them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from bot.figures.models import Tally, What
from bot.figures.rules import ARROW, Boundary, Compared, Figures, median_of, months_after

A_YEAR = 12


class Counts:
    """The counts of one stretch of months, by what, of and bucket."""

    def __init__(self, rows: Sequence[tuple[str, str, int, int]]) -> None:
        self._buckets: defaultdict[str, dict[str, Counter[int]]] = defaultdict(dict)
        for what, of, bucket, count in rows:
            if count:
                self._buckets[what].setdefault(of, Counter())[bucket] += count

    def of(self, what: What) -> Mapping[str, int]:
        """How many, by what it is broken down by."""
        return {of: buckets.total() for of, buckets in self._buckets[what].items()}

    def total(self, what: What) -> int:
        return sum(self.of(what).values())

    def median(self, what: What, of: str | None = None) -> float | None:
        """In days; of all, where `of` is None."""
        parts = self._buckets[what]
        return median_of(sum(parts.values(), Counter()) if of is None else parts.get(of, {}))


def figures(session: Session, workspace_id: int, first_month: date, months: int = 1) -> Figures:
    """`first_month`: its first day."""
    counts = Counts(_rows(session, workspace_id, first_month, months))
    reports = counts.total(What.REPORTED)
    taken = counts.of(What.TAKEN)
    return Figures(
        reports=reports,
        customers=reports + counts.total(What.VOICES),
        stages=counts.of(What.REPORTED),
        taken=sum(taken.values()),
        days_to_owner=counts.median(What.TAKEN),
        days_by_department={key: days for key in taken if (days := counts.median(What.TAKEN, key)) is not None},
        boundaries=_boundaries(counts),
        resolved=counts.total(What.RESOLVED),
        closed=counts.total(What.CLOSED),
        told=counts.total(What.TOLD),
        waiting=counts.total(What.WAITING),
        unreached=counts.total(What.UNREACHED),
        not_fixed=counts.total(What.NOT_FIXED),
        days_to_told=counts.median(What.TOLD),
        decided=counts.total(What.DECIDED),
        looked_back=counts.of(What.LOOKED_BACK),
        meetings=counts.total(What.MEETINGS),
    )


def compared(session: Session, workspace_id: int, first_month: date, months: int = 1) -> Compared:
    """Beside as many months just before, and beside the same ones a year ago."""
    before, year_ago = months_after(first_month, -months), months_after(first_month, -A_YEAR)
    began = session.exec(select(func.min(Tally.month)).where(Tally.workspace_id == workspace_id)).one()

    def at(first: date) -> Figures | None:
        return figures(session, workspace_id, first, months) if began and months_after(first, months) > began else None

    return Compared(figures(session, workspace_id, first_month, months), at(before), at(year_ago))


def _rows(session: Session, workspace_id: int, first_month: date, months: int) -> Sequence[tuple[str, str, int, int]]:
    within = (col(Tally.month) >= first_month, col(Tally.month) < months_after(first_month, months))
    key = (col(Tally.what), col(Tally.of), col(Tally.bucket))
    wanted = select(*key, func.sum(Tally.count)).where(Tally.workspace_id == workspace_id, *within)
    return session.exec(wanted.group_by(*key)).all()


def _boundaries(counts: Counts) -> tuple[Boundary, ...]:
    declined = counts.of(What.DECLINED)
    found = []
    for of, answered in counts.of(What.CROSSED).items():
        giver, _, receiver = of.partition(ARROW)
        found.append(Boundary(giver, receiver, answered, declined.get(of, 0), counts.median(What.CROSSED, of)))
    return tuple(sorted(found, key=lambda one: (-one.answered, one.from_department, one.to_department)))
