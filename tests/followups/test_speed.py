"""What a morning costs: a fixed number of queries however many people, and nothing for what is closed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.followups.lists import BATCH, send_lists
from bot.followups.models import DailyLook
from bot.pains.models import Pain, Via
from bot.people.models import Person
from tests.followups.conftest import Office
from tests.people import MAYA
from tests.statements import Ran, watched

NINE = datetime.fromisoformat("2026-03-04T09:00:00+00:00")  # a Wednesday, in UTC
OF_OPEN_ROWS = (
    "ix_pain_owner",
    "ix_pain_department",
    "ix_pain_resolved",
    "ix_handoff_to",
    "ix_telling_teller",
    "ix_action_owner",
    "ix_decision_look_back",
    "ix_prompt_person",
)


def people(session: Session, workspace_id: int, count: int, each: int, *, now: datetime) -> None:
    """As many as that, who owe `each` pains that are due today, and whose morning has come."""
    long_ago = now - timedelta(days=9)
    fields: dict[str, Any] = {
        "workspace_id": workspace_id,
        "reporter": "U0",
        "via": Via.FORM,
        "owner_department": "sales",
    }
    fields |= {"owned_at": long_ago, "created_at": long_ago, "next_on": NINE.date()}
    for number in range(count):
        name = f"UMANY{number}"
        session.add(Person(workspace_id=workspace_id, user_id=name, time_zone="UTC", updated_at=now))
        session.add(DailyLook(workspace_id=workspace_id, person=name, due_at=now))
        session.add_all(Pain(**fields, owner=name, number=number * each + one) for one in range(each))


def morning(office: Office) -> Ran:
    """What one batch runs on the database."""
    office.flywheel.clock.move_to(NINE)
    with watched(office.flywheel.store.engine) as ran:
        office.flywheel.write(send_lists)
    return ran


@pytest.mark.parametrize(("count", "each"), [(1, 1), (1, 30), (BATCH, 1), (BATCH, 10)])
def test_a_batch_takes_the_same_few_queries_however_many_people_are_in_it(
    office: Office, count: int, each: int
) -> None:
    office.flywheel.write(people, count, each)

    kinds = [statement.split(None, 1)[0] for statement, _ in morning(office)]

    assert (10, 1) == (kinds.count("SELECT"), kinds.count("UPDATE"))
    assert count == len(office.list_letters())


def test_where_people_decide_it_takes_four_more(office: Office) -> None:
    office.seat(MAYA, "sales")
    office.flywheel.write(people, 1, 1)
    office.flywheel.write(lambda session, _id, *, now: session.add(a_look(_id, MAYA.user_id, now)))

    kinds = [statement.split(None, 1)[0] for statement, _ in morning(office)]

    assert 14 == kinds.count("SELECT")


def test_a_second_batch_takes_those_the_first_left(office: Office) -> None:
    office.flywheel.write(people, BATCH + 1, 1)
    office.flywheel.clock.move_to(NINE)

    more = [office.flywheel.write(send_lists) for _ in range(3)]

    assert [True, False, False] == more
    assert BATCH + 1 == len(office.list_letters())


def test_only_what_is_open_is_read(office: Office) -> None:
    """By the plans the database makes: pains, offers and tellings are found by indexes that hold open rows alone."""
    office.seat(MAYA, "sales")
    office.flywheel.write(people, 3, 1)
    office.flywheel.write(lambda session, _id, *, now: session.add(a_look(_id, MAYA.user_id, now)))
    reads = [one for one in morning(office) if one[0].startswith("SELECT")]

    with office.flywheel.store.engine.connect() as connection:
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all() for text, values in reads]
    lines = [line.detail for plan in plans for line in plan]

    assert set(OF_OPEN_ROWS) == {index for index in OF_OPEN_ROWS for line in lines if index in line}
    tables = ("pain", "handoff", "telling", "prompt", "contact")
    assert [] == [line for line in lines if line in {f"SCAN {table}" for table in tables}]


def a_look(workspace_id: int, person: str, now: datetime) -> DailyLook:
    return DailyLook(workspace_id=workspace_id, person=person, due_at=now)
