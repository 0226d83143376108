"""Seats: one person in one role, with the days it holds, so that history stays true."""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text

HELD = sa.text("valid_to IS NULL AND role IN ('lead', 'deputy', 'facilitator', 'sponsor')")


class SeatRole(StrEnum):
    SPONSOR = "sponsor"
    FACILITATOR = "facilitator"
    LEAD = "lead"  # decides for a department
    DEPUTY = "deputy"  # decides while the lead is away
    MEMBER = "member"  # works in a department; not on the flywheel team by that alone


class Seat(SQLModel, table=True):
    __table_args__ = (
        sa.Index("uq_seat_held", "workspace_id", "department", "role", unique=True, sqlite_where=HELD,
                 postgresql_where=HELD),
        sa.Index("ix_seat_person", "workspace_id", "person"),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    person: str = Field(max_length=32)  # Slack user id
    role: SeatRole = Field(sa_type=as_text(SeatRole, name="role"))
    department: str = Field(default="", max_length=32)  # its key; "" for sponsor and facilitator
    valid_from: date
    valid_to: date | None = None  # the last day; None = still
