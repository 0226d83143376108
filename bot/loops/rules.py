"""What is true of telling customers: values in, answers out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from bot.i18n import N_
from bot.loops.models import Outcome, Telling

BY_FLYWHEEL = "by Flywheel"
# How a customer was told. What is written in other words stands as it is.
HOWS: Mapping[str, str] = {
    "phone": N_("by phone"),
    "mail": N_("by mail"),
    "in_person": N_("in person"),
    "chat": N_("in a chat"),
    "other": N_("in another way"),
    BY_FLYWHEEL: N_("by Flywheel"),
}


@dataclass(frozen=True)
class Resolution:
    """`sentence` is for the customer; `not_doing`: it says why nothing is going to change."""

    sentence: str
    not_doing: bool = False


@dataclass(frozen=True)
class Answer:
    """What became of one customer. `how`: a key of HOWS or other words; for NOT_FIXED the reason."""

    outcome: Outcome
    how: str = ""


@dataclass(frozen=True)
class Counts:
    """Customers by what became of telling them."""

    told: int = 0
    waiting: int = 0
    unreachable: int = 0
    not_fixed: int = 0

    @property
    def asked(self) -> int:
        return self.told + self.waiting + self.unreachable + self.not_fixed


@dataclass(frozen=True)
class Loop:
    """How far the newest round of a pain is. `not_fixed`: the customer's telling that opened it again, if one did."""

    counts: Counts = Counts()
    not_fixed: Telling | None = None


@dataclass(frozen=True)
class Figures:
    """How well loops are closed. `days`: from the report to the customer's answer, the middle one; None = no case."""

    resolved: int
    closed: int
    customers: Counts
    days: float | None


def share(part: int, whole: int) -> int:
    """Percent, rounded; nothing of nothing is 0."""
    return round(100 * part / whole) if whole else 0


def median_days(spans: Sequence[timedelta]) -> float | None:
    """Days with one decimal; None where there is nothing to take the middle of."""
    return round(median(span.total_seconds() for span in spans) / 86_400, 1) if spans else None


def is_herself(customer: str, name: str, *, is_colleague: bool) -> bool:
    """Whether the voice is the customer: a colleague who named nobody, or herself."""
    return is_colleague and customer.strip().casefold() in {"", name.strip().casefold()}


def may_answer(outcome: Outcome, how: str, answer: Outcome) -> bool:
    """An answer stands, but a colleague who was told by the bot alone may still say that it is not fixed for her."""
    told_by_bot = outcome is Outcome.TOLD and how == BY_FLYWHEEL
    return outcome is Outcome.WAITING or (told_by_bot and answer is Outcome.NOT_FIXED)


def sentence(text: str) -> str:
    """With a full stop, so that another sentence may follow."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…", "。")) else f"{text}."
