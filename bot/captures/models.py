"""A draft: a message somebody is about to report, kept as it was when she began."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.pains.models import Via
from bot.store.columns import as_text


class Draft(SQLModel, table=True):
    """Forms hold 3,000 characters and messages can be edited or deleted meanwhile, so the words wait here."""

    __table_args__ = (sa.Index("ix_draft_created", "created_at"),)

    id: str = Field(primary_key=True, max_length=32)  # opaque: it travels through Slack
    workspace_id: int = Field(foreign_key="workspace.id")
    person: str = Field(max_length=32)
    title: str = Field(default="", max_length=300)  # what she said about it beside the message
    words: str = Field(default="", sa_type=sa.Text)
    via: Via = Field(sa_type=as_text(Via, name="via"))
    channel_id: str = Field(default="", max_length=32)
    ts: str = Field(default="", max_length=32)
    thread_ts: str | None = Field(default=None, max_length=32)
    author: str = Field(default="", max_length=32)
    response_url: str = Field(default="", max_length=300)  # where she can be answered for half an hour
    created_at: datetime
