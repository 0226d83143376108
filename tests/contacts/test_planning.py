"""Whose days with customers are planned, and what becomes of them over the years. On both databases."""

from datetime import date, timedelta

import pytest

from bot.contacts.queries import last_contact_by_department
from bot.errors import UserError
from bot.roster.models import SeatRole
from tests.contacts.conftest import Company

FOUNDED = date(2020, 1, 6)
FIRST = date(2026, 3, 1)  # of a month, a Sunday
MONDAY = date(2026, 3, 2)


@pytest.fixture
def old(company: Company) -> Company:
    """Somebody had a seat long ago: the company is not new."""
    company.seat("U0GONE", FOUNDED, SeatRole.SPONSOR, "")
    return company


def test_a_leader_has_one_a_month_and_a_member_has_none(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6))
    old.seat("U0TOM", date(2025, 1, 6), SeatRole.MEMBER)

    for number in range(40):
        old.plan(FIRST + timedelta(number))

    months = [day[:7] for _, _, day, _, _ in old.contacts("monthly")]
    assert ["2026-03", "2026-04"] == months
    assert {"U0LAN"} == {person for person, *_ in old.contacts("monthly")}


def test_in_the_middle_of_a_month_only_a_day_that_is_still_to_come_is_planned(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6))

    old.plan(date(2026, 3, 31))

    assert [] == old.contacts("monthly")


def test_moved_to_another_month_it_is_not_planned_again(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6))
    old.plan(FIRST)
    old.choose(old.row("U0LAN", "monthly"), date(2026, 4, 2), on=MONDAY)

    old.plan(MONDAY)
    old.plan(date(2026, 4, 1))

    days = [day for _, _, day, _, state in old.contacts("monthly") if state == "planned"]
    assert "2026-04-02" == days[0]
    assert ["2026-04"] == sorted({day[:7] for day in days})
    assert 2 == len(days)


def test_what_a_month_did_not_see_is_dropped_without_a_word_when_the_next_begins(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6))
    old.plan(FIRST)

    old.plan(date(2026, 4, 1))

    assert ["dropped", "planned"] == [state for *_, state in old.contacts("monthly")]


def test_left_out_it_is_not_planned_again_that_month(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6))
    old.plan(FIRST)
    old.leave_out(old.row("U0LAN", "monthly"), "At a fair all month.", on=MONDAY)

    old.plan(MONDAY)

    assert ["dropped"] == [state for *_, state in old.contacts("monthly")]


# Two weeks


def test_a_new_member_is_proposed_two_weeks_that_begin_two_weeks_later(old: Company) -> None:
    old.seat("U0TOM", MONDAY, SeatRole.MEMBER)

    for number in range(5):
        old.plan(MONDAY + timedelta(number))

    assert [("U0TOM", "joining", "2026-03-16", 0, "planned")] == old.contacts()


def test_she_chooses_her_days_in_one_part(old: Company) -> None:
    old.seat("U0TOM", MONDAY, SeatRole.MEMBER)
    old.plan(MONDAY)

    old.choose(old.row("U0TOM", "joining"), date(2026, 5, 4), on=MONDAY)
    old.plan(date(2026, 3, 20))

    assert [("U0TOM", "joining", "2026-05-04", 10, "planned")] == old.contacts()


def test_or_in_two(old: Company) -> None:
    old.seat("U0TOM", MONDAY, SeatRole.MEMBER)
    old.plan(MONDAY)

    old.choose(old.row("U0TOM", "joining"), date(2026, 3, 9), date(2026, 5, 4), on=MONDAY)
    old.plan(date(2026, 3, 3))

    assert [
        ("U0TOM", "joining", "2026-03-09", 5, "planned"),
        ("U0TOM", "joining", "2026-05-04", 5, "planned"),
    ] == old.contacts()


def test_a_proposal_nobody_answered_is_made_again_later(old: Company) -> None:
    old.seat("U0TOM", MONDAY, SeatRole.MEMBER)
    old.plan(MONDAY)

    old.plan(date(2026, 3, 16))

    assert [("U0TOM", "joining", "2026-03-30", 0, "planned")] == old.contacts()


def test_whoever_said_not_this_time_is_asked_again_after_three_years(old: Company) -> None:
    old.seat("U0TOM", MONDAY, SeatRole.MEMBER)
    old.plan(MONDAY)
    old.leave_out(old.row("U0TOM", "joining"), "I come from our customers' side.", on=MONDAY)

    old.plan(date(2029, 3, 15))
    before = old.contacts()
    old.plan(date(2029, 3, 16))

    assert [("U0TOM", "joining", "2026-03-16", 0, "dropped")] == before
    assert [("U0TOM", "again", "2029-03-30", 0, "planned")] == old.contacts("again")


def test_three_years_after_the_last_two_weeks_the_next_are_proposed(old: Company) -> None:
    old.seat("U0TOM", MONDAY, SeatRole.MEMBER)
    old.plan(MONDAY)
    old.log("U0TOM", date(2026, 3, 27), contact_id=old.row("U0TOM", "joining").key)

    for day in (date(2029, 3, 26), date(2029, 3, 27), date(2029, 4, 20)):
        old.plan(day)

    assert [("U0TOM", "again", "2029-05-04", 0, "planned")] == old.contacts("again")


def test_whoever_was_there_before_flywheel_is_asked_three_years_after_her_first_seat(company: Company) -> None:
    company.seat("U0TOM", MONDAY, SeatRole.MEMBER)

    company.plan(MONDAY)
    first = company.contacts()
    company.plan(date(2029, 3, 2))

    assert [] == first
    assert ["again"] == [kind for _, kind, *_ in company.contacts()]


def test_leaders_who_begin_together_are_not_away_together(company: Company) -> None:
    for person, department in (("U0LAN", "sales"), ("U0MAYA", "product"), ("U0TOM", "marketing")):
        company.seat(person, MONDAY, department=department)

    company.plan(MONDAY)

    assert ["2026-03-16", "2026-03-30", "2026-04-13"] == [day for _, _, day, _, _ in company.contacts("joining")]


# Who leaves


@pytest.mark.parametrize("trait", ["is_gone", "is_outside", "is_bot"])
def test_of_whoever_is_gone_nothing_is_asked(old: Company, trait: str) -> None:
    old.seat("U0LAN", MONDAY)
    old.plan(MONDAY)
    old.change("U0LAN", **{trait: True})

    old.plan(MONDAY + timedelta(1))

    assert {"dropped"} == {state for *_, state in old.contacts()}


def test_whoever_is_no_leader_any_more_has_no_monthly_one(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6))
    old.plan(FIRST)
    old.end_seats("U0LAN", FIRST)
    old.seat("U0LAN", MONDAY, SeatRole.MEMBER)

    old.plan(MONDAY)

    assert ["dropped"] == [state for *_, state in old.contacts()]


# What is written down


def test_a_talk_that_came_by_itself_is_this_months(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6))
    old.plan(FIRST)

    old.log("U0LAN", MONDAY)

    assert [("monthly", "done")] == [(kind, state) for _, kind, _, _, state in old.contacts()]


def test_two_customers_on_one_day_are_both_kept(old: Company) -> None:
    for customer, learnt in (("Contoso", "They wait."), ("Fabrikam", "They pay twice.")):
        old.log("U0TOM", MONDAY, customer, learnt=learnt)

    row = old.row("U0TOM", "monthly")
    assert ("Contoso, Fabrikam", "They wait.\n\nThey pay twice.") == (row.customer, row.learnt)


def test_a_day_that_is_still_to_come_cannot_be_noted(old: Company) -> None:
    with pytest.raises(UserError, match="still to come"):
        old.log("U0TOM", MONDAY + timedelta(1), on=MONDAY)


def test_another_persons_is_not_hers_to_change(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6))
    old.plan(FIRST)

    with pytest.raises(UserError, match="not on your list"):
        old.log("U0TOM", MONDAY, contact_id=old.row("U0LAN", "monthly").key)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (date(2026, 3, 1), None, "over"),
        (date(2027, 6, 1), None, "more than a year"),
        (date(2026, 3, 9), date(2026, 3, 12), "at the earliest a week"),
    ],
)
def test_days_that_cannot_be_are_explained(old: Company, first: date, second: date | None, why: str) -> None:
    old.seat("U0TOM", MONDAY, SeatRole.MEMBER)
    old.plan(MONDAY)

    with pytest.raises(UserError, match=why):
        old.choose(old.row("U0TOM", "joining"), first, second, on=MONDAY)


# The picture


def test_the_time_since_the_last_contact_is_each_departments(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6), department="sales")
    old.seat("U0MAYA", date(2025, 1, 6), SeatRole.MEMBER, "sales")
    old.change("U0TOM", department="product")
    old.log("U0LAN", date(2026, 1, 30))
    old.log("U0MAYA", date(2026, 2, 20))
    old.log("U0TOM", MONDAY)

    since = old.read(last_contact_by_department, MONDAY)

    assert ["marketing", "sales", "customer_service", "product"] == list(since)[:4]
    assert (10, 0, None) == (since["sales"], since["product"], since["marketing"])


def test_it_is_as_of_the_day_that_is_asked_for(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6))
    old.log("U0LAN", MONDAY)

    assert old.read(last_contact_by_department, date(2026, 3, 1))["sales"] is None


def test_whoever_left_a_department_does_not_count_for_it_any_more(old: Company) -> None:
    old.seat("U0LAN", date(2025, 1, 6))
    old.log("U0LAN", date(2026, 2, 2))
    old.end_seats("U0LAN", date(2026, 2, 27))

    assert old.read(last_contact_by_department, MONDAY)["sales"] is None
