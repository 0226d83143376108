"""The series of flywheel meetings, and each occurrence of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from bot.store.columns import as_text

AHEAD = sa.text("status IN ('planned', 'running')")
RUNS_ON = sa.text("until_local IS NULL")
WALL = sa.DateTime(timezone=False)  # a time on the wall, without a zone


class HolidayPolicy(StrEnum):
    """What becomes of a meeting on a holiday, or on a day off of everybody."""

    SKIP = "skip"
    NEXT_WORKDAY = "next_workday"
    KEEP = "keep"  # and say so


class Place(StrEnum):
    HUDDLE = "huddle"
    LINK = "link"
    ROOM = "room"


class MeetingStatus(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    HELD = "held"
    SKIPPED = "skipped"  # `why` says the holiday, or what the person wrote
    CANCELLED = "cancelled"
    MISSED = "missed"  # its time passed while nobody could start it
    SUPERSEDED = "superseded"  # the series was changed from a date on


class Series(SQLModel, table=True):
    """How the meeting comes again. Wall time and zone are what people agreed on; moments are derived from them.

    Changing it from a date on ends this row there and begins another: history stays true.
    """

    __table_args__ = (
        # One flywheel meeting a workspace: the evidence belongs to one agenda.
        sa.Index("uq_series_running", "workspace_id", unique=True, sqlite_where=RUNS_ON, postgresql_where=RUNS_ON),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    uid: str = Field(max_length=64)  # of the calendar file (RFC 5545), never changes
    rule: str = Field(max_length=200)  # an RRULE without UNTIL: "FREQ=WEEKLY;INTERVAL=2;WKST=MO"
    first_local: datetime = Field(sa_type=WALL)  # the first meeting, on the wall of `zone`
    until_local: datetime | None = Field(default=None, sa_type=WALL)  # no occurrence from here on; None = runs on
    zone: str = Field(max_length=64)  # IANA
    minutes: int  # how long it takes
    channel: str = Field(max_length=32)
    place: Place = Field(sa_type=as_text(Place, name="place"))
    place_detail: str = Field(default="", max_length=500)  # the link, or the room
    holidays: HolidayPolicy = Field(sa_type=as_text(HolidayPolicy, name="holidays"))
    country: str = Field(default="", max_length=16)  # whose holidays: "VN", "DE-BE"; "" = none
    weights: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)  # of the agenda rule, where changed
    sequence: int = 0  # grows with each change, for calendars (RFC 5545, SEQUENCE)
    horizon: datetime | None = None  # occurrences up to here are rows
    made_by: str = Field(max_length=32)
    made_at: datetime

    @property
    def key(self) -> int:
        """The id of a stored series."""
        if self.id is None:
            raise ValueError("this series is not stored yet")
        return self.id


class Meeting(SQLModel, table=True):
    """One occurrence. `original_local` is what makes it the same one, however often it is moved."""

    __table_args__ = (
        sa.UniqueConstraint("series_id", "original_local"),
        sa.Index("ix_meeting_ahead", "workspace_id", "starts_at", sqlite_where=AHEAD, postgresql_where=AHEAD),
        sa.Index("ix_meeting_time", "workspace_id", "starts_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    series_id: int = Field(foreign_key="series.id")
    original_local: datetime = Field(sa_type=WALL)  # as the rule says it
    starts_local: datetime = Field(sa_type=WALL)  # as it is now
    starts_at: datetime
    minutes: int
    status: MeetingStatus = Field(default=MeetingStatus.PLANNED, sa_type=as_text(MeetingStatus, name="status"))
    why: str = Field(default="", max_length=200)  # it was skipped or cancelled; or the holiday it is kept on
    moved: bool = False  # by hand
    facilitator: str = Field(default="", max_length=32)  # Slack user id; "" = nobody yet
    call_ts: str = Field(default="", max_length=32)  # the posted call for the agenda, in the series' channel
    agenda_ts: str = Field(default="", max_length=32)  # the posted agenda, which becomes the board
    current_item: int | None = None  # agenda item's id, while it runs
    item_since: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    version: int = 1  # grows with each change somebody could see; two drivers do not fight over one

    @property
    def key(self) -> int:
        """The id of a stored meeting."""
        if self.id is None:
            raise ValueError("this meeting is not stored yet")
        return self.id
