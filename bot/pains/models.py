"""A pain, where it came from, who has it too, and what happened to it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text

OPEN = sa.text("status = 'open'")
COME_BACK = sa.text("status = 'open' AND round > 0")
RESOLVED = sa.text("resolved_at IS NOT NULL")
JOINED = sa.text("merged_into IS NOT NULL")


class PainStatus(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"  # changed, but not every customer was told
    CLOSED = "closed"  # every customer on it has an outcome
    MERGED = "merged"  # the same as another pain, which counts it
    WITHDRAWN = "withdrawn"  # its reporter took it back


class Via(StrEnum):
    """The way a report came in."""

    SHORTCUT = "shortcut"
    FORM = "form"
    COMMAND = "command"
    REACTION = "reaction"
    MENTION = "mention"
    DIRECT = "direct"


class Pain(SQLModel, table=True):
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "number"),
        sa.Index("ix_pain_reporter", "workspace_id", "reporter", "id"),
        sa.Index("ix_pain_card", "card_channel", "card_ts", sqlite_where=OPEN, postgresql_where=OPEN),
        sa.Index("ix_pain_open", "workspace_id", "id", sqlite_where=OPEN, postgresql_where=OPEN),
        sa.Index("ix_pain_owner", "workspace_id", "owner", "next_on", sqlite_where=OPEN, postgresql_where=OPEN),
        sa.Index("ix_pain_department", "workspace_id", "owner_department", "next_on", sqlite_where=OPEN,
                 postgresql_where=OPEN),
        sa.Index("ix_pain_due", "workspace_id", "next_on", sqlite_where=OPEN, postgresql_where=OPEN),
        sa.Index("ix_pain_resolved", "workspace_id", "owner_department", "resolved_at", sqlite_where=RESOLVED,
                 postgresql_where=RESOLVED),
        sa.Index("ix_pain_back", "workspace_id", "id", sqlite_where=COME_BACK, postgresql_where=COME_BACK),
        sa.Index("ix_pain_joined", "merged_into", sqlite_where=JOINED, postgresql_where=JOINED),
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    number: int  # shown as P-12
    title: str = Field(default="", max_length=300)  # what hurts, in the reporter's words; "" = read it from `words`
    words: str = Field(default="", sa_type=sa.Text)  # the customer's own words, never edited
    share_words: bool | None = None  # what the reporter said in the form; None = was not asked
    customer: str = Field(default="", max_length=200)
    is_colleague: bool = False  # an internal customer
    stage: str = Field(default="", max_length=32)
    severity: str = Field(default="", max_length=16)
    status: PainStatus = Field(default=PainStatus.OPEN, sa_type=as_text(PainStatus, name="status"))
    merged_into: int | None = Field(default=None, foreign_key="pain.id")
    reporter: str = Field(max_length=32)  # Slack user id
    via: Via = Field(sa_type=as_text(Via, name="via"))
    channel_id: str = Field(default="", max_length=32)  # where it was reported or said; "" = nowhere in particular
    owner: str = Field(default="", max_length=32)  # Slack user id; "" = nobody yet
    owner_department: str = Field(default="", max_length=32)  # its key; "" = nobody's, or a person of none
    owned_at: datetime | None = None
    next_on: date | None = None  # the day the owner promised to look at it again
    next_moves: int = 0  # how often that day was changed
    handoffs: int = 0  # accepted ones
    resolution: str = Field(default="", sa_type=sa.Text)  # what changed, in one sentence for the customer
    not_doing: bool = False  # the resolution says why it is not going to be done
    round: int = 0  # how often it was resolved
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    card_channel: str = Field(default="", max_length=32)
    card_ts: str = Field(default="", max_length=32)  # "" until the card was posted
    touched: bool = False  # somebody else did something with it
    version: int = Field(default=1)  # grows with each change a reader could see
    created_at: datetime

    @property
    def key(self) -> int:
        """The id of a stored pain."""
        if self.id is None:
            raise ValueError("this pain is not stored yet")
        return self.id


@dataclass(frozen=True)
class Numbered:
    """Enough of a stored pain to speak of it. A whole `Pain` costs a third of a capture to make."""

    key: int
    workspace_id: int
    number: int
    channel_id: str


class Source(SQLModel, table=True):
    """The message a pain came from. A message belongs to one pain: that is what makes a second report an echo."""

    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "channel_id", "ts"),
        sa.Index("ix_source_pain", "pain_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    pain_id: int = Field(foreign_key="pain.id")
    channel_id: str = Field(max_length=32)
    ts: str = Field(max_length=32)
    thread_ts: str | None = Field(default=None, max_length=32)
    author: str = Field(default="", max_length=32)


class Echo(SQLModel, table=True):
    """One more person with the same pain, and her customer."""

    __table_args__ = (sa.UniqueConstraint("pain_id", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    pain_id: int = Field(foreign_key="pain.id")
    person: str = Field(max_length=32)  # Slack user id
    customer: str = Field(default="", max_length=200)
    created_at: datetime


class History(SQLModel, table=True):
    """Append-only: who did what to a pain, when."""

    __table_args__ = (
        sa.Index("ix_history_pain", "pain_id", "id"),
        sa.Index("ix_history_what", "workspace_id", "what", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    pain_id: int = Field(foreign_key="pain.id")
    at: datetime
    actor: str = Field(max_length=32)
    what: str = Field(max_length=32)
    detail: str = Field(default="", sa_type=sa.Text)
