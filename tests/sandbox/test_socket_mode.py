"""Delivery over Socket Mode: one socket gets each envelope, and what is not acked has consequences."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.timing import Timing
from tests.sandbox.an_app import SILENCE, App, answers, connected_app
from tests.sandbox.running import GENERAL, MAI, TEAM, running_sandbox, until


async def say(sandbox: Sandbox, count: int = 1) -> None:
    for number in range(count):
        await sandbox.people.post(MAI, TEAM, f"<@{sandbox.world.bot_user_id}> {number}")


async def test_a_socket_says_hello_first(sandbox: Sandbox, app: App) -> None:
    hello = app.sockets[0].hello

    assert "hello" == hello["type"]
    assert 1 == hello["num_connections"]
    assert {"app_id": sandbox.world.app_id} == hello["connection_info"]
    assert 18_060 == hello["debug_info"]["approximate_connection_time"]


async def test_debug_reconnects_shorten_a_sockets_life_to_six_minutes(app: App) -> None:
    socket = await app.connect("?debug_reconnects=true")

    assert 360 == socket.hello["debug_info"]["approximate_connection_time"]


async def test_an_envelope_goes_to_one_socket_only(sandbox: Sandbox, app: App) -> None:
    await app.connect()
    await say(sandbox, 10)
    await sandbox.outbound.idle()

    assert 10 == len(app.envelopes)
    assert all(socket.envelopes for socket in app.sockets)
    assert 10 == len({envelope["envelope_id"] for envelope in app.envelopes})


async def test_a_ticket_opens_one_socket(sandbox: Sandbox, app: App) -> None:
    url = await app.ticket(sandbox.world.app_token)
    async with app.session.ws_connect(url):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await app.session.ws_connect(url)


async def test_the_eleventh_socket_is_sent_away(app: App) -> None:
    for _ in range(9):
        await app.connect()
    eleventh = await app.connect()

    assert "too_many_websockets" == eleventh.hello["reason"]


@pytest.mark.parametrize(
    ("token", "error"),
    [("xoxb-sandbox-1", "not_allowed_token_type"), ("xapp-unknown", "invalid_auth"), ("", "not_authed")],
)
async def test_only_the_app_token_opens_sockets(app: App, token: str, error: str) -> None:
    app.client.token = None  # or it would be sent in place of none
    with pytest.raises(SlackApiError) as refused:
        await app.ticket(token)

    assert error == refused.value.response["error"]


async def test_an_event_without_an_ack_comes_again_with_the_same_id(sandbox: Sandbox, app: App) -> None:
    sandbox.timing.ack, sandbox.timing.retries = 0.05, (0.01, 0.01, 0.01)
    app.on["app_mention"] = answers(SILENCE)
    await say(sandbox)
    await sandbox.outbound.idle()

    assert [0, 1, 2, 3] == [envelope["retry_attempt"] for envelope in app.envelopes]
    assert ["", "timeout", "timeout", "timeout"] == [envelope["retry_reason"] for envelope in app.envelopes]
    assert 1 == len({envelope["payload"]["event_id"] for envelope in app.envelopes})


async def test_a_retry_waits_for_the_sandboxs_clock(sandbox: Sandbox, app: App) -> None:
    sandbox.timing.ack = 0.05
    first = asyncio.Event()

    async def ack_the_second(payload: dict[str, Any]) -> Any:
        if first.is_set():
            return None
        first.set()
        return SILENCE

    app.on["app_mention"] = ack_the_second
    await say(sandbox)
    await first.wait()
    await until(sandbox, lambda: any(entry.what == "no ack" for entry in sandbox.traffic.entries))
    sandbox.clock.move(timedelta(seconds=1))
    await sandbox.outbound.idle()

    assert 2 == len(app.envelopes)


async def test_an_event_goes_out_again_when_its_socket_breaks(sandbox: Sandbox, app: App) -> None:
    sandbox.timing.retries = (0.01,)
    arrived = asyncio.Event()

    async def break_the_line(payload: dict[str, Any]) -> Any:
        if not arrived.is_set():
            arrived.set()
            await app.connect()
            await app.sockets[0].websocket.close()
        return SILENCE if len(app.envelopes) == 1 else None

    app.on["app_mention"] = break_the_line
    await say(sandbox)
    await sandbox.outbound.idle()

    assert ["", "connection_failed"] == [envelope["retry_reason"] for envelope in app.envelopes]


async def test_an_interaction_without_an_ack_is_not_retried_and_the_person_hears_of_it(
    sandbox: Sandbox, app: App
) -> None:
    sandbox.timing.ack = 0.05
    app.on["shortcut"] = answers(SILENCE)
    await sandbox.people.global_shortcut(MAI, "log_pain")

    assert 1 == len(app.payloads("shortcut"))
    assert ["Flywheel didn't respond (operation_timeout). Try again."] == sandbox.world.notices[MAI]


async def test_a_refreshed_socket_gets_no_more_once_there_is_another(sandbox: Sandbox, app: App) -> None:
    old = app.sockets[0]
    sandbox.sockets.disconnect("warning")
    new = await app.connect()
    await say(sandbox, 3)
    await sandbox.outbound.idle()

    assert ["warning"] == [frame["reason"] for frame in old.disconnects]
    assert (0, 3) == (len(old.envelopes), len(new.envelopes))


async def test_slack_ends_a_socket_it_asked_to_refresh(sandbox: Sandbox, app: App) -> None:
    sandbox.timing.notice = 0.01
    sandbox.sockets.disconnect("refresh_requested")
    await app.sockets[0].ended.wait()

    assert ["refresh_requested"] == [frame["reason"] for frame in app.sockets[0].disconnects]
    assert [] == sandbox.sockets.connections


async def test_a_cut_line_closes_the_socket_without_a_goodbye(sandbox: Sandbox, app: App) -> None:
    assert 1 == sandbox.sockets.drop()

    await app.sockets[0].ended.wait()

    assert aiohttp.WSCloseCode.ABNORMAL_CLOSURE == app.sockets[0].websocket.close_code


async def test_a_quiet_socket_is_pinged() -> None:
    async with running_sandbox(timing=Timing(ping=0.05)) as sandbox, connected_app(sandbox) as app:
        assert aiohttp.WSMsgType.PING == await _first_frame(sandbox, app)


async def _first_frame(sandbox: Sandbox, app: App) -> aiohttp.WSMsgType:
    url = await app.ticket(sandbox.world.app_token)
    async with app.session.ws_connect(url, autoping=False) as websocket:
        await websocket.receive_json()
        frame = await websocket.receive()
        return aiohttp.WSMsgType(frame.type)


async def test_an_event_is_delivered_twice_on_demand(sandbox: Sandbox, app: App) -> None:
    sandbox.outbound.duplicates = 1
    await say(sandbox, 2)
    await sandbox.outbound.idle()
    ids = [envelope["payload"]["event_id"] for envelope in app.envelopes]

    assert 3 == len(ids)
    assert 2 == len(set(ids))


async def test_what_is_no_ack_is_only_written_down(sandbox: Sandbox, app: App) -> None:
    for text in ("oops", "[]", '{"envelope_id": "unknown"}'):
        await app.sockets[0].websocket.send_str(text)
    await say(sandbox)
    await sandbox.outbound.idle()

    assert ["late or unknown ack"] * 3 == [entry.what for entry in sandbox.traffic.entries if not entry.ok]


async def test_a_burst_of_three_thousand_loses_nothing(sandbox: Sandbox, app: App) -> None:
    await say(sandbox, 3_000)
    mentions = await app.events("app_mention")

    assert 3_000 == len({event["ts"] for event in mentions})
    assert 3_000 == len(app.envelopes)


async def test_an_ack_says_what_to_do_only_where_slack_reads_it(sandbox: Sandbox, app: App) -> None:
    await say(sandbox)
    await sandbox.people.command(MAI, GENERAL, "/pain")
    await sandbox.outbound.idle()

    assert {"events_api": False, "slash_commands": True} == {
        envelope["type"]: envelope["accepts_response_payload"] for envelope in app.envelopes
    }
