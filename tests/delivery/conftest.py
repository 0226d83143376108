"""A post office: a store, a fake Slack, a clock, and senders between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from sqlmodel import Session, col, select

from bot.delivery.claim import Faults
from bot.delivery.letters import Letter, Method, State
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Purpose
from bot.delivery.sender import Sender, no_faults
from bot.store.store import Store
from tests.clock import FakeClock
from tests.delivery.fake_slack import FakeSlack


class Crash(BaseException):
    """The process is gone: nothing catches it, nothing is cleaned up."""


class CrashAt:
    """Raises at the nth pass of one point."""

    def __init__(self, point: str, passes: int = 1) -> None:
        self.point, self.left = point, passes
        self.met = False

    def __call__(self, point: str) -> None:
        if point == self.point:
            self.left -= 1
            if self.left == 0:
                self.met = True
                raise Crash(point)


@dataclass
class Office:
    store: Store
    slack: FakeSlack
    clock: FakeClock
    workspace_id: int
    purposes: dict[str, Purpose] = field(default_factory=dict)

    def write(self, *letters: Letter) -> None:
        self.store.write_now(enqueue, self.workspace_id, *letters, now=self.clock.now())

    def sender(self, faults: Faults = no_faults, store: Store | None = None) -> Sender:
        return Sender(store or self.store, self.slack, self.purposes, now=self.clock.now, faults=faults)

    async def drain(self, rounds: int = 60) -> None:
        """Runs until nothing is waiting, moving the clock to each due time."""
        sender = self.sender()
        for _ in range(rounds):
            await sender.run_once()
            due = await sender.next_due()
            if due is None:
                return
            self.clock.move_to(max(due, self.clock.now()))
        pytest.fail("letters are still waiting")

    def rows(self) -> Mapping[str, OutboxRow]:
        return self.store.read_now(_rows)

    def states(self) -> dict[str, State]:
        return {key: row.state for key, row in self.rows().items()}


def _rows(session: Session) -> dict[str, OutboxRow]:
    return {row.key: row for row in session.exec(select(OutboxRow).order_by(col(OutboxRow.id)))}


def post(key: str, channel: str = "C1", **changes: object) -> Letter:
    return Letter(**{"key": key, "method": Method.POST, "channel": channel, "payload": {"text": key}, **changes})  # type: ignore[arg-type]


@pytest.fixture
def slack(clock: FakeClock) -> FakeSlack:
    return FakeSlack(clock)


@pytest.fixture
def office(store: Store, slack: FakeSlack, clock: FakeClock, workspace_id: int) -> Office:
    return Office(store, slack, clock, workspace_id)
