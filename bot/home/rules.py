"""Which pages of a Home are open, and what a line in one of its lists is made of; values in, answers out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from bot.departments.models import Department
from bot.pains.models import PainStatus

OWED_ROWS, DEPARTMENT_ROWS, REPORT_ROWS = 6, 8, 8  # on one page of the Home
WAITING_ROWS, FOUND_ROWS = 10, 15  # in a window


class Part(StrEnum):
    """The lists of a Home that have pages."""

    OWED = "owed"
    DEPARTMENT = "department"
    REPORTS = "reports"


class Waiting(StrEnum):
    """What waits for somebody, in every department."""

    UNOWNED = "unowned"
    HANDOFFS = "handoffs"
    OVERDUE = "overdue"
    LOOPS = "loops"


@dataclass(frozen=True)
class Pages:
    """Which page of each list is open, from 0."""

    owed: int = 0
    department: int = 0
    reports: int = 0

    def turned(self, part: Part, number: int) -> Self:
        return replace(self, **{part.value: number})

    def of(self, part: Part) -> int:
        return {Part.OWED: self.owed, Part.DEPARTMENT: self.department, Part.REPORTS: self.reports}[part]

    @property
    def text(self) -> str:
        """What `pages_in` reads: it travels in buttons, in letters and in the Home itself."""
        return f"{self.owed}.{self.department}.{self.reports}"


def pages_in(text: str) -> Pages:
    """The first ones, where somebody else's or an older release's text says nothing that can be read."""
    numbers = text.split(".")
    if len(numbers) != len(Part) or not all(_is_number(number) for number in numbers):
        return Pages()
    owed, department, reports = map(int, numbers)
    return Pages(owed, department, reports)


@dataclass(frozen=True)
class Row:
    """One pain in a list. Texts are raw; "" = not known, or not to be shown."""

    number: int
    title: str
    status: PainStatus = PainStatus.OPEN
    url: str = ""  # of its card
    who: str = ""  # the name of whoever owns it, or is asked to
    department: Department | str = ""
    day: date | None = None  # when it is due
    since: datetime | None = None  # reported, or offered
    count: int = 0  # customers who wait for a word


@dataclass(frozen=True)
class Found:
    """What a search came to: the newest rows, how many there are in all, and how many pains were looked at."""

    words: str
    rows: Sequence[Row]
    count: int
    looked_at: int = 0  # 0 = all


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7
