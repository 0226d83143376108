"""What became of each item in a meeting, who was there, and how it was."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text


class ItemOutcome(StrEnum):
    DECIDED = "decided"
    ACTION = "action"  # somebody does something about it, and nothing else was decided
    PARKED = "parked"
    DROPPED = "dropped"
    NOT_TODAY = "not_today"  # there was no room for it on the agenda
    NOT_REACHED = "not_reached"  # time was over before its turn


class Discussed(SQLModel, table=True):
    """What became of an item in one meeting; the item itself may go on to the next."""

    __table_args__ = (sa.UniqueConstraint("meeting_id", "item_id"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    meeting_id: int = Field(foreign_key="meeting.id")
    item_id: int = Field(foreign_key="agenda_item.id")
    outcome: ItemOutcome = Field(sa_type=as_text(ItemOutcome, name="outcome"))
    position: int = 0  # its place on the agenda
    at: datetime


class Attendance(SQLModel, table=True):
    """Whoever said so, or did something on the board."""

    __table_args__ = (sa.UniqueConstraint("meeting_id", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    meeting_id: int = Field(foreign_key="meeting.id")
    person: str = Field(max_length=32)  # Slack user id
    at: datetime


class Rating(SQLModel, table=True):
    """Was it about the customer? Nobody sees who said what: only a mean of three or more is shown."""

    __table_args__ = (sa.UniqueConstraint("meeting_id", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    meeting_id: int = Field(foreign_key="meeting.id")
    person: str = Field(max_length=32)  # Slack user id
    stars: int  # 1-5
    at: datetime
