"""When leaders are asked and what stands beside a question, without a database."""

from datetime import date, datetime, timedelta

import pytest

from bot.prompts.models import Moment
from bot.prompts.rules import Fact, beside, last_day, morning_for, place_for, read_subject, subject_of, times_of
from bot.workdays.rules import Calendar, zone_of
from bot.years.models import Theme, ThemeKind

WEEKENDS = Calendar()


def a_theme(starts_on: date = date(2026, 4, 1), ends_on: date = date(2026, 7, 1), zone: str = "Europe/Berlin") -> Theme:
    return Theme(
        id=7, workspace_id=1, year="FY26", quarter=2, kind=ThemeKind.BIG_IDEAS, starts_on=starts_on, ends_on=ends_on,
        zone=zone,
    )  # fmt: skip


def test_a_quarter_asks_three_times_with_a_working_week_for_each() -> None:
    found = [times_of(a_theme(), moment, WEEKENDS) for moment in Moment]

    assert [date(2026, 4, 1), date(2026, 5, 18), date(2026, 6, 23)] == [one.asked_on for one in found if one]
    assert ["2026-04-08T07:00:00+00:00", "2026-05-25T07:00:00+00:00", "2026-06-30T07:00:00+00:00"] == [
        one.closes.isoformat() for one in found if one
    ]


def test_a_close_is_over_when_the_next_quarter_begins() -> None:
    times = times_of(a_theme(), Moment.CLOSE, WEEKENDS)

    assert times is not None
    assert (date(2026, 7, 1), date(2026, 6, 29)) == (times.over_on, last_day(date(2026, 6, 30), WEEKENDS))


def test_holidays_over_all_of_the_first_days_move_the_kick_off_and_its_roll_up() -> None:
    off = frozenset(date(2026, 4, 1) + timedelta(days=n) for n in range(12))

    times = times_of(a_theme(), Moment.KICK_OFF, Calendar("", off))

    assert times is not None
    assert (date(2026, 4, 13), date(2026, 4, 20)) == (times.asked_on, times.closes.date())


def test_a_quarter_of_three_days_asks_once() -> None:
    short = a_theme(date(2026, 4, 1), date(2026, 4, 4))

    assert 1 <= len([moment for moment in Moment if times_of(short, moment, WEEKENDS)]) <= 3
    for moment in Moment:
        times = times_of(short, moment, WEEKENDS)
        assert times is None or times.asked_on < times.over_on


@pytest.mark.parametrize(
    ("zone", "morning"),
    [
        ("Europe/Berlin", "2026-04-01T09:00:00+02:00"),
        ("America/New_York", "2026-04-01T09:00:00-04:00"),
        ("Asia/Ho_Chi_Minh", "2026-04-01T09:00:00+07:00"),
        ("Pacific/Auckland", "2026-04-01T09:00:00+13:00"),  # the evening before in Berlin
        ("Pacific/Kiritimati", "2026-04-01T09:00:00+14:00"),
    ],
)
def test_she_is_asked_at_nine_on_her_own_wall(zone: str, morning: str) -> None:
    times = times_of(a_theme(), Moment.KICK_OFF, WEEKENDS)

    assert times is not None
    assert datetime.fromisoformat(morning) == morning_for(times, zone_of(zone), WEEKENDS)
    assert times.opens < morning_for(times, zone_of(zone), WEEKENDS)


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Europe/Berlin", "America/New_York", "America/Los_Angeles"])
def test_the_roll_up_of_the_close_is_out_before_the_next_kick_off_is_asked_about(zone: str) -> None:
    next_quarter = a_theme(date(2026, 7, 1), date(2026, 10, 1), zone)
    close, kick_off = (
        times_of(a_theme(zone=zone), Moment.CLOSE, WEEKENDS),
        times_of(next_quarter, Moment.KICK_OFF, WEEKENDS),
    )

    assert close is not None
    assert kick_off is not None
    assert close.closes < kick_off.opens == close.over


def test_each_fact_stands_beside_one_question() -> None:
    keys = ["planning.half_way.1", "planning.half_way.2", "customer"]

    found = beside(keys)

    assert {
        "planning.half_way.1": (Fact.PAINS, Fact.HANDOFFS),
        "planning.half_way.2": (Fact.DECISIONS,),
        "customer": (Fact.CUSTOMERS,),
    } == found


@pytest.mark.parametrize("keys", [["customer"], ["big_ideas.close.1", "customer"], ["big_ideas.close.1"]])
def test_no_fact_is_lost_however_few_questions_there_are(keys: list[str]) -> None:
    found = beside(keys)

    assert sorted(Fact) == sorted(fact for facts in found.values() for fact in facts)


def test_a_reply_answers_the_first_question_without_a_word_and_else_is_added_to_the_last() -> None:
    keys = ["a", "b", "customer"]

    assert ("a", False) == place_for(keys, {})
    assert ("b", False) == place_for(keys, {"a": "said", "customer": "said"})
    assert ("customer", True) == place_for(keys, dict.fromkeys(keys, "said"))


def test_a_subject_says_theme_and_moment() -> None:
    assert (12, Moment.HALF_WAY) == read_subject(subject_of(12, Moment.HALF_WAY))
    assert "theme:12:half_way" == subject_of(12, Moment.HALF_WAY)
