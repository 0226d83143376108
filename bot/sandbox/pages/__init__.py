"""The browser side of the local workspace: server-rendered pages and one small script, no build step."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.pages.chat import Chat
from bot.sandbox.pages.deeds import Deeds
from bot.sandbox.pages.site import Site
from bot.sandbox.pages.watch import Watch
from bot.sandbox.sandbox import Sandbox

STATIC = Path(__file__).parent / "static"

Endpoint = Callable[[Request], Awaitable[Response]]

__all__ = ["pages"]


def pages(sandbox: Sandbox) -> list[BaseRoute]:
    site = Site(sandbox, opened=f"{sandbox.clock.now().timestamp():.6f}")
    chat, deeds, watch = Chat(site), Deeds(site), Watch(site)
    gets: dict[str, Endpoint] = {
        "/": chat.start,
        "/archives/{channel}/p{mark}": chat.link,
        "/inspector": watch.inspector,
        "/inspector/events": watch.traffic,
        "/plays/events": watch.plays,
        "/as/{user}": chat.first,
        "/as/{user}/events": chat.events,
        "/as/{user}/{place}": chat.place,
        "/as/{user}/{place}/suggest": deeds.suggest,
    }
    posts: dict[str, Endpoint] = {
        "/plays/{name}/{deed}": watch.play,
        "/as/{user}/clock": watch.move_clock,
        "/as/{user}/{place}/{deed}": deeds.do,
    }
    return [
        *(Route(path, _said_kindly(site, endpoint)) for path, endpoint in gets.items()),
        *(Route(path, _said_kindly(site, endpoint), methods=["POST"]) for path, endpoint in posts.items()),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]


def _said_kindly(site: Site, endpoint: Endpoint) -> Endpoint:
    """What is not there is said on a page with a way back."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except HTTPException as error:
            return site.page("lost.html", status=error.status_code, sentence=error.detail)

    return answer
