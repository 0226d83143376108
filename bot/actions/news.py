"""Who is told what about an action: one quiet direct message each, in her own language."""

import zlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.actions.models import Action, ActionState
from bot.actions.queries import shown
from bot.actions.views import ActionShown, offer_message
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.i18n import Texts, texts_in
from bot.people.services import reader_of
from bot.slack.blocks import Message
from bot.slack.ids import PurposeId


def ask_owner(session: Session, action: Action, *, now: datetime) -> None:
    """Whether she does it."""
    letter = Letter(
        key=f"action offer:{name_of(action)}",
        method=Method.POST,
        channel=action.owner,
        purpose=PurposeId.ACTION_OFFER,
        subject=str(action.id),
    )
    enqueue(session, action.workspace_id, letter, now=now)


def render_offer(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for one that was answered, or is wanted no more."""
    action = session.get_one(Action, int(row.subject))
    if action.state is not ActionState.OFFERED:
        return None
    (known,) = shown(session, row.workspace_id, [action])
    return offer_message(known, texts_of(session, row.workspace_id, row.channel)).payload()


def tell_each(
    session: Session,
    action: Action,
    people: Iterable[str],
    what: str,
    message: Callable[[ActionShown, Texts], Message],
    *,
    now: datetime,
) -> None:  # one message in several languages
    """The same news to some people, each once. Whoever did it must not be among them."""
    (known,) = shown(session, action.workspace_id, [action])
    letters = [
        Letter(f"action {what}:{name_of(action)}:{person}", Method.POST, person,
               message(known, texts_of(session, action.workspace_id, person)).payload())
        for person in dict.fromkeys(people) if person
    ]  # fmt: skip
    enqueue(session, action.workspace_id, *letters, now=now)


def name_of(action: Action) -> str:
    """What makes it this one, without its row: to whom, when, what."""
    said = zlib.crc32(action.what.encode())
    return f"{action.owner}:{action.created_at:%Y%m%dT%H%M%S%f}:{said:08x}"


def texts_of(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
