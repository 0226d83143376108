"""Goals and priorities."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text


class GoalLevel(StrEnum):
    COMPANY = "company"
    DEPARTMENT = "department"
    PERSON = "person"


class GoalState(StrEnum):
    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


class Goal(SQLModel, table=True):
    """A department's goal points at a company's, and names the customer outcome it serves."""

    __table_args__ = (sa.Index("ix_goal_year", "workspace_id", "year"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    year: str = Field(max_length=16)
    level: GoalLevel = Field(sa_type=as_text(GoalLevel, name="level"))
    parent_id: int | None = Field(default=None, foreign_key="goal.id")  # None below the company = an orphan
    department: str = Field(default="", max_length=32)
    person: str = Field(default="", max_length=32)  # Slack user id
    title: str = Field(max_length=300)
    outcome: str = Field(default="", sa_type=sa.Text)  # what is better for the customer then
    state: GoalState = Field(default=GoalState.OPEN, sa_type=as_text(GoalState, name="state"))
    by: str = Field(max_length=32)
    created_at: datetime

    @property
    def key(self) -> int:
        """The id of a stored goal."""
        if self.id is None:
            raise ValueError("this goal is not stored yet")
        return self.id


class Tie(StrEnum):
    """What a priority is tied to."""

    THEME = "theme"
    GOAL = "goal"
    PAIN = "pain"
    NOTHING = "nothing"


class Priority(SQLModel, table=True):
    """One of the three things a leader puts first in a quarter."""

    __table_args__ = (sa.UniqueConstraint("theme_id", "department", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    theme_id: int = Field(foreign_key="theme.id")
    department: str = Field(max_length=32)
    position: int  # 1-3
    text: str = Field(max_length=300)
    tie: Tie = Field(sa_type=as_text(Tie, name="tie"))
    goal_id: int | None = Field(default=None, foreign_key="goal.id")
    pain_id: int | None = Field(default=None, foreign_key="pain.id")
    by: str = Field(max_length=32)
    at: datetime
