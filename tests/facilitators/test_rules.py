"""Whose turn it is."""

from datetime import date

from bot.facilitators.models import Away, Turn
from bot.facilitators.rules import Slot, first_order, forecast, in_turn, is_away
from bot.roster.models import Seat, SeatRole

A, B, C = "U0A", "U0B", "U0C"


def turn(person: str, position: int, led: int = 0) -> Turn:
    return Turn(workspace_id=1, person=person, position=position, last_led=date(2026, 3, led) if led else None)


def away(person: str, first: int, last: int) -> Away:
    return Away(workspace_id=1, person=person, first=date(2026, 3, first), last=date(2026, 3, last))


def slots(*days: int) -> list[Slot]:
    return [Slot(date(2026, 3, day)) for day in days]


def seat(person: str, role: SeatRole) -> Seat:
    return Seat(workspace_id=1, person=person, role=role, valid_from=date(2026, 1, 1))


def test_the_facilitator_is_first_and_then_the_leads_each_once() -> None:
    seats = [seat(A, SeatRole.LEAD), seat(B, SeatRole.DEPUTY), seat(C, SeatRole.FACILITATOR), seat(A, SeatRole.LEAD)]

    assert [C, A] == first_order(seats)


def test_each_has_a_turn_before_anybody_has_two() -> None:
    turns = [turn(A, 1), turn(B, 2), turn(C, 3)]

    assert [A, B, C, A] == forecast(turns, slots(2, 9, 16, 23), [])


def test_who_has_not_led_for_longest_is_next() -> None:
    turns = [turn(A, 1, led=9), turn(B, 2, led=2), turn(C, 3)]

    assert [C, B, A] == [one.person for one in in_turn(turns)]
    assert [C, B, A] == forecast(turns, slots(16, 23, 30), [])


def test_whoever_is_away_keeps_her_turn() -> None:
    turns = [turn(A, 1), turn(B, 2), turn(C, 3)]

    assert [B, A, C] == forecast(turns, slots(2, 9, 16), [away(A, 1, 8)])


def test_nobody_leads_where_everybody_is_away() -> None:
    assert ["", A] == forecast([turn(A, 1)], slots(2, 9), [away(A, 1, 2)])
    assert [""] == forecast([], slots(2), [])


def test_a_meeting_somebody_leads_already_counts_as_her_turn() -> None:
    turns = [turn(A, 1), turn(B, 2)]

    assert [B, A] == forecast(turns, [Slot(date(2026, 3, 2), B), Slot(date(2026, 3, 9))], [])


def test_away_days_include_the_first_and_the_last() -> None:
    days = [is_away(A, date(2026, 3, day), [away(A, 3, 5)]) for day in (2, 3, 5, 6)]

    assert [False, True, True, False] == days
