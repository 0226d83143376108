"""What is due comes before what is sent, and neither waits for the other's trouble."""

from datetime import datetime, timedelta

import pytest

from schedules.rounds import InOrder
from tests.clock import MONDAY

LATER = MONDAY + timedelta(hours=1)


class Round:
    """Writes its name into a book when its turn comes."""

    def __init__(self, name: str, book: list[str], due: datetime | None = None, error: Exception | None = None) -> None:
        self.name, self.book, self.due, self.error = name, book, due, error

    async def run_once(self) -> None:
        self.book.append(self.name)
        if self.error:
            raise self.error

    async def next_due(self) -> datetime | None:
        return self.due

    def stop(self) -> None:
        self.book.append(f"{self.name} stops")


async def test_each_has_its_turn_in_order() -> None:
    book: list[str] = []

    await InOrder(Round("steps", book), Round("sender", book)).run_once()

    assert ["steps", "sender"] == book


async def test_one_that_fails_takes_nobodys_turn_and_is_heard_of() -> None:
    book: list[str] = []

    with pytest.raises(ValueError, match="broken"):
        await InOrder(Round("steps", book, error=ValueError("broken")), Round("sender", book)).run_once()

    assert ["steps", "sender"] == book


async def test_two_that_fail_are_both_heard_of() -> None:
    both = InOrder(Round("steps", [], error=ValueError("one")), Round("sender", [], error=KeyError("two")))

    with pytest.raises(ExceptionGroup) as failed:
        await both.run_once()

    assert [ValueError, KeyError] == [type(error) for error in failed.value.exceptions]


@pytest.mark.parametrize(
    ("steps", "sender", "expected"),
    [(None, None, None), (LATER, None, LATER), (None, LATER, LATER), (LATER, MONDAY, MONDAY)],
)
async def test_the_earliest_of_them_is_due_next(
    steps: datetime | None, sender: datetime | None, expected: datetime | None
) -> None:
    assert expected == await InOrder(Round("steps", [], steps), Round("sender", [], sender)).next_due()


def test_all_of_them_stop() -> None:
    book: list[str] = []

    InOrder(Round("steps", book), Round("sender", book)).stop()

    assert ["steps stops", "sender stops"] == book
