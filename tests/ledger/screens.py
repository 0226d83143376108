"""The ledger as people read it, with whatever people may have typed as a reason."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.i18n import Texts
from bot.ledger import views
from bot.ledger.rules import Entry, Fate, Gap, GapKind, Lists
from bot.slack.blocks import Message
from bot.steps.models import StepKind

AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
KINDS = [*views.WHAT, "something newer"]


def _entries(text: str) -> list[Entry]:
    """Ten, of every kind and every fate."""
    fates, reasons = [*Fate, *Fate], [text[:200], *views.REASONS]
    return [
        Entry(KINDS[number % len(KINDS)], AT, AT - timedelta(hours=number), fates[number], AT, reasons[number])
        for number in range(10)
    ]


def _gaps(text: str) -> list[Gap]:
    kinds = [StepKind.MEETING_CALL, StepKind.SERIES, ""]
    return [
        Gap(kind, AT, kinds[number % 3], text[:200], healed=bool(number % 2))
        for number in range(6)
        for kind in GapKind
    ]  # fmt: skip


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "status": lambda text, t: views.status_message(
        views.StatusFacts(_entries(text), _entries(text), Lists(3, 2, 1)), t
    ),
    "status of no meeting": lambda text, t: views.status_message(views.StatusFacts([], [], has_series=False), t),
    "a gap": lambda text, t: views.gaps_message(_gaps(text), t),
}
