"""What is wished of an action, and what became of those that were promised; values in, answers out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.actions.models import Action, ActionState

LONGEST = 500  # characters of what is to be done
AHEAD = frozenset({ActionState.OFFERED, ActionState.OPEN})


@dataclass(frozen=True)
class ActionWish:
    """What somebody wants done. None and "" = not said."""

    what: str
    owner: str = ""  # Slack user id
    due_on: date | None = None
    meeting_id: int | None = None  # None = between meetings
    item_id: int | None = None
    pain_id: int | None = None


@dataclass(frozen=True)
class Promises:
    """What was promised, as the next meeting finds it."""

    kept: tuple[Action, ...] = ()
    late: tuple[Action, ...] = ()  # done after its day, or not done though its day is over
    dropped: tuple[Action, ...] = ()  # declined ones too
    open: tuple[Action, ...] = ()  # their day is still to come

    def __bool__(self) -> bool:
        return bool(self.kept or self.late or self.dropped or self.open)

    @property
    def count(self) -> int:
        return len(self.kept) + len(self.late) + len(self.dropped) + len(self.open)


def sorted_promises(actions: Iterable[Action], *, now: datetime, zone: ZoneInfo) -> Promises:
    """By what became of each. `zone` is where its day ends."""
    found: dict[str, list[Action]] = {"kept": [], "late": [], "dropped": [], "open": []}
    for action in actions:
        found[_became(action, now, zone)].append(action)
    return Promises(*(tuple(found[kind]) for kind in ("kept", "late", "dropped", "open")))


def half_way(since: date, due_on: date) -> date:
    """Between the day it was agreed and the day it is due."""
    return since + (due_on - since) / 2


def _became(action: Action, now: datetime, zone: ZoneInfo) -> str:
    if action.state in {ActionState.DROPPED, ActionState.DECLINED}:
        return "dropped"
    day = (action.ended_at or now).astimezone(zone).date()
    if day > action.due_on:
        return "late"
    return "kept" if action.state is ActionState.DONE else "open"
