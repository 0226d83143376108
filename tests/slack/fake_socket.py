"""Slack's end of Socket Mode on loopback: hands out websockets, sends envelopes, keeps the acks."""

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web


async def until(condition: Callable[[], object], within: float = 5.0) -> None:
    """Returns as soon as `condition` holds; TimeoutError when it does not in time."""
    async with asyncio.timeout(within):
        while not condition():
            await asyncio.sleep(0.002)


class Line:
    """One websocket as Slack sees it."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.acks: dict[str, dict[str, Any]] = {}
        self.times_acked: Counter[str] = Counter()
        self.closed = asyncio.Event()

    async def send(self, *frames: dict[str, Any]) -> None:
        for frame in frames:
            await self.socket.send_str(json.dumps(frame))

    async def listen(self) -> None:
        async for frame in self.socket:
            if frame.type is WSMsgType.TEXT:
                ack = json.loads(frame.data)
                self.acks[ack["envelope_id"]] = ack
                self.times_acked[ack["envelope_id"]] += 1
        self.closed.set()


class FakeSlack:
    """`lines` are the connections in the order they were opened, closed ones too."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.opens: list[dict[str, Any]] = []  # answers of apps.connections.open to give first, before `ok`
        self.tokens: list[str] = []
        self.first_frame: dict[str, Any] = {"type": "hello", "num_connections": 1}
        self.answers_pings = True
        self.port = 0
        self._runner: web.AppRunner | None = None

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    async def up(self) -> None:
        app = web.Application()
        app.router.add_post("/api/apps.connections.open", self._open)
        app.router.add_post("/api/auth.test", self._identify)
        app.router.add_get("/socket", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def down(self) -> None:
        """As a crash: the websockets end without a word, new connections are refused."""
        assert self._runner is not None
        for line in self.lines:
            if (transport := line.socket.get_extra_info("socket")) is not None:
                with suppress(OSError):
                    transport.shutdown(2)
        await self._runner.cleanup()

    async def _open(self, request: web.Request) -> web.Response:
        self.tokens.append(request.headers["Authorization"])
        if self.opens:
            answer = self.opens.pop(0)
            return web.json_response(answer, status=answer.get("status", 200))
        return web.json_response({"ok": True, "url": f"ws://127.0.0.1:{self.port}/socket"})

    async def _identify(self, _: web.Request) -> web.Response:
        who = {"team_id": "T1", "team": "Acme", "url": "https://acme.slack.com/", "user_id": "UBOT", "bot_id": "B1"}
        return web.json_response({"ok": True} | who)

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        line = Line(web.WebSocketResponse(autoping=self.answers_pings))
        await line.socket.prepare(request)
        self.lines.append(line)
        await line.send(self.first_frame)
        await line.listen()
        return line.socket


numbers = itertools.count(1)


def mention(envelope_id: str = "", **more: Any) -> dict[str, Any]:
    """An events_api envelope with an app_mention."""
    number = next(numbers)
    event = {"type": "app_mention", "user": "U1", "channel": "C1", "ts": f"{number}.0", "text": "the export is broken"}
    payload = {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": f"Ev{number}",
        "event": event,
        "event_time": number,
    }
    envelope_id = envelope_id or f"e{number}"
    return {
        "envelope_id": envelope_id,
        "type": "events_api",
        "payload": payload,
        "accepts_response_payload": False,
    } | more


def command(envelope_id: str, name: str, *, accepts: bool = True) -> dict[str, Any]:
    payload = {"command": name, "text": "", "user_id": "U1", "team_id": "T1", "channel_id": "C1", "trigger_id": "1.2"}
    return {
        "envelope_id": envelope_id,
        "type": "slash_commands",
        "payload": payload,
        "accepts_response_payload": accepts,
    }
