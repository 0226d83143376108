"""A town with the bot at work in it, for every flow."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.databases import SqliteFiles
from tests.flows.town import Town, town_at_work


@pytest.fixture
def sqlite_url(sqlite_files: SqliteFiles) -> Iterator[str]:
    url = sqlite_files.copy()
    yield url
    sqlite_files.drop(url)


@pytest.fixture
async def town(sqlite_url: str) -> AsyncIterator[Town]:
    """The bot is at work; nobody has set it up yet."""
    async with town_at_work(sqlite_url) as town:
        yield town
