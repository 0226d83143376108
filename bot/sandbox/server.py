"""Serves a sandbox from inside a running loop, on this machine only."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from bot.sandbox.app import build_app
from bot.sandbox.sandbox import Sandbox

LOOPBACK = "127.0.0.1"


class Server(uvicorn.Server):
    """uvicorn that leaves the process's signals alone, says when it listens, and stops at once."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()
        self.stopping = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        await self.stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Waits for nobody: every page that is open holds a stream that never ends."""
        for server in self.servers:
            server.close()
        for connection in self._connections():
            connection.transport.abort()
        tasks = list(self.server_state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def hang_up(self, peer: tuple[str, int]) -> None:
        """Cuts the connection from `peer` without a word."""
        for connection in self._connections():
            if connection.client == peer:
                connection.transport.abort()

    def _connections(self) -> list[H11Protocol | WebSocketsSansIOProtocol]:
        known = list(self.server_state.connections)
        return [one for one in known if isinstance(one, H11Protocol | WebSocketsSansIOProtocol)]


@asynccontextmanager
async def serve(sandbox: Sandbox, port: int = 0) -> AsyncIterator[str]:
    """Yields the URL, "http://127.0.0.1:49152/": port 0 takes a free one. Raises OSError when the port is taken."""
    listener = _listener(port)
    sandbox.world.url = f"http://{LOOPBACK}:{listener.getsockname()[1]}/"
    server = Server(_config(sandbox))
    sandbox.hang_up = server.hang_up
    running = asyncio.create_task(server.serve(sockets=[listener]))
    await server.listening.wait()
    try:
        yield sandbox.world.url
    finally:
        await sandbox.close()
        server.stopping.set()
        await running


def _listener(port: int) -> socket.socket:
    """Names its protocol: without, asyncio leaves Nagle's algorithm on and every answer takes 40 ms."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError:
        listener.close()
        raise
    return listener


def _config(sandbox: Sandbox) -> uvicorn.Config:
    return uvicorn.Config(
        build_app(sandbox),
        log_config=None,
        access_log=False,
        log_level="critical",
        lifespan="off",
        loop="none",
        http=H11Protocol,
        ws=WebSocketsSansIOProtocol,
        ws_ping_interval=sandbox.timing.ping,
        ws_per_message_deflate=False,
        timeout_keep_alive=75,
    )
