"""HTTP delivery: signed requests to one URL in place of Socket Mode."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_sdk.signature import Clock as SlackClock
from slack_sdk.signature import SignatureVerifier

from bot.sandbox.sandbox import Sandbox
from tests.sandbox.running import GENERAL, MAI, TOM

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Endpoint:
    """An app's request URL that remembers what came."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.answer: Callable[[], web.Response] = web.Response

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.read()
        if b"url_verification" in body:
            return web.json_response({"challenge": json.loads(body)["challenge"]})
        self.requests.append((dict(request.headers), body))
        return self.answer()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/slack/events"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_post("/slack/events", self.handle)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        try:
            yield
        finally:
            await runner.cleanup()


@pytest.fixture
async def endpoint(sandbox: Sandbox) -> AsyncIterator[Endpoint]:
    there = Endpoint()
    async with there.running():
        assert await sandbox.deliver_by_http(there.url)

        yield there


async def test_requests_are_signed(sandbox: Sandbox, endpoint: Endpoint) -> None:
    class SandboxTime(SlackClock):
        def now(self) -> float:
            return sandbox.clock.now().timestamp()

    await sandbox.people.post(MAI, GENERAL, "@flywheel hello")
    await sandbox.outbound.idle()
    (headers, body) = endpoint.requests[0]
    verifier = SignatureVerifier(sandbox.world.signing_secret, clock=SandboxTime())

    assert verifier.is_valid_request(body, headers)
    assert not verifier.is_valid_request(body + b" ", headers)
    assert "app_mention" == json.loads(body)["event"]["type"]


async def test_interactions_are_forms(sandbox: Sandbox, endpoint: Endpoint) -> None:
    await sandbox.people.command(MAI, GENERAL, "/pain slow & sad")
    await sandbox.people.global_shortcut(MAI, "log_pain")
    command, shortcut = [parse_qs(body.decode()) for _, body in endpoint.requests]

    assert (["/pain"], ["slow &amp; sad"]) == (command["command"], command["text"])
    assert "log_pain" == json.loads(shortcut["payload"][0])["callback_id"]


async def test_the_answer_to_a_command_may_be_words_or_json(sandbox: Sandbox, endpoint: Endpoint) -> None:
    endpoint.answer = lambda: web.Response(text="plain words")
    await sandbox.people.command(MAI, GENERAL, "/pain")
    endpoint.answer = lambda: web.json_response({"text": "for all", "response_type": "in_channel"})
    await sandbox.people.command(TOM, GENERAL, "/pain")

    assert [(MAI, "plain words")] == [(note.viewer, note.text) for note in sandbox.world.ephemerals]
    assert ["for all"] == [message.text for message in sandbox.world.messages[GENERAL]]


async def test_a_failed_event_is_tried_again_and_says_so(sandbox: Sandbox, endpoint: Endpoint) -> None:
    sandbox.timing.retries = (0.01, 0.01, 0.01)
    endpoint.answer = lambda: web.Response(status=500)
    await sandbox.people.post(MAI, GENERAL, "@flywheel hello")
    await sandbox.outbound.idle()
    retries: list[Any] = [
        (headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")) for headers, _ in endpoint.requests
    ]

    assert [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")] == retries


async def test_an_app_may_ask_for_no_retry(sandbox: Sandbox, endpoint: Endpoint) -> None:
    endpoint.answer = lambda: web.Response(status=500, headers={"x-slack-no-retry": "1"})
    await sandbox.people.post(MAI, GENERAL, "@flywheel hello")
    await sandbox.outbound.idle()

    assert 1 == len(endpoint.requests)


async def test_broken_json_is_no_answer(sandbox: Sandbox, endpoint: Endpoint) -> None:
    endpoint.answer = lambda: web.Response(text="{oops", content_type="application/json")
    await sandbox.people.command(MAI, GENERAL, "/pain")

    assert ['/pain failed with the error "dispatch_failed".'] == sandbox.world.notices[MAI]


async def test_socket_mode_comes_back(sandbox: Sandbox, endpoint: Endpoint) -> None:
    assert await sandbox.deliver_by_http("")

    await sandbox.people.post(MAI, GENERAL, "@flywheel hello")

    assert [] == endpoint.requests


async def test_a_url_that_does_not_echo_the_challenge_is_refused(sandbox: Sandbox) -> None:
    assert not await sandbox.deliver_by_http(sandbox.world.url + "api/api.test")
    assert not await sandbox.deliver_by_http("http://127.0.0.1:9/nothing-listens-here")
