"""Handoffs, and the marks that bring a pain onto the next agenda."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text

OFFERED = sa.text("state = 'offered'")
TO_TALK_ABOUT = sa.text("discussed_at IS NULL")
ACCEPTED = sa.text("state = 'accepted'")


class HandoffState(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # the giver took it back, or the pain went another way


class Handoff(SQLModel, table=True):
    """An offer of a pain. Until it is accepted the giver stays accountable; the clock is visible to both."""

    __table_args__ = (
        sa.UniqueConstraint("pain_id", "seq"),
        sa.Index("uq_handoff_offered", "pain_id", unique=True, sqlite_where=OFFERED, postgresql_where=OFFERED),
        sa.Index("ix_handoff_to", "workspace_id", "to_department", sqlite_where=OFFERED, postgresql_where=OFFERED),
        sa.Index("ix_handoff_accepted", "workspace_id", "answered_at", sqlite_where=ACCEPTED,
                 postgresql_where=ACCEPTED),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    pain_id: int = Field(foreign_key="pain.id")
    seq: int  # 1 for the first handoff of this pain
    by: str = Field(max_length=32)  # who offered it
    from_department: str = Field(default="", max_length=32)  # "" = nobody had it
    to_department: str = Field(default="", max_length=32)
    to_person: str = Field(default="", max_length=32)  # "" = whoever decides for the department
    reason: str = Field(sa_type=sa.Text)
    question: str = Field(default="", sa_type=sa.Text)  # what the receiver asked back, last
    state: HandoffState = Field(default=HandoffState.OFFERED, sa_type=as_text(HandoffState, name="state"))
    answered_by: str = Field(default="", max_length=32)
    answer: str = Field(default="", sa_type=sa.Text)  # why it was declined
    offered_at: datetime
    answered_at: datetime | None = None


class AgendaMark(SQLModel, table=True):
    """Why a pain is to be talked about at the next meeting; each reason once, until it was."""

    __table_args__ = (
        sa.Index("uq_agendamark_waiting", "pain_id", "reason", unique=True, sqlite_where=TO_TALK_ABOUT,
                 postgresql_where=TO_TALK_ABOUT),
        sa.Index("ix_agendamark_waiting", "workspace_id", sqlite_where=TO_TALK_ABOUT, postgresql_where=TO_TALK_ABOUT),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    pain_id: int = Field(foreign_key="pain.id")
    reason: str = Field(max_length=32)  # "unowned", "unanswered", "ping_pong", "overdue"
    at: datetime
    discussed_at: datetime | None = None  # a meeting decided something about it
