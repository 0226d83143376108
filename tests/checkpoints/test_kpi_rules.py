"""Reading numbers and months as people type them, and how a number stands to its target."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.checkpoints.kpi_rules import KpiFacts, Standing, lines_in, month_in, number_in
from bot.checkpoints.kpi_views import kpi_words, problem_sentences
from bot.checkpoints.models import Kpi
from bot.i18n import texts_in

EN = texts_in("en")
MARCH = date(2026, 3, 1)


def a_kpi(name: str = "Churn", **changes: Any) -> Kpi:
    return Kpi(
        **{"id": 1, "workspace_id": 1, "name": name, "unit": "%", "target": 3.0, "more_is_better": False, **changes}
    )


@pytest.mark.parametrize(
    ("typed", "language", "wanted"),
    [
        ("1,234.5", "en", 1234.5),
        ("1.234,5", "vi", 1234.5),
        ("1.234,5", "en", 1234.5),  # only the other way makes sense
        ("3,2", "vi", 3.2),
        ("1.234", "vi", 1234.0),
        ("1.234", "en", 1.234),
        (" -3.2 % ", "en", -3.2),
        ("−3", "en", -3.0),
        ("+7", "en", 7.0),
        ("0", "en", 0.0),
        ("", "en", None),
        ("many", "en", None),
        ("nan", "en", None),
        ("1e999", "en", None),
        ("=1+1", "en", None),
        ("9" * 40, "en", None),
        ("١٢", "en", None),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(typed: str, language: str, wanted: float | None) -> None:
    assert wanted == number_in(typed, language, "%")


@given(st.text(max_size=40), st.sampled_from(["en", "vi"]))
def test_whatever_is_typed_is_a_number_or_none(typed: str, language: str) -> None:
    value = number_in(typed, language)

    assert value is None or abs(value) <= 1e15


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("2026-03", MARCH), ("3/2026", MARCH), ("03.2026", MARCH), ("2026-03-31", MARCH), ("2026-13", None),
     ("March", None), ("", None), ("0000-01", None)],
)  # fmt: skip
def test_a_month_is_read_in_the_ways_people_write_it(typed: str, wanted: date | None) -> None:
    assert wanted == month_in(typed)


@pytest.mark.parametrize(
    "pasted", ["Churn,2026-03,3.2", "Churn;2026-03;3,2", "Churn\t3/2026\t3.2 %", '"Churn", 2026-03, "3,2"']
)
def test_a_line_may_come_from_a_spreadsheet(pasted: str) -> None:
    (line,), problems = lines_in(pasted, [a_kpi()], "en")

    assert ("Churn", MARCH, 3.2) == (line.name, line.month, line.value)
    assert [] == problems


def test_every_bad_line_is_named() -> None:
    pasted = "\n".join(
        ["churn,2026-03,3.2", "", "Churn,2026-04", "Orders,2026-03,1", "Churn,May,1", "Churn,2026-05,much",
         "=cmd(),2026-03,1", "CHURN,2026-03,4", '"Churn,2026-03,1']
    )  # fmt: skip
    good, bad = lines_in(pasted, [a_kpi()], "en")

    assert [3.2] == [line.value for line in good]
    assert [
        "Line 3: write name, month, number.",
        "Line 4: there is no number “Orders” here.",
        "Line 5: “May” is no month. Write 2026-09 or 9/2026.",
        "Line 6: “much” is no number.",
        "Line 7: there is no number “=cmd()” here.",
        "Line 8: that number of that month stands above already.",
        "Line 9: write name, month, number.",
    ] == problem_sentences(bad, EN).splitlines()


def test_of_very_many_bad_lines_the_first_are_named() -> None:
    _, bad = lines_in("x\n" * 30, [], "en")

    assert "And 22 more lines." == problem_sentences(bad, EN).splitlines()[-1]
    assert "500 lines at a time at most." == problem_sentences(lines_in("x\n" * 501, [], "en")[1], EN)


@pytest.mark.parametrize(
    ("kpi", "now", "standing", "words"),
    [
        (a_kpi(), 3.2, Standing.MISSED, "3.2 % in Mar 2026, not reached, 0.2 % above (target: at most 3 %"),
        (a_kpi(), 3.0, Standing.REACHED, "3 % in Mar 2026, reached (target: at most 3 %"),
        (a_kpi(more_is_better=True), 2.5, Standing.MISSED, "not reached, 0.5 % below (target: at least 3 %"),
        (a_kpi(target=None), 9, Standing.NO_TARGET, "9 % in Mar 2026 (less is better"),
        (a_kpi(), None, Standing.NO_NUMBER, "Churn: no number yet (target: at most 3 %)"),
    ],
)
def test_a_number_stands_to_its_target_in_words(kpi: Kpi, now: float | None, standing: Standing, words: str) -> None:
    facts = KpiFacts(kpi, now, MARCH if now is not None else None)

    assert standing is facts.standing
    assert words in kpi_words(facts, EN)
