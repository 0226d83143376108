"""When to look next at what somebody owes, and what was told of it already."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store import columns  # noqa: F401 - it names the constraints of every table made after it


class DailyLook(SQLModel, table=True):
    """One row a person, moved on from one of her working mornings to the next."""

    __tablename__ = "daily_look"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "person"), sa.Index("ix_daily_look_due", "due_at"))

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    person: str = Field(max_length=32)  # Slack user id
    due_at: datetime


class Reminded(SQLModel, table=True):
    """One rung of the ladder for one date of one thing, told once."""

    __table_args__ = (sa.UniqueConstraint("workspace_id", "subject", "rung"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    subject: str = Field(max_length=64)  # "pain:12:2026-03-05"; of a weekly view "week:U0LAN:2026-03-02"
    rung: int
    day: date  # where the person is who was told
    person: str = Field(default="", max_length=32)  # who was told; "" = nobody, and `outcome` says why
    outcome: str = Field(default="told", max_length=32)  # "told", "paused", "nobody above", "agenda", "nothing"
