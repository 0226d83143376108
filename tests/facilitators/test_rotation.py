"""What people do with the rotation: order, skip, swap, away."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.facilitators.models import Away
from bot.facilitators.rotation import be_back, reorder, rotation_of, say_away, skip_turn, swap
from bot.roster.models import SeatRole
from tests.board.conftest import refused
from tests.facilitators.conftest import Chair
from tests.fake_workspace import GUEST
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM, Somebody


def march(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def act(chair: Chair, service: Any, who: Somebody, *values: object) -> Any:
    return chair.flywheel.write(service, who.user_id, *values)


def test_it_shows_the_order_with_who_leads_next(chair: Chair) -> None:
    act(chair, say_away, LAN, LAN.user_id, date(2026, 3, 2), date(2026, 3, 5))

    facts = chair.flywheel.write(rotation_of, TOM.user_id)

    assert [("Tom Becker", "03-10"), ("Trần Thị Lan", "03-24")] == [
        (line.name, f"{line.leads.starts_local:%m-%d}" if line.leads else "") for line in facts.lines
    ]
    assert ((date(2026, 3, 2), date(2026, 3, 5)),) == facts.lines[1].away
    assert (True, None) == (facts.may_edit, facts.unled)


def test_only_the_team_may_change_it(chair: Chair) -> None:
    chair.flywheel.write(rotation_of, GUEST.user_id)

    said = [
        refused(lambda: act(chair, skip_turn, GUEST, TOM.user_id)),
        refused(lambda: act(chair, swap, GUEST, (TOM.user_id, LAN.user_id))),
        refused(lambda: act(chair, reorder, GUEST, [LAN.user_id])),
    ]

    assert [True] * 3 == [sentence.startswith("You may not do that here.") for sentence in said]


def test_a_skipped_turn_comes_again_at_the_end(chair: Chair) -> None:
    act(chair, skip_turn, LAN, TOM.user_id)

    assert ["Lan", "Tom", "Lan", "Tom"] == chair.leaders()


async def test_skipping_whoever_was_told_gives_it_to_the_next_who_is_told(chair: Chair) -> None:
    chair.flywheel.write(seat, MAYA.user_id, "sales", SeatRole.LEAD)
    await chair.until(march(4))

    act(chair, skip_turn, TOM, TOM.user_id)
    await chair.flywheel.deliver()

    assert (["Lan", "Maya", "Tom"], 1) == (chair.leaders(3), len(chair.told(LAN)))


async def test_swapping_gives_each_the_turn_of_the_other(chair: Chair) -> None:
    await chair.until(march(4))

    act(chair, swap, MAYA, (TOM.user_id, LAN.user_id))
    await chair.flywheel.deliver()

    assert ["Lan", "Tom", "Lan", "Tom"] == chair.leaders()
    assert 1 == len(chair.told(LAN))


def test_a_new_order_begins_with_its_first(chair: Chair) -> None:
    chair.flywheel.write(seat, MAYA.user_id, "sales", SeatRole.LEAD)

    act(chair, reorder, TOM, [MAYA.user_id, LAN.user_id])

    assert ["Maya", "Lan", "Tom", "Maya"] == chair.leaders()


@pytest.mark.parametrize(
    ("service", "value", "sentence"),
    [
        (swap, (TOM.user_id, TOM.user_id), "Choose two different people."),
        (swap, (TOM.user_id, ""), "Choose two different people."),
        (swap, (TOM.user_id, GUEST.user_id), "Gina Guest is not in the rotation."),
        (reorder, [], "Choose at least one person."),
        (reorder, [GUEST.user_id], "Gina Guest is not in the rotation."),
        (skip_turn, "U0NOBODY", "U0NOBODY is not in the rotation."),
    ],
)
def test_what_cannot_be_is_said(chair: Chair, service: Any, value: object, sentence: str) -> None:
    assert refused(lambda: act(chair, service, TOM, value)).startswith(sentence)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (date(2026, 3, 9), date(2026, 3, 8), "The last day cannot be before the first."),
        (date(2026, 2, 1), date(2026, 2, 8), "Those days are over."),
        (date(2026, 3, 9), date(2029, 3, 8), "That is more than a year."),
    ],
)
def test_away_days_that_cannot_be_are_said(chair: Chair, first: date, last: date, sentence: str) -> None:
    assert refused(lambda: act(chair, say_away, TOM, TOM.user_id, first, last)).startswith(sentence)


def test_everybody_may_say_of_herself_when_she_is_away_and_of_nobody_else(chair: Chair) -> None:
    act(chair, say_away, GUEST, GUEST.user_id, date(2026, 3, 9), date(2026, 3, 9))

    said = refused(lambda: act(chair, say_away, GUEST, TOM.user_id, date(2026, 3, 9), date(2026, 3, 9)))
    assert said.startswith("You may not")


def test_whoever_is_back_early_has_her_turn_again(chair: Chair) -> None:
    act(chair, say_away, TOM, TOM.user_id, date(2026, 3, 9), date(2026, 3, 11))
    away = chair.leaders(2)

    act(chair, be_back, LAN, [one.id for one in chair.flywheel.rows(Away)])
    not_hers = chair.leaders(2)
    act(chair, be_back, TOM, [one.id for one in chair.flywheel.rows(Away)])

    assert [["Lan", "Tom"], ["Lan", "Tom"], ["Tom", "Lan"]] == [away, not_hers, chair.leaders(2)]


def test_everybody_away_is_said(chair: Chair) -> None:
    for who in (TOM, LAN):
        act(chair, say_away, who, who.user_id, date(2026, 3, 9), date(2026, 3, 11))

    facts = chair.flywheel.write(rotation_of, TOM.user_id)

    assert [chair.meeting().key] == [meeting.key for meeting in [facts.unled] if meeting]
