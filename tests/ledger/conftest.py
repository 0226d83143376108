"""A team that meets every second Tuesday at ten in Berlin, and the ledger of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.ledger.audit import look
from bot.ledger.queries import timed_things
from bot.ledger.rules import Entry, Gap
from tests.facilitators.conftest import Chair, chair, chair_everywhere
from tests.flywheel import flywheel, fresh, prepared
from tests.meetings.conftest import beat, beat_everywhere

__all__ = ["beat", "beat_everywhere", "chair", "chair_everywhere", "flywheel", "fresh", "prepared"]


def march(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


class Book:
    """The ledger as it stands."""

    def __init__(self, chair: Chair) -> None:
        self.chair, self.flywheel, self.beat = chair, chair.flywheel, chair.beat

    def entries(self) -> tuple[list[Entry], list[Entry]]:
        now, workspace_id = self.flywheel.clock.now(), self.flywheel.workspace_id
        return self.flywheel.read(lambda session: timed_things(session, workspace_id, now=now))

    def last(self) -> list[tuple[str, str]]:
        """(what, what became of it), the newest first."""
        return [(one.kind.removeprefix("meeting_"), one.fate.value) for one in self.entries()[0]]

    def coming(self) -> list[tuple[str, str]]:
        """(what, when in UTC)"""
        return [(one.kind.removeprefix("meeting_"), f"{one.due_at:%m-%d %H:%M}") for one in self.entries()[1]]

    def audit(self) -> list[Gap]:
        """What an admin is told of now."""
        return self.flywheel.write(look)

    def change(self, change: Callable[[Session], Any]) -> None:
        """Something nobody should do."""

        def service(session: Session, _workspace_id: int, *, now: datetime) -> None:
            change(session)

        self.flywheel.write(service)


@pytest.fixture
def book(chair: Chair) -> Book:
    return Book(chair)


@pytest.fixture
def book_everywhere(chair_everywhere: Chair) -> Book:
    """On each database."""
    return Book(chair_everywhere)
