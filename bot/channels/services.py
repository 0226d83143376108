"""What Slack says about a channel, kept for a few minutes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.channels.models import Channel, ChannelKind
from bot.store.prepared import Prepared, Query

FRESH = timedelta(minutes=10)  # a public channel may be made private at any time

# Built once: putting them together takes longer than running them.
_CHANNEL = select(Channel).where(
    col(Channel.workspace_id) == sa.bindparam("workspace_id"), col(Channel.channel_id) == sa.bindparam("channel_id")
)
_KIND = Query(
    sa.select(col(Channel.kind)).where(
        col(Channel.workspace_id) == sa.bindparam("workspace_id"), col(Channel.channel_id) == sa.bindparam("channel_id")
    )
)
_KNOWN_LATELY = Prepared(
    sa.select(col(Channel.id)).where(
        col(Channel.workspace_id) == sa.bindparam("workspace_id"),
        col(Channel.channel_id) == sa.bindparam("channel_id"),
        col(Channel.checked_at) > sa.bindparam("since"),
    )
)


def find_channel(session: Session, workspace_id: int, channel_id: str) -> Channel | None:
    return session.exec(_CHANNEL, params={"workspace_id": workspace_id, "channel_id": channel_id}).first()


def kind_of_place(session: Session, workspace_id: int, channel_id: str) -> ChannelKind | None:
    """Of one the bot knows; None = it does not, or there is no place ("")."""
    found: ChannelKind | None = _KIND.scalar(session, {"workspace_id": workspace_id, "channel_id": channel_id})
    return found


def is_fresh(channel: Channel | None, *, now: datetime) -> bool:
    return channel is not None and now - channel.checked_at < FRESH


def known_lately(session: Session, workspace_id: int, channel_id: str, *, now: datetime) -> bool:
    """Whether what is known of a channel is fresh, without reading all of it: every capture asks."""
    wanted = {"workspace_id": workspace_id, "channel_id": channel_id, "since": now - FRESH}
    return _KNOWN_LATELY.run(session, wanted).fetchone() is not None


def keep_channel(session: Session, workspace_id: int, said: Mapping[str, Any], *, now: datetime) -> Channel:
    """`said` is the channel object of conversations.info."""
    channel_id = str(said["id"])
    channel = find_channel(session, workspace_id, channel_id)
    if channel is None:
        channel = Channel(workspace_id=workspace_id, channel_id=channel_id, kind=ChannelKind.PRIVATE, checked_at=now)
    channel.name = str(said.get("name") or "")[:200]
    channel.kind = kind_of(said)
    channel.is_shared = bool(said.get("is_ext_shared"))
    channel.checked_at = now
    session.add(channel)
    return channel


def keep_unseen(session: Session, workspace_id: int, channel_id: str, *, now: datetime) -> Channel:
    """Slack would not tell: that is how a private channel looks to somebody outside it."""
    said = {"id": channel_id, "is_private": True}
    return keep_channel(session, workspace_id, said, now=now)


def kind_of(said: Mapping[str, Any]) -> ChannelKind:
    if said.get("is_im"):
        return ChannelKind.DIRECT
    private = said.get("is_private") or said.get("is_mpim") or not said.get("is_channel")
    return ChannelKind.PRIVATE if private else ChannelKind.PUBLIC
