"""What is true of telling customers."""

from datetime import timedelta

import pytest

from bot.loops.models import Outcome
from bot.loops.rules import BY_FLYWHEEL, Counts, is_herself, may_answer, median_days, sentence, share


@pytest.mark.parametrize(("part", "whole", "percent"), [(0, 0, 0), (1, 3, 33), (2, 3, 67), (3, 3, 100)])
def test_a_share_is_in_percent_and_nothing_of_nothing_is_nothing(part: int, whole: int, percent: int) -> None:
    assert percent == share(part, whole)


@pytest.mark.parametrize(("hours", "days"), [([], None), ([36], 1.5), ([24, 24, 240], 1.0), ([24, 48], 1.5)])
def test_the_middle_of_days_is_not_moved_by_one_that_took_long(hours: list[int], days: float | None) -> None:
    assert days == median_days([timedelta(hours=each) for each in hours])


@pytest.mark.parametrize(
    ("customer", "is_colleague", "herself"),
    [("", True, True), (" maya lopez ", True, True), ("Ann", True, False), ("", False, False)],
)
def test_a_colleague_who_names_nobody_is_the_customer(customer: str, is_colleague: bool, herself: bool) -> None:
    assert herself is is_herself(customer, "Maya Lopez", is_colleague=is_colleague)


def test_an_answer_stands_but_who_was_told_by_the_bot_may_say_it_is_not_fixed() -> None:
    told_by_bot = (Outcome.TOLD, BY_FLYWHEEL)

    assert may_answer(Outcome.WAITING, "", Outcome.TOLD)
    assert may_answer(*told_by_bot, Outcome.NOT_FIXED)
    assert not may_answer(*told_by_bot, Outcome.UNREACHABLE)
    assert not may_answer(Outcome.TOLD, "phone", Outcome.NOT_FIXED)


@pytest.mark.parametrize(("said", "shown"), [(" It works ", "It works."), ("It works!", "It works!"), ("…", "…")])
def test_a_sentence_ends_as_one(said: str, shown: str) -> None:
    assert shown == sentence(said)


def test_everybody_who_was_asked_is_counted() -> None:
    assert 10 == Counts(told=1, waiting=2, unreachable=3, not_fixed=4).asked
