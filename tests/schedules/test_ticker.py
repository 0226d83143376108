"""The clock knocks when something is due, when poked, and in any case; and never stops."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from schedules.ticker import Ticker
from tests.clock import FakeClock


class FakeRounds:
    """Counts its rounds; `due` is what the database would say is next."""

    def __init__(self) -> None:
        self.rounds = 0
        self.under_way = 0
        self.most_at_once = 0
        self.due: datetime | None = None
        self.until = 0  # so many rounds, and nothing is due any more; 0 = what is due stays due
        self.fails = False
        self.words = "what somebody wrote"
        self.stopped = False
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self._came = asyncio.Condition()

    async def run_once(self) -> None:
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        try:
            await self._count()
            await self.may_go_on.wait()
            if self.fails:
                raise ValueError(self.words)
        finally:
            self.under_way -= 1

    async def next_due(self) -> datetime | None:
        return self.due

    def stop(self) -> None:
        self.stopped = True

    async def reached(self, rounds: int) -> None:
        async with asyncio.timeout(10), self._came:
            await self._came.wait_for(lambda: self.rounds >= rounds)

    async def _count(self) -> None:
        async with self._came:
            self.rounds += 1
            if self.rounds == self.until:
                self.due = None
            self._came.notify_all()


@pytest.fixture
async def rounds() -> FakeRounds:
    return FakeRounds()


@pytest.fixture
async def ticker(rounds: FakeRounds, clock: FakeClock) -> AsyncIterator[Ticker]:
    ticker = Ticker(rounds, now=clock.now)
    yield ticker
    rounds.may_go_on.set()
    await ticker.stop()


async def test_the_first_round_is_at_the_start(ticker: Ticker, rounds: FakeRounds) -> None:
    ticker.start()

    await rounds.reached(1)


async def test_a_poke_that_came_before_the_start_takes_nothing_from_the_first_round(
    rounds: FakeRounds, clock: FakeClock
) -> None:
    ticker = Ticker(rounds, now=clock.now, poll=1000)
    ticker.poke()
    await asyncio.sleep(0)  # its turn comes while nothing runs yet

    ticker.start()

    await rounds.reached(1)
    await ticker.stop()


async def test_the_next_round_is_when_the_next_row_is_due(ticker: Ticker, rounds: FakeRounds, clock: FakeClock) -> None:
    rounds.due = clock.now() + timedelta(milliseconds=60)
    ticker.start()

    await rounds.reached(3)


async def test_a_row_that_stays_due_is_no_busy_loop(ticker: Ticker, rounds: FakeRounds, clock: FakeClock) -> None:
    rounds.due = clock.now() - timedelta(hours=1)
    began = asyncio.get_running_loop().time()
    ticker.start()
    await rounds.reached(4)

    assert 3 * 0.05 <= asyncio.get_running_loop().time() - began


async def test_with_nothing_due_it_still_looks_now_and_then(rounds: FakeRounds, clock: FakeClock) -> None:
    ticker = Ticker(rounds, now=clock.now, poll=0.05)
    ticker.start()

    await rounds.reached(3)
    await ticker.stop()


async def test_many_pokes_are_one_round_and_a_poke_during_a_round_is_not_lost(
    ticker: Ticker, rounds: FakeRounds
) -> None:
    ticker.start()
    await rounds.reached(1)
    rounds.may_go_on.clear()
    for _ in range(100):
        ticker.poke()
    await rounds.reached(2)
    ticker.poke()
    rounds.may_go_on.set()
    await rounds.reached(3)

    assert (3, 1) == (rounds.rounds, rounds.most_at_once)


async def test_a_round_that_explodes_stops_nothing_and_tells_no_text(
    ticker: Ticker, rounds: FakeRounds, caplog: pytest.LogCaptureFixture
) -> None:
    rounds.fails = True
    ticker.start()
    await rounds.reached(1)
    ticker.poke()
    await rounds.reached(2)
    ticker.poke()
    await rounds.reached(3)

    assert "tick failed: ValueError" in caplog.text
    assert "what somebody wrote" not in caplog.text


async def test_its_age_tells_whether_it_lives(
    ticker: Ticker, rounds: FakeRounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [100.0]
    monkeypatch.setattr("schedules.ticker.monotonic", lambda: seconds[0])
    ticker.start()
    await rounds.reached(1)
    seconds[0] += 40

    assert 40 == ticker.last_tick_age()


async def test_stopping_waits_for_the_round_under_way_and_starts_no_other(ticker: Ticker, rounds: FakeRounds) -> None:
    ticker.start()
    rounds.may_go_on.clear()
    await rounds.reached(1)
    stopping = asyncio.create_task(ticker.stop())
    await asyncio.sleep(0)

    assert rounds.stopped
    assert not stopping.done()

    rounds.may_go_on.set()
    await stopping
    ticker.poke()

    assert (1, 0) == (rounds.rounds, rounds.under_way)


async def test_catching_up_does_all_that_is_due_and_says_whether_something_was(
    rounds: FakeRounds, clock: FakeClock
) -> None:
    ticker = Ticker(rounds, now=clock.now, poll=1000)
    rounds.due = clock.now() + timedelta(hours=1)
    assert not await ticker.catch_up()

    clock.move_to(clock.now() + timedelta(hours=2))
    rounds.until = 3

    assert await ticker.catch_up()
    assert 3 == rounds.rounds


async def test_catching_up_gives_up_on_what_stays_due(rounds: FakeRounds, clock: FakeClock) -> None:
    ticker = Ticker(rounds, now=clock.now, poll=1000)
    rounds.due = clock.now()

    assert not await ticker.catch_up()


async def test_while_somebody_catches_up_no_round_runs_beside_it(rounds: FakeRounds, clock: FakeClock) -> None:
    ticker = Ticker(rounds, now=clock.now, poll=1000)
    rounds.due, rounds.until = clock.now(), 1
    rounds.may_go_on.clear()
    catching_up = asyncio.create_task(ticker.catch_up())
    await rounds.reached(1)
    ticker.start()
    ticker.poke()
    rounds.may_go_on.set()
    await catching_up
    await rounds.reached(2)
    await ticker.stop()

    assert 1 == rounds.most_at_once
