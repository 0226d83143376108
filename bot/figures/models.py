"""Counts by month."""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store import columns  # noqa: F401 - it names the constraints of every table made after it


class What(StrEnum):
    """What is counted, and under which month and department or stage.

    A count says what happened in its month. A pain that is opened again was resolved and closed all the same, and is
    counted once more when it is resolved again; one that was joined to another was reported all the same. Undone is
    undone only where somebody says that it never was: a report or a voice taken back, an answer given anew.
    """

    REPORTED = "reported"  # month of the report; `of` = stage as it is known by now
    VOICES = "voices"  # "me too"s; with the reports they are the customers we heard
    TAKEN = "taken"  # first owner; month it was taken; `of` = department, `bucket` = days from report to owner
    CROSSED = "crossed"  # a handoff to another department answered; `of` = "from>to", `bucket` = days it waited
    DECLINED = "declined"  # of those, the declined ones
    RESOLVED = "resolved"  # and each time again
    CLOSED = "closed"  # and each time again
    WAITING = "waiting"  # a customer somebody still has to tell; month she was asked to
    TOLD = "told"  # a customer told; `bucket` = days from report to told
    UNREACHED = "unreached"
    NOT_FIXED = "not_fixed"
    LOOKED_BACK = "looked_back"  # decisions; `of` = "yes", "partly", "no"
    DECIDED = "decided"
    MEETINGS = "meetings"  # held


class Tally(SQLModel, table=True):
    """One count. Medians are read from the buckets, so no figure ever scans what it counts."""

    __table_args__ = (sa.UniqueConstraint("workspace_id", "month", "what", "of", "bucket"),)

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    month: date  # its first day, in the workspace's zone
    what: str = Field(max_length=16)  # a What; no CHECK, so that a new one does not rewrite this table
    of: str = Field(default="", max_length=80)  # what it is broken down by
    bucket: int = 0  # whole days, where a time is counted
    count: int
