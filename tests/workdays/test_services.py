"""Whose calendar is whose."""

from datetime import date, datetime

from sqlmodel import Session

from bot.departments.models import Department, DepartmentKind
from bot.store.store import Store
from bot.workdays.models import DayOff
from bot.workdays.services import calendar_of
from tests.clock import MONDAY

TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)


def _company(session: Session, workspace_id: int, *, now: datetime) -> None:
    for key, country in (("sales", "US-NY"), ("product", "DE")):
        kind = DepartmentKind.ENABLING
        session.add(Department(workspace_id=workspace_id, key=key, country=country, kind=kind))
    session.add(DayOff(workspace_id=workspace_id, day=TUESDAY, name="Company outing"))
    session.add(DayOff(workspace_id=workspace_id, day=WEDNESDAY, department="sales", name="Sales kick-off"))


def test_a_department_keeps_its_countrys_holidays_its_own_days_and_everybodys(store: Store, workspace_id: int) -> None:
    store.write_now(_company, workspace_id, now=MONDAY)

    sales = store.read_now(calendar_of, workspace_id, "sales")

    assert ("US-NY", frozenset({TUESDAY, WEDNESDAY})) == (sales.country, sales.days_off)


def test_a_department_nobody_knows_keeps_the_days_of_everybody(store: Store, workspace_id: int) -> None:
    store.write_now(_company, workspace_id, now=MONDAY)

    unknown = store.read_now(calendar_of, workspace_id, "")

    assert ("", frozenset({TUESDAY})) == (unknown.country, unknown.days_off)


def test_two_workspaces_do_not_share_their_days_off(store: Store, workspace_id: int) -> None:
    store.write_now(_company, workspace_id, now=MONDAY)

    assert frozenset() == store.read_now(calendar_of, workspace_id + 1, "sales").days_off
