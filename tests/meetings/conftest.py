"""The product on a fake Slack, with a team in place, and steps that run with the clock."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.app import STEPS
from bot.departments.services import found
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.meetings.moving import cancel, move, skip
from bot.meetings.planning import AROUND
from bot.meetings.services import change_series, set_up_series
from bot.meetings.wishes import SeriesWish
from bot.people.services import keep_users
from bot.roster.models import SeatRole
from bot.steps.engine import Steps
from bot.steps.models import Step, StepKind, StepState
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.clock import FakeClock
from tests.fake_workspace import FLYWHEEL, everybody
from tests.flywheel import Flywheel, flywheel, fresh, installed, prepared
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["flywheel", "fresh", "prepared"]

BERLIN = "Europe/Berlin"
# The clock of the tests starts on Monday, 2 March 2026.
TUESDAYS: dict[str, Any] = {"day": "2026-03-10", "clock": "10:00", "zone": BERLIN, "weeks": "2", "minutes": "60"}
TUESDAYS |= {"place": "huddle", "channel": FLYWHEEL, "holidays": "skip"}


def wish(**changes: Any) -> SeriesWish:
    return SeriesWish(**{**TUESDAYS, **changes})


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Beat:
    """A workspace whose team meets. Tom leads product, Lan customer service; Maya is an admin."""

    def __init__(self, flywheel: Flywheel) -> None:
        self.flywheel, self.slack = flywheel, flywheel.slack
        for who, department in ((TOM, "product"), (LAN, "customer_service")):
            flywheel.write(seat, who.user_id, department, SeatRole.LEAD)

    def set_up(self, by: Somebody = TOM, **changes: Any) -> Series:
        return self.flywheel.write(set_up_series, by.user_id, wish(**changes))

    def change(self, from_local: str, by: Somebody = TOM, **changes: Any) -> Series:
        return self.flywheel.write(change_series, by.user_id, wish(**changes), wall(from_local))

    def move(self, meeting: Meeting, to: str, by: Somebody = TOM) -> Meeting:
        return self.flywheel.write(move, by.user_id, meeting.key, wall(to))

    def skip(self, meeting: Meeting, why: str = "", by: Somebody = TOM) -> Meeting:
        return self.flywheel.write(skip, by.user_id, meeting.key, why)

    def cancel(self, meeting: Meeting, why: str = "", by: Somebody = TOM) -> Meeting:
        return self.flywheel.write(cancel, by.user_id, meeting.key, why)

    def meetings(self, *statuses: MeetingStatus) -> list[Meeting]:
        """In the order of the calendar."""
        rows = sorted(self.flywheel.rows(Meeting), key=lambda row: (row.starts_at, row.key))
        return [row for row in rows if not statuses or row.status in statuses]

    def planned(self) -> list[Meeting]:
        return self.meetings(MeetingStatus.PLANNED)

    def days(self, *statuses: MeetingStatus) -> list[str]:
        return [f"{row.starts_local:%m-%d %H:%M}" for row in self.meetings(*statuses)]

    def series(self) -> Series:
        """The newest."""
        return self.flywheel.rows(Series)[-1]

    def steps(self, meeting: Meeting, state: StepState = StepState.PENDING) -> dict[str, str]:
        """When each falls due, in UTC."""
        rows = [row for row in self.flywheel.rows(Step) if row.subject == str(meeting.key) and row.kind in AROUND]
        return {row.kind.removeprefix("meeting_"): f"{row.due_at:%m-%d %H:%M}" for row in rows if row.state is state}

    async def materialise(self) -> None:
        """The step of the series, and no other."""
        actions = {StepKind.SERIES: STEPS[StepKind.SERIES], **dict.fromkeys(set(STEPS) - {"series"}, _nothing)}
        await Steps(self.flywheel.store, actions, now=self.flywheel.clock.now).run_once()

    def said(self) -> list[str]:
        """In the channel."""
        return [call["text"] for call in self.slack.asked("chat.postMessage") if call["channel"] == FLYWHEEL]


def _nothing(_session: Session, _step: Step, _now: datetime) -> str:
    return "done"


@pytest.fixture
def beat(flywheel: Flywheel) -> Beat:
    return Beat(flywheel)


def _everybody_is_known(session: Session, workspace_id: int, *, now: datetime) -> None:
    workspace = session.get_one(Workspace, workspace_id)
    keep_users(session, workspace, everybody().values(), now=now)
    workspace.flywheel_channel, workspace.set_up_by = FLYWHEEL, MAYA.user_id
    found(session, workspace_id)


@pytest.fixture
def beat_everywhere(store: Store, clock: FakeClock) -> Beat:
    """On each database."""
    flywheel = installed(store, clock)
    flywheel.write(_everybody_is_known)
    return Beat(flywheel)
