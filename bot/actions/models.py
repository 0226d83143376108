"""A to-do from a meeting."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text

AHEAD = sa.text("state IN ('offered', 'open')")


class ActionState(StrEnum):
    OFFERED = "offered"  # its owner was not there, and has not said yes
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"  # not going to be done; `answer` says why
    DECLINED = "declined"  # by the owner it was offered to


class Action(SQLModel, table=True):
    """One owner, one date."""

    __table_args__ = (
        sa.Index("ix_action_owner", "workspace_id", "owner", "due_on", sqlite_where=AHEAD, postgresql_where=AHEAD),
        sa.Index("ix_action_ended", "workspace_id", "ended_at"),
        sa.Index("ix_action_meeting", "meeting_id"),
        sa.Index("ix_action_pain", "pain_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")  # None = between meetings
    item_id: int | None = Field(default=None, foreign_key="agenda_item.id")
    pain_id: int | None = Field(default=None, foreign_key="pain.id")  # the one it serves
    what: str = Field(sa_type=sa.Text)
    owner: str = Field(max_length=32)  # Slack user id
    by: str = Field(max_length=32)
    state: ActionState = Field(sa_type=as_text(ActionState, name="state"))
    due_on: date
    moves: int = 0  # how often that day was changed
    answer: str = Field(default="", sa_type=sa.Text)  # how it ended, or why not
    created_at: datetime
    accepted_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def key(self) -> int:
        """The id of a stored action."""
        if self.id is None:
            raise ValueError("this action is not stored yet")
        return self.id
