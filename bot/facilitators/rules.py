"""Whose turn it is; values in, answers out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.facilitators.models import Away, Turn
from bot.roster.models import Seat, SeatRole

LEADS = (SeatRole.FACILITATOR, SeatRole.LEAD)  # who is in the rotation, and in which order at first


@dataclass(frozen=True)
class Slot:
    """A coming meeting: its day, and who leads it if that is settled ("" = not yet)."""

    day: date
    leader: str = ""


def first_order(seats: Iterable[Seat]) -> list[str]:
    """The facilitator first, then the leads, as they were seated; each person once."""
    seats = list(seats)
    return list(dict.fromkeys(seat.person for role in LEADS for seat in seats if seat.role is role))


def in_turn(turns: Iterable[Turn]) -> list[Turn]:
    """Who has not led for longest comes first; of those who never did, by their place."""
    return sorted(turns, key=lambda turn: (turn.last_led or date.min, turn.position))


def is_away(person: str, day: date, aways: Iterable[Away]) -> bool:
    return any(one.person == person and one.first <= day <= one.last for one in aways)


def forecast(turns: Sequence[Turn], slots: Iterable[Slot], aways: Sequence[Away]) -> list[str]:
    """Who leads each of the coming meetings, in order of their days; "" = nobody can.

    Whoever is away keeps her turn: she is next once she is back.
    """
    led = {turn.person: turn.last_led or date.min for turn in turns}
    places = {turn.person: turn.position for turn in turns}
    leaders = []
    for slot in slots:
        order = sorted(led, key=lambda person: (led[person], places[person]))
        there = (person for person in order if not is_away(person, slot.day, aways))
        leader = slot.leader or next(there, "")
        if leader in led:
            led[leader] = max(led[leader], slot.day)
        leaders.append(leader)
    return leaders
