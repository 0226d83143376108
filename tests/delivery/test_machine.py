"""Any order of letters, crashes, lost answers and time passing: each letter arrives, and none arrives twice."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.delivery import reconciler
from bot.delivery.reconciler import Reconciler
from bot.delivery.sender import no_faults
from bot.store.store import Store
from tests.clock import FakeClock
from tests.conftest import first_workspace
from tests.databases import SqliteFiles
from tests.delivery.conftest import Crash, CrashAt, Office, post
from tests.delivery.fake_slack import FakeSlack, Trouble
from tests.delivery.test_crashes import LOOK_UP_POINTS, POINTS

QUICK = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)

crashes = st.none() | st.builds(CrashAt, st.sampled_from(POINTS + LOOK_UP_POINTS), st.integers(1, 3))
troubles = st.lists(st.sampled_from([*Trouble, Trouble.LOST_AFTER]), max_size=4)


class Post(RuleBasedStateMachine):
    files: SqliteFiles
    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.files.empty(self.store)
        clock = FakeClock()
        self.office = Office(self.store, FakeSlack(clock), clock, self.store.write_now(first_workspace))
        self.accepted: set[str] = set()

    @rule(key=st.integers(1, 12), channel=st.sampled_from(["C1", "C2", "U0LAN"]), lane=st.sampled_from(["", "card:1"]))
    def a_letter_is_written(self, key: int, channel: str, lane: str) -> None:
        """The same key again, also after it was sent, as when Slack delivers an event once more."""
        self.office.write(post(f"card:{key}", channel=channel, lane=lane))
        self.accepted.add(f"card:{key}")

    @rule(crash=crashes, troubles=troubles, busy=st.sampled_from([0, 0, 5]))
    def a_sender_runs(self, crash: CrashAt | None, troubles: list[Trouble], busy: float) -> None:
        self.office.slack.troubles = troubles
        if busy:
            self.office.slack.busy["chat.postMessage"] = busy
        with suppress(Crash):
            self.loop.run(self.office.sender(crash or no_faults).run_once())
        self.office.slack.troubles = []

    @rule(seconds=st.sampled_from([2, 60, 600]))
    def time_passes(self, seconds: int) -> None:
        self.office.clock.advance(seconds)

    @invariant()
    def nothing_is_said_twice(self) -> None:
        assert [] == [key for key, times in self.arrived().items() if times > 1]

    def teardown(self) -> None:
        try:
            self.loop.run(self.office.drain())
            assert dict.fromkeys(self.accepted, 1) == self.arrived()
        finally:
            self.loop.close()

    def arrived(self) -> Counter[str]:
        return Counter(message["text"] for message in self.office.slack.messages)


@pytest.fixture
def machine(sqlite_files: SqliteFiles, kept_store: Store) -> type[Post]:
    class PostHere(Post):
        files, store = sqlite_files, kept_store

    return PostHere


def test_whatever_happens_nothing_is_lost_and_nothing_is_said_twice(machine: type[Post]) -> None:
    run_state_machine_as_test(machine, settings=QUICK)


async def sees_nothing(*_: object) -> None:
    """A look-up that never finds anything: every unclear post goes out again."""


async def does_nothing(_: Reconciler) -> None:
    """No reconciler at all: what is unclear stays so."""


@pytest.mark.parametrize(
    ("of", "name", "broken"),
    [(reconciler, "find_post", sees_nothing), (Reconciler, "run_once", does_nothing)],
)
def test_the_test_above_notices_when_nobody_looks_up_what_is_unclear(
    machine: type[Post], monkeypatch: pytest.MonkeyPatch, of: object, name: str, broken: Callable[..., object]
) -> None:
    monkeypatch.setattr(of, name, broken)

    with pytest.raises((AssertionError, pytest.fail.Exception)):
        run_state_machine_as_test(machine, settings=settings(QUICK, max_examples=200, phases=[Phase.generate]))
