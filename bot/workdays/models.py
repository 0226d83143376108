"""A company's own days off."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store import columns  # noqa: F401 - it names the constraints of every table made after it


class DayOff(SQLModel, table=True):
    __table_args__ = (sa.UniqueConstraint("workspace_id", "department", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    department: str = Field(default="", max_length=32)  # its key; "" = everybody
    day: date
    name: str = Field(default="", max_length=100)
