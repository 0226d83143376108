"""A person: a Slack user the bot knows."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store import columns  # noqa: F401 - it names the constraints of every table made after it


class Person(SQLModel, table=True):
    __table_args__ = (sa.UniqueConstraint("workspace_id", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    user_id: str = Field(max_length=32)
    name: str = Field(default="", max_length=200)
    language: str | None = Field(default=None, max_length=8)  # what she asked for herself
    locale: str | None = Field(default=None, max_length=16)  # the language of her Slack
    time_zone: str = Field(default="", max_length=64)
    is_admin: bool = False  # owners too
    is_bot: bool = False
    is_guest: bool = False
    is_outside: bool = False  # belongs to another company
    is_gone: bool = False
    no_offer: bool = False  # she answered the offer of another language
    department: str = Field(default="", max_length=32)  # the key of the one she works in; "" = not known
    reminders_paused: bool = False
    updated_at: datetime
