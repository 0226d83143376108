"""One row a thing that falls due."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text

PENDING = sa.text("state = 'pending'")


class StepKind(StrEnum):
    """What falls due. The table of steps in `bot.app` says what each does."""

    UNOWNED = "unowned"
    UNOWNED_AGENDA = "unowned_agenda"
    HANDOFF_AGENDA = "handoff_agenda"
    SERIES = "series"  # make the coming occurrences rows; it comes again every day
    MEETING_LEAD = "meeting_lead"
    MEETING_CALL = "meeting_call"
    MEETING_AGENDA = "meeting_agenda"
    MEETING_START = "meeting_start"
    MEETING_BOARD = "meeting_board"  # the time left, every minute while it runs
    MEETING_END = "meeting_end"  # forgotten to end
    MEETING_MINUTES = "meeting_minutes"
    AUDIT = "audit"  # does the beat hold? It comes again every day
    YEAR = "year"  # make what comes of the business year rows; it comes again every day
    PROMPTS = "prompts"  # ask the leaders
    PROMPT = "prompt"  # one of them, every working morning until she has it
    ROLL_UP = "roll_up"
    CHECKPOINT_ASK = "checkpoint_ask"  # the leaders are asked why, and what is next
    CHECKPOINT_LEADER = "checkpoint_leader"  # one of them, every working morning until she has it
    CHECKPOINT_MIX = "checkpoint_mix"  # what is still missing, the working day before
    CHECKPOINT_BRIEF = "checkpoint_brief"
    VOICE = "voice"  # every fortnight: to whom the customer's voice goes
    VOICE_READER = "voice_reader"  # one of them, every working morning until she has it


class StepState(StrEnum):
    PENDING = "pending"
    DONE = "done"
    CANCELLED = "cancelled"


class Step(SQLModel, table=True):
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "kind", "subject", "seq"),
        sa.Index("ix_step_due", "due_at", "id", sqlite_where=PENDING, postgresql_where=PENDING),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    kind: str = Field(max_length=32)  # a StepKind; no CHECK, so that a new one does not rewrite this table
    subject: str = Field(max_length=64)  # what it is about: a pain's id, a handoff's id
    seq: int = 0
    due_at: datetime
    state: StepState = Field(default=StepState.PENDING, sa_type=as_text(StepState, name="state"))
    outcome: str = Field(default="", max_length=100)  # what became of it, for the ledger
    done_at: datetime | None = None
