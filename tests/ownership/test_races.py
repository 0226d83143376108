"""Two people at once, in threads of their own, on both databases: one wins, the other hears who it was."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import Session

from bot.departments.services import departments, found
from bot.errors import UserError
from bot.ownership.handoffs import accept, decline, offer
from bot.ownership.models import Handoff, HandoffState
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.pains.models import History, Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from bot.people.services import keep_users
from bot.roster.models import SeatRole
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.clock import FakeClock
from tests.fake_workspace import everybody
from tests.flywheel import Flywheel, installed
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM


def everybody_is_known(session: Session, workspace_id: int, *, now: datetime) -> None:
    keep_users(session, session.get_one(Workspace, workspace_id), everybody().values(), now=now)
    found(session, workspace_id)
    assert departments(session, workspace_id)


@pytest.fixture
def flywheel(store: Store, clock: FakeClock) -> Flywheel:
    """On each database; Tom leads product, Maya sales."""
    flywheel = installed(store, clock)
    flywheel.write(everybody_is_known)
    flywheel.write(seat, TOM.user_id, "product", SeatRole.LEAD)
    flywheel.write(seat, LAN.user_id, "product", SeatRole.DEPUTY)
    flywheel.write(seat, MAYA.user_id, "sales", SeatRole.LEAD)
    return flywheel


def at_once(acts: Sequence[Callable[[], Any]]) -> list[UserError]:
    """Runs them all in threads that start together; returns what was refused."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> UserError | None:
        barrier.wait()
        try:
            act()
        except UserError as error:
            return error
        return None

    with ThreadPoolExecutor(len(acts)) as threads:
        return [error for error in threads.map(run, acts) if error]


def reported(flywheel: Flywheel) -> Pain:
    return flywheel.report(Report("U0ANN", "It hurts", stage="use"), Origin(Via.FORM))


def test_of_eight_who_take_a_pain_at_once_one_has_it_and_the_others_hear_who(flywheel: Flywheel) -> None:
    pain = reported(flywheel)
    people = [f"U{number}" for number in range(8)]

    refused = at_once([lambda who=who: flywheel.write(take, pain.key, who) for who in people])  # type: ignore[misc]

    owner = flywheel.pain().owner
    assert owner in people
    assert [owner] * 7 == [error.values["name"] for error in refused]
    assert 1 == [line.what for line in flywheel.rows(History)].count("took")


def test_of_a_yes_and_a_no_at_once_one_counts(flywheel: Flywheel) -> None:
    pain = reported(flywheel)
    flywheel.write(take, pain.key, MAYA.user_id)
    handoff = flywheel.write(offer, pain.key, MAYA.user_id, Receiver("product"), "Theirs")

    refused = at_once([
        lambda: flywheel.write(accept, handoff.id, TOM.user_id),
        lambda: flywheel.write(decline, handoff.id, LAN.user_id, "No"),
    ])  # fmt: skip

    (answered,) = flywheel.rows(Handoff)
    who = {HandoffState.ACCEPTED: TOM, HandoffState.DECLINED: LAN}[answered.state]
    assert [who.name] == [error.values["name"] for error in refused]
    assert (TOM if answered.state is HandoffState.ACCEPTED else MAYA).user_id == flywheel.pain().owner


def test_a_yes_and_another_offer_at_once_leave_one_of_them(flywheel: Flywheel) -> None:
    pain = reported(flywheel)
    flywheel.write(take, pain.key, MAYA.user_id)
    first = flywheel.write(offer, pain.key, MAYA.user_id, Receiver("product"), "Theirs")

    at_once([
        lambda: flywheel.write(accept, first.id, TOM.user_id),
        lambda: flywheel.write(offer, pain.key, MAYA.user_id, Receiver("people"), "Or theirs"),
    ])  # fmt: skip

    waiting = [handoff for handoff in flywheel.rows(Handoff) if handoff.state is HandoffState.OFFERED]
    accepted = flywheel.pain().owner == TOM.user_id
    assert len(waiting) <= 1
    assert accepted is (flywheel.rows(Handoff)[0].state is HandoffState.ACCEPTED)


def test_the_same_offer_sent_twice_at_once_is_one(flywheel: Flywheel) -> None:
    pain = reported(flywheel)
    flywheel.write(take, pain.key, MAYA.user_id)

    send = lambda: flywheel.write(offer, pain.key, MAYA.user_id, Receiver("product"), "Theirs")  # noqa: E731
    refused = at_once([send, send])

    assert (1, 1) == (len(refused), len(flywheel.rows(Handoff)))
