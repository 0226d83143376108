"""What people of the made-up company type, in their own languages: a small bank of texts."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

BANK = Path(__file__).with_name("bank.yaml")
LEAVES = (str, int, float)


@dataclass(frozen=True)
class Complaint:
    """What hurts a customer; `fix` is the sentence that says what changed for her."""

    title: str
    words: str
    fix: str


@dataclass(frozen=True)
class OwnNumber:
    """A number of the company's own, and how it goes over the year."""

    name: str
    unit: str
    more_is_better: bool
    target: float
    begins: float
    ends: float


class Bank:
    """The texts of one language, by name: a sentence, or several to choose from.

    `answers`: to what leaders are asked in a quarter, by the kind of its theme, and to the question about a customer.
    """

    def __init__(self, said: dict[str, Any]) -> None:
        self._said = said
        self.complaints = {
            stage: [Complaint(*complaint) for complaint in complaints] for stage, complaints in said["pains"].items()
        }
        self.answers: dict[str, list[str]] = said["answers"]
        self.department_goals = [(title, outcome) for title, outcome in said["department_goals"]]
        self.kpis = [OwnNumber(*kpi) for kpi in said["kpis"]]

    def one(self, name: str) -> str:
        return str(self._said[name])

    def all(self, name: str) -> list[str]:
        return [str(text) for text in self._said[name]]


@cache
def bank(language: str) -> Bank:
    return Bank(_read()[language])


@cache
def everything_typed() -> tuple[str, ...]:
    """Every text people may type, whatever the language, the longest first."""
    return tuple(sorted(set(_leaves(_read())), key=lambda text: (-len(text), text)))


@cache
def _read() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(BANK.read_text("utf-8"))
    return said


def _leaves(said: Any) -> list[str]:
    if isinstance(said, LEAVES):
        return [str(said)]
    return [text for part in (said.values() if isinstance(said, dict) else said) for text in _leaves(part)]
