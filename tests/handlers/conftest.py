"""The real Bolt in front of the product, and a fake Slack behind it."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from slack_bolt.async_app import AsyncBoltRequest

from bot.app import build_bolt
from tests.flywheel import Flywheel, flywheel, fresh, prepared

__all__ = ["flywheel", "fresh", "prepared"]


@dataclass(frozen=True)
class Answer:
    """What Slack gets back. `said` is the body of the ack, {} for an empty one."""

    status: int
    said: dict[str, Any]


Send = Callable[[dict[str, Any]], Awaitable[Answer]]


@pytest.fixture
def send(fresh: Flywheel) -> Send:
    """A payload as it comes over Socket Mode."""
    bolt = build_bolt(fresh.deps, request_verification_enabled=False)

    async def send(body: dict[str, Any]) -> Answer:
        response = await bolt.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
        assert response is not None
        return Answer(response.status, json.loads(response.body or "{}"))

    return send
