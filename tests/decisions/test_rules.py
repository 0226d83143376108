"""What is an answer and what is not, and what somebody looks for."""

from datetime import date

import pytest

from bot.decisions.rules import Wanted, days_in, says_nothing, wanted_in


@pytest.mark.parametrize(
    "answer",
    ["none", "None.", "NO", "nothing", "n/a", "-", "—", "...", "không", "Không!", "không có", ":tada:", "none, because",
     "None because …", "không, vì", "không có vì:", " no ", "KHÔNG", "kho\u0302ng"],
)  # fmt: skip
def test_a_bare_none_is_no_answer(answer: str) -> None:
    assert says_nothing(answer)


@pytest.mark.parametrize(
    "answer",
    ["None, because she never sees it", "Không, vì cô ấy không dùng", "no more waiting", "Nobody is asked twice", "8 h",
     "Because she asked", "不"],
)  # fmt: skip
def test_none_with_its_reason_is_an_answer(answer: str) -> None:
    assert not says_nothing(answer)


def test_a_search_is_read_as_pains_decisions_people_days_and_words() -> None:
    wanted = wanted_in("P-12 d-3 <@U0LAN|lan> <@U0TOM> 2026-03 2026-03-05 export @Maya p-x 2026-13 2026")

    assert (
        Wanted(
            pains=(12,),
            decisions=(3,),
            people=("U0LAN", "U0TOM"),
            days=((date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 3, 5), date(2026, 3, 5))),
            words=("export", "Maya", "p-x", "2026-13", "2026"),
        )
        == wanted
    )


@pytest.mark.parametrize("text", ["2026-02-30", "2026", "0000-01", "2026-3x", "26-03", "2026-03-05-01"])
def test_what_is_no_day_is_a_word(text: str) -> None:
    assert days_in(text) is None


def test_february_of_a_leap_year_has_its_last_day() -> None:
    assert (date(2028, 2, 1), date(2028, 2, 29)) == days_in("2028-02")
