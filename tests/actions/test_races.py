"""Two people at once, in threads of their own, on both databases: one wins, the other hears what happened."""

from datetime import date

import pytest

from bot.actions.models import Action, ActionState
from bot.actions.rules import ActionWish
from bot.actions.services import accept, change_date, decline, drop, finish, give
from bot.roster.models import SeatRole
from bot.store.store import Store
from tests.clock import FakeClock
from tests.flywheel import Flywheel, installed
from tests.ownership.conftest import seat
from tests.ownership.test_races import at_once, everybody_is_known
from tests.people import LAN, TOM

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def flywheel(store: Store, clock: FakeClock) -> Flywheel:
    """On each database; Tom leads product, Lan customer service."""
    flywheel = installed(store, clock)
    flywheel.write(everybody_is_known)
    flywheel.write(seat, TOM.user_id, "product", SeatRole.LEAD)
    flywheel.write(seat, LAN.user_id, "customer_service", SeatRole.LEAD)
    return flywheel


def offered(flywheel: Flywheel) -> Action:
    return flywheel.write(give, LAN.user_id, ActionWish("Call Contoso", TOM.user_id, FRIDAY))


def the_action(flywheel: Flywheel) -> Action:
    (action,) = flywheel.rows(Action)
    return action


def test_a_yes_from_two_phones_is_one_yes(flywheel: Flywheel) -> None:
    action = offered(flywheel)

    refused = at_once([lambda: flywheel.write(accept, TOM.user_id, action.key)] * 4)

    assert 3 == len(refused)
    assert ActionState.OPEN is the_action(flywheel).state


def test_of_a_yes_and_a_no_at_once_one_counts(flywheel: Flywheel) -> None:
    action = offered(flywheel)

    refused = at_once([
        lambda: flywheel.write(accept, TOM.user_id, action.key),
        lambda: flywheel.write(decline, TOM.user_id, action.key, "No time"),
    ])  # fmt: skip

    assert 1 == len(refused)
    assert the_action(flywheel).state in {ActionState.OPEN, ActionState.DECLINED}


def test_done_and_dropped_at_once_is_one_of_them(flywheel: Flywheel) -> None:
    action = offered(flywheel)
    flywheel.write(accept, TOM.user_id, action.key)

    refused = at_once([
        lambda: flywheel.write(finish, TOM.user_id, action.key),
        lambda: flywheel.write(drop, LAN.user_id, action.key, "No need"),
    ])  # fmt: skip

    assert 1 == len(refused)


def test_of_two_moves_at_once_both_are_counted(flywheel: Flywheel) -> None:
    action = offered(flywheel)
    flywheel.write(accept, TOM.user_id, action.key)

    at_once([
        lambda: flywheel.write(change_date, TOM.user_id, action.key, date(2026, 3, 9), ""),
        lambda: flywheel.write(change_date, LAN.user_id, action.key, date(2026, 3, 10), ""),
    ])  # fmt: skip

    assert 2 == the_action(flywheel).moves
