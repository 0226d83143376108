"""Socket Mode: each envelope goes to one of the open sockets, and must be acked in time.

Source: docs.slack.dev/apis/events-api/using-socket-mode.
"""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.ids import new_secret
from bot.sandbox.timing import Timing
from bot.sandbox.wire.envelope import Answer, Envelope
from bot.sandbox.wire.traffic import Traffic

MOST_CONNECTIONS = 10
DEBUG_LIFE = 360  # seconds, with &debug_reconnects=true


class Connection:
    """One open socket. Frames wait in a queue and one task writes them, so that no two writers meet."""

    def __init__(self, websocket: WebSocket) -> None:
        self.websocket = websocket
        self.outgoing: asyncio.Queue[str] = asyncio.Queue()
        self.retiring = False  # a new socket should take its place: no more envelopes if there is another
        self.closed = asyncio.Event()

    def put(self, frame: dict[str, Any]) -> None:
        self.outgoing.put_nowait(json.dumps(frame))

    async def write(self) -> None:
        while True:
            await self.websocket.send_text(await self.outgoing.get())


class Pending:
    """An envelope somebody must ack."""

    def __init__(self, envelope: Envelope, connection: Connection) -> None:
        self.envelope = envelope
        self.connection = connection
        self.sent = time.monotonic()
        self.answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()

    @property
    def ms(self) -> float:
        return (time.monotonic() - self.sent) * 1000

    def settle(self, answer: Answer) -> None:
        if not self.answer.done():
            self.answer.set_result(answer)


class Sockets:
    """`send` hands an envelope over; `serve` is the life of one socket."""

    def __init__(self, traffic: Traffic, timing: Timing, app_id: str, hang_up: Callable[[WebSocket], None]) -> None:
        self.connections: list[Connection] = []
        self._traffic = traffic
        self._timing = timing
        self._app_id = app_id
        self._hang_up = hang_up
        self._tickets: set[str] = set()
        self._pending: dict[str, Pending] = {}
        self._turn = 0

    def new_ticket(self) -> str:
        """For apps.connections.open: works once."""
        ticket = new_secret()
        self._tickets.add(ticket)
        return ticket

    async def send(self, envelope: Envelope) -> Answer:
        connection = self._next_connection()
        if connection is None:
            self._traffic.note("to app", envelope.name, ok=False, body=envelope.payload, answer="no socket is open")
            return Answer(False, reason="connection_failed")
        envelope_id = str(uuid4())
        pending = self._pending[envelope_id] = Pending(envelope, connection)
        connection.put(_frame(envelope_id, envelope))
        self._traffic.note("to app", envelope.name, body=envelope.payload)
        return await self._answer(envelope_id, pending)

    async def _answer(self, envelope_id: str, pending: Pending) -> Answer:
        try:
            answer = await asyncio.wait_for(pending.answer, self._timing.ack)
        except TimeoutError:
            answer = Answer(False, reason="timeout")
        finally:
            self._pending.pop(envelope_id, None)
        what = "ack" if answer.acked else "no ack"
        self._traffic.note("from app", what, ok=answer.acked, ms=pending.ms, body=answer.body, answer=answer.reason)
        return answer

    def _next_connection(self) -> Connection | None:
        fresh = [connection for connection in self.connections if not connection.retiring]
        choice = fresh or self.connections
        self._turn += 1
        return choice[self._turn % len(choice)] if choice else None

    async def serve(self, websocket: WebSocket) -> None:
        """From the handshake to the end. An unknown or used ticket gets no handshake."""
        ticket = websocket.path_params["ticket"]
        if ticket not in self._tickets:
            await websocket.close()
            return
        self._tickets.discard(ticket)
        await websocket.accept()
        connection = Connection(websocket)
        running: list[asyncio.Task[None] | asyncio.TimerHandle] = [asyncio.create_task(connection.write())]
        running += self._welcome(connection)
        try:
            await self._read(connection)
        finally:
            for each in running:
                each.cancel()
            self._lost(connection)

    def _welcome(self, connection: Connection) -> list[asyncio.TimerHandle]:
        if len(self.connections) >= MOST_CONNECTIONS:
            connection.put(_disconnect("too_many_websockets"))
            return [asyncio.get_running_loop().call_later(0.1, self._end, connection)]
        self.connections.append(connection)
        debug = connection.websocket.query_params.get("debug_reconnects") == "true"
        life = DEBUG_LIFE if debug else self._timing.connection
        connection.put(_hello(len(self.connections), int(life), self._app_id))
        loop = asyncio.get_running_loop()
        return [
            loop.call_later(max(life - self._timing.notice, 0), self._warn, connection, "warning"),
            loop.call_later(life, self._warn, connection, "refresh_requested"),
        ]

    async def _read(self, connection: Connection) -> None:
        with suppress(WebSocketDisconnect, RuntimeError):  # RuntimeError: we closed it while it was being read
            while True:
                self._heard(await connection.websocket.receive_text())

    def _heard(self, text: str) -> None:
        frame = _parsed(text)
        pending = self._pending.get(str(frame.get("envelope_id", "")))
        if pending is None:
            self._traffic.note("from app", "late or unknown ack", ok=False, body=frame or text)
            return
        body = frame.get("payload") if pending.envelope.accepts_response else None
        pending.settle(Answer(True, body or None))

    def _lost(self, connection: Connection) -> None:
        """What it had not acked fails now, and events go out again."""
        connection.closed.set()
        if connection in self.connections:
            self.connections.remove(connection)
        for pending in self._pending.values():
            if pending.connection is connection:
                pending.settle(Answer(False, reason="connection_failed"))

    def disconnect(self, reason: str) -> int:
        """Sends `disconnect` to every socket: "warning", "refresh_requested" or "link_disabled". How many."""
        for connection in self.connections:
            self._warn(connection, reason)
        return len(self.connections)

    def _warn(self, connection: Connection, reason: str) -> None:
        connection.retiring = True
        connection.put(_disconnect(reason))
        wait = self._timing.notice if reason == "warning" else min(self._timing.notice, 1.0)
        asyncio.get_running_loop().call_later(wait, self._end, connection)

    def _end(self, connection: Connection) -> None:
        """Closed properly, with what was queued before it written first."""
        if not connection.closed.is_set():
            task = asyncio.create_task(self._close(connection))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def _close(self, connection: Connection) -> None:
        await connection.websocket.close()

    def drop(self) -> int:
        """Cuts every connection without a word, as a lost network does. How many."""
        for connection in self.connections:
            self._hang_up(connection.websocket)
        return len(self.connections)

    async def close(self) -> None:
        for connection in list(self.connections):
            self._end(connection)
            with suppress(TimeoutError):
                await asyncio.wait_for(connection.closed.wait(), 1)


def _frame(envelope_id: str, envelope: Envelope) -> dict[str, Any]:
    frame: dict[str, Any] = {
        "envelope_id": envelope_id,
        "type": envelope.kind,
        "payload": envelope.payload,
        "accepts_response_payload": envelope.accepts_response,
    }
    if envelope.kind == "events_api":
        frame |= {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason}
    return frame


def _hello(open_now: int, life: int, app_id: str) -> dict[str, Any]:
    return {
        "type": "hello",
        "num_connections": open_now,
        "connection_info": {"app_id": app_id},
        "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": life},
    }


def _disconnect(reason: str) -> dict[str, Any]:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}


def _parsed(text: str) -> dict[str, Any]:
    try:
        frame = json.loads(text)
    except ValueError:
        return {}
    return frame if isinstance(frame, dict) else {}
