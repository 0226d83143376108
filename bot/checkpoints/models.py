"""Checkpoints, and the numbers a company adds to them."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text


class CheckpointKind(StrEnum):
    MONTH = "month"  # KPI review
    QUARTER = "quarter"  # QBR


class CheckpointState(StrEnum):
    PLANNED = "planned"
    ASKED = "asked"  # the leaders were asked for insight and foresight
    HELD = "held"
    CANCELLED = "cancelled"


class Checkpoint(SQLModel, table=True):
    """One review of one period."""

    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "kind", "starts_on"),
        sa.Index("ix_checkpoint_time", "workspace_id", "meets_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    kind: CheckpointKind = Field(sa_type=as_text(CheckpointKind, name="kind"))
    starts_on: date  # the period looked at
    ends_on: date  # the first day after it
    original_local: datetime = Field(sa_type=sa.DateTime(timezone=False))  # as the rule says it
    meets_local: datetime = Field(sa_type=sa.DateTime(timezone=False))  # as it is now, on the wall of `zone`
    zone: str = Field(max_length=64)
    meets_at: datetime
    state: CheckpointState = Field(default=CheckpointState.PLANNED, sa_type=as_text(CheckpointState, name="state"))
    why: str = Field(default="", max_length=200)
    moved: bool = False
    channel: str = Field(default="", max_length=32)
    ts: str = Field(default="", max_length=32)  # of the posted brief

    @property
    def key(self) -> int:
        """The id of a stored checkpoint."""
        if self.id is None:
            raise ValueError("this checkpoint is not stored yet")
        return self.id


class View(StrEnum):
    """The two parts that are asked of leaders; hindsight is the bot's."""

    INSIGHT = "insight"
    FORESIGHT = "foresight"


class Remark(SQLModel, table=True):
    """What one department says of a period: why, or what is likely next."""

    __table_args__ = (sa.UniqueConstraint("checkpoint_id", "department", "part"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    checkpoint_id: int = Field(foreign_key="checkpoint.id")
    department: str = Field(max_length=32)
    part: View = Field(sa_type=as_text(View, name="part"))
    text: str = Field(sa_type=sa.Text)
    by: str = Field(max_length=32)
    at: datetime


class Kpi(SQLModel, table=True):
    """A number of the company's own."""

    __table_args__ = (sa.UniqueConstraint("workspace_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    name: str = Field(max_length=100)
    unit: str = Field(default="", max_length=20)
    more_is_better: bool = True
    target: float | None = None
    department: str = Field(default="", max_length=32)
    is_archived: bool = False


class KpiValue(SQLModel, table=True):
    """One month of it."""

    __tablename__ = "kpi_value"
    __table_args__ = (sa.UniqueConstraint("kpi_id", "month"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    kpi_id: int = Field(foreign_key="kpi.id")
    month: date  # its first day
    value: float
    by: str = Field(max_length=32)
    at: datetime
