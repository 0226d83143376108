"""Days that pass: the mornings of everybody and the letters they cause, in the order of the clock."""

import asyncio
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.app import PURPOSES
from bot.delivery.letters import State
from bot.delivery.models import OutboxRow
from bot.delivery.sender import Sender
from bot.departments.models import Department
from bot.followups.mornings import Mornings
from bot.pains.models import Pain, Via
from bot.roster.models import Seat, SeatRole
from bot.store.store import Store
from schedules.rounds import InOrder
from tests.flywheel import Flywheel, flywheel, fresh, prepared
from tests.passing import let_pass
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["flywheel", "fresh", "prepared"]

COUNTRIES = {"customer_service": "VN", "product": "DE", "sales": "US"}
AT_HOME = {LAN.user_id: "customer_service", TOM.user_id: "product", MAYA.user_id: "sales"}


class Office:
    """`flywheel` with a clock that can be let run."""

    def __init__(self, flywheel: Flywheel) -> None:
        self.flywheel = flywheel
        self.mornings, self.rounds = self._process(flywheel.store)

    def _process(self, store: Store) -> tuple[Mornings, InOrder]:
        now = self.flywheel.clock.now
        mornings = Mornings(store, now=now)
        return mornings, InOrder(mornings, Sender(store, self.flywheel.slack, PURPOSES, now=now))

    async def at_once(self, processes: int) -> None:
        """As many processes as that look at the same database at the same moment."""
        stores = [Store(self.flywheel.store.url) for _ in range(processes)]
        await asyncio.gather(*(self._process(store)[1].run_once() for store in stores))
        for store in stores:
            store.close()

    async def until(self, end: datetime) -> None:
        """Does whatever falls due up to `end`, each at its time."""
        await let_pass(self.flywheel.clock, end, self.rounds.run_once, self.rounds.next_due)

    def seat(self, who: Somebody, department: str, role: SeatRole = SeatRole.LEAD) -> None:
        def add(session: Session, workspace_id: int, *, now: datetime) -> None:
            seat = Seat(workspace_id=workspace_id, person=who.user_id, role=role, valid_from=now.date())
            seat.department = department
            session.add(seat)

        self.flywheel.write(add)

    def pain(self, owner: Somebody, **changes: Any) -> Pain:
        """One she has just taken, in her department, without a card."""

        def add(session: Session, workspace_id: int, *, now: datetime) -> Pain:
            numbers = len(self.flywheel.pains()) + 1
            fields = {"workspace_id": workspace_id, "number": numbers, "title": f"Pain {numbers}", "via": Via.FORM}
            fields |= {"reporter": "U0GUEST", "owner": owner.user_id, "owner_department": AT_HOME[owner.user_id]}
            fields |= {"created_at": now, "owned_at": now}
            pain = Pain(**{**fields, **changes})
            session.add(pain)
            session.flush()
            return pain

        return self.flywheel.write(add)

    def change(self, pain: Pain, **values: Any) -> None:
        """What somebody does with it meanwhile."""

        def service(session: Session, _workspace_id: int, *, now: datetime) -> None:
            kept = session.get_one(Pain, pain.id)
            kept.sqlmodel_update(values)
            session.add(kept)

        self.flywheel.write(service)

    def lists(self, who: Somebody) -> list[str]:
        """The texts of the messages she got."""
        return [
            arguments["text"]
            for arguments in self.flywheel.slack.asked("chat.postMessage")
            if arguments["channel"] == who.user_id
        ]

    def list_letters(self) -> list[tuple[str, State]]:
        """Every list that was ever decided on: (key, what became of it)."""
        return [(row.key, row.state) for row in self.flywheel.rows(OutboxRow) if row.key.startswith("list:")]


@pytest.fixture
def office(flywheel: Flywheel) -> Office:
    """Lan works in Vietnam, Tom in Germany, Maya in the United States; each keeps the holidays there."""

    def found(session: Session, workspace_id: int, *, now: datetime) -> None:
        for one in session.exec(select(Department)):
            one.country = COUNTRIES.get(one.key, "")
        for person, department in AT_HOME.items():
            seat = Seat(workspace_id=workspace_id, person=person, role=SeatRole.MEMBER, valid_from=now.date())
            seat.department = department
            session.add(seat)

    flywheel.write(found)
    return Office(flywheel)
