"""A team that meets every second Tuesday at ten in Berlin, the first time on 10 March 2026."""

from datetime import datetime

import pytest

from bot.app import STEPS
from bot.facilitators.queries import looking_ahead
from bot.meetings.models import Meeting
from bot.steps.engine import Steps
from tests.flywheel import flywheel, fresh, prepared
from tests.meetings.conftest import Beat, beat, beat_everywhere
from tests.passing import let_pass
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["beat", "beat_everywhere", "flywheel", "fresh", "prepared"]

NAMES = {TOM.user_id: "Tom", LAN.user_id: "Lan", MAYA.user_id: "Maya"}


class Chair:
    """`beat` with its leaders. Tom was seated before Lan, so it is his turn first."""

    def __init__(self, beat: Beat) -> None:
        self.beat, self.flywheel = beat, beat.flywheel
        beat.set_up()

    def meeting(self, number: int = 0) -> Meeting:
        return self.beat.meetings()[number]

    def leaders(self, most: int = 4) -> list[str]:
        """Of the coming meetings, as it stands now."""
        now, workspace_id = self.flywheel.clock.now(), self.flywheel.workspace_id
        ahead = self.flywheel.read(lambda session: looking_ahead(session, workspace_id, now=now))
        return [NAMES.get(leader, leader) for leader in ahead.leaders[:most]]

    def leader(self, number: int = 0) -> str:
        """Who was told."""
        return NAMES.get(self.meeting(number).facilitator, self.meeting(number).facilitator)

    async def until(self, when: datetime) -> None:
        """Each step at its time."""
        clock = self.flywheel.clock
        steps = Steps(self.flywheel.store, STEPS, now=clock.now)

        async def do() -> None:
            await steps.run_once()
            await self.flywheel.deliver()

        await let_pass(clock, when, do, steps.next_due)

    def told(self, who: Somebody) -> list[str]:
        return self.flywheel.slack.quiet(who.user_id)


@pytest.fixture
def chair(beat: Beat) -> Chair:
    return Chair(beat)


@pytest.fixture
def chair_everywhere(beat_everywhere: Beat) -> Chair:
    """On each database."""
    return Chair(beat_everywhere)
