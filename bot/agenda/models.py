"""What a meeting talks about."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text

AHEAD = sa.text("state IN ('draft', 'open')")
ON_PAIN = sa.text("pain_id IS NOT NULL AND state IN ('draft', 'open')")


class ItemKind(StrEnum):
    OBSTACLE = "obstacle"
    OPPORTUNITY = "opportunity"
    DECISION = "decision"  # to take
    REVIEW = "review"  # of what was promised


class ItemState(StrEnum):
    DRAFT = "draft"  # seen by its author only
    OPEN = "open"
    DECIDED = "decided"  # a decision or an action came of it
    DROPPED = "dropped"
    GONE = "gone"  # its evidence is


class AgendaItem(SQLModel, table=True):
    """One thing to talk about. Carried over, the same row goes on to the next meeting and counts it."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        sa.Index("uq_agenda_item_pain", "workspace_id", "pain_id", unique=True, sqlite_where=ON_PAIN,
                 postgresql_where=ON_PAIN),
        sa.Index("ix_agenda_item_ahead", "workspace_id", sqlite_where=AHEAD, postgresql_where=AHEAD),
        sa.Index("ix_agenda_item_meeting", "meeting_id"),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")  # the one it stands on; None = not yet one
    kind: ItemKind = Field(sa_type=as_text(ItemKind, name="kind"))
    state: ItemState = Field(default=ItemState.OPEN, sa_type=as_text(ItemState, name="state"))
    title: str = Field(default="", max_length=300)  # "" = the pain's
    detail: str = Field(default="", sa_type=sa.Text)
    by: str = Field(default="", max_length=32)  # who brought it; "" = the evidence
    pain_id: int | None = Field(default=None, foreign_key="pain.id")
    departments: list[str] = Field(default_factory=list, sa_type=sa.JSON)  # keys of those it touches
    source_url: str = Field(default="", max_length=500)  # the message it came from
    minutes: int | None = None  # as the facilitator set it; None = by its kind
    position: int | None = None  # as the facilitator put it; None = by its rank
    not_today: bool = False  # there was no time for it in the meeting's length
    reasons: list[str] = Field(default_factory=list, sa_type=sa.JSON)  # why it is there, as codes of the agenda rule
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)  # the numbers those reasons speak of
    score: float = 0.0
    carried: int = 0  # meetings it stood on without being decided
    created_at: datetime

    @property
    def key(self) -> int:
        """The id of a stored item."""
        if self.id is None:
            raise ValueError("this item is not stored yet")
        return self.id
