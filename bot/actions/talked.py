"""What an action does to the item it was given on, and to the board that shows both."""

from datetime import datetime

from sqlmodel import Session

from bot.actions.models import Action
from bot.agenda.models import AgendaItem
from bot.board.models import ItemOutcome
from bot.board.outcomes import attend, record
from bot.board.posting import edit_board
from bot.meetings.models import Meeting, MeetingStatus


def note_on_item(session: Session, action: Action, *, now: datetime) -> None:
    """Somebody does something about it. Whoever gives an action on the board is there."""
    if meeting := _running(session, action):
        attend(session, action.workspace_id, meeting.key, action.by, now=now)
    if action.item_id and action.meeting_id:
        record(session, action.meeting_id, session.get_one(AgendaItem, action.item_id), ItemOutcome.ACTION, now=now)
    show_on_board(session, action, now=now)


def show_on_board(session: Session, action: Action, *, now: datetime) -> None:
    """Nothing happens once the meeting is over."""
    if meeting := _running(session, action):
        edit_board(session, meeting, now=now)


def _running(session: Session, action: Action) -> Meeting | None:
    meeting = session.get(Meeting, action.meeting_id) if action.meeting_id else None
    return meeting if meeting and meeting.status is MeetingStatus.RUNNING else None
