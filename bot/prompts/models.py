"""What leaders are asked, and what they said."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text

ASKED = sa.text("state = 'asked'")


class Moment(StrEnum):
    KICK_OFF = "kick_off"
    HALF_WAY = "half_way"
    CLOSE = "close"


class PromptState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    NOT_THIS_TIME = "not_this_time"  # `why` says why
    OVER = "over"  # her department got another leader, or the next quarter came


class Prompt(SQLModel, table=True):
    """One department's questions at one moment, asked of who decides there."""

    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "subject", "department"),
        sa.Index("ix_prompt_person", "workspace_id", "person", sqlite_where=ASKED, postgresql_where=ASKED),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    subject: str = Field(max_length=64)  # "theme:12:half_way", "checkpoint:5"
    department: str = Field(max_length=32)
    person: str = Field(max_length=32)  # Slack user id of the leader asked
    state: PromptState = Field(default=PromptState.ASKED, sa_type=as_text(PromptState, name="state"))
    why: str = Field(default="", sa_type=sa.Text)
    answered_by: str = Field(default="", max_length=32)  # the leader, or a deputy for her
    is_late: bool = False  # answered after the roll-up
    message_channel: str = Field(default="", max_length=32)
    message_ts: str = Field(default="", max_length=32)
    due_at: datetime  # when the roll-up goes out
    asked_at: datetime
    answered_at: datetime | None = None

    @property
    def key(self) -> int:
        """The id of a stored prompt."""
        if self.id is None:
            raise ValueError("this prompt is not stored yet")
        return self.id


class Answer(SQLModel, table=True):
    """To one question; a draft is seen by whoever writes it only."""

    __table_args__ = (sa.UniqueConstraint("prompt_id", "question"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    prompt_id: int = Field(foreign_key="prompt.id")
    question: str = Field(max_length=32)  # its key: "kick_off.1", "customer"
    asked: str = Field(default="", sa_type=sa.Text)  # the question as she read it
    text: str = Field(default="", sa_type=sa.Text)
    is_draft: bool = True
    by: str = Field(max_length=32)
    at: datetime


class RollUp(SQLModel, table=True):
    """What the leaders said, side by side, as posted to the flywheel channel."""

    __tablename__ = "roll_up"
    __table_args__ = (sa.UniqueConstraint("workspace_id", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    subject: str = Field(max_length=64)
    channel: str = Field(default="", max_length=32)
    ts: str = Field(default="", max_length=32)
    posted_at: datetime | None = None
