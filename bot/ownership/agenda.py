"""Putting a pain onto the next flywheel agenda."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from bot.ownership.models import AgendaMark
from bot.pains.cards import edit_card
from bot.pains.models import Pain
from bot.pains.services import remember
from bot.store.once import InsertOnce

_MARKS = InsertOnce(AgendaMark, "workspace_id", "pain_id", "reason", "at")
FLYWHEEL = ""  # the actor of what the bot does by itself


class AgendaReason(StrEnum):
    UNOWNED = "unowned"
    UNANSWERED = "unanswered"
    PING_PONG = "ping_pong"
    OVERDUE = "overdue"


def mark_for_agenda(session: Session, workspace_id: int, pain_id: int, reason: str, *, now: datetime) -> None:
    """Each reason once until a meeting talked of the pain; the card says that it is on the agenda, the history why."""
    row = {"workspace_id": workspace_id, "pain_id": pain_id, "reason": reason, "at": now}
    if _MARKS.one(session, row):
        pain = session.get_one(Pain, pain_id)
        remember(session, pain, FLYWHEEL, "agenda", reason, now=now)
        edit_card(session, pain, now=now)
