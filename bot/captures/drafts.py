"""Drafts: what somebody is about to report, kept the moment she began."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from sqlmodel import Session, col
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.captures.models import Draft
from bot.pains.models import Via
from bot.slack.payloads import SlackMessage
from bot.store.prepared import Insert

KEPT = timedelta(days=7)

_FORGET = sa.delete(Draft).where(col(Draft.created_at) < sa.bindparam("before", type_=UTCDateTime()))
_DRAFTS = Insert(Draft, *Draft.model_fields)


@dataclass(frozen=True)
class Beginning:
    """What is known when somebody begins a report."""

    person: str
    via: Via
    words: str = ""  # plain text
    title: str = ""
    message: SlackMessage | None = None
    channel_id: str = ""  # where she is, if there is no message
    response_url: str = ""


def keep_draft(session: Session, workspace_id: int, begun: Beginning, *, now: datetime) -> Draft:
    message = begun.message
    draft = Draft(
        id=uuid4().hex,
        workspace_id=workspace_id,
        person=begun.person,
        via=begun.via,
        title=begun.title,
        words=begun.words,
        channel_id=message.channel_id if message else begun.channel_id,
        ts=message.ts if message else "",
        thread_ts=message.thread_ts if message else None,
        author=message.author_id if message else "",
        response_url=begun.response_url,
        created_at=now,
    )
    _DRAFTS.new_id(session, vars(draft))
    return draft


def beginning_of(draft: Draft) -> Beginning:
    """What was known when she began; `keep_draft` backwards."""
    begun = Beginning(draft.person, draft.via, draft.words, draft.title, message_of(draft))
    return replace(begun, channel_id=draft.channel_id, response_url=draft.response_url)


def forget_old_drafts(session: Session, *, now: datetime) -> None:
    """Those of more than a week ago: nobody is going to send them."""
    session.connection().execute(_FORGET, {"before": now - KEPT})


def find_draft(session: Session, workspace_id: int, draft_id: str, person: str) -> Draft | None:
    """Only her own: the id travels through Slack, where she could change it."""
    draft = session.get(Draft, draft_id) if draft_id else None
    return draft if draft and (draft.workspace_id, draft.person) == (workspace_id, person) else None


def message_of(draft: Draft) -> SlackMessage | None:
    """The message it is about; None for one that began without."""
    if not draft.ts:
        return None
    return SlackMessage(draft.channel_id, draft.ts, draft.words, draft.author, draft.thread_ts)
