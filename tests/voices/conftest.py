"""Three readers in three zones and two languages, and a clock that runs: steps and letters in their order."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from bot.app import PURPOSES, STEPS
from bot.channels.models import Channel, ChannelKind
from bot.delivery.sender import Sender
from bot.loops.models import Outcome, Telling
from bot.pains.models import Echo, Pain, PainStatus, Via
from bot.steps.engine import Steps
from bot.steps.models import Step, StepKind
from bot.voices.due import plan_voice
from bot.voices.models import Listener, Story
from bot.voices.services import hear, may_name
from schedules.rounds import InOrder
from tests.fake_workspace import GENERAL, SECRET
from tests.flywheel import Flywheel, flywheel, fresh, prepared
from tests.handlers.conftest import send
from tests.passing import let_pass
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["flywheel", "fresh", "prepared", "send"]

PLACES = {GENERAL: ChannelKind.PUBLIC, SECRET: ChannelKind.PRIVATE}


class Voices:
    """It is Monday, March 2, 2026; the customer's voice comes on Wednesdays, March 4 and every second week."""

    def __init__(self, flywheel: Flywheel) -> None:
        self.flywheel = flywheel
        flywheel.write(_known_places)
        now = flywheel.clock.now
        self.rounds = InOrder(
            Steps(flywheel.store, STEPS, now=now), Sender(flywheel.store, flywheel.slack, PURPOSES, now=now)
        )

    def listen(self, *who: Somebody, by_name: bool = False) -> None:
        for one in who:
            self.flywheel.write(hear, one.user_id, wants=True)
            self.flywheel.write(may_name, one.user_id, by_name=by_name)

    def plan(self) -> None:
        self.flywheel.write(plan_voice)

    def pain(self, words: str = "Nine minutes!", **changes: Any) -> Pain:
        """Said in a public channel, just now."""

        def add(session: Session, workspace_id: int, *, now: datetime) -> Pain:
            workspace = self.flywheel.workspace()
            number = len(self.flywheel.pains()) + 1
            fields = {"workspace_id": workspace_id, "number": number, "words": words, "via": Via.REACTION}
            fields |= {"reporter": LAN.user_id, "channel_id": GENERAL, "customer": f"Customer {number}"}
            pain = Pain(**{**fields, "stage": "use", "created_at": now, **changes})
            session.add(pain)
            workspace.next_pain_number = number + 1
            session.merge(workspace)
            session.flush()
            return pain

        return self.flywheel.write(add)

    def close(self, pain: Pain, sentence: str = "It takes ten seconds now.", **changes: Any) -> None:
        """Every customer on it has heard."""

        def service(session: Session, workspace_id: int, *, now: datetime) -> None:
            kept = session.get_one(Pain, pain.key)
            done = {"status": PainStatus.CLOSED, "resolution": sentence, "round": 1, "closed_at": now}
            kept.sqlmodel_update({**done, "resolved_at": now, **changes})
            session.add(kept)
            telling = Telling(workspace_id=workspace_id, pain_id=pain.key, round=1, teller=kept.reporter, asked_at=now)
            telling.outcome, telling.answered_at = Outcome.TOLD, now
            session.add(telling)

        self.flywheel.write(service)

    def echo(self, pain: Pain, who: Somebody) -> None:
        def service(session: Session, workspace_id: int, *, now: datetime) -> None:
            session.add(Echo(workspace_id=workspace_id, pain_id=pain.key, person=who.user_id, created_at=now))

        self.flywheel.write(service)

    def becomes(self, channel: str, **changes: Any) -> None:
        """What Slack will say of a place from now on."""
        self.flywheel.slack.channels[channel] |= changes

    async def until(self, day: int, hour: int = 0, month: int = 3) -> None:
        """Does whatever falls due up to that hour of 2026, in UTC."""
        end = datetime(2026, month, day, hour, tzinfo=UTC)
        await let_pass(self.flywheel.clock, end, self.rounds.run_once, self.rounds.next_due)

    def sleep_until(self, day: int, hour: int = 0, month: int = 3) -> None:
        """Nothing runs meanwhile."""
        self.flywheel.clock.move_to(datetime(2026, month, day, hour, tzinfo=UTC))

    def digests(self, who: Somebody) -> list[str]:
        """The texts she got."""
        titles = ("*The customer's voice*", "*Tiếng nói khách hàng*")
        return [text for text in self.flywheel.slack.quiet(who.user_id) if text.startswith(titles)]

    def times(self, who: Somebody) -> list[str]:
        """When on her own wall."""
        zone, line = ZoneInfo(who.time_zone), f"D{who.user_id[1:]}"
        hers = [one for one in self.flywheel.slack.messages if one["channel"] == line]
        return [datetime.fromtimestamp(float(one["ts"]), UTC).astimezone(zone).strftime("%b %d %H:%M") for one in hers]

    def outcomes(self, kind: StepKind) -> list[str]:
        return [step.outcome for step in self.flywheel.rows(Step) if step.kind == kind and step.outcome]

    def stories(self) -> list[Story]:
        return self.flywheel.rows(Story)

    def listeners(self) -> list[tuple[str, bool, bool]]:
        return [(one.person, one.wants, one.by_name) for one in self.flywheel.rows(Listener)]


def _known_places(session: Session, workspace_id: int, *, now: datetime) -> None:
    checked = now - timedelta(minutes=1)
    for channel, kind in PLACES.items():
        session.add(Channel(workspace_id=workspace_id, channel_id=channel, kind=kind, checked_at=checked))


@pytest.fixture
def voices(flywheel: Flywheel) -> Voices:
    return Voices(flywheel)


EVERYBODY = (LAN, MAYA, TOM)
