"""The agenda writes itself from what is so; what is so no longer leaves it by itself."""

from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from bot.agenda.models import AgendaItem, ItemKind, ItemState
from bot.board.models import ItemOutcome
from bot.board.outcomes import record
from bot.loops.services import reopen, resolve
from bot.ownership.handoffs import accept, decline, offer
from bot.ownership.models import AgendaMark
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.pains.models import Pain, PainStatus
from bot.pains.services import same_as
from bot.workspaces.models import Workspace
from tests.agenda.conftest import Table
from tests.people import LAN, MAYA, TOM

PRODUCT, SALES = Receiver("product"), Receiver("sales")


def owned(table: Table, words: str = "Nine minutes!") -> Pain:
    pain = table.report(words)
    table.flywheel.write(take, pain.key, TOM.user_id)
    return pain


def test_a_pain_nobody_owns_is_on_the_agenda_until_it_has_an_owner(table: Table) -> None:
    pain = table.unowned()
    assert [["unowned"]] == table.reasons()

    table.flywheel.write(take, pain.key, TOM.user_id)

    assert [] == table.write()
    assert [ItemState.GONE] == [item.state for item in table.items(ItemState.GONE)]


def test_one_whose_owner_leaves_again_comes_back_as_a_new_item(table: Table) -> None:
    pain = table.unowned()
    table.write()
    table.flywheel.write(take, pain.key, TOM.user_id)
    table.write()

    table.change(pain, owner="", owner_department="")

    assert [["unowned"]] == table.reasons()


def test_a_handoff_nobody_answered_for_four_working_days_is_on_it_with_how_long_and_by_whom(table: Table) -> None:
    pain = owned(table)
    table.flywheel.write(offer, pain.key, TOM.user_id, SALES, "Theirs")
    assert [] == table.write()

    table.flywheel.clock.advance(days=6)
    (item,) = table.write()

    assert ["unanswered"] == item.reasons
    assert (4, "sales") == (item.facts["offered_days"], item.facts["offered_to"])


def test_an_answer_takes_it_off(table: Table) -> None:
    pain = owned(table)
    handoff = table.flywheel.write(offer, pain.key, TOM.user_id, SALES, "Theirs")
    table.mark(pain, "unanswered")
    assert [["unanswered"]] == table.reasons()

    table.flywheel.write(decline, handoff.id, MAYA.user_id, "No room for it")

    assert [] == table.write()


def test_a_pain_that_goes_to_and_fro_is_on_it_with_how_often(table: Table) -> None:
    pain = owned(table)
    for giver, receiver, to in ((TOM, MAYA, SALES), (MAYA, TOM, PRODUCT)):
        handoff = table.flywheel.write(offer, pain.key, giver.user_id, to, "Theirs")
        table.flywheel.write(accept, handoff.id, receiver.user_id)

    (item,) = table.write()

    assert (["ping_pong"], 2) == (item.reasons, item.facts["handed_over"])


def test_a_pain_past_its_date_is_on_it_until_it_has_another(table: Table) -> None:
    pain = owned(table)
    table.change(pain, next_on=date(2026, 2, 20))
    table.mark(pain, "overdue")
    (item,) = table.write()
    assert (["overdue"], 6) == (item.reasons, item.facts["overdue_days"])

    table.change(pain, next_on=date(2026, 3, 20))

    assert [] == table.write()


def test_a_pain_that_came_back_is_on_it(table: Table) -> None:
    pain = owned(table)
    table.flywheel.write(resolve, pain.key, TOM.user_id, "It takes a minute now")
    table.change(pain, status=PainStatus.CLOSED)
    table.flywheel.write(reopen, table.flywheel.inbound(LAN, response_url="https://hooks.slack.com/x"), pain.key)

    assert [["came_back"]] == table.reasons()


def test_what_people_of_two_departments_speak_for_is_an_opportunity(table: Table) -> None:
    pain = owned(table)
    assert [] == table.write()

    table.voice(pain, MAYA)
    (item,) = table.write()

    assert (["shared"], ItemKind.OPPORTUNITY) == (item.reasons, item.kind)
    assert ["customer_service", "product", "sales"] == item.facts["touched"]


def test_what_stands_in_the_way_of_two_departments_is_an_obstacle_first(table: Table) -> None:
    pain = table.unowned()
    table.voice(pain, MAYA)

    (item,) = table.write()

    assert (["unowned", "shared"], ItemKind.OBSTACLE) == (item.reasons, item.kind)


@pytest.mark.parametrize("status", [PainStatus.RESOLVED, PainStatus.CLOSED, PainStatus.WITHDRAWN])
def test_a_pain_that_is_not_open_is_not_talked_about(table: Table, status: PainStatus) -> None:
    table.change(table.unowned(), status=status)

    assert [] == table.write()


def test_a_pain_joined_to_another_leaves_its_place_to_that_one(table: Table) -> None:
    pain, other = table.unowned(), table.unowned("The export hangs")
    assert 2 == len(table.write())

    table.flywheel.write(same_as, pain.key, other.key, TOM.user_id)

    assert [other.key] == [item.pain_id for item in table.write()]


def test_writing_it_twice_changes_nothing(table: Table) -> None:
    table.unowned()
    table.bring()
    before = [item.model_dump() for item in table.write()]

    assert before == [item.model_dump() for item in table.write()]


def settle(session: Session, _workspace_id: int, outcome: ItemOutcome, *, now: datetime) -> None:
    """The meeting did something about the only item."""
    item = session.exec(select(AgendaItem).where(AgendaItem.state == ItemState.OPEN)).one()
    record(session, item.meeting_id or 0, item, outcome, now=now)


def another_workspace(session: Session, _workspace_id: int, *, now: datetime) -> int:
    workspace = Workspace(team_id="T0OTHER", created_at=now)
    session.add(workspace)
    session.flush()
    return workspace.key


@pytest.mark.parametrize("outcome", [ItemOutcome.DECIDED, ItemOutcome.ACTION, ItemOutcome.DROPPED])
def test_what_a_meeting_settled_does_not_come_up_again_by_the_same_evidence(table: Table, outcome: ItemOutcome) -> None:
    table.unowned()
    table.write()
    table.flywheel.clock.advance(hours=1)

    table.flywheel.write(settle, outcome)

    assert [] == table.write()


def test_it_comes_up_again_when_something_new_happens(table: Table) -> None:
    pain = table.unowned()
    table.write()
    table.flywheel.clock.advance(hours=1)
    table.flywheel.write(settle, ItemOutcome.DECIDED)
    table.change(table.flywheel.rows(AgendaMark)[0], discussed_at=table.flywheel.clock.now())

    table.flywheel.clock.advance(days=10)
    table.mark(pain)

    assert [["unowned"]] == table.reasons()


def test_another_workspaces_evidence_stays_there(table: Table) -> None:
    pain, elsewhere = table.unowned(), table.flywheel.write(another_workspace)
    table.change(pain, workspace_id=elsewhere)
    table.change(table.flywheel.rows(AgendaMark)[0], workspace_id=elsewhere)

    assert [] == table.write()
