"""What was decided, and what it does to the customer."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store import columns  # noqa: F401 - it names the constraints of every table made after it

LOOK_BACK = sa.text("look_back_on IS NOT NULL AND looked_back_at IS NULL")


class Decision(SQLModel, table=True):
    """No decision without the customer: the four answers of its impact are required."""

    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "number"),
        sa.Index("ix_decision_meeting", "meeting_id"),
        sa.Index("ix_decision_pain", "pain_id"),
        sa.Index("ix_decision_look_back", "workspace_id", "look_back_on", sqlite_where=LOOK_BACK,
                 postgresql_where=LOOK_BACK),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    number: int  # shown as D-12
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")  # None = between meetings
    item_id: int | None = Field(default=None, foreign_key="agenda_item.id")
    pain_id: int | None = Field(default=None, foreign_key="pain.id")
    what: str = Field(sa_type=sa.Text)
    effect: str = Field(sa_type=sa.Text)  # what it does to the customer
    feeling: str = Field(sa_type=sa.Text)  # how it will make her feel
    problem: str = Field(sa_type=sa.Text)  # which problem it solves for her
    value: str = Field(sa_type=sa.Text)  # what value it creates for her
    decided_by: str = Field(max_length=32)  # Slack user id of who decided
    written_by: str = Field(max_length=32)
    look_back_on: date | None = None  # then the bot asks whether it did
    looked_back_at: datetime | None = None
    came_true: str = Field(default="", max_length=16)  # "yes", "partly", "no", "" = not asked yet
    learnt: str = Field(default="", sa_type=sa.Text)
    made_at: datetime

    @property
    def key(self) -> int:
        """The id of a stored decision."""
        if self.id is None:
            raise ValueError("this decision is not stored yet")
        return self.id
