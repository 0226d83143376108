"""Contact days."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text

PLANNED = sa.text("state = 'planned'")


class ContactKind(StrEnum):
    JOINING = "joining"  # two weeks on joining
    AGAIN = "again"  # every three to four years
    MONTHLY = "monthly"  # a small one


class ContactState(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


class Contact(SQLModel, table=True):
    """One stretch of days with customers: planned, reminded, and what was learnt."""

    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "person", "kind", "planned_on"),
        sa.Index("ix_contact_planned", "workspace_id", "person", sqlite_where=PLANNED, postgresql_where=PLANNED),
        sa.Index("ix_contact_person", "workspace_id", "person", "done_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    person: str = Field(max_length=32)  # Slack user id
    kind: ContactKind = Field(sa_type=as_text(ContactKind, name="kind"))
    planned_on: date  # its first day
    days: int = 1  # working days
    state: ContactState = Field(default=ContactState.PLANNED, sa_type=as_text(ContactState, name="state"))
    customer: str = Field(default="", max_length=200)
    learnt: str = Field(default="", sa_type=sa.Text)
    done_on: date | None = None
    at: datetime

    @property
    def key(self) -> int:
        """The id of a stored contact."""
        if self.id is None:
            raise ValueError("this contact is not stored yet")
        return self.id
