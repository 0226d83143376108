"""When days with customers are proposed; dates in, answers out."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.contacts.models import Contact, ContactKind
from bot.contacts.rules import (
    Colleague,
    again_on,
    choose_by,
    due_on,
    free_start,
    is_new,
    last_day,
    monthly_day,
)
from bot.workdays.rules import Calendar

VIETNAM, OFFICE = Calendar("VN"), Calendar()
MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def contact(kind: ContactKind = ContactKind.MONTHLY, planned_on: date = MONDAY, days: int = 1) -> Contact:
    return Contact(workspace_id=1, person="U0LAN", kind=kind, planned_on=planned_on, days=days, at=NOON)


@given(st.text("ABCDEFGHIJ0123456789", min_size=1, max_size=11), st.integers(1, 12))
def test_a_monthly_day_is_a_working_day_of_its_month(person: str, month: int) -> None:
    day = monthly_day(person, date(2026, month, 1), VIETNAM)

    assert day is not None
    assert (2026, month, True) == (day.year, day.month, VIETNAM.is_workday(day))


def test_not_everybody_is_away_on_the_same_day() -> None:
    days = {monthly_day(f"U0{number}", MONDAY.replace(day=1), OFFICE) for number in range(40)}

    assert 10 <= len(days)


def test_a_month_in_which_nobody_works_has_none() -> None:
    off = Calendar("", frozenset(date(2026, 3, 1) + timedelta(number) for number in range(31)))

    assert monthly_day("U0LAN", date(2026, 3, 1), off) is None


def test_a_new_member_is_asked_and_who_was_there_when_it_began_is_not() -> None:
    founded = date(2026, 1, 5)

    def asked(since: date, *, is_leader: bool = False) -> bool:
        return is_new(Colleague("U0", "sales", is_leader, since), MONDAY, founded)

    assert asked(date(2026, 2, 23))
    assert not asked(founded)
    assert asked(founded, is_leader=True)
    assert not asked(date(2025, 12, 1), is_leader=True)


def test_the_next_two_weeks_are_three_years_later() -> None:
    assert date(2029, 3, 2) == again_on(MONDAY)
    assert date(2031, 2, 28) == again_on(date(2028, 2, 29))


def test_two_of_one_department_are_not_away_together() -> None:
    first = free_start(MONDAY, [], OFFICE)
    second = free_start(MONDAY, [first], OFFICE)
    third = free_start(MONDAY, [second, first], OFFICE)

    assert [MONDAY, date(2026, 3, 16), date(2026, 3, 30)] == [first, second, third]


def test_two_weeks_fit_between_two_others_only_where_they_fit() -> None:
    assert date(2026, 4, 20) == free_start(date(2026, 3, 9), [date(2026, 3, 11), date(2026, 4, 6)], OFFICE)
    assert MONDAY == free_start(MONDAY, [date(2026, 3, 16)], OFFICE)


def test_a_proposal_is_answered_a_working_week_before() -> None:
    assert date(2026, 2, 23) == choose_by(MONDAY, OFFICE)
    assert date(2026, 2, 23) == due_on(contact(ContactKind.JOINING, days=0), MONDAY, OFFICE)


def test_chosen_days_are_due_on_the_first_and_then_on_the_last_of_them() -> None:
    two_weeks = contact(ContactKind.JOINING, days=10)

    assert MONDAY == due_on(two_weeks, MONDAY, OFFICE)
    assert date(2026, 3, 13) == due_on(two_weeks, date(2026, 3, 3), OFFICE) == last_day(two_weeks, OFFICE)
    assert MONDAY == due_on(contact(), date(2026, 3, 20), OFFICE)
