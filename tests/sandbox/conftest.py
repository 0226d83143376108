"""A sandbox with a small town in it, and an app that is connected to it."""

from collections.abc import AsyncIterator

import pytest

from bot.manifest import Manifest, read_manifest
from bot.sandbox.sandbox import Sandbox
from tests.sandbox.an_app import App, connected_app
from tests.sandbox.running import running_sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with running_sandbox() as running:
        yield running


@pytest.fixture
async def app(sandbox: Sandbox) -> AsyncIterator[App]:
    async with connected_app(sandbox) as connected:
        yield connected


@pytest.fixture
def manifest() -> Manifest:
    return read_manifest()
