"""A Slack to connect to, and a bot that does."""

from collections.abc import AsyncIterator

import pytest

from bot.slack.gateway import Gateway
from bot.slack.socket import SocketMode
from tests.slack.a_bot import Bot
from tests.slack.fake_socket import FakeSlack


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    slack = FakeSlack()
    await slack.up()
    yield slack
    await slack.down()


@pytest.fixture
async def gateway(slack: FakeSlack) -> AsyncIterator[Gateway]:
    gateway = Gateway("xoxb-1", api_url=slack.api_url, timeout=2)
    yield gateway
    await gateway.close()


@pytest.fixture
def bot(gateway: Gateway) -> Bot:
    return Bot(gateway)


@pytest.fixture
async def socket(bot: Bot, gateway: Gateway) -> AsyncIterator[SocketMode]:
    socket = SocketMode(bot.app, gateway, "xapp-1", silence=2, patience=0.05)
    yield socket
    await socket.drain(timeout=1)
