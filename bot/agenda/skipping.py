"""A meeting with nothing to talk about need not be."""

from datetime import datetime

from sqlmodel import Session

from bot.agenda.posting import bring_up_to_date
from bot.agenda.writing import items_of
from bot.errors import UserError
from bot.i18n import N_, language_for, texts_in
from bot.meetings.models import MeetingStatus
from bot.meetings.moving import skip
from bot.meetings.queries import find_meeting
from bot.workspaces.models import Workspace

NOT_EMPTY = N_("There is something on the agenda now, so the meeting stays. `/flywheel agenda` shows it.")
NOTHING = N_("There was nothing to talk about.")


def skip_empty(session: Session, workspace_id: int, by: str, meeting_id: int, *, now: datetime) -> None:
    """Raises UserError for whoever may not, and when something came onto its agenda meanwhile."""
    meeting = find_meeting(session, workspace_id, meeting_id, MeetingStatus.PLANNED)
    bring_up_to_date(session, meeting, now=now)
    if items_of(session, meeting_id):
        raise UserError(NOT_EMPTY)
    language = language_for(None, session.get_one(Workspace, workspace_id).language, None)
    skip(session, workspace_id, by, meeting_id, texts_in(language)(NOTHING), now=now)
