"""Faults on demand: what a crash test can make happen to a call, and what was done all the same."""

import asyncio

import aiohttp
import pytest

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault, Kind
from tests.sandbox.an_app import App
from tests.sandbox.running import GENERAL, MAI


async def post(app: App, timeout: float = 5) -> aiohttp.ClientResponse:
    headers = {"Authorization": f"Bearer {app.sandbox.world.bot_token}"}
    limit = aiohttp.ClientTimeout(total=timeout)
    body = {"channel": GENERAL, "text": "hello"}
    url = app.sandbox.world.url + "api/chat.postMessage"
    return await app.session.post(url, json=body, headers=headers, timeout=limit)


def posted(sandbox: Sandbox) -> int:
    return len(sandbox.world.messages[GENERAL])


@pytest.mark.parametrize(("after", "done"), [(False, 0), (True, 1)])
async def test_the_connection_breaks_before_or_after_the_call(
    sandbox: Sandbox, app: App, after: bool, done: int
) -> None:
    sandbox.faults.add(Fault("chat.postMessage", Kind.DROP, after=after))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await post(app)

    assert done == posted(sandbox)
    assert 200 == (await post(app)).status


@pytest.mark.parametrize(("after", "done"), [(False, 0), (True, 1)])
async def test_the_answer_never_comes(sandbox: Sandbox, app: App, after: bool, done: int) -> None:
    sandbox.faults.add(Fault("chat.postMessage", Kind.HANG, after=after))
    with pytest.raises(TimeoutError):
        await post(app, timeout=0.1)

    assert done == posted(sandbox)


@pytest.mark.parametrize(("after", "done"), [(False, 0), (True, 1)])
async def test_slack_fails(sandbox: Sandbox, app: App, after: bool, done: int) -> None:
    sandbox.faults.add(Fault("chat.postMessage", Kind.STATUS, after=after, status=503))
    answer = await post(app)

    assert (503, done) == (answer.status, posted(sandbox))


async def test_slack_refuses(sandbox: Sandbox, app: App) -> None:
    sandbox.faults.add(Fault("chat.postMessage", Kind.ERROR, times=2, code="fatal_error"))
    errors = [await app.error("chat.postMessage", channel=GENERAL, text="hello") for _ in range(3)]

    assert ["fatal_error", "fatal_error", ""] == errors
    assert 1 == posted(sandbox)


async def test_slack_asks_for_patience(sandbox: Sandbox, app: App) -> None:
    sandbox.faults.add(Fault("chat.postMessage", Kind.RATELIMITED, seconds=7))
    answer = await post(app)

    assert (429, "7") == (answer.status, answer.headers["Retry-After"])
    assert {"ok": False, "error": "ratelimited"} == await answer.json()


async def test_slack_is_slow(sandbox: Sandbox, app: App) -> None:
    sandbox.faults.add(Fault("chat.postMessage", Kind.SLOW, seconds=0.05))
    with pytest.raises(TimeoutError):
        await post(app, timeout=0.02)
    sandbox.faults.add(Fault("chat.postMessage", Kind.SLOW, seconds=0.01))

    assert 200 == (await asyncio.wait_for(post(app), 5)).status


async def test_a_fault_waits_for_its_method(sandbox: Sandbox, app: App) -> None:
    sandbox.faults.add(Fault("views.open", Kind.STATUS))
    sandbox.faults.add(Fault("response_url", Kind.STATUS))

    assert 200 == (await post(app)).status
    assert 2 == len(sandbox.faults.waiting)


async def test_a_fault_may_be_for_anything(sandbox: Sandbox, app: App) -> None:
    sandbox.faults.add(Fault("*", Kind.ERROR, code="internal_error"))

    assert "internal_error" == await app.error("auth.test")


async def test_a_response_url_fails_too(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.command(MAI, GENERAL, "/pain")
    url = app.payloads("/pain")[0]["response_url"]
    sandbox.faults.add(Fault("response_url", Kind.DROP, after=True))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await app.session.post(url, json={"text": "said"})

    assert ["said"] == [note.text for note in sandbox.world.ephemerals]
