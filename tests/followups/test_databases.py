"""The same morning on both databases, and looked at by several processes at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.delivery.models import OutboxRow
from bot.departments.models import Department, DepartmentKind
from bot.errors import StoreBusy, UserError
from bot.followups.lists import BATCH, send_lists
from bot.followups.models import DailyLook, Reminded
from bot.followups.mornings import enrol, next_look, with_mornings
from bot.followups.services import WHY, change_date, obligations_of
from bot.loops.models import Telling
from bot.ownership.models import Handoff
from bot.pains.models import History, Pain, PainStatus, Via
from bot.people.models import Person
from bot.roster.models import Seat, SeatRole
from bot.store.store import Store

NINE = datetime(2026, 3, 4, 9, tzinfo=UTC)  # a Wednesday
OWNER, LEAD = "U0OWNER", "U0LEAD"


def company(session: Session, workspace_id: int) -> None:
    """An owner with two pains, one of them late; a lead with an offer; and a customer to be told."""
    where: dict[str, Any] = {"workspace_id": workspace_id}
    session.add(Department(**where, key="sales", kind=DepartmentKind.GO_TO_MARKET))
    session.add(Seat(**where, person=LEAD, role=SeatRole.LEAD, department="sales", valid_from=date(2026, 1, 1)))
    for person in (OWNER, LEAD):
        session.add(Person(**where, user_id=person, time_zone="UTC", updated_at=NINE))
        session.add(DailyLook(**where, person=person, due_at=NINE))
    long_ago = NINE - timedelta(days=20)
    fields = {**where, "reporter": LEAD, "via": Via.FORM, "owner": OWNER, "owner_department": "sales"}
    fields |= {"owned_at": long_ago, "created_at": long_ago}
    late = Pain(**fields, number=1, title="Late", next_on=date(2026, 2, 25))
    told = Pain(**fields, number=2, title="Told", status=PainStatus.RESOLVED, resolved_at=NINE - timedelta(days=2))
    session.add_all([late, told, Pain(**fields, number=3, title="Soon", next_on=date(2026, 3, 5))])
    session.flush()
    session.add(Reminded(**where, subject=f"pain:{late.id}:2026-02-25", rung=2, day=date(2026, 2, 25), person=OWNER))
    session.add(Handoff(**where, pain_id=late.key, seq=1, by=OWNER, to_department="sales", reason="x", offered_at=NINE))
    asked: dict[str, Any] = {"round": 1, "customer": "Contoso", "asked_at": long_ago}
    session.add(Telling(**where, **asked, pain_id=told.key, teller=LEAD))


def test_what_each_owes(store: Store, workspace_id: int) -> None:
    store.write_now(company, workspace_id)

    def owed(person: str) -> list[tuple[str, int]]:
        found = store.read_now(obligations_of, workspace_id, person, today=NINE.date())
        return [(one.kind.value, one.number) for one in found]

    assert [("pain", 1), ("pain", 3)] == owed(OWNER)
    assert [("telling", 2), ("late", 1), ("handoff", 1)] == owed(LEAD)


def test_a_morning(store: Store, workspace_id: int) -> None:
    store.write_now(company, workspace_id)

    assert NINE == store.read_now(next_look)
    assert [workspace_id] == store.read_now(with_mornings, now=NINE)
    assert store.write_now(send_lists, workspace_id, now=NINE) is False

    assert ["list:U0LEAD:2026-03-04", "list:U0OWNER:2026-03-04"] == sorted(store.read_now(list_keys))
    assert NINE + timedelta(days=1) == store.read_now(next_look)


def test_people_get_their_first_morning_once(store: Store, workspace_id: int) -> None:
    def arrive(session: Session) -> None:
        for number in range(3):
            session.add(Person(workspace_id=workspace_id, user_id=f"U{number}", updated_at=NINE))

    store.write_now(arrive)

    assert [False, False] == [store.write_now(enrol, now=NINE) for _ in range(2)]
    assert 3 == len(store.read_now(lambda session: session.exec(select(DailyLook.id)).all()))


@pytest.mark.parametrize("processes", [4])
def test_several_processes_at_once_write_each_person_one_list(store: Store, workspace_id: int, processes: int) -> None:
    many = BATCH * 2

    def arrive(session: Session) -> None:
        where: dict[str, Any] = {"workspace_id": workspace_id}
        for number in range(many):
            session.add(DailyLook(**where, person=f"U{number}", due_at=NINE))
            fields = {**where, "reporter": "U", "via": Via.FORM, "owner": f"U{number}", "number": number}
            session.add(Pain(**fields, next_on=NINE.date(), created_at=NINE - timedelta(days=9)))

    store.write_now(arrive)
    stores = [Store(store.url) for _ in range(processes)]

    def look(one: Store) -> None:
        more = True
        while more:
            with suppress(StoreBusy):  # the others have it: at the next knock
                more = one.write_now(send_lists, workspace_id, now=NINE)

    with ThreadPoolExecutor(processes) as pool:
        list(pool.map(look, stores))
    for one in stores:
        one.close()

    assert many == len(set(store.read_now(list_keys))) == len(store.read_now(list_keys))


def test_of_two_who_move_a_date_at_once_the_second_is_asked_why(store: Store, workspace_id: int) -> None:
    """It was moved once before."""
    store.write_now(company, workspace_id)
    pain_id = store.read_now(lambda session: session.exec(select(Pain).where(Pain.number == 3)).one().key)
    store.write_now(change_date, workspace_id, pain_id, OWNER, date(2026, 3, 10), "", now=NINE)
    barrier = Barrier(2)

    def move(day: int) -> str:
        barrier.wait()
        try:
            store.write_now(change_date, workspace_id, pain_id, OWNER, date(2026, 3, day), "", now=NINE)
        except UserError as error:
            return error.sentence
        return ""

    with ThreadPoolExecutor(2) as pool:
        refused = sorted(pool.map(move, (11, 12)))

    kept = store.read_now(lambda session: session.get_one(Pain, pain_id))
    deeds = store.read_now(lambda session: session.exec(select(History.detail).where(History.what == "date")).all())
    assert ["", WHY] == refused
    assert (2, ["2026-03-10", str(kept.next_on)]) == (kept.next_moves, list(deeds))


def list_keys(session: Session) -> list[str]:
    return list(session.exec(select(OutboxRow.key).where(col(OutboxRow.key).startswith("list:"))).all())
