"""Who hears the customer's voice, and the stories told in it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store import columns  # noqa: F401 - it names the constraints of every table made after it


class Listener(SQLModel, table=True):
    """What one person said about the digest."""

    __table_args__ = (sa.UniqueConstraint("workspace_id", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    person: str = Field(max_length=32)  # Slack user id
    wants: bool = False  # the digest
    by_name: bool = False  # may be thanked by name


class Story(SQLModel, table=True):
    """Somebody did right by a customer; told only once that person agreed."""

    __table_args__ = (sa.Index("ix_story_told", "workspace_id", "told_on"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    person: str = Field(max_length=32)  # who did it
    by: str = Field(max_length=32)  # who tells of it
    text: str = Field(sa_type=sa.Text)
    source_url: str = Field(default="", max_length=500)
    agreed: bool | None = None  # None = not asked yet, or no answer
    told_on: date | None = None  # the digest it stood in
    at: datetime

    @property
    def key(self) -> int:
        """The id of a stored story."""
        if self.id is None:
            raise ValueError("this story is not stored yet")
        return self.id
