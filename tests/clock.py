"""A clock that only tests move."""

from datetime import UTC, datetime, timedelta

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    def __init__(self, start: datetime = MONDAY) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float = 0, **parts: float) -> None:
        """`advance(90)`, `advance(hours=1)`."""
        self._now += timedelta(seconds=seconds, **parts)

    def move_to(self, when: datetime) -> None:
        self._now = when
