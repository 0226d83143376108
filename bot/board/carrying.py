"""What goes on from one meeting to the next, and what does not."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.agenda.models import AgendaItem, ItemKind, ItemState
from bot.board.models import ItemOutcome
from bot.board.outcomes import hold, record
from bot.board.posting import edit_board
from bot.board.queries import items_on
from bot.board.rules import at_the_end
from bot.meetings.models import Meeting
from bot.ownership.models import AgendaMark
from bot.pains.cards import edit_card
from bot.pains.models import Pain


def conclude(
    session: Session, meeting: Meeting, item: AgendaItem, became: ItemOutcome | None, *, now: datetime
) -> None:
    """The meeting is over: what became of the item is written down, and what is not settled goes on, counted."""
    outcome = at_the_end(item, became, is_current=item.id == meeting.current_item)
    record(session, meeting.key, item, outcome, now=now)
    if item.state is ItemState.OPEN:
        hand_on(session, item, counted=True)
    elif item.pain_id and settle_marks(session, item.pain_id, now=now):
        edit_card(session, session.get_one(Pain, item.pain_id), now=now)


def take_on(session: Session, meeting: Meeting, item: AgendaItem, *, now: datetime) -> None:
    """What is brought while the meeting runs comes last on its board; where everything had its turn, now."""
    hold(session, meeting)
    item.meeting_id, item.position = meeting.key, len(items_on(session, meeting.key))
    session.add(item)
    session.flush()
    if meeting.current_item is None:
        meeting.current_item, meeting.item_since = item.id, now
    edit_board(session, meeting, now=now)


def hand_on(session: Session, item: AgendaItem, *, counted: bool) -> None:
    """To the next meeting, as if it had just been brought. What was promised is gathered anew each time."""
    if item.kind is ItemKind.REVIEW:
        item.state = ItemState.GONE
    elif item.state is ItemState.OPEN:
        item.meeting_id, item.position, item.not_today = None, None, False
        item.carried += counted
    session.add(item)


def settle_marks(session: Session, pain_id: int, *, now: datetime) -> bool:
    """Why it was to be talked about is history. Whether its card announced it."""
    waiting = select(AgendaMark).where(AgendaMark.pain_id == pain_id, col(AgendaMark.discussed_at).is_(None))
    marks = session.exec(waiting).all()
    for mark in marks:
        mark.discussed_at = now
        session.add(mark)
    return bool(marks)
