"""Quarters and their themes."""

from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text


class ThemeKind(StrEnum):
    """What leaders think about in a quarter; the first quarter of a year is the first of these."""

    KICK_OFF = "kick_off"
    BIG_IDEAS = "big_ideas"
    PLANNING = "planning"
    GOALS = "goals"  # and close


class QuarterDates(SQLModel, table=True):
    """The company's own table of quarters (a 4-4-5 calendar, an odd year): a row wins over the rule."""

    __tablename__ = "quarter_dates"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "year", "quarter"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    year: str = Field(max_length=16)  # as shown: "FY27"
    quarter: int
    starts_on: date
    ends_on: date  # the first day after it


class Theme(SQLModel, table=True):
    """One quarter of one business year. Its dates are kept with it: a later change of the year rewrites no history."""

    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "year", "quarter"),
        sa.Index("ix_theme_starts", "workspace_id", "starts_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    year: str = Field(max_length=16)
    quarter: int
    kind: ThemeKind = Field(sa_type=as_text(ThemeKind, name="kind"))
    starts_on: date  # a local midnight in `zone`
    ends_on: date  # the first day after it
    zone: str = Field(max_length=64)

    @property
    def key(self) -> int:
        """The id of a stored theme."""
        if self.id is None:
            raise ValueError("this theme is not stored yet")
        return self.id


class ThemeText(SQLModel, table=True):
    """What a company calls a theme and asks in it, in one language; what is empty stays as we ship it."""

    __tablename__ = "theme_text"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "kind", "language"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    kind: ThemeKind = Field(sa_type=as_text(ThemeKind, name="kind"))
    language: str = Field(max_length=8)
    name: str = Field(default="", max_length=100)
    purpose: str = Field(default="", sa_type=sa.Text)
    questions: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)  # moment -> up to three texts
