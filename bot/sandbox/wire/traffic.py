"""The log of what went over the wire: calls, envelopes and acks, newest last. The inspector page and tests read it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

KEPT = 5_000


@dataclass(frozen=True)
class Entry:
    number: int  # 1 for the first, and never again
    at: datetime
    direction: str  # "from app" or "to app"
    what: str  # "chat.postMessage", "event app_mention", "block_actions", "ack", "response_url"
    ok: bool
    ms: float  # how long it took: a call until answered, an ack since its envelope
    body: Any = None  # arguments or payload, without tokens
    answer: Any = None


class Traffic:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self.entries: deque[Entry] = deque(maxlen=KEPT)
        self.on_entry: Callable[[], None] = lambda: None
        self._now = now
        self._count = 0

    def note(self, direction: str, what: str, *, ok: bool = True, ms: float = 0.0, **bodies: Any) -> None:
        """`bodies`: `body=` and `answer=`."""
        self._count += 1
        self.entries.append(Entry(self._count, self._now(), direction, what, ok, ms, **bodies))
        self.on_entry()

    def calls(self, method: str) -> list[Entry]:
        """The calls of one method that were answered, oldest first."""
        return [entry for entry in self.entries if entry.direction == "from app" and entry.what == method]

    def clear(self) -> None:
        self.entries.clear()
