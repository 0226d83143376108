"""The story of a quarter: what customers say, what becomes of it, and what the leaders write. Data, and its shape."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import TypeAdapter

from bot.departments.rules import STAGE_DEPARTMENTS

HERE = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
HEADS = {  # who decides for a department
    "marketing": "priya",
    "sales": "maya",
    "customer_service": "lan",
    "product": "tom",
    "people": "grace",
    "finance": "jonas",
    "enablement": "omar",
}


@dataclass(frozen=True)
class Also:
    """A colleague who knows a customer with the same pain."""

    by: str
    customer: str


@dataclass(frozen=True)
class Over:
    """A handoff. `answer`: what the head of the other department does with the offer."""

    to: str
    why: str
    answer: Literal["accept", "ask", "decline"]
    question: str = ""
    reply: str = ""
    because: str = ""


@dataclass(frozen=True)
class Pain:
    """People are handles. `after`: hours until it is taken; `days` until it is resolved; without `fix` it never is."""

    at: str
    by: str
    place: str
    how: Literal["react", "menu", "command", "form"]
    says: str
    title: str
    customer: str
    stage: str
    severity: str
    fix: str
    after: float = 4
    days: int = 7
    owner: str = ""
    colleague: bool = False
    over: Over | None = None
    also: tuple[Also, ...] = ()

    @property
    def taker(self) -> str:
        return self.owner or HEADS[STAGE_DEPARTMENTS[self.stage]]

    @property
    def settler(self) -> str:
        """Whoever owns it in the end."""
        return self.over.to if self.over and self.over.answer != "decline" else self.taker

    @property
    def week(self) -> int:
        return int(self.at.split()[0])

    def day(self, week_0: date) -> date:
        """`week_0`: the Monday the story begins on."""
        return week_0 + timedelta(weeks=self.week, days=WEEKDAYS.index(self.at.split()[1]))

    @property
    def wall_time(self) -> time:
        return time.fromisoformat(self.at.split()[2].zfill(5))

    def is_shown_in(self, text: str) -> bool:
        """Whether a message is about it: it shows the title, or how the customer's words begin."""
        return self.title in text or self.says[:40] in text


@dataclass(frozen=True)
class Leader:
    """What one of them writes, in order. `customer`: whom she listened to, one a time; "" = she leaves it empty."""

    kick_off: list[str]
    half_way: list[str]
    close: list[str]
    next: list[str]
    customer: list[str]
    insight: list[str]
    foresight: list[str]
    learnt: str


@dataclass(frozen=True)
class Brought:
    by: str
    kind: Literal["obstacle", "opportunity"]
    title: str


@dataclass(frozen=True)
class Decided:
    """`about`: words of the item it is decided under."""

    about: str
    what: str
    effect: str
    feeling: str
    problem: str
    value: str


@dataclass(frozen=True)
class Promised:
    """`about`: words of the item it is promised under."""

    about: str
    who: str
    what: str


@dataclass(frozen=True)
class Team:
    """What comes up in the meetings, one after the other; `ways`: how each of them tells a customer."""

    brought: list[Brought]
    decided: list[Decided]
    promised: list[Promised]
    ways: dict[str, str]
    came_true: str
    met: list[str]


@dataclass(frozen=True)
class Aim:
    """A goal. `leads_to`: words of one of the company's; "" = it stands on its own."""

    title: str
    outcome: str
    leads_to: str = ""


@dataclass(frozen=True)
class First:
    """What comes first in a quarter. `serves`: "theme", or words of a goal or a pain; "" = tied to nothing."""

    what: str
    serves: str = ""


@dataclass(frozen=True)
class Deputy:
    """Answers in one moment of the quarter for a leader who does not come to it. `says`: a question each."""

    who: str
    stands_in_for: str
    department: str
    moment: str
    says: list[str]
    customer: str


@dataclass(frozen=True)
class Aims:
    """`departments` and `first`: by the handle of whoever decides there."""

    company: list[Aim]
    departments: dict[str, Aim]
    first: dict[str, list[First]]
    deputy: Deputy


@cache
def pains() -> tuple[Pain, ...]:
    return TypeAdapter(tuple[Pain, ...]).validate_python(_read("pains"))


@cache
def leaders() -> dict[str, Leader]:
    """By handle."""
    return TypeAdapter(dict[str, Leader]).validate_python(_read("leaders"))


@cache
def team() -> Team:
    return TypeAdapter(Team).validate_python(_read("team"))


@cache
def aims() -> Aims:
    return TypeAdapter(Aims).validate_python(_read("aims"))


def _read(name: str) -> Any:
    return yaml.load((HERE / f"{name}.yaml").read_text("utf-8"), Loader=LOADER)  # noqa: S506 - both of them are safe
