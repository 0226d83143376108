"""The leaders of a company in three zones, and a clock that runs: steps, mornings and letters in their order."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from bot.app import PURPOSES, STEPS
from bot.delivery.sender import Sender
from bot.followups.mornings import Mornings
from bot.prompts.models import Answer, Prompt
from bot.prompts.rules import Typed
from bot.prompts.services import save_answers
from bot.roster.models import SeatRole
from bot.steps.engine import Steps
from bot.steps.models import Step
from bot.workspaces.models import Workspace
from bot.years.services import begin_year
from schedules.rounds import InOrder
from tests.fake_workspace import FLYWHEEL
from tests.flywheel import Flywheel, flywheel, fresh, prepared
from tests.kept import Kept, kept
from tests.ownership.conftest import seat
from tests.passing import let_pass
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["flywheel", "fresh", "kept", "prepared"]

LEADS = {"customer_service": LAN, "product": TOM, "sales": MAYA}
MARCH_23 = datetime(2026, 3, 23, 11, tzinfo=UTC)


class Leaders:
    """Lan leads customer service in Vietnam, Tom product in Germany, Maya sales in New York; the company is in Berlin.

    It is Monday, March 23: the close of the first quarter is asked about tomorrow, and the second one is to come.
    """

    def __init__(self, flywheel: Flywheel, kept: Kept | None = None) -> None:
        self.flywheel, self.kept = flywheel, kept
        flywheel.clock.move_to(MARCH_23)
        flywheel.write(_works_in_berlin)
        for department, who in LEADS.items():
            flywheel.write(seat, who.user_id, department, SeatRole.LEAD)
        flywheel.write(begin_year)
        now = flywheel.clock.now
        parts = Steps(flywheel.store, STEPS, now=now), Mornings(flywheel.store, now=now)
        self.rounds = InOrder(*parts, Sender(flywheel.store, flywheel.slack, PURPOSES, now=now))

    async def undisturbed_until(self, *when: int) -> None:
        """As `until`, where nobody has done anything yet: what a test has lived through before is not lived again."""
        assert self.kept
        walk = type(self).__name__
        self.kept.go_on(walk, self.flywheel, in_berlin(*when))
        await self.until(*when)
        self.kept.keep(walk, self.flywheel)

    async def until(self, *when: int) -> None:
        """Does whatever falls due up to that moment in Berlin, each at its time: `until(2026, 3, 24, 9)`."""
        await let_pass(self.flywheel.clock, in_berlin(*when), self.rounds.run_once, self.rounds.next_due)

    def prompts(self) -> list[Prompt]:
        return self.flywheel.rows(Prompt)

    def prompt(self, who: Somebody) -> Prompt:
        """The newest one of the department she leads."""
        (department,) = [key for key, lead in LEADS.items() if lead is who]
        return [one for one in self.prompts() if one.department == department][-1]

    def answer(
        self, who: Somebody, texts: Mapping[str, str], *, by: Somebody | None = None, draft: bool = False
    ) -> None:
        typed = Typed(dict(texts), draft)
        self.flywheel.write(save_answers, self.prompt(who).key, (by or who).user_id, typed)
        self.flywheel.clock.advance(1)

    def answers(self) -> list[Answer]:
        return self.flywheel.rows(Answer)

    def sent(self, who: Somebody) -> list[tuple[datetime, dict[str, Any]]]:
        """What she got in her line with the bot, and when on her own wall."""
        hers = [one for one in self.flywheel.slack.messages if one["channel"] == f"D{who.user_id[1:]}"]
        zone = ZoneInfo(who.time_zone)
        return [(datetime.fromtimestamp(float(one["ts"]), UTC).astimezone(zone), one) for one in hers]

    def in_channel(self) -> list[dict[str, Any]]:
        return [one for one in self.flywheel.slack.messages if one["channel"] == FLYWHEEL]

    def edited(self, channel: str = FLYWHEEL) -> str:
        """The newest text a message there was changed to."""
        return str([one for one in self.flywheel.slack.asked("chat.update") if one["channel"] == channel][-1]["text"])

    def outcomes(self, kind: str) -> list[str]:
        return [step.outcome for step in self.flywheel.rows(Step) if step.kind == kind and step.outcome]


def in_berlin(*when: int) -> datetime:
    year, month, day, hour, minute = [*when, 0, 0, 0][:5]
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def _works_in_berlin(session: Session, workspace_id: int, *, now: datetime) -> None:
    workspace = session.get_one(Workspace, workspace_id)
    workspace.time_zone = "Europe/Berlin"
    session.add(workspace)


@pytest.fixture
def leaders(flywheel: Flywheel, kept: Kept) -> Leaders:
    return Leaders(flywheel, kept)
