import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.errors import SlackBusy, SlackError, SlackRefused, SlackUnclear, SlackUnreachable
from bot.slack.gateway import Gateway, Identity

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]
TEST_OVER = web.AppKey("test_over", asyncio.Event)


@dataclass
class Slack:
    """Answers every call with `answer` and keeps what it was asked."""

    answer: Answering | None = None
    asked: list[tuple[str, dict[str, Any], str]] = field(default_factory=list)
    url: str = ""

    async def serve(self, request: web.Request) -> web.StreamResponse:
        form = request.content_type == "application/x-www-form-urlencoded"
        if request.content_type == "application/octet-stream":
            body: dict[str, Any] = {"bytes": await request.read()}
        else:
            body = dict(await request.post()) if form else await request.json()
        self.asked.append((request.path, body, request.headers.get("Authorization", "")))
        assert self.answer is not None
        return await self.answer(request)


def saying(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Answering:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(text=body if isinstance(body, str) else json.dumps(body), status=status, headers=headers)

    return answer


async def drop(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def drop_halfway(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b'{"ok": tr')
    return await drop(request)


async def hang(request: web.Request) -> web.StreamResponse:
    await request.app[TEST_OVER].wait()
    return web.Response()


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    fake = Slack()
    app = web.Application()
    app[TEST_OVER] = asyncio.Event()
    app.router.add_route("*", "/{path:.*}", fake.serve)
    async with TestServer(app) as server:
        fake.url = str(server.make_url("/"))
        yield fake
        app[TEST_OVER].set()


@pytest.fixture
async def gateway(slack: Slack) -> AsyncIterator[Gateway]:
    gateway = Gateway("xoxb-secret", api_url=slack.url + "api", timeout=2)  # a busy machine needs more than a moment
    yield gateway
    await gateway.close()


TABLE = [
    ("429 with Retry-After", saying("", 429, {"Retry-After": "7"}), SlackBusy, "ratelimited"),
    ("429 without Retry-After", saying("", 429), SlackBusy, "ratelimited"),
    ("ratelimited", saying({"ok": False, "error": "ratelimited"}), SlackBusy, "ratelimited"),
    ("rate_limited", saying({"ok": False, "error": "rate_limited"}), SlackBusy, "ratelimited"),
    ("connection dropped after the request", drop, SlackUnclear, "ServerDisconnectedError"),
    ("connection dropped within the answer", drop_halfway, SlackUnclear, "ClientPayloadError"),
    ("no answer in time", hang, SlackUnclear, "TimeoutError"),
    ("500", saying("oops", 500), SlackUnclear, "http_500"),
    ("503 in JSON", saying({"ok": False, "error": "channel_not_found"}, 503), SlackUnclear, "http_503"),
    ("redirect", saying("", 302, {"Location": "/elsewhere"}), SlackUnclear, "http_302"),
    ("not JSON", saying("<html>Please log in</html>"), SlackUnclear, "http_200"),
    ("JSON, but no object", saying("[1]"), SlackUnclear, "http_200"),
    ("fatal_error", saying({"ok": False, "error": "fatal_error"}), SlackUnclear, "fatal_error"),
    ("internal_error", saying({"ok": False, "error": "internal_error"}), SlackUnclear, "internal_error"),
    ("request_timeout", saying({"ok": False, "error": "request_timeout"}), SlackUnclear, "request_timeout"),
    ("service_unavailable", saying({"ok": False, "error": "service_unavailable"}), SlackUnclear, "service_unavailable"),
    ("no", saying({"ok": False, "error": "channel_not_found"}), SlackRefused, "channel_not_found"),
    ("no, with a 4xx", saying({"ok": False, "error": "invalid_auth"}, 401), SlackRefused, "invalid_auth"),
    ("no, without a word why", saying({"ok": False}), SlackRefused, "unknown_error"),
    (
        "missing scope",
        saying({"ok": False, "error": "missing_scope", "needed": "channels:join", "provided": "chat:write"}),
        SlackRefused,
        "missing_scope: channels:join",
    ),
]


@pytest.mark.parametrize(("answer", "error", "code"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
async def test_every_failure_has_one_meaning_and_is_never_tried_twice(
    slack: Slack, gateway: Gateway, answer: Answering, error: type[SlackError], code: str
) -> None:
    slack.answer = answer

    with pytest.raises(SlackError) as caught:
        await gateway.call("chat.postMessage", {"channel": "C1"})

    assert (error, code) == (type(caught.value), caught.value.code)
    assert 1 == len(slack.asked)


@pytest.mark.parametrize(
    ("headers", "expected"), [({"Retry-After": "7"}, 7.0), ({}, 30.0), ({"Retry-After": "soon"}, 30.0)]
)
async def test_slack_says_how_long_to_wait(
    slack: Slack, gateway: Gateway, headers: dict[str, str], expected: float
) -> None:
    slack.answer = saying("", 429, headers)

    with pytest.raises(SlackBusy) as caught:
        await gateway.call("chat.postMessage", {})

    assert expected == caught.value.retry_after


async def test_a_connection_closed_before_anything_was_read_is_unclear() -> None:
    connections = []

    def close(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(writer)
        writer.close()

    server = await asyncio.start_server(close, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    gateway = Gateway("xoxb-secret", api_url=f"http://127.0.0.1:{port}/api/")
    async with server:
        with pytest.raises(SlackUnclear):
            await gateway.call("chat.postMessage", {})
    await gateway.close()

    assert 1 == len(connections)


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
async def test_what_never_left_is_surely_not_done(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    gateway = Gateway("xoxb-secret", api_url=f"http://{host}:{port}/api/")

    with pytest.raises(SlackUnreachable):
        await gateway.call("chat.postMessage", {})
    await gateway.close()


async def test_arguments_reach_slack_as_a_form_with_lists_and_objects_in_json(slack: Slack, gateway: Gateway) -> None:
    slack.answer = saying({"ok": True, "ts": "1.2"})
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Xin chào & a=b"}}]

    said = await gateway.call(
        "chat.postMessage",
        {"channel": "C1", "text": "a&b=c", "blocks": blocks, "limit": 20, "unfurl_links": False, "thread_ts": None},
    )

    path, form, authorization = slack.asked[0]
    assert "1.2" == said["ts"]
    assert ("/api/chat.postMessage", "Bearer xoxb-secret") == (path, authorization)
    assert blocks == json.loads(form.pop("blocks"))
    assert {"channel": "C1", "text": "a&b=c", "limit": "20", "unfurl_links": "false"} == form


async def test_the_token_tells_who_we_are(slack: Slack, gateway: Gateway) -> None:
    said = {"team_id": "T1", "team": "Acme", "url": "https://acme.slack.com/", "user_id": "U1", "bot_id": "B1"}
    slack.answer = saying({"ok": True, **said})

    assert Identity(**said) == await gateway.identity()


@pytest.mark.parametrize("text", ["ok", '{"ok": true}'])
async def test_a_response_url_is_posted_to_as_it_is_and_without_the_token(
    slack: Slack, gateway: Gateway, text: str
) -> None:
    slack.answer = saying(text)

    await gateway.respond(slack.url + "response/1", {"text": "Kept as P-12", "replace_original": True})

    assert [("/response/1", {"text": "Kept as P-12", "replace_original": True}, "")] == slack.asked


@pytest.mark.parametrize(
    ("answer", "error", "code"),
    [
        (saying("", 404), SlackRefused, "expired_url"),
        (saying("used_url"), SlackRefused, "expired_url"),
        (saying({"ok": False, "error": "expired_url"}), SlackRefused, "expired_url"),
        (saying({"ok": False, "error": "invalid_blocks"}), SlackRefused, "invalid_blocks"),
        (saying("", 429, {"Retry-After": "3"}), SlackBusy, "ratelimited"),
        (saying("", 500), SlackUnclear, "http_500"),
        (saying("<html>"), SlackUnclear, "http_200"),
        (drop, SlackUnclear, "ServerDisconnectedError"),
        (hang, SlackUnclear, "TimeoutError"),
    ],
)
async def test_a_response_url_fails_by_the_same_rules(
    slack: Slack, gateway: Gateway, answer: Answering, error: type[SlackError], code: str
) -> None:
    slack.answer = answer

    with pytest.raises(SlackError) as caught:
        await gateway.respond(slack.url + "response/1", {"text": "hello"})

    assert (error, code) == (type(caught.value), caught.value.code)
    assert 1 == len(slack.asked)


async def test_a_response_url_that_is_no_url_is_refused(gateway: Gateway) -> None:
    with pytest.raises(SlackRefused, match="invalid_url"):
        await gateway.respond("", {"text": "hello"})


async def test_the_proxy_of_the_environment_is_used_except_for_hosts_in_no_proxy(
    slack: Slack, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{taken.getsockname()[1]}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    slack.answer = saying({"ok": True})

    monkeypatch.setenv("no_proxy", "example.com")
    with pytest.raises(SlackUnreachable):
        await gateway.call("api.test", {})
    monkeypatch.setenv("no_proxy", "example.com,127.0.0.1")
    await gateway.call("api.test", {})

    assert 1 == len(slack.asked)


async def test_bolt_shares_the_session_and_never_tries_twice(slack: Slack, gateway: Gateway) -> None:
    slack.answer = saying({"ok": True})
    await gateway.call("api.test", {})

    assert gateway.session() is gateway.client.session
    assert [] == gateway.client.retry_handlers


async def test_nothing_that_people_wrote_reaches_the_log(
    slack: Slack, gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    slack.answer = saying({"ok": True, "message": {"text": "the customer cried"}})

    await gateway.call("chat.postMessage", {"text": "the customer cried"})

    assert "cried" not in caplog.text
    assert "xoxb" not in caplog.text


async def test_the_bytes_of_a_file_arrive_as_they_are_and_without_the_token(slack: Slack, gateway: Gateway) -> None:
    slack.answer = saying("OK - 5")

    await gateway.upload(slack.url + "upload/1", b"\x89\x00\xff\r\n")

    assert [("/upload/1", {"bytes": b"\x89\x00\xff\r\n"}, "")] == slack.asked


@pytest.mark.parametrize(
    ("answer", "error", "code"),
    [
        (saying("gone", 404), SlackRefused, "http_404"),
        (saying("", 429, {"Retry-After": "7"}), SlackBusy, "ratelimited"),
        (saying("oh", 503), SlackUnclear, "http_503"),
        (saying("", 302, {"Location": "/"}), SlackUnclear, "http_302"),
        (drop, SlackUnclear, "ServerDisconnectedError"),
    ],
)
async def test_a_file_that_did_not_arrive_has_one_meaning(
    slack: Slack, gateway: Gateway, answer: Answering, error: type[SlackError], code: str
) -> None:
    slack.answer = answer

    with pytest.raises(SlackError) as caught:
        await gateway.upload(slack.url + "upload/1", b"x")

    assert (error, code) == (type(caught.value), caught.value.code)
