"""The clock of a rehearsal: it stands still until somebody moves it."""

from datetime import datetime


class Clock:
    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def move_to(self, at: datetime) -> None:
        """Forwards only: an earlier time changes nothing."""
        self._at = max(self._at, at)
