"""The other end of a sandbox: an app over Socket Mode that acks everything it gets, unless a test says otherwise."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.sandbox import Sandbox

Handler = Callable[[dict[str, Any]], Awaitable[Any]]
SILENCE = object()  # what a handler returns to leave an envelope without an ack


class Socket:
    """One websocket and what came over it."""

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse) -> None:
        self.websocket = websocket
        self.hello: dict[str, Any] = {}
        self.envelopes: list[dict[str, Any]] = []
        self.disconnects: list[dict[str, Any]] = []
        self.ended = asyncio.Event()


class App:
    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.session = session
        self.client = AsyncWebClient(
            sandbox.world.bot_token, base_url=sandbox.world.url + "api/", session=session, retry_handlers=[]
        )
        self.sockets: list[Socket] = []
        self.on: dict[str, Handler] = {}  # by event type, interaction type or command: what to answer
        self._tasks: set[asyncio.Task[None]] = set()

    async def connect(self, query: str = "") -> Socket:
        """Opens one more socket; returns after its hello."""
        socket = Socket(await self.session.ws_connect(await self.ticket(self.sandbox.world.app_token) + query))
        socket.hello = await socket.websocket.receive_json()
        self.sockets.append(socket)
        self._start(self._read(socket))
        return socket

    async def ticket(self, token: str) -> str:
        """The URL of a socket."""
        return str((await self.client.apps_connections_open(app_token=token))["url"])

    async def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        answer = await self.client.api_call(method, json=arguments)
        assert isinstance(answer.data, dict)
        return answer.data

    async def error(self, method: str, **arguments: Any) -> str:
        """Slack's word for why it said no; "" if it did not."""
        try:
            await self.call(method, **arguments)
        except SlackApiError as refused:
            return str(refused.response["error"])
        return ""

    @property
    def envelopes(self) -> list[dict[str, Any]]:
        return [envelope for socket in self.sockets for envelope in socket.envelopes]

    async def events(self, kind: str) -> list[dict[str, Any]]:
        """The events of one type that came, once all were acked."""
        await self.sandbox.outbound.idle()
        payloads = [envelope["payload"] for envelope in self.envelopes if envelope["type"] == "events_api"]
        return [payload["event"] for payload in payloads if payload["event"]["type"] == kind]

    def payloads(self, kind: str) -> list[dict[str, Any]]:
        """Interactions by their type, commands by their name."""
        return [one["payload"] for one in self.envelopes if kind in (one["payload"].get("type"), _command(one))]

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for socket in self.sockets:
            await socket.websocket.close()

    async def _read(self, socket: Socket) -> None:
        async for frame in socket.websocket:
            message = frame.json()
            if message["type"] == "disconnect":
                socket.disconnects.append(message)
                continue
            socket.envelopes.append(message)
            self._start(self._handle(socket, message))
        socket.ended.set()

    async def _handle(self, socket: Socket, envelope: dict[str, Any]) -> None:
        payload = envelope["payload"]
        kind = payload.get("event", {}).get("type") or _command(envelope) or payload["type"]
        handler = self.on.get(kind)
        answer = await handler(payload) if handler else None
        if answer is not SILENCE:
            ack = {"envelope_id": envelope["envelope_id"]} | ({"payload": answer} if answer else {})
            await socket.websocket.send_json(ack)

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def answers(answer: Any) -> Handler:
    """A handler that always says the same."""

    async def handle(payload: dict[str, Any]) -> Any:
        return answer

    return handle


def _command(envelope: dict[str, Any]) -> str:
    return str(envelope["payload"].get("command", ""))


@asynccontextmanager
async def connected_app(sandbox: Sandbox) -> AsyncIterator[App]:
    async with aiohttp.ClientSession() as session:
        app = App(sandbox, session)
        await app.connect()
        try:
            yield app
        finally:
            await app.close()
