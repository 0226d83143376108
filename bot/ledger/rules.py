"""What became of each timed thing, and where the beat has a gap; values in, answers out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.steps.models import StepKind

SHOWN = 10  # before now, and after
LATE_AFTER = timedelta(minutes=5)
OVERDUE_AFTER = timedelta(hours=1)  # a step that waits this long is not going to be done by itself
BACK, AHEAD = timedelta(days=14), timedelta(days=30)  # how far the auditor looks


class Fate(StrEnum):
    WAITING = "waiting"  # its time is still to come
    SENT = "sent"
    ON_ITS_WAY = "on its way"
    SKIPPED = "skipped"
    MISSED = "missed"
    STUCK = "stuck"  # Slack did not take it, or nobody did it


@dataclass(frozen=True)
class Entry:
    """One timed thing. `kind`: a StepKind, or "meeting" for a meeting as such."""

    kind: str
    meeting_at: datetime
    due_at: datetime
    fate: Fate
    done_at: datetime | None = None
    why: str = ""

    @property
    def late_by(self) -> timedelta | None:
        """None = on time, or not done."""
        if self.fate is not Fate.SENT or self.done_at is None or self.done_at - self.due_at <= LATE_AFTER:
            return None
        return self.done_at - self.due_at


@dataclass(frozen=True)
class Lists:
    """The daily lists of today, where each person is."""

    sent: int = 0
    waiting: int = 0
    stuck: int = 0


@dataclass(frozen=True)
class Posted:
    """What became of a letter: the truth of "sent"."""

    fate: Fate
    finished_at: datetime | None = None
    why: str = ""  # Slack's code; of one there was nothing left to say in: the step says why


def fate_of_step(outcome: str) -> tuple[Fate, str]:
    """Of one that left no letter: as it said itself."""
    word, why = outcome.partition(":")[0], _why(outcome)
    if word in {"sent", "late"}:
        return Fate.SENT, ""
    if word == "missed":
        return Fate.MISSED, why
    return Fate.SKIPPED, why or outcome


def around(entries: Iterable[Entry], now: datetime) -> tuple[list[Entry], list[Entry]]:
    """(the last ten, the newest first; the next ten)."""
    in_order = sorted(entries, key=lambda one: (one.due_at, one.kind))
    last = [one for one in in_order if one.due_at <= now][-SHOWN:]
    coming = [one for one in in_order if one.due_at > now][:SHOWN]
    return last[::-1], coming


def _why(outcome: str) -> str:
    return outcome.partition(":")[2].strip()


# The auditor


class GapKind(StrEnum):
    NO_MEETING = "no meeting"  # the calendar has one, the rows have not
    NO_STEP = "no step"  # nothing is planned for it
    OVERDUE = "overdue"  # planned, long due, and not done
    PARKED = "parked"  # Slack does not take it


@dataclass(frozen=True)
class Gap:
    """Something that should be and is not. `what`: a StepKind, or "" for a meeting as such."""

    kind: GapKind
    at: datetime  # when the meeting is
    what: str = ""
    why: str = ""
    healed: bool = False

    def key(self, of: str) -> str:
        """The same for the same gap, however often somebody looks. `of`: the series, in a few characters."""
        return f"gap:{self.kind}:{self.what}:{of}:{self.at:%Y%m%dT%H%M}"[:64]


AROUND = (StepKind.MEETING_LEAD, StepKind.MEETING_CALL, StepKind.MEETING_AGENDA, StepKind.MEETING_START)
