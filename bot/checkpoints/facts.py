"""What a review and its brief say, gathered in one language: names, titles and words raw. Pure values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.checkpoints.hindsight import Line
from bot.checkpoints.kpi_rules import KpiFacts
from bot.checkpoints.models import Checkpoint, View
from bot.checkpoints.rules import Mix

PAGE = 12  # things behind a number, at once


@dataclass(frozen=True)
class Spoken:
    """What one department says of a period."""

    department: str
    text: str
    by: str
    is_late: bool = False


@dataclass(frozen=True)
class Missing:
    """Names of departments that have not said a part yet, and of those where nobody decides."""

    insight: Sequence[str] = ()
    foresight: Sequence[str] = ()
    without_lead: Sequence[str] = ()
    asked: int = 0  # departments somebody decides for


@dataclass(frozen=True)
class BriefFacts:
    """All of one brief. `before` and `year_ago`: whether anything was counted by then."""

    checkpoint: Checkpoint
    title: str
    period: str  # the months that were counted
    lines: Sequence[Line] = ()
    insight: Sequence[Spoken] = ()
    foresight: Sequence[Spoken] = ()
    kpis: Sequence[KpiFacts] = ()
    mix: Mix | None = None
    missing: Missing = field(default_factory=Missing)
    stages: Mapping[str, str] = field(default_factory=dict)  # name by key, for the chart
    before: bool = False
    year_ago: bool = False
    is_late: bool = False
    is_over: bool = True  # the period is; else the numbers still grow

    def said(self, part: View) -> Sequence[Spoken]:
        return self.insight if part is View.INSIGHT else self.foresight


@dataclass(frozen=True)
class AskFacts:
    """What one leader is shown when she is asked; `insight` and `foresight` are what her department said so far."""

    checkpoint: Checkpoint
    title: str
    department: str
    key: str  # of the department
    lines: Sequence[Line] = ()
    kpis: Sequence[KpiFacts] = ()
    insight: str = ""
    foresight: str = ""
    is_late: bool = False
    fixed: frozenset[View] = frozenset()  # they stand in the brief, and stay as they are

    @property
    def reference(self) -> str:
        """The value of the button that opens her form."""
        return f"{self.checkpoint.key}:{self.key}"


@dataclass(frozen=True)
class ReviewFacts:
    """One kind of review as `/flywheel review` shows it."""

    kind_name: str
    title: str = ""
    meets_at: datetime | None = None  # None = there is none ahead
    checkpoint_id: int = 0
    mix: Mix | None = None
    missing: Missing = field(default_factory=Missing)
    mine: Sequence[tuple[str, str]] = ()  # (department, its reference): the reader may write for these
    may_move: bool = False
    last_title: str = ""
    last_id: int = 0
    last_url: str = ""
    asked_on: date | None = None  # leaders are asked then; None = they were asked, or said something by themselves


@dataclass(frozen=True)
class Behind:
    """One thing that was counted, raw. `text` "" = its words are private. `days`: the time that was counted."""

    name: str  # "P-12"
    text: str
    at: datetime
    url: str = ""
    days: int | None = None
    is_private: bool = False


@dataclass(frozen=True)
class Page:
    rows: Sequence[Behind]
    number: int
    total: int

    @property
    def has_older(self) -> bool:
        return (self.number + 1) * PAGE < self.total
