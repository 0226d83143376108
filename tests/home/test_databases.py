"""The Home, its lists and the search on both databases."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.delivery.claim import claim
from bot.delivery.letters import Method, State
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import is_pending
from bot.delivery.sender import no_faults
from bot.departments.models import Department, DepartmentKind
from bot.home.lists import search, waiting_list
from bot.home.publishing import publish_anew, publish_home
from bot.home.rules import Pages, Waiting
from bot.home.services import home_facts
from bot.loops.models import Telling
from bot.ownership.models import Handoff
from bot.pains.models import Pain, PainStatus, Via
from bot.people.services import reader_of
from bot.roster.models import Seat, SeatRole
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.conftest import first_workspace
from tests.databases import PostgresServer

NINE = datetime(2026, 3, 4, 9, tzinfo=UTC)
LEAD, OWNER = "U0LEAD", "U0OWNER"


def company(session: Session, workspace_id: int) -> None:
    """A lead with an offer; an owner with two pains, one late; one that nobody owns; and a customer to be told."""
    where: dict[str, Any] = {"workspace_id": workspace_id}
    session.add(Department(**where, key="sales", kind=DepartmentKind.GO_TO_MARKET))
    session.add(Seat(**where, person=LEAD, role=SeatRole.LEAD, department="sales", valid_from=date(2026, 1, 1)))
    new = {**where, "reporter": LEAD, "via": Via.FORM, "created_at": NINE}
    owned = {**new, "owner": OWNER, "owner_department": "sales", "owned_at": NINE}
    late = Pain(**owned, number=1, title="Late export", next_on=date(2026, 2, 25))
    fine = Pain(**owned, number=2, title="Fine", next_on=date(2026, 3, 9))
    told = {**owned, "status": PainStatus.RESOLVED, "resolved_at": NINE, "round": 1}
    resolved = Pain(**told, number=4, title="Resolved EXPORT")
    session.add_all([late, fine, Pain(**new, number=3, title="Nobody's"), resolved])
    session.flush()
    session.add(Handoff(**where, pain_id=fine.key, seq=1, by=OWNER, to_department="sales", reason="x", offered_at=NINE))
    for customer in ("Contoso", "Fabrikam"):
        session.add(Telling(**where, pain_id=resolved.key, round=1, teller=LEAD, customer=customer, asked_at=NINE))


@pytest.fixture
def busy(store: Store, workspace_id: int) -> Store:
    """With that company in it."""
    store.write_now(company, workspace_id)
    return store


def test_a_home_counts_and_shows_the_same_on_both(busy: Store, workspace_id: int) -> None:
    def facts(session: Session) -> Any:
        workspace = session.get_one(Workspace, workspace_id)
        return home_facts(session, workspace, reader_of(session, workspace_id, LEAD), Pages(), now=NINE)

    shown = busy.read_now(facts)

    assert [1, 1, 1, 1] == [shown.waiting[what] for what in Waiting]
    assert ([1, 2], 2) == ([row.number for row in shown.owned.rows], shown.owned.count)
    assert ([4, 3, 2, 1], 3) == ([row.number for row in shown.reports.rows], shown.owed.count)


def test_each_list_shows_what_is_counted(busy: Store, workspace_id: int) -> None:
    lists = {what: busy.read_now(waiting_list, workspace_id, LEAD, what, 0, now=NINE) for what in Waiting}

    assert [[3], [2], [1], [4]] == [[row.number for row in page.rows] for page in lists.values()]
    assert 2 == lists[Waiting.LOOPS].rows[0].count


@pytest.mark.parametrize(("words", "numbers"), [("export", [4, 1]), ("P-3", [3]), ("Fine", [2]), ("", [])])
def test_the_search_finds_the_same_on_both(busy: Store, workspace_id: int, words: str, numbers: list[int]) -> None:
    found = busy.read_now(search, workspace_id, OWNER, words, now=NINE)

    assert (numbers, len(numbers)) == ([row.number for row in found.rows], found.count)


def test_ten_changes_before_it_goes_out_are_one_letter_on_the_open_page(store: Store, workspace_id: int) -> None:
    looks(store, workspace_id)
    for number in range(10):
        store.write_now(publish_anew, workspace_id, [LEAD, OWNER], f"{number}:v2", now=NINE)

    letters = store.read_now(lambda session: session.exec(select(OutboxRow).order_by(col(OutboxRow.id))).all())
    assert [(State.SENT, "0.0.1"), (State.PENDING, "0.0.1")] == [(letter.state, letter.subject) for letter in letters]


def test_a_letter_that_is_to_tell_of_a_change_waits_for_it(postgres_store: Store, postgres: PostgresServer) -> None:
    """Else it would be written out without the change, and no other letter would follow."""
    workspace_id = postgres_store.write_now(first_workspace)
    postgres_store.write_now(publish_home, workspace_id, LEAD, "ev:1", now=NINE)
    with Session(postgres_store.engine) as changing, Session(postgres_store.engine) as sending:
        assert is_pending(changing, workspace_id, f"home:{LEAD}")
        meanwhile = claim(sending, {}, no_faults, now=NINE)
        changing.commit()
        then = claim(sending, {}, no_faults, now=NINE)

        assert (None, Method.HOME) == (meanwhile, then and then.method)
    postgres.empty()


def looks(store: Store, workspace_id: int) -> None:
    """She opened her Home and turned a page, and it was published."""

    def sent(session: Session, workspace_id: int) -> None:
        for row in session.exec(select(OutboxRow).where(OutboxRow.workspace_id == workspace_id)):
            row.state = State.SENT
            session.add(row)

    store.write_now(publish_home, workspace_id, LEAD, "ev:1", pages=Pages(reports=1), now=NINE)
    store.write_now(sent, workspace_id)
