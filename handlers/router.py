"""One table of routes, looked up by a single Bolt middleware.

Bolt tries its listeners one after the other (half a millisecond with sixty of them); a dictionary does not. Bolt keeps
what it is good at: signatures, authorization, dropping the bot's own events. What is in no route is acked, answered
kindly and logged, never a silent 404.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.slack.payloads import Inbound, Kind, Malformed, read_inbound
from handlers.failures import answer_failure, answer_malformed, answer_unknown

log = logging.getLogger(__name__)

Handler = Callable[[Inbound, Deps], Awaitable[BoltResponse]]


@dataclass(frozen=True)
class Route:
    kind: Kind
    name: str  # as `Inbound.name`
    handle: Handler


class Router(AsyncMiddleware):
    """The last middleware: nothing comes after it, and every request leaves it with an answer."""

    def __init__(self, routes: Iterable[Route], deps: Deps) -> None:
        self._deps = deps
        self._routes = {(route.kind, route.name): route.handle for route in routes}

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # Bolt's name
    ) -> BoltResponse:
        try:
            inbound = read_inbound(req.body)
        except Malformed as problem:
            return await answer_malformed(req.body, problem, self._deps)
        handle = self._routes.get((inbound.kind, inbound.name))
        if handle is None:
            return await answer_unknown(inbound, self._deps)
        try:
            return await handle(inbound, self._deps)
        except Exception as error:  # the one place where every failure becomes an answer
            return await answer_failure(inbound, error, self._deps)
