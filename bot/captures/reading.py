"""What happens when Slack answered, or refused, the reading of a message somebody marked."""

from datetime import datetime

from sqlmodel import Session

from bot.captures.marks import mark_nothing
from bot.captures.models import Draft
from bot.captures.receipts import Recipient, tell
from bot.captures.services import keep_read_message
from bot.captures.views import cannot_read, message_gone
from bot.channels.services import keep_channel, keep_unseen
from bot.delivery.models import OutboxRow
from bot.delivery.purposes import Delivered
from bot.i18n import texts_in
from bot.manifest import read_manifest
from bot.people.services import reader_of
from bot.slack.blocks import Message
from bot.slack.payloads import message_in

GONE = {"thread_not_found", "message_not_found"}


def source_read(session: Session, delivered: Delivered, now: datetime) -> None:
    """Keep the pain; a message deleted meanwhile is said so."""
    draft = session.get(Draft, delivered.row.subject)
    if draft is None:
        return
    found = [body for body in delivered.response.get("messages") or [] if body.get("ts") == draft.ts]
    if not found:
        _tell_gone(session, draft, delivered.row.key, now)
        return
    keep_read_message(session, draft, message_in(found[0], draft.channel_id), delivered.row.key, now=now)


def source_refused(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    draft = session.get(Draft, row.subject)
    if draft is None:
        return
    if code in GONE:
        _tell_gone(session, draft, row.key, now)
        return
    t = texts_in(reader_of(session, row.workspace_id, draft.person).language)
    _tell(session, draft, cannot_read(read_manifest().bot_name, t), row.key, now)


def channel_read(session: Session, delivered: Delivered, now: datetime) -> None:
    keep_channel(session, delivered.row.workspace_id, delivered.response["channel"], now=now)


def channel_refused(session: Session, row: OutboxRow, _code: str, now: datetime) -> None:
    keep_unseen(session, row.workspace_id, row.channel, now=now)


def _tell_gone(session: Session, draft: Draft, key: str, now: datetime) -> None:
    t = texts_in(reader_of(session, draft.workspace_id, draft.person).language)
    _tell(session, draft, message_gone(t), key, now)


def _tell(session: Session, draft: Draft, message: Message, key: str, now: datetime) -> None:
    mark_nothing(session, draft, now=now)
    to = Recipient(draft.person, draft.response_url, draft.channel_id)
    tell(session, draft.workspace_id, to, message, key, now=now)
