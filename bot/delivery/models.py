"""Tables of delivery: what came in already, what must go out, and how fast it may."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.delivery.letters import State
from bot.store.columns import as_text

PENDING = sa.text("state = 'pending'")
IN_FLIGHT = sa.text("state IN ('sending', 'unclear')")
UNFINISHED_IN_LANE = sa.text("lane <> '' AND state IN ('pending', 'sending', 'unclear')")
PARKED = sa.text("state = 'parked'")


class DeliveryKey(SQLModel, table=True):
    """Something Slack delivered, such as an event, that is already dealt with."""

    __tablename__ = "seen"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    key: str = Field(max_length=200)
    seen_at: datetime


class OutboxRow(SQLModel, table=True):
    """A letter and what became of it. Letters that are over keep no payload."""

    __tablename__ = "outbox"
    # Partial indexes: what is looked for is always the little that is unfinished, however long the history.
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "key"),
        sa.Index("ix_outbox_pending", "due_at", "id", sqlite_where=PENDING, postgresql_where=PENDING),
        sa.Index("ix_outbox_in_flight", "lease_until", sqlite_where=IN_FLIGHT, postgresql_where=IN_FLIGHT),
        sa.Index(
            "ix_outbox_lane",
            *("workspace_id", "lane", "id"),
            sqlite_where=UNFINISHED_IN_LANE,
            postgresql_where=UNFINISHED_IN_LANE,
        ),
        sa.Index("ix_outbox_parked", "workspace_id", "channel", sqlite_where=PARKED, postgresql_where=PARKED),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    key: str = Field(max_length=200)
    wire_key: str = Field(max_length=32)  # opaque: stands in the message's metadata, which any app may read
    method: str = Field(max_length=32)  # a Method; no CHECK, so that a new one does not rewrite this table
    channel: str = Field(max_length=32)
    payload: dict[str, Any] = Field(sa_type=sa.JSON)  # as written; once claimed, as last rendered
    purpose: str = Field(max_length=64)
    subject: str = Field(max_length=200)
    lane: str = Field(max_length=200)
    state: State = Field(sa_type=as_text(State, name="state"))
    due_at: datetime
    expires_at: datetime | None = None
    attempts: int = 0
    perhaps_since: datetime | None = None  # the first attempt that may have reached Slack; None = surely not there
    lease_token: str | None = Field(default=None, max_length=32)
    lease_until: datetime | None = None  # nobody else touches it before
    finished_at: datetime | None = None
    last_error: str = Field(default="", max_length=200)  # a code or a place in the program, never a text
    created_at: datetime


class RateGate(SQLModel, table=True):
    """Until when Slack must not be asked again: one channel, or a whole method (`channel` is "")."""

    __tablename__ = "rate_gate"

    workspace_id: int = Field(foreign_key="workspace.id", primary_key=True)
    method: str = Field(max_length=32, primary_key=True)
    channel: str = Field(default="", max_length=32, primary_key=True)
    free_at: datetime
