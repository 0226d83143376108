"""One stream of events a page: "this changed", never what. The page then asks for itself again."""

import asyncio
from collections.abc import AsyncGenerator, Callable

from starlette.responses import StreamingResponse

from bot.sandbox.world import World

HEARTBEAT = 15.0  # seconds: a quiet connection is not taken for a dead one


def stream(world: World, is_wanted: Callable[[str], bool]) -> StreamingResponse:
    """The changes as a response; it is cancelled when the page is closed."""
    return StreamingResponse(
        changes(world, is_wanted),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def changes(world: World, is_wanted: Callable[[str], bool]) -> AsyncGenerator[str]:
    """Server-sent events with the scope of every change that `is_wanted`; listens for as long as it is read."""
    waiting: asyncio.Queue[str] = asyncio.Queue()

    def listen(scope: str) -> None:
        if is_wanted(scope):
            waiting.put_nowait(scope)

    world.listeners.append(listen)
    try:
        yield "retry: 1000\n\n"
        while True:
            yield await _next(waiting)
    finally:
        world.listeners.remove(listen)


async def _next(waiting: asyncio.Queue[str]) -> str:
    try:
        async with asyncio.timeout(HEARTBEAT):
            return f"data: {await waiting.get()}\n\n"
    except TimeoutError:
        return ": still here\n\n"
