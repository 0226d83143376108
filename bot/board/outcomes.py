"""What became of an item is written down here, by whatever settles it: a decision, an action, the board itself."""

from datetime import datetime

from sqlmodel import Session, select

from bot.agenda.models import AgendaItem, ItemState
from bot.board.models import Attendance, Discussed, ItemOutcome
from bot.board.rules import STRENGTH, state_after
from bot.meetings.models import Meeting
from bot.store.once import InsertOnce

_ATTENDANCE = InsertOnce(Attendance, "workspace_id", "meeting_id", "person", "at")


def record(session: Session, meeting_id: int, item: AgendaItem, outcome: ItemOutcome, *, now: datetime) -> Discussed:
    """One row an item and meeting. What is stronger stays: an action after a decision leaves it decided.

    The item's own state follows: decided, dropped, or still open.
    """
    row = outcome_of(session, meeting_id, item.key)
    if row is None:
        row = Discussed(workspace_id=item.workspace_id, meeting_id=meeting_id, item_id=item.key, outcome=outcome,
                        position=item.position or 0, at=now)  # fmt: skip
    if STRENGTH[outcome] >= STRENGTH[row.outcome]:
        row.outcome, row.at = outcome, now
    item.state = state_after(row.outcome) if item.state is not ItemState.GONE else item.state
    session.add(row)
    session.add(item)
    session.flush()
    return row


def hold(session: Session, meeting: Meeting) -> None:
    """As it is now, and until the end of this transaction.

    Not against rows that point to it: two who write such a row first would wait for each other for ever.
    """
    session.flush()
    session.refresh(meeting, with_for_update={"key_share": True})


def outcome_of(session: Session, meeting_id: int, item_id: int) -> Discussed | None:
    """As it is now, and until the end of this transaction; None while nothing became of it."""
    wanted = select(Discussed).where(Discussed.meeting_id == meeting_id, Discussed.item_id == item_id)
    return session.exec(wanted.with_for_update().execution_options(populate_existing=True)).first()


def attend(session: Session, workspace_id: int, meeting_id: int, person: str, *, now: datetime) -> bool:
    """She is there: she said so, or did something on the board. False = that was known."""
    row = {"workspace_id": workspace_id, "meeting_id": meeting_id, "person": person, "at": now}
    return _ATTENDANCE.one(session, row)
