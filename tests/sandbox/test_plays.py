"""Pieces that can be played: once at a time, between two acts they pause and stop, and nothing is left behind."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import aiohttp
import pytest

from bot.sandbox.plays import Acts, Play, Plays, Speed, State, Told
from bot.sandbox.refusals import Refused
from bot.sandbox.sandbox import Sandbox
from tests.sandbox.browsing import LAN, browsing, company

ACTS = 5


class Piece:
    """Counts what was really played; each act waits until it may happen."""

    def __init__(self) -> None:
        self.begun = self.played = self.closed = 0
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self.fails = False
        self.changes = asyncio.Event()
        self.plays = Plays(self.changes.set)
        self.play = Play("piece", "Play the piece", "Five acts.", self.acts)
        self.play.speed = Speed.FAST
        self.plays.add(self.play)

    async def acts(self) -> Acts:
        self.begun += 1
        try:
            for number in range(1, ACTS + 1):
                await self.may_go_on.wait()
                if self.fails:
                    raise ValueError("what somebody wrote")
                self.played = number
                self.changes.set()
                yield Told(f"Act {number}", number / ACTS)
        finally:
            self.closed += 1

    async def until(self, state: State) -> None:
        await self._see(lambda: self.play.state is state)

    async def has_played(self) -> None:
        await self._see(lambda: self.played > 0)

    async def _see(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not condition():
                self.changes.clear()
                await self.changes.wait()


@pytest.fixture
async def piece() -> Piece:
    return Piece()


async def test_it_is_played_to_its_end(piece: Piece) -> None:
    piece.play.start()
    await piece.until(State.READY)

    assert (ACTS, 1) == (piece.played, piece.closed)
    assert ("Act 5", 1.0) == (piece.play.line, piece.play.progress)


async def test_pressing_play_twice_plays_it_once(piece: Piece) -> None:
    piece.play.start()
    piece.play.start()
    await piece.until(State.READY)

    assert 1 == piece.begun


async def test_what_was_played_can_be_played_again(piece: Piece) -> None:
    piece.play.start()
    await piece.until(State.READY)
    piece.play.start()
    await piece.until(State.READY)

    assert 2 == piece.begun


async def test_paused_it_finishes_the_act_and_waits(piece: Piece) -> None:
    piece.may_go_on.clear()
    piece.play.start()
    piece.play.pause()
    piece.may_go_on.set()
    await piece.has_played()
    for _ in range(20):  # turns in which it would have gone on
        await asyncio.sleep(0)

    assert (1, State.PAUSED) == (piece.played, piece.play.state)

    piece.play.go_on()
    await piece.until(State.READY)

    assert ACTS == piece.played


async def test_stopping_ends_it_between_two_acts(piece: Piece) -> None:
    piece.may_go_on.clear()
    piece.play.start()
    piece.play.stop()
    assert State.STOPPING is piece.play.state
    piece.may_go_on.set()
    await piece.until(State.READY)

    assert (1, 1) == (piece.played, piece.closed)
    assert "Stopped. Everything stands as it is." == piece.play.line


async def test_a_paused_piece_can_be_stopped(piece: Piece) -> None:
    piece.play.start()
    piece.play.pause()
    await piece.has_played()
    piece.play.stop()
    await piece.until(State.READY)

    assert 1 == piece.closed


async def test_another_speed_takes_hold_at_once(piece: Piece) -> None:
    piece.play.speed = Speed.CALM
    piece.play.start()
    await piece.has_played()
    piece.plays.do("piece", "fast")
    await piece.until(State.READY)

    assert ACTS == piece.played


async def test_closing_the_workspace_ends_it(piece: Piece) -> None:
    piece.play.speed = Speed.CALM
    piece.play.start()
    await piece.has_played()
    await piece.plays.close()

    assert (1, 1, State.READY) == (piece.played, piece.closed, piece.play.state)


async def test_what_breaks_off_says_so_without_anybodys_words(piece: Piece) -> None:
    piece.fails = True
    piece.play.start()
    await piece.until(State.READY)

    assert "It broke off (ValueError). Everything stands as it is." == piece.play.line


async def test_the_last_line_can_be_put_away_once_it_is_over(piece: Piece) -> None:
    piece.play.start()
    piece.plays.do("piece", "put_away")
    await piece.until(State.READY)
    assert "Act 5" == piece.play.line
    piece.plays.do("piece", "put_away")

    assert "" == piece.play.line


async def test_scripts_play_it_too(sandbox: Sandbox, piece: Piece) -> None:
    sandbox.plays.add(piece.play)
    async with aiohttp.ClientSession(sandbox.world.url) as session:
        async with session.post("/control/play", json={"name": "piece"}) as answer:
            assert 200 == answer.status
        await piece.play.close()
        async with session.get("/control/plays") as answer:
            shown = (await answer.json())["result"]
        async with session.post("/plays/opera/start") as answer:
            assert 404 == answer.status

    assert [("piece", "ready", "fast")] == [(one["name"], one["state"], one["speed"]) for one in shown]


async def test_who_looks_at_a_home_while_the_hours_fly_is_told_to_the_app_again(piece: Piece) -> None:
    async with company() as sandbox, browsing(sandbox) as lan:
        sandbox.plays.add(piece.play)
        await lan.open(f"/as/{LAN}/home")
        sandbox.clock.move(timedelta(hours=2))
        await lan.refresh(f"/as/{LAN}/home")
        quiet = times_opened(sandbox)
        piece.may_go_on.clear()
        piece.play.start()
        await lan.refresh(f"/as/{LAN}/home")
        await lan.refresh(f"/as/{LAN}/home")
        piece.may_go_on.set()
        await piece.play.close()

        assert (1, 2) == (quiet, times_opened(sandbox))


def times_opened(sandbox: Sandbox) -> int:
    return sum(payload["event"]["type"] == "app_home_opened" for payload in sandbox.outbound.recent)


async def test_what_is_not_there_cannot_be_played(piece: Piece) -> None:
    with pytest.raises(Refused):
        piece.plays.do("opera", "start")
    with pytest.raises(Refused):
        piece.plays.do("piece", "rewind")
