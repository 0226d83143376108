"""What became of telling each customer on a pain."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text

WAITING = sa.text("outcome = 'waiting'")


class Outcome(StrEnum):
    WAITING = "waiting"  # asked of the teller, not answered yet
    TOLD = "told"
    UNREACHABLE = "unreachable"
    NOT_FIXED = "not_fixed"  # not fixed for them: the pain is open again
    CANCELLED = "cancelled"  # it was not fixed for somebody else: there is nothing to tell for now


class Telling(SQLModel, table=True):
    """One customer (or colleague) to be told, by the person who reported or echoed for them."""

    __table_args__ = (
        sa.UniqueConstraint("pain_id", "round", "teller", "customer"),
        sa.Index("ix_telling_teller", "workspace_id", "teller", sqlite_where=WAITING, postgresql_where=WAITING),
        sa.Index("ix_telling_asked", "workspace_id", "asked_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    pain_id: int = Field(foreign_key="pain.id")
    round: int  # 1 for the first time the pain was resolved; a reopened one starts the next
    teller: str = Field(max_length=32)  # Slack user id
    customer: str = Field(default="", max_length=200)  # "" = not named: whoever the teller heard it from
    outcome: Outcome = Field(default=Outcome.WAITING, sa_type=as_text(Outcome, name="outcome"))
    how: str = Field(default="", sa_type=sa.Text)  # how she was told, or why it is not fixed
    text: str = Field(default="", sa_type=sa.Text)  # what the teller wants to say; "" = what was proposed
    message_channel: str = Field(default="", max_length=32)  # where the teller was asked
    message_ts: str = Field(default="", max_length=32)
    asked_at: datetime
    answered_at: datetime | None = None

    @property
    def key(self) -> int:
        """The id of a stored telling."""
        if self.id is None:
            raise ValueError("this telling is not stored yet")
        return self.id
