"""What the bot knows of a department, counted again by hand, on both databases."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.decisions.models import Decision
from bot.loops.models import Outcome, Telling
from bot.ownership.models import Handoff, HandoffState
from bot.pains.models import Pain, PainStatus, Via
from bot.prompts.known import known_of
from bot.prompts.rules import Known
from bot.roster.models import Seat, SeatRole
from bot.store.store import Store

QUARTER = datetime(2026, 4, 1, tzinfo=UTC)
NOW, BEFORE = QUARTER + timedelta(days=20), QUARTER - timedelta(days=20)


def _pain(session: Session, workspace_id: int, number: int, **changes: Any) -> Pain:
    fields = {"reporter": "U0LAN", "via": Via.FORM, "created_at": BEFORE, "owner_department": "product"}
    pain = Pain(**{"workspace_id": workspace_id, "number": number, **fields, **changes})
    session.add(pain)
    session.flush()
    return pain


def _quarter(session: Session, workspace_id: int) -> None:
    """Product's: three open (two taken now), two resolved now (one taken now), one resolved before; one of sales."""
    resolved = {"status": PainStatus.RESOLVED, "resolved_at": NOW}
    pains = [
        _pain(session, workspace_id, 1, owned_at=NOW),
        _pain(session, workspace_id, 2, owned_at=NOW),
        _pain(session, workspace_id, 3, owned_at=BEFORE),
        _pain(session, workspace_id, 4, owned_at=NOW, **resolved),
        _pain(session, workspace_id, 5, owned_at=BEFORE, **resolved),
        _pain(session, workspace_id, 6, owned_at=BEFORE, **resolved | {"resolved_at": BEFORE}),
        _pain(session, workspace_id, 7, owned_at=NOW, owner_department="sales"),
    ]
    moves = [
        ("product", "sales", HandoffState.ACCEPTED, NOW),
        ("product", "sales", HandoffState.DECLINED, NOW),
        ("sales", "product", HandoffState.OFFERED, NOW),
        ("product", "sales", HandoffState.WITHDRAWN, NOW),
        ("product", "product", HandoffState.ACCEPTED, NOW),
        ("product", "sales", HandoffState.ACCEPTED, BEFORE),
    ]
    for seq, (here, there, state, at) in enumerate(moves):
        session.add(Handoff(workspace_id=workspace_id, pain_id=pains[seq].key, seq=9, by="U", from_department=here,
                            to_department=there, reason="x", state=state, offered_at=at))  # fmt: skip
    for number, outcome in enumerate([Outcome.TOLD, Outcome.TOLD, Outcome.WAITING, Outcome.UNREACHABLE]):
        session.add(Telling(workspace_id=workspace_id, pain_id=pains[3].key, round=1, teller=f"U{number}",
                            outcome=outcome, asked_at=NOW))  # fmt: skip
    session.add(Seat(workspace_id=workspace_id, person="U0TOM", role=SeatRole.LEAD, department="product",
                     valid_from=BEFORE.date()))  # fmt: skip
    words: dict[str, Any] = dict.fromkeys(("what", "effect", "feeling", "problem", "value"), "x")
    made = [("U0TOM", None, NOW), ("U0ANN", pains[0].key, NOW), ("U0ANN", pains[6].key, NOW), ("U0TOM", None, BEFORE)]
    for number, (by, pain_id, at) in enumerate(made):
        session.add(Decision(workspace_id=workspace_id, number=number, pain_id=pain_id, decided_by=by, written_by=by,
                             made_at=at, **words))  # fmt: skip


def test_a_quarter_of_a_department_in_numbers(store: Store, workspace_id: int) -> None:
    store.write_now(_quarter, workspace_id)

    expected = Known(
        open=3, taken=3, resolved=2, given=2, received=1, declined=1, told=2, waiting=1, decisions=2
    )  # fmt: skip

    assert expected == store.read_now(known_of, workspace_id, "product", QUARTER)


def test_a_department_of_which_nothing_is_known(store: Store, workspace_id: int) -> None:
    assert Known() == store.read_now(known_of, workspace_id, "finance", QUARTER)
