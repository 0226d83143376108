"""What somebody is told about an item she brought: one quiet direct message, in her own language."""

from datetime import datetime

from sqlmodel import Session

from bot.agenda.models import AgendaItem
from bot.agenda.views import taken_off
from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.i18n import texts_in
from bot.people.services import names_of, reader_of


def tell_author(session: Session, item: AgendaItem, by: str, why: str, *, now: datetime) -> None:
    """That it was taken off. Nobody is told of her own act, and nobody where the evidence brought it."""
    if item.by in {"", by}:
        return
    workspace_id = item.workspace_id
    t = texts_in(reader_of(session, workspace_id, item.by).language)
    said = taken_off(names_of(session, workspace_id, [by]).get(by, ""), item.title, why, t).payload()
    key = f"taken-off:{item.by}:{item.created_at.timestamp():.6f}:{now.timestamp():.6f}"
    enqueue(session, workspace_id, Letter(key, Method.POST, item.by, said), now=now)
