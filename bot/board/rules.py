"""The rules of a running meeting: whose turn it is, how much time is left, when it is over. Values in, answers out."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.agenda.models import AgendaItem, ItemKind, ItemState
from bot.board.models import ItemOutcome
from bot.meetings.models import Meeting

LATE_START = timedelta(minutes=20)  # a board that comes later than this helps nobody
SAID_LATE = timedelta(minutes=2)  # from here on its lateness is said
LEFT_RUNNING = timedelta(minutes=30)  # after its length, nobody will end it any more
MUST_DECIDE = 3  # meetings an item was carried over; the next one decides it
RATINGS_SHOWN = 3  # fewer would tell who said what
MOST_STARS = 5

# What became of an item is never made weaker by what is done after it.
STRENGTH = {
    ItemOutcome.NOT_TODAY: 0,
    ItemOutcome.NOT_REACHED: 1,
    ItemOutcome.PARKED: 2,
    ItemOutcome.DROPPED: 3,
    ItemOutcome.ACTION: 4,
    ItemOutcome.DECIDED: 5,
}
SETTLED = frozenset({ItemOutcome.DECIDED, ItemOutcome.ACTION, ItemOutcome.DROPPED})
PASSED = ItemOutcome.NOT_REACHED  # while the meeting runs: gone past, its turn comes again


@dataclass(frozen=True)
class Pressed:
    """What a button of the board was about when it was shown."""

    meeting_id: int
    item_id: int  # 0 = no item
    version: int

    def __str__(self) -> str:
        return f"{self.meeting_id}:{self.item_id}:{self.version}"


def pressed(value: str) -> Pressed:
    """A value of an older or a foreign button is about no meeting."""
    parts = value.split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        return Pressed(0, 0, 0)
    return Pressed(*map(int, parts))


def state_after(outcome: ItemOutcome) -> ItemState:
    """What is not settled goes on to the next meeting."""
    if outcome is ItemOutcome.DROPPED:
        return ItemState.DROPPED
    return ItemState.DECIDED if outcome in SETTLED else ItemState.OPEN


def must_decide(item: AgendaItem, became: ItemOutcome | None) -> bool:
    """Carried over so often that it may not be put off once more, and nothing came of it yet."""
    return item.carried >= MUST_DECIDE and became not in SETTLED


def turn_after(
    current: int | None, items: Sequence[AgendaItem], became: Mapping[int, ItemOutcome]
) -> AgendaItem | None:
    """Whose turn it is after `current`: what was not talked about yet, then what was only gone past, in order.

    None = everything had its turn. What there is no time for today has none.
    """
    today = [item for item in items if not item.not_today]
    place = next((index for index, item in enumerate(today) if item.id == current), -1)
    in_turn = [item for item in today[place + 1 :] + today[: place + 1] if item.id != current]
    fresh = [item for item in in_turn if item.key not in became]
    passed = [item for item in in_turn if became.get(item.key) is PASSED]
    return next(iter(fresh + passed), None)


def after_going_on(item: AgendaItem, became: ItemOutcome | None) -> ItemOutcome:
    """What becomes of an item that is left: what was promised was looked at, anything else has its turn again."""
    if became is not None:
        return became
    return ItemOutcome.DECIDED if item.kind is ItemKind.REVIEW else PASSED


def at_the_end(item: AgendaItem, became: ItemOutcome | None, *, is_current: bool) -> ItemOutcome:
    """What becomes of an item when the meeting ends: what was talked about without a result counts as parked."""
    if became is None and not is_current:
        return ItemOutcome.NOT_TODAY if item.not_today else ItemOutcome.NOT_REACHED
    if became is None and item.kind is ItemKind.REVIEW:
        return ItemOutcome.DECIDED
    return ItemOutcome.PARKED if became in {None, PASSED} else became


def minutes_left(since: datetime | None, minutes: int, now: datetime) -> int:
    """Whole minutes, begun ones counted; negative = over its time by that many."""
    spent = now - since if since else timedelta()
    return math.ceil(minutes - spent / timedelta(minutes=1))


def closes_at(meeting: Meeting) -> datetime:
    """When a meeting nobody ended is closed."""
    return meeting.starts_at + timedelta(minutes=meeting.minutes) + LEFT_RUNNING


def is_late(meeting: Meeting) -> bool:
    """Whether it began so late that this is said."""
    return meeting.started_at is not None and meeting.started_at - meeting.starts_at >= SAID_LATE


def mean(stars: Sequence[int]) -> float | None:
    """None while there are so few that it would tell who said what."""
    return sum(stars) / len(stars) if len(stars) >= RATINGS_SHOWN else None
