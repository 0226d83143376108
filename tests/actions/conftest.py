"""A meeting that runs, and people to give actions to."""

from datetime import date
from typing import Any

import pytest

from bot.actions.models import Action, ActionState
from bot.actions.rules import ActionWish
from bot.actions.services import give
from bot.board.outcomes import attend
from tests.board.conftest import Room
from tests.flywheel import Flywheel, flywheel, fresh, prepared
from tests.people import LAN, TOM, Somebody

__all__ = ["flywheel", "fresh", "prepared"]

FRIDAY = date(2026, 3, 6)  # the clock of the tests starts on Monday, 2 March 2026


class Desk:
    """`room` with actions. Lan leads customer service, Tom product, Maya sales."""

    def __init__(self, room: Room) -> None:
        self.room, self.flywheel = room, room.flywheel

    def give(self, to: Somebody = TOM, by: Somebody = LAN, what: str = "Call Contoso", **changes: Any) -> Action:
        """Between meetings, unless said otherwise."""
        wish = ActionWish(**{"what": what, "owner": to.user_id, "due_on": FRIDAY, **changes})
        return self.flywheel.write(give, by.user_id, wish)

    def given(self, to: Somebody = TOM, **changes: Any) -> Action:
        """One that is hers already: she gave it to herself."""
        return self.give(to, by=to, **changes)

    def do(self, service: Any, who: Somebody, *values: object) -> Any:
        return self.flywheel.write(service, who.user_id, *values)

    def comes(self, who: Somebody) -> None:
        """She is in the meeting."""
        self.flywheel.write(attend, self.room.meeting.key, who.user_id)

    def action(self) -> Action:
        """The newest."""
        return self.flywheel.rows(Action)[-1]

    def states(self) -> list[ActionState]:
        return [action.state for action in self.flywheel.rows(Action)]

    async def told(self, who: Somebody) -> list[str]:
        """The direct messages she got."""
        await self.flywheel.deliver()
        return self.flywheel.slack.quiet(who.user_id)


@pytest.fixture
def desk(flywheel: Flywheel) -> Desk:
    return Desk(Room(flywheel))
