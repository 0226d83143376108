"""A meeting that was held, and what it leaves behind."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.actions.models import Action
from bot.board.services import end
from bot.meetings.models import Meeting
from tests.actions.conftest import Desk
from tests.board.conftest import Room
from tests.fake_workspace import FLYWHEEL
from tests.flywheel import Flywheel, flywheel, fresh, prepared
from tests.people import LAN, TOM, Somebody

__all__ = ["flywheel", "fresh", "prepared"]


class Table:
    """`room` with actions. It begins at ten on Monday and takes an hour."""

    def __init__(self, room: Room) -> None:
        self.room, self.flywheel, self.desk = room, room.flywheel, Desk(room)

    def give(self, to: Somebody = TOM, what: str = "Call Contoso", **changes: Any) -> Action:
        """In the meeting."""
        more = {"meeting_id": self.room.meeting.key, "due_on": date(2026, 3, 12), **changes}
        return self.desk.give(to, by=LAN, what=what, **more)

    def end(self) -> None:
        def service(session: Session, _workspace_id: int, *, now: datetime) -> None:
            end(session, session.get_one(Meeting, self.room.meeting.key), now=now)

        self.flywheel.write(service)

    async def minutes(self, **later: float) -> str:
        """It ends; the newest message of the channel some minutes later."""
        self.end()
        await self.room.run(**(later or {"minutes": 5}))
        return self.in_channel()[-1]

    def in_channel(self) -> list[str]:
        return [call["text"] for call in self.posts() if call["channel"] == FLYWHEEL]

    def posts(self) -> list[Any]:
        return self.flywheel.slack.asked("chat.postMessage")

    def told(self, who: Somebody) -> list[str]:
        return self.flywheel.slack.quiet(who.user_id)


@pytest.fixture
def table(flywheel: Flywheel) -> Table:
    return Table(Room(flywheel))
