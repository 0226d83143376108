"""How items are ranked and which of them fit: values in, values out."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agenda.models import AgendaItem, ItemKind
from bot.agenda.rules import (
    MOST,
    SEVERITY,
    Factors,
    NotToday,
    Weights,
    fit,
    in_order,
    minutes_of,
    score,
    weights_in,
)
from bot.agenda.weighing import working_days
from bot.workdays.rules import Calendar
from tests.clock import MONDAY

WORSE = ["", *SEVERITY]
weights = st.builds(Weights, **{field.name: st.integers(0, 20) for field in fields(Weights)})
factors = st.builds(
    Factors,
    customers=st.integers(0, 50),
    severity=st.sampled_from(WORSE),
    weeks=st.integers(0, 100),
    departments=st.integers(0, 9),
    broken=st.integers(0, 20),
    carried=st.integers(0, 9),
    brought=st.booleans(),
)


def item(number: int, kind: ItemKind = ItemKind.OBSTACLE, **more: Any) -> AgendaItem:
    return AgendaItem(**{"id": number, "workspace_id": 1, "kind": kind, "created_at": MONDAY, **more})


def on_today(items: list[AgendaItem], length: int = 60) -> list[int]:
    ordered = in_order(items)
    waiting = fit(ordered, length)
    return [one.key for one in ordered if one.key not in waiting]


def stronger(one: Factors, name: str) -> Factors:
    """The same with one factor grown."""
    if name == "severity":
        return replace(one, severity=WORSE[min(WORSE.index(one.severity) + 1, len(WORSE) - 1)])
    value = getattr(one, name)
    grown: dict[str, Any] = {name: True if isinstance(value, bool) else value + 1}
    return replace(one, **grown)


def test_each_factor_counts_its_points_times_its_weight() -> None:
    grave = Factors(customers=7, severity="stops", weeks=3, departments=3, broken=2, carried=1, brought=True)

    assert 7 * 3 + 3 * 4 + 3 * 1 + 2 * 2 + 2 * 3 + 1 * 5 + 6 == score(grave, Weights())


def test_what_nobody_suffers_from_counts_nothing() -> None:
    assert 0 == score(Factors(), Weights())


def test_hundred_customers_count_as_ten_and_two_years_as_eight_weeks() -> None:
    weights = Weights()

    assert score(Factors(customers=10), weights) == score(Factors(customers=100), weights)
    assert score(Factors(weeks=8), weights) == score(Factors(weeks=104), weights)


@settings(deadline=None)
@given(weights, factors, st.sampled_from([field.name for field in fields(Factors)]), st.lists(factors, max_size=12))
def test_a_stronger_item_never_falls_behind(weights: Weights, one: Factors, grows: str, others: list[Factors]) -> None:
    def place(of_one: Factors) -> int:
        scores = [score(other, weights) for other in others]
        items = [item(number, score=points) for number, points in enumerate(scores, start=2)]
        return [each.key for each in in_order([item(1, score=score(of_one, weights)), *items])].index(1)

    assert place(stronger(one, grows)) <= place(one)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(ItemKind)), st.integers(1, 120), st.integers(0, 99)), max_size=40),
       st.integers(5, 240))  # fmt: skip
def test_what_is_on_always_fits_and_nothing_waits_that_would_fit(
    made: list[tuple[ItemKind, int, int]], length: int
) -> None:
    items = [item(number, kind, minutes=minutes, score=points) for number, (kind, minutes, points) in enumerate(made)]
    waiting = fit(in_order(items), length)
    on = [one for one in items if one.key not in waiting]
    left = length - sum(minutes_of(one) for one in on)

    assert left >= 0
    assert len(on) <= MOST
    for one in items:
        if waiting.get(one.key) is NotToday.TIME:
            assert minutes_of(one) > left
        if waiting.get(one.key) is NotToday.NINE:
            assert MOST == len(on)


def test_the_strongest_come_first_and_the_older_of_two_alike() -> None:
    assert [3, 1, 2] == [one.key for one in in_order([item(1, score=5), item(2, score=5), item(3, score=9)])]


def test_what_somebody_put_in_its_place_stays_there_and_the_others_follow() -> None:
    items = [item(1, score=9), item(2, score=1, position=2), item(3, score=5, position=1)]

    assert [3, 2, 1] == [one.key for one in in_order(items)]


def test_nine_are_on_and_the_others_know_why_not() -> None:
    items = [item(number, minutes=1) for number in range(1, 12)]

    assert {10: NotToday.NINE, 11: NotToday.NINE} == fit(items, 60)


def test_two_hundred_items_leave_nine() -> None:
    assert 9 == len(on_today([item(number, minutes=5, score=number) for number in range(200)]))


def test_what_is_too_long_lets_the_next_try() -> None:
    items = [item(1, minutes=25), item(2, minutes=30), item(3, minutes=5)]

    assert {2: NotToday.TIME} == fit(items, 30)


def test_the_one_opportunity_is_on_however_many_obstacles_weigh_more() -> None:
    obstacles = [item(number, score=90) for number in range(1, 30)]

    assert 99 in on_today([*obstacles, item(99, ItemKind.OPPORTUNITY, score=1)])


def test_the_one_obstacle_is_on_however_many_opportunities_weigh_more() -> None:
    opportunities = [item(number, ItemKind.OPPORTUNITY, score=90) for number in range(1, 30)]

    assert 99 in on_today([*opportunities, item(99, score=1)])


def test_what_was_promised_is_on_before_anything_else() -> None:
    review = item(99, ItemKind.REVIEW, position=0)

    assert [99, 1] == on_today([item(1, minutes=55, score=90), item(2, score=80), review])


def test_a_decision_gets_ten_minutes_unless_somebody_says_otherwise() -> None:
    assert [10, 3] == [minutes_of(item(1, ItemKind.DECISION)), minutes_of(item(1, ItemKind.DECISION, minutes=3))]


def test_a_team_changes_some_weights_and_keeps_the_others() -> None:
    assert replace(Weights(), age=0, carried=9) == weights_in({"age": 0, "carried": 9, "of another release": 7})


def test_days_are_counted_as_people_work_and_not_for_ever() -> None:
    friday, monday = datetime(2026, 2, 27, tzinfo=UTC).date(), datetime(2026, 3, 2, tzinfo=UTC).date()

    assert 1 == working_days(friday, monday, Calendar())
    assert 0 == working_days(monday, friday, Calendar())
    assert 250 == working_days(monday.replace(year=2020), monday, Calendar())
