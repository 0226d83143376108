"""One stream of events a page: "this changed", never what. The page then asks for itself again."""

import asyncio
from collections.abc import AsyncIterator, Callable

from starlette.requests import Request
from starlette.responses import StreamingResponse

from bot.sandbox.world import World

HEARTBEAT = 15.0  # seconds; also how long a closed page may go unnoticed


def stream(request: Request, world: World, is_wanted: Callable[[str], bool]) -> StreamingResponse:
    """Server-sent events with the scope of every change that `is_wanted`."""
    return StreamingResponse(
        _changes(request, world, is_wanted),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _changes(request: Request, world: World, is_wanted: Callable[[str], bool]) -> AsyncIterator[str]:
    waiting: asyncio.Queue[str] = asyncio.Queue()

    def listen(scope: str) -> None:
        if is_wanted(scope):
            waiting.put_nowait(scope)

    world.listeners.append(listen)
    try:
        yield "retry: 1000\n\n"
        while not await request.is_disconnected():
            yield await _next(waiting)
    finally:
        world.listeners.remove(listen)


async def _next(waiting: asyncio.Queue[str]) -> str:
    try:
        async with asyncio.timeout(HEARTBEAT):
            return f"data: {await waiting.get()}\n\n"
    except TimeoutError:
        return ": still here\n\n"
