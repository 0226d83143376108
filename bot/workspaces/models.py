"""The workspace: one Slack workspace that installed the bot. Every other row belongs to one."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from bot.store import columns  # noqa: F401 - it names the constraints of every table made after it


class Workspace(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(max_length=32, unique=True)
    name: str = Field(default="", max_length=200)
    url: str = Field(default="", max_length=200)  # "https://acme.slack.com/", the start of every permalink
    bot_user_id: str = Field(default="", max_length=32)
    flywheel_channel: str | None = Field(default=None, max_length=32)  # None until somebody chose one
    language: str | None = Field(default=None, max_length=8)  # None: each person's own Slack language
    time_zone: str = Field(default="UTC", max_length=64)
    fiscal_year_start: int = Field(default=1)  # month, 1-12
    named_by_start: bool | None = None  # the business year is named by the year it starts in; None or False = ends in
    review_on: int | None = None  # working day of the month its KPI review is on; None = the third
    qbr_on: int | None = None  # working day of the quarter its QBR is on; None = the fifth
    emoji: str = Field(default="adhesive_bandage", max_length=100)  # the reaction that captures, without colons
    next_pain_number: int = Field(default=1)
    set_up_by: str | None = Field(default=None, max_length=32)  # Slack user id; None until setup was saved once
    connected_at: datetime | None = None  # last came up with a working token
    revoked_at: datetime | None = None  # the token no longer works since
    created_at: datetime

    @property
    def key(self) -> int:
        """The id of a stored workspace."""
        if self.id is None:
            raise ValueError("this workspace is not stored yet")
        return self.id
