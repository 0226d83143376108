"""The page of the agenda rule says what the code does."""

from dataclasses import asdict

from bot.agenda.evidence import MEETINGS_BACK, MOST_MARKS, MOST_OFFERS, NEWEST
from bot.agenda.rules import (
    HEAVIEST,
    MINUTES,
    MOST,
    MOST_CUSTOMERS,
    MOST_WEEKS,
    SEVERITY,
    Reason,
    Weights,
)
from bot.agenda.showing import NOT_TODAY_SHOWN
from bot.agenda.views import WORDS_SHOWN
from bot.ownership.agenda import AgendaReason
from bot.ownership.rules import AGENDA_AFTER, TOO_MANY, UNOWNED_AGENDA_AFTER
from tests.contract.repository import document, table_under

PAGE = "docs/agenda.md"
SAID_APART = {Reason.PROMISED, Reason.BROUGHT, Reason.CARRIED}


def test_it_shows_the_weights_as_they_are() -> None:
    shown = {name: cells[0] for name, cells in table_under("How it is ranked", PAGE).items()}

    assert {name: str(weight) for name, weight in asdict(Weights()).items()} == shown


def test_it_shows_the_minutes_as_they_are() -> None:
    shown = {kind: cells[0] for kind, cells in table_under("What fits", PAGE).items()}

    assert {kind.value: str(minutes) for kind, minutes in MINUTES.items()} == shown


def test_it_shows_every_reason_and_each_mark_is_one_of_them() -> None:
    shown = set(table_under("What is on it", PAGE))

    assert {reason.value for reason in set(Reason) - SAID_APART} == shown
    assert {reason.value for reason in AgendaReason} <= shown


def test_its_numbers_are_those_of_the_code() -> None:
    points = table_under("How it is ranked", PAGE)
    text = " ".join(document(PAGE).split())

    assert f"at most {MOST_CUSTOMERS}" in points["customers"][1]
    assert f"at most {MOST_WEEKS}" in points["age"][1]
    assert [1, 2, 3, 4] == list(SEVERITY.values())
    assert f"to {HEAVIEST}." in text
    assert f"at most {MOST} items" in text
    assert f"after {WORDS_SHOWN} characters" in text
    assert f"oldest {MOST_MARKS} marks" in text
    assert f"oldest {MOST_OFFERS} offers" in text
    assert f"newest {NEWEST:,} open pains" in text
    assert (5, 6) == (NOT_TODAY_SHOWN, MEETINGS_BACK)
    assert (3, 4, 3) == (UNOWNED_AGENDA_AFTER, AGENDA_AFTER, TOO_MANY)
