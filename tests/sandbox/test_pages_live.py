"""The stream that tells an open page that something changed: to whom it says what, and that it ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.sandbox.pages.live import changes
from bot.sandbox.sandbox import Sandbox
from tests.sandbox.browsing import CARE, GENERAL, LAN, LEADERS, MAYA, TOM, company


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with company() as running:
        yield running


class Stream:
    def __init__(self, lines: aiohttp.StreamReader) -> None:
        self._lines = lines

    async def next(self, field: str = "data") -> str:
        """The value of the next line of this field."""
        while not (line := (await self._lines.readline()).decode()).startswith(field):
            pass
        return line.removeprefix(f"{field}:").strip()


@asynccontextmanager
async def listening(sandbox: Sandbox, path: str) -> AsyncIterator[Stream]:
    """Yields when the stream is open, so that nothing said afterwards is missed."""
    async with aiohttp.ClientSession(sandbox.world.url) as session, session.get(path) as response:
        stream = Stream(response.content)
        await stream.next("retry")
        yield stream


async def test_a_page_hears_of_changes_in_what_the_person_can_see(sandbox: Sandbox) -> None:
    async with listening(sandbox, f"/as/{LAN}/events") as stream:
        await sandbox.people.post(TOM, CARE, "Hello")
        first = await stream.next()
        sandbox.world.notice(LAN, "Done")

        assert (CARE, f"user:{LAN}") == (first, await stream.next())


async def test_a_page_hears_nothing_of_private_channels_and_other_peoples_forms(sandbox: Sandbox) -> None:
    async with listening(sandbox, f"/as/{LAN}/events") as stream:
        await sandbox.people.post(TOM, LEADERS, "Between us")
        sandbox.world.changed(f"modal:{MAYA}")
        await sandbox.people.post(TOM, GENERAL, "For everybody")

        assert GENERAL == await stream.next()


async def test_the_inspector_hears_of_traffic_only(sandbox: Sandbox) -> None:
    async with listening(sandbox, "/inspector/events") as stream:
        sandbox.world.changed(CARE)
        sandbox.traffic.note("from app", "auth.test")

        assert "traffic" == await stream.next()


async def test_a_page_that_is_closed_is_listened_to_no_more(sandbox: Sandbox) -> None:
    before = len(sandbox.world.listeners)
    heard = changes(sandbox.world, lambda scope: True)
    await anext(heard)
    during = len(sandbox.world.listeners)
    await heard.aclose()

    assert before + 1 == during
    assert before == len(sandbox.world.listeners)
