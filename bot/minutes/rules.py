"""When minutes are written, and what counts as something said; values in, answers out."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions.views import ActionShown
from bot.agenda.views import ItemShown
from bot.decisions.views import DecisionShown
from bot.meetings.models import Meeting

WAIT = timedelta(minutes=5)  # after the end: for the ratings, and for what was agreed at the door
LATE_AFTER = timedelta(minutes=10)  # after the end
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~#])")


@dataclass(frozen=True)
class MinutesFacts:
    """All that a meeting leaves behind. Names and texts are raw."""

    meeting: Meeting
    zone: str  # of the series, IANA
    decisions: tuple[DecisionShown, ...] = ()
    actions: tuple[ActionShown, ...] = ()
    parked: tuple[ItemShown, ...] = ()
    dropped: tuple[ItemShown, ...] = ()
    not_today: tuple[ItemShown, ...] = ()
    not_reached: tuple[ItemShown, ...] = ()
    present: tuple[str, ...] = ()  # names; () = nobody said so
    facilitator: str = ""
    theme: str = ""  # one line about what leaders thought about that quarter
    rating: float | None = None  # None = fewer than three rated
    is_late: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was settled."""
        return not (self.decisions or self.actions or self.parked or self.dropped)


def by_owner(actions: tuple[ActionShown, ...]) -> list[tuple[str, list[ActionShown]]]:
    """(name, her actions), in the order they were given."""
    found: dict[str, list[ActionShown]] = {}
    names = {}
    for one in actions:
        found.setdefault(one.action.owner, []).append(one)
        names[one.action.owner] = one.owner
    return [(names[owner], hers) for owner, hers in found.items()]


def is_late(ended_at: datetime, goes_out: datetime) -> bool:
    return goes_out - ended_at > LATE_AFTER


def marked_down(text: str) -> str:
    """What somebody typed as plain words in Markdown, on one line: it makes no heading, no link, no mention."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
