"""The ladder, the first date, the hour and another day: by table."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.followups.rules import (
    Obligation,
    Owed,
    Rung,
    Snooze,
    first_day,
    is_at_work,
    is_late,
    is_shown,
    monday_of,
    needs_reason,
    next_morning,
    next_rung,
    rung_at,
    says,
    snoozed_to,
)
from bot.workdays.rules import Calendar

PLAIN = Calendar()
DUE = date(2026, 3, 11)  # a Wednesday
NONE, AHEAD, ON_DAY, LEAD, AGENDA = Rung
BERLIN = ZoneInfo("Europe/Berlin")


def march(day: int) -> date:
    return date(2026, 3, day)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [("stops", 4), ("leaves", 4), ("slows", 9), ("", 16), ("something newer", 16), ("annoys", 30)],
)
def test_the_first_date_depends_on_how_bad_it_is(severity: str, expected: int) -> None:
    assert march(expected) == first_day(severity, march(2), PLAIN)


@pytest.mark.parametrize(
    ("today", "reached"),
    [
        (6, NONE),
        (8, NONE),  # a Sunday
        (9, AHEAD),
        (10, AHEAD),
        (11, ON_DAY),
        (12, ON_DAY),
        (13, LEAD),
        (14, LEAD),  # a Saturday
        (16, LEAD),
        (17, AGENDA),
        (31, AGENDA),
    ],
)
def test_how_far_the_ladder_reaches(today: int, reached: Rung) -> None:
    assert reached is rung_at(DUE, march(today), PLAIN)


def test_holidays_stretch_the_ladder() -> None:
    tet = Calendar("VN")

    assert Rung.AHEAD is rung_at(date(2026, 2, 24), date(2026, 2, 13), tet)
    assert Rung.DAY is rung_at(date(2026, 2, 13), date(2026, 2, 20), tet)


@pytest.mark.parametrize(
    ("told", "today", "now"),
    [
        ({}, 9, AHEAD),
        ({AHEAD: 9}, 10, NONE),
        ({AHEAD: 9}, 11, ON_DAY),
        ({}, 11, ON_DAY),
        ({AHEAD: 9, ON_DAY: 11}, 12, NONE),
        ({ON_DAY: 11}, 13, LEAD),
        ({ON_DAY: 11, LEAD: 13}, 16, NONE),
        ({ON_DAY: 11, LEAD: 13}, 17, AGENDA),
        ({ON_DAY: 11, LEAD: 13, AGENDA: 17}, 31, NONE),
        # after an outage: the lowest rung first, and time for whoever it is about
        ({}, 13, ON_DAY),
        ({}, 31, ON_DAY),
        ({AHEAD: 9}, 31, ON_DAY),
        ({ON_DAY: 30}, 31, NONE),
        ({ON_DAY: 26}, 30, LEAD),
        ({ON_DAY: 11, LEAD: 30}, 31, NONE),
        ({ON_DAY: 11, LEAD: 27}, 31, AGENDA),
    ],
)
def test_what_is_told_next(told: dict[Rung, int], today: int, now: Rung) -> None:
    assert now is next_rung(DUE, {rung: march(day) for rung, day in told.items()}, march(today), PLAIN)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=40, unique=True), st.integers(0, 20))
def test_no_rung_is_told_twice_or_jumped_whichever_days_are_missed(days: list[int], due: int) -> None:
    told: dict[Rung, date] = {}
    for offset in sorted(days):
        today = march(2) + timedelta(days=offset)
        if rung := next_rung(march(2) + timedelta(days=due), told, today, PLAIN):
            told[rung] = today

    rungs = [rung for rung in told if rung > Rung.AHEAD]
    assert [Rung.DAY, Rung.LEAD, Rung.AGENDA][: len(rungs)] == rungs
    assert all(PLAIN.after(told[one], 2) <= told[other] for one, other in pairwise(rungs))


def owed(kind: Owed, since: int = 3) -> Obligation:
    at = datetime(2026, 3, since, 10, tzinfo=UTC)
    return Obligation(kind, 7, 12, 12, "Slow export", at, DUE)


@pytest.mark.parametrize(
    ("kind", "told", "today", "shown", "news"),
    [
        (Owed.PAIN, {}, 3, True, NONE),
        (Owed.PAIN, {}, 9, True, AHEAD),
        (Owed.PAIN, {ON_DAY: 11}, 13, True, NONE),  # her lead hears of it, not she again
        (Owed.HANDOFF, {}, 9, True, AHEAD),
        (Owed.TELLING, {AHEAD: 9}, 11, True, ON_DAY),
        (Owed.LATE, {}, 11, False, NONE),
        (Owed.LATE, {}, 13, False, NONE),  # its owner was not told yet
        (Owed.LATE, {ON_DAY: 11}, 13, True, LEAD),
        (Owed.LATE, {ON_DAY: 11, LEAD: 13}, 17, True, NONE),
        (Owed.UNTOLD, {ON_DAY: 11}, 13, True, LEAD),
        (Owed.UNTOLD, {AHEAD: 9}, 13, False, NONE),
    ],
)
def test_who_is_told_of_what(kind: Owed, told: dict[Rung, int], today: int, shown: bool, news: Rung) -> None:
    known = {rung: march(day) for rung, day in told.items()}

    assert shown is is_shown(owed(kind), known, march(today), PLAIN)
    assert news is says(owed(kind), known, march(today), PLAIN)


def test_nobody_is_reminded_of_what_she_took_today() -> None:
    assert Rung.NONE is says(owed(Owed.PAIN, since=10), {}, march(10), PLAIN)
    assert Rung.AHEAD is says(owed(Owed.HANDOFF, since=10), {}, march(10), PLAIN)


def test_another_date_is_another_ladder() -> None:
    assert "pain:7:2026-03-11" == owed(Owed.PAIN).subject == owed(Owed.LATE).subject
    assert "telling:7:2026-03-11" == owed(Owed.UNTOLD).subject


@pytest.mark.parametrize(
    ("local", "at_work", "late"),
    [
        ((6, 8, 59), False, False),
        ((6, 9, 0), True, False),
        ((6, 11, 59), True, False),
        ((6, 12, 0), True, True),
        ((6, 16, 59), True, True),
        ((6, 17, 0), False, True),
        ((7, 9, 0), False, False),
    ],
)
def test_her_working_hours(local: tuple[int, int, int], at_work: bool, late: bool) -> None:
    here = datetime(2026, 3, *local, tzinfo=BERLIN)

    assert (at_work, late) == (is_at_work(here, PLAIN), is_late(here))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 3, 6, 6, 0, tzinfo=UTC), datetime(2026, 3, 6, 8, 0, tzinfo=UTC)),
        (datetime(2026, 3, 6, 8, 0, tzinfo=UTC), datetime(2026, 3, 9, 8, 0, tzinfo=UTC)),
        (datetime(2026, 3, 27, 8, 0, tzinfo=UTC), datetime(2026, 3, 30, 7, 0, tzinfo=UTC)),  # summer time begins
        (datetime(2026, 10, 23, 7, 0, tzinfo=UTC), datetime(2026, 10, 26, 8, 0, tzinfo=UTC)),  # and ends
        (datetime(2026, 4, 2, 9, 0, tzinfo=UTC), datetime(2026, 4, 7, 7, 0, tzinfo=UTC)),  # Easter
    ],
)
def test_her_next_morning(now: datetime, expected: datetime) -> None:
    assert expected == next_morning(now, BERLIN, Calendar("DE"))


@pytest.mark.parametrize(
    ("snooze", "today", "expected"),
    [
        (Snooze.ONE_DAY, 5, 6),
        (Snooze.ONE_DAY, 6, 9),
        (Snooze.THREE_DAYS, 5, 10),
        (Snooze.NEXT_WEEK, 2, 9),
        (Snooze.NEXT_WEEK, 8, 9),
    ],
)
def test_snoozing_counts_working_days(snooze: Snooze, today: int, expected: int) -> None:
    assert march(expected) == snoozed_to(snooze, march(today), PLAIN)


def test_next_week_begins_after_a_holiday() -> None:
    assert date(2026, 4, 7) == snoozed_to(Snooze.NEXT_WEEK, date(2026, 3, 31), Calendar("DE"))


def test_it_is_asked_why_after_the_second_change() -> None:
    assert [False, False, True, True] == [needs_reason(moves) for moves in range(4)]


def test_a_week_begins_on_monday() -> None:
    assert [march(2)] * 7 + [march(9)] == [monday_of(march(day)) for day in range(2, 10)]
