"""A channel, as far as Slack tells the bot about it."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text


class ChannelKind(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"  # group conversations too
    DIRECT = "direct"


class Channel(SQLModel, table=True):
    __table_args__ = (sa.UniqueConstraint("workspace_id", "channel_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    channel_id: str = Field(max_length=32)
    name: str = Field(default="", max_length=200)
    kind: ChannelKind = Field(sa_type=as_text(ChannelKind, name="kind"))
    is_shared: bool = False  # with another company
    checked_at: datetime  # a public channel can become private: ask again when this is old
