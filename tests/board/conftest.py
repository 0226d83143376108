"""A meeting at ten on Monday, with a team of three and a few things to talk about."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.agenda.models import AgendaItem, ItemKind
from bot.app import STEPS
from bot.board.models import Discussed, ItemOutcome
from bot.board.rules import Pressed
from bot.decisions.models import Decision
from bot.decisions.rules import DecisionWish, Impact
from bot.decisions.services import decide
from bot.errors import UserError
from bot.meetings.models import HolidayPolicy, Meeting, Place, Series
from bot.roster.models import SeatRole
from bot.steps.engine import Steps
from bot.steps.models import Step, StepKind
from bot.steps.services import Due, plan
from tests.fake_workspace import FLYWHEEL
from tests.flywheel import Flywheel, flywheel, fresh, prepared
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["flywheel", "fresh", "prepared"]

AN_HOUR = timedelta(hours=1)
IMPACT = Impact("She waits no more", "Taken seriously", "The slow export", "An hour a week")


def arrange(session: Session, workspace_id: int, titles: tuple[str, ...], *, now: datetime) -> None:
    """A meeting in an hour that takes an hour, its start planned, and what people brought to it."""
    local = now.replace(tzinfo=None) + AN_HOUR
    series = Series(
        workspace_id=workspace_id, uid="series@test", rule="FREQ=WEEKLY;INTERVAL=2;WKST=MO", first_local=local,
        zone="UTC", minutes=60, channel=FLYWHEEL, place=Place.HUDDLE, holidays=HolidayPolicy.SKIP,
        made_by=MAYA.user_id, made_at=now,
    )  # fmt: skip
    session.add(series)
    session.flush()
    meeting = Meeting(workspace_id=workspace_id, series_id=series.key, original_local=local, starts_local=local,
                      starts_at=now + AN_HOUR, minutes=60, facilitator=LAN.user_id)  # fmt: skip
    session.add(meeting)
    session.flush()
    for title in titles:
        session.add(AgendaItem(workspace_id=workspace_id, meeting_id=meeting.key, kind=ItemKind.OBSTACLE, title=title,
                               by=LAN.user_id, created_at=now))  # fmt: skip
    plan(session, workspace_id, Due(StepKind.MEETING_START, str(meeting.key), meeting.starts_at), now=now)


class Room:
    """Tom leads product, Lan customer service, Maya sales and is an admin."""

    def __init__(self, flywheel: Flywheel, *titles: str) -> None:
        self.flywheel = flywheel
        for who, department in ((TOM, "product"), (LAN, "customer_service"), (MAYA, "sales")):
            flywheel.write(seat, who.user_id, department, SeatRole.LEAD)
        flywheel.write(arrange, titles or ("Export", "Billing", "Onboarding"))

    async def run(self, **later: float) -> None:
        """What is due then, and the letters it leaves. The minute is let pass but not waited for again and again."""
        self.flywheel.clock.advance(**later)
        await Steps(self.flywheel.store, STEPS, now=self.flywheel.clock.now).run_once()
        await self.flywheel.deliver()

    async def begin(self) -> "Room":
        await self.run(hours=1)
        return self

    @property
    def meeting(self) -> Meeting:
        return self.flywheel.rows(Meeting)[0]

    def items(self) -> dict[str, AgendaItem]:
        return {item.title: item for item in self.flywheel.rows(AgendaItem)}

    def current(self) -> str:
        return next((item.title for item in self.items().values() if item.id == self.meeting.current_item), "")

    def press(self, title: str = "") -> Pressed:
        """A button as the board shows it now, or as it was when another item was on."""
        item = self.items()[title].key if title else self.meeting.current_item or 0
        return Pressed(self.meeting.key, item, self.meeting.version)

    def act(self, service: Callable[..., Any], *values: object, who: Somebody = LAN) -> Any:
        return self.flywheel.write(service, who.user_id, *values)

    def decide(self, title: str = "", who: Somebody = LAN, **changes: Any) -> Decision:
        press = self.press(title)
        about = {"meeting_id": press.meeting_id, "item_id": press.item_id}
        wish = DecisionWish(**{"what": "Rebuild it", "impact": IMPACT, **about, **changes})
        return self.flywheel.write(decide, who.user_id, wish)

    def became(self) -> dict[str, ItemOutcome]:
        names = {item.id: title for title, item in self.items().items()}
        return {names[row.item_id]: row.outcome for row in self.flywheel.rows(Discussed)}

    def change(self, title: str, **changes: Any) -> None:
        def write(session: Session, _workspace_id: int, *, now: datetime) -> None:
            session.get_one(AgendaItem, self.items()[title].key).sqlmodel_update(changes)

        self.flywheel.write(write)

    def shown(self) -> str:
        """The newest text of the board."""
        return str(self.boards()[-1]["text"])

    def boards(self) -> list[Mapping[str, Any]]:
        """The message of the board as it was posted and edited; Slack knows it by its ts."""
        ts = self.meeting.agenda_ts
        calls = self.flywheel.slack.calls
        edits = [call for method, call in calls if method == "chat.update" and call["ts"] == ts]
        posts = [call for method, call in calls if method == "chat.postMessage" and call["channel"] == FLYWHEEL]
        return [*posts[-1:], *edits]

    def outcomes(self, kind: str) -> list[str]:
        return [step.outcome for step in self.flywheel.rows(Step) if step.kind == kind and step.outcome]


@pytest.fixture
def room(flywheel: Flywheel) -> Room:
    return Room(flywheel)


def refused(act: Callable[[], Any]) -> str:
    """The sentence somebody gets, in English."""
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.sentence.format(**caught.value.values)
