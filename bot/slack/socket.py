"""Socket Mode: Slack's envelopes over websockets that we open, each run through Bolt and acked once it is kept.

Own connections on aiohttp and not slack_sdk's SocketModeClient: that one closes the old connection before the new one
is up, acks on whichever is current, and starts any number of envelopes at once; none of it can be changed from outside.
https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
import logging
import math
import random
from collections.abc import Coroutine
from time import monotonic
from typing import Any

from aiohttp import ClientWebSocketResponse, WSMsgType
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.errors import SlackBusy, SlackError, SlackRefused, SlackUnclear
from bot.slack.gateway import Gateway, parse

log = logging.getLogger(__name__)

AT_ONCE = 100  # envelopes being answered; Slack's own socket holds the rest back
HELLO_WITHIN = 10.0  # seconds
LINGER = 10.0  # seconds an old connection is still read: Slack warns about this long before it closes one
SETTLED = 10.0  # seconds a connection must have lived to be replaced without a pause
LOST, NO_HELLO = "lost", "no hello"
PASSING = {LOST, NO_HELLO, "warning", "refresh_requested"}  # any other reason to hang up is a person's to change


class Connection:
    """One websocket, from its hello to its last ack."""

    def __init__(self, socket: ClientWebSocketResponse, app: AsyncApp, room: asyncio.Semaphore) -> None:
        self._socket = socket
        self._app = app
        self._room = room
        self._answers: set[asyncio.Task[None]] = set()
        self.born_at = self.heard_at = monotonic()
        self.greeted = asyncio.get_running_loop().create_future()
        self.leaving: asyncio.Future[str] = asyncio.get_running_loop().create_future()  # why it will not last
        self.reading = asyncio.create_task(self._read())

    @property
    def open(self) -> bool:
        return self.greeted.done() and not self.reading.done()

    async def finish(self, timeout: float) -> None:
        """Reads no more, lets what runs end and be acked within `timeout` seconds, closes. Safe to call again."""
        self.reading.cancel()
        await asyncio.wait({self.reading, *self._answers}, timeout=timeout)
        for late in self._answers:
            late.cancel()
        await self._socket.close()

    async def _read(self) -> None:
        try:
            async for frame in self._socket:  # ends when either side closed it, or a ping stayed without an answer
                self.heard_at = monotonic()
                if frame.type is WSMsgType.PING:
                    await self._socket.pong(frame.data)
                elif frame.type is WSMsgType.TEXT:
                    await self._take(parse(frame.data) or {})
        except ConnectionError as error:
            log.info("Socket Mode: %s while reading", type(error).__name__)
        finally:
            self._leave(LOST)

    async def _take(self, said: dict[str, Any]) -> None:
        if said.get("type") == "hello" and not self.greeted.done():
            self.greeted.set_result(None)
        elif said.get("type") == "disconnect":
            self._leave(str(said.get("reason")))
        elif isinstance(said.get("payload"), dict) and (request := SocketModeRequest.from_dict(said)):
            await self._room.acquire()
            answer = asyncio.create_task(self._answer(request))
            self._answers.add(answer)
            answer.add_done_callback(self._answered)

    async def _answer(self, request: SocketModeRequest) -> None:
        response = await run_async_bolt_app(self._app, request)
        if response.status != 200:
            log.warning("Socket Mode: %s not acked, Bolt says %s", request.type, response.status)
            return
        try:
            await self._socket.send_str(json.dumps(acknowledgement(request, response)))
        except ConnectionError:
            log.warning("Socket Mode: %s done, but its connection is gone; Slack may send it again", request.type)

    def _answered(self, answer: asyncio.Task[None]) -> None:
        self._answers.discard(answer)
        self._room.release()
        if not answer.cancelled() and (error := answer.exception()):
            log.error("Socket Mode: an envelope was not acked", exc_info=error)

    def _leave(self, reason: str) -> None:
        if not self.leaving.done():
            self.leaving.set_result(reason)


class SocketMode:
    """Keeps a connection to Slack, two while one of them is being replaced.

    `silence` is how many seconds without a frame make a connection a dead one; `patience` how many to wait between
    tries while Slack refuses us, which only a person can change.
    """

    def __init__(
        self, app: AsyncApp, gateway: Gateway, app_token: str, *, silence: float = 30.0, patience: float = 60.0
    ) -> None:
        self._app = app
        self._gateway = gateway
        self._app_token = app_token
        self._silence = silence
        self._patience = patience
        self._room = asyncio.Semaphore(AT_ONCE)
        self._connections: set[Connection] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._failures = 0

    @property
    def connected(self) -> bool:
        return any(connection.open for connection in self._connections)

    def seconds_since_heard(self) -> float:
        """Since the last frame, pings and their answers included; infinite before the first connection."""
        return monotonic() - max((connection.heard_at for connection in self._connections), default=-math.inf)

    async def start(self) -> None:
        """Returns after Slack's hello, and keeps a connection from then on.

        Tries until it gets one; raises SlackRefused when Slack will not have us (wrong token, Socket Mode is off).
        """
        first = await self._connect()
        self._spawn(self._keep(first))

    async def drain(self, timeout: float) -> None:
        """Reads nothing more, lets what runs end and be acked within `timeout` seconds, closes."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(connection.finish(timeout) for connection in self._connections))
        self._connections.clear()

    async def _keep(self, connection: Connection) -> None:
        while True:
            reason = await connection.leaving
            self._failures = 0 if monotonic() - connection.born_at > SETTLED else self._failures + 1
            if reason in PASSING:
                log.info("Socket Mode: connection leaves (%s)", reason)
                await asyncio.sleep(pause(self._failures))
            else:
                log.error("Socket Mode: Slack hung up (%s), see the app's settings", reason)
                await asyncio.sleep(self._patience)
            old, connection = connection, await self._connect_at_last()
            self._spawn(self._let_go(old))

    async def _connect_at_last(self) -> Connection:
        while True:
            try:
                return await self._connect()
            except SlackRefused as refused:
                log.error("Socket Mode: Slack refuses us (%s), see the app's settings", refused.code)
                await asyncio.sleep(self._patience)

    async def _connect(self) -> Connection:
        while True:
            try:
                return await self._open()
            except SlackRefused:
                raise
            except SlackError as error:
                self._failures += 1
                wait = error.retry_after if isinstance(error, SlackBusy) else pause(self._failures)
                log.warning("Socket Mode: no connection (%s), next try in %.1f s", error.code, wait)
                await asyncio.sleep(wait)

    async def _open(self) -> Connection:
        socket = await self._gateway.connect(self._app_token, heartbeat=self._silence * 2 / 3)
        connection = Connection(socket, self._app, self._room)
        self._connections.add(connection)
        await asyncio.wait(
            {connection.greeted, connection.leaving}, timeout=HELLO_WITHIN, return_when=asyncio.FIRST_COMPLETED
        )
        if connection.greeted.done():
            log.info("Socket Mode: connected")
            return connection
        reason = connection.leaving.result() if connection.leaving.done() else NO_HELLO
        await self._let_go(connection, linger=0)
        raise SlackUnclear(reason) if reason in PASSING else SlackRefused(reason)

    async def _let_go(self, connection: Connection, linger: float = LINGER) -> None:
        """Still reads what Slack had sent on its way before it closes the connection: clicks come only once."""
        await asyncio.wait({connection.reading}, timeout=linger)
        await connection.finish(linger)
        self._connections.discard(connection)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.critical("Socket Mode: gave up", exc_info=error)


def acknowledgement(request: SocketModeRequest, response: BoltResponse) -> dict[str, Any]:
    """The ack frame. What Bolt answers (form errors, options, a text) rides on it where Slack takes that."""
    ack: dict[str, Any] = {"envelope_id": request.envelope_id}
    if response.body and request.accepts_response_payload:
        is_json = response.headers.get("content-type", [""])[0].startswith("application/json")
        ack["payload"] = json.loads(response.body) if is_json else {"text": response.body}
    return ack


def pause(failures: int) -> float:
    """Seconds before the next try: none, then 0.1-0.2, 0.2-0.4 … 15-30. The jitter keeps many processes apart."""
    return random.uniform(0.5, 1) * min(30.0, 0.1 * 2**failures) if failures else 0.0  # noqa: S311 - no secret
