"""When it goes out, whose words stand in it, and which question is asked."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import texts_in
from bot.voices.questions import QUESTIONS, question_for
from bot.voices.rules import Heard, digest_days, fortnight, morning_of, opens, question_number, three_of
from bot.workdays.rules import Calendar
from bot.years.models import ThemeKind

DAY = date(2026, 3, 4)


def heard(number: int, customer: str = "", stage: str = "use", reporter: str = "U0LAN") -> Heard:
    return Heard(number, "words", customer, stage=stage, reporter=reporter)


def test_it_comes_every_second_wednesday() -> None:
    days = digest_days(date(2025, 12, 1), date(2026, 3, 4))

    assert [date(2025, 12, 10), date(2025, 12, 24)] == days[:2]
    assert DAY == days[-1]
    assert {2} == {day.weekday() for day in days}
    assert {timedelta(14)} == {later - day for day, later in pairwise(days)}


def test_two_digests_tell_of_every_moment_once() -> None:
    assert fortnight(DAY)[1] == fortnight(DAY + timedelta(14))[0]


def test_nobodys_morning_is_before_the_fortnight_is_over() -> None:
    mornings = [morning_of(DAY, ZoneInfo(zone), Calendar()) for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago")]

    assert datetime(2026, 3, 3, 19, tzinfo=UTC) == opens(DAY) == mornings[0]
    assert datetime(2026, 3, 4, 20, tzinfo=UTC) == mornings[1]


def test_on_a_day_off_it_comes_the_next_working_morning() -> None:
    off = Calendar("", frozenset({DAY, date(2026, 3, 5)}))

    assert datetime(2026, 3, 6, 9, tzinfo=UTC) == morning_of(DAY, ZoneInfo("UTC"), off)


def test_the_same_customer_does_not_speak_twice() -> None:
    chosen = three_of([heard(1, "Contoso"), heard(2, " contoso "), heard(3, "CONTOSO"), heard(4, "Fabrikam")], DAY)

    assert ["contoso", "fabrikam"] == sorted(one.who for one in chosen)


def test_they_were_heard_by_different_people_where_that_is_possible() -> None:
    some = [*(heard(number) for number in range(10)), heard(10, reporter="U0TOM"), heard(11, reporter="U0MAYA")]

    assert {"U0LAN", "U0TOM", "U0MAYA"} == {one.reporter for one in three_of(some, DAY)}


def test_they_come_from_different_stages_where_that_is_possible() -> None:
    """Whichever is drawn first: one customer was heard at two stages, the only one at the second."""
    some = [heard(1, "A", "use"), heard(2, "A", "buy"), heard(3, "B", "use"), heard(4, "C", "help")]

    for number in range(20):
        chosen = three_of(some, DAY + timedelta(14 * number))
        assert {"use", "buy", "help"} == {one.stage for one in chosen}


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.sampled_from(["use", "buy", ""])), max_size=60))
def test_there_are_as_many_as_there_are_customers_up_to_three(some: list[tuple[str, str]]) -> None:
    reports = [heard(number, customer, stage) for number, (customer, stage) in enumerate(some)]

    chosen = three_of(reports, DAY)

    assert min(3, len({customer for customer, _ in some[:24]})) <= len(chosen) <= 3
    assert len(chosen) == len({one.who for one in chosen})
    assert chosen == three_of(list(reversed(reports)), DAY)


def test_everybody_has_a_chance_over_the_year() -> None:
    reports = [heard(number, f"Customer {number}") for number in range(12)]

    drawn = {one.number for number in range(26) for one in three_of(reports, DAY + timedelta(14 * number))}

    assert set(range(12)) == drawn


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("kind", ThemeKind)
def test_a_quarter_asks_no_question_twice(kind: ThemeKind, language: str) -> None:
    starts = date(2026, 4, 1)
    days = digest_days(starts, starts + timedelta(91))

    asked = [question_for(kind, question_number(day, starts), texts_in(language)) for day in days]

    assert len(asked) in {6, 7}
    assert len(set(asked)) == len(asked)


def test_there_is_a_question_before_any_theme_is_known() -> None:
    first, second = (
        question_for(None, question_number(day, None), texts_in("en")) for day in (DAY, DAY + timedelta(14))
    )

    assert first != second
    assert {first, second} <= {question for some in QUESTIONS.values() for question in some}
