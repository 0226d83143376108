"""A small company on either database, and the product on a fake Slack whose days pass."""

from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest
from sqlmodel import Session, col, select

from bot.contacts.models import Contact
from bot.contacts.planning import plan_contacts
from bot.contacts.rules import Days, Met
from bot.contacts.services import choose_days, leave_out, log_contact
from bot.departments.services import found
from bot.people.models import Person
from bot.roster.models import Seat, SeatRole
from bot.store.store import Store
from tests.flywheel import flywheel, fresh, prepared
from tests.followups.conftest import Office, office
from tests.handlers.conftest import send

__all__ = ["Office", "flywheel", "fresh", "office", "prepared", "send"]

T = TypeVar("T")
Shown = tuple[str, str, str, int, str]  # person, kind, day, days, state


class Company:
    """Three people of one company; who has which seat since when is up to the test."""

    def __init__(self, store: Store, workspace_id: int) -> None:
        self.store, self.workspace_id = store, workspace_id
        store.write_now(_people, workspace_id)

    def seat(self, person: str, since: date, role: SeatRole = SeatRole.LEAD, department: str = "sales") -> None:
        def add(session: Session) -> None:
            session.add(
                Seat(workspace_id=self.workspace_id, person=person, role=role, department=department, valid_from=since)
            )

        self.store.write_now(add)

    def change(self, person: str, **traits: Any) -> None:
        def service(session: Session) -> None:
            known = session.exec(select(Person).where(Person.user_id == person)).one()
            known.sqlmodel_update(traits)
            session.add(known)

        self.store.write_now(service)

    def end_seats(self, person: str, on: date) -> None:
        def service(session: Session) -> None:
            for seat in session.exec(select(Seat).where(Seat.person == person)):
                seat.valid_to = on
                session.add(seat)

        self.store.write_now(service)

    def plan(self, day: date) -> None:
        self.store.write_now(plan_contacts, self.workspace_id, now=noon(day))

    def contacts(self, *kinds: str) -> list[Shown]:
        def query(session: Session) -> list[Shown]:
            rows = session.exec(select(Contact).order_by(col(Contact.planned_on), col(Contact.id)))
            return [(one.person, one.kind.value, str(one.planned_on), one.days, one.state.value) for one in rows]

        return [one for one in self.store.read_now(query) if not kinds or one[1] in kinds]

    def row(self, person: str, kind: str) -> Contact:
        """The newest one."""
        wanted = select(Contact).where(Contact.person == person, Contact.kind == kind).order_by(col(Contact.id).desc())
        return self.store.read_now(lambda session: session.exec(wanted).first())  # type: ignore[return-value]

    def choose(self, contact: Contact, first: date, second: date | None = None, *, on: date) -> None:
        days = Days(first, second)
        self.store.write_now(choose_days, self.workspace_id, contact.key, contact.person, days, now=noon(on))

    def log(self, person: str, day: date, customer: str = "Contoso", contact_id: int = 0, **more: Any) -> None:
        met = Met(customer, more.get("learnt", "They wait."), day)
        self.store.write_now(log_contact, self.workspace_id, contact_id, person, met, now=noon(more.get("on", day)))

    def leave_out(self, contact: Contact, why: str, *, on: date) -> None:
        self.store.write_now(leave_out, self.workspace_id, contact.key, contact.person, why, now=noon(on))

    def read(self, query: Any, *values: Any) -> Any:
        return self.store.read_now(query, self.workspace_id, *values)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _people(session: Session, workspace_id: int) -> None:
    found(session, workspace_id)
    for person in ("U0LAN", "U0MAYA", "U0TOM"):
        session.add(Person(workspace_id=workspace_id, user_id=person, name=person, updated_at=noon(date(2026, 1, 1))))


@pytest.fixture
def company(store: Store, workspace_id: int) -> Company:
    return Company(store, workspace_id)
