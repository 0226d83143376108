"""The product on a fake Slack, with leads in place, and steps that run with the clock."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.app import STEPS
from bot.ownership.models import AgendaMark, Handoff
from bot.ownership.rules import Receiver
from bot.pains.models import History, Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from bot.roster.models import SeatRole
from bot.roster.services import give_seat
from bot.slack.payloads import SlackMessage
from bot.steps.engine import Steps
from bot.steps.models import Step
from tests.fake_workspace import FLYWHEEL, GENERAL
from tests.flywheel import Flywheel, flywheel, fresh, prepared
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["flywheel", "fresh", "prepared"]

PRODUCT, SALES, SERVICE = Receiver("product"), Receiver("sales"), Receiver("customer_service")


def seat(session: Session, workspace_id: int, person: str, department: str, role: SeatRole, *, now: datetime) -> None:
    give_seat(session, workspace_id, person, role, department, on=now.date())


class Company:
    """Tom leads product, Lan customer service, Maya sales; nobody leads marketing."""

    def __init__(self, flywheel: Flywheel) -> None:
        self.flywheel = flywheel
        for who, department in ((TOM, "product"), (LAN, "customer_service"), (MAYA, "sales")):
            flywheel.write(seat, who.user_id, department, SeatRole.LEAD)

    def report(self, who: Somebody = LAN, ts: str = "1.1", **said: Any) -> Pain:
        given = Report(who.user_id, **{"words": "Nine minutes!", "stage": "use", **said})
        return self.flywheel.report(given, Origin(Via.REACTION, "", SlackMessage(GENERAL, ts, "")))

    async def run(self) -> None:
        """What is due now, and the letters it leaves."""
        await Steps(self.flywheel.store, STEPS, now=self.flywheel.clock.now).run_once()
        await self.flywheel.deliver()

    def told(self, who: Somebody) -> list[str]:
        """The direct messages of the bot to one person."""
        return self.flywheel.slack.quiet(who.user_id)

    def card(self) -> str:
        """The newest text of the card."""
        posts = ("chat.postMessage", "chat.update")
        shown = [call for method, call in self.flywheel.slack.calls if method in posts and call["channel"] == FLYWHEEL]
        return str(shown[-1]["text"])

    def handoff(self) -> Handoff:
        return self.flywheel.rows(Handoff)[-1]

    def agenda(self) -> list[str]:
        return [mark.reason for mark in self.flywheel.rows(AgendaMark)]

    def deeds(self) -> list[tuple[str, str]]:
        return [(line.what, line.actor) for line in self.flywheel.rows(History)]

    def outcomes(self, kind: str) -> list[str]:
        return [step.outcome for step in self.flywheel.rows(Step) if step.kind == kind]


@pytest.fixture
def company(flywheel: Flywheel) -> Company:
    return Company(flywheel)
