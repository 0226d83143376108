"""What was agreed, read on both databases."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, select

from bot.actions.models import Action, ActionState
from bot.actions.queries import promised
from bot.decisions.models import Decision
from bot.followups.models import Reminded
from bot.followups.rules import Owed
from bot.followups.services import obligations_of
from bot.meetings.models import HolidayPolicy, Meeting, Place, Series
from bot.roster.models import Seat, SeatRole
from bot.store.store import Store
from tests.followups.test_databases import LEAD, NINE, OWNER, company

LONG_AGO = NINE - timedelta(days=20)
TODAY = NINE.date()


def agreed(session: Session, workspace_id: int) -> None:
    """The owner has a late action and one to answer; the lead a decision to look back at."""
    company(session, workspace_id)
    where: dict[str, Any] = {"workspace_id": workspace_id, "what": "Call Contoso", "by": LEAD, "created_at": LONG_AGO}
    late = Action(**where, owner=OWNER, state=ActionState.OPEN, due_on=date(2026, 2, 20), accepted_at=LONG_AGO)
    offered = Action(**where, owner=OWNER, state=ActionState.OFFERED, due_on=date(2026, 3, 9))
    done = Action(**where, owner=LEAD, state=ActionState.DONE, due_on=date(2026, 3, 9), ended_at=LONG_AGO)
    answers: dict[str, Any] = dict.fromkeys(("what", "effect", "feeling", "problem", "value"), "x")
    decision = Decision(workspace_id=workspace_id, number=7, **answers, decided_by=LEAD, written_by=LEAD,
                        look_back_on=TODAY, made_at=LONG_AGO)  # fmt: skip
    session.add_all([late, offered, done, decision])


def owed(store: Store, workspace_id: int, person: str) -> set[Owed]:
    store.write_now(agreed, workspace_id)
    return {one.kind for one in store.read_now(obligations_of, workspace_id, person, today=TODAY)}


def test_an_owner_owes_her_actions_and_her_answers(store: Store, workspace_id: int) -> None:
    assert {Owed.PAIN, Owed.ACTION, Owed.ACTION_OFFER} == owed(store, workspace_id, OWNER)


def test_a_lead_sees_what_she_decided_and_who_is_late(store: Store, workspace_id: int) -> None:
    def seated(session: Session) -> None:
        agreed(session, workspace_id)
        session.add(_home(workspace_id))
        session.add(_told(session, workspace_id))

    store.write_now(seated)

    found = store.read_now(obligations_of, workspace_id, LEAD, today=TODAY)

    assert {Owed.LATE_ACTION, Owed.LOOK_BACK} <= {one.kind for one in found}


def _home(workspace_id: int) -> Seat:
    return Seat(workspace_id=workspace_id, person=OWNER, role=SeatRole.MEMBER, department="sales",
                valid_from=date(2026, 1, 1))  # fmt: skip


def _told(session: Session, workspace_id: int) -> Reminded:
    """The owner had her chance."""
    session.flush()
    late = session.exec(select(Action).where(Action.state == ActionState.OPEN)).one()
    return Reminded(workspace_id=workspace_id, subject=f"action:{late.id}:2026-02-20", rung=2, day=date(2026, 2, 20),
                    person=OWNER)  # fmt: skip


def test_what_was_promised(store: Store, workspace_id: int) -> None:
    def look(session: Session) -> tuple[int, int, int, int]:
        agreed(session, workspace_id)
        local = NINE.replace(tzinfo=None)
        where: dict[str, Any] = {"workspace_id": workspace_id, "minutes": 60}
        fields: dict[str, Any] = {**where, "uid": "s", "rule": "FREQ=WEEKLY", "first_local": local, "zone": "UTC"}
        fields |= {"channel": "C1", "place": Place.HUDDLE, "holidays": HolidayPolicy.KEEP}
        series = Series(**fields, made_by=LEAD, made_at=NINE)
        session.add(series)
        session.flush()
        times: dict[str, Any] = {"original_local": local, "starts_local": local, "starts_at": NINE}
        meeting = Meeting(**where, series_id=series.key, **times)
        session.add(meeting)
        session.flush()
        found = promised(session, workspace_id, meeting)
        return len(found.kept), len(found.late), len(found.dropped), len(found.open)

    assert (1, 1, 0, 1) == store.write_now(look)
