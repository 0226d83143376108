"""The rotation, and who is away when."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store import columns  # noqa: F401 - it names the constraints of every table made after it


class Turn(SQLModel, table=True):
    """One person's place in the rotation of a workspace."""

    __table_args__ = (sa.UniqueConstraint("workspace_id", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    person: str = Field(max_length=32)  # Slack user id
    position: int
    last_led: date | None = None  # the day of the meeting she led last, or was passed over for


class Away(SQLModel, table=True):
    """Days on which somebody leads no meeting."""

    __table_args__ = (sa.Index("ix_away_person", "workspace_id", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    person: str = Field(max_length=32)  # Slack user id
    first: date
    last: date
