"""The buttons under the minutes: as a file of Markdown, as a canvas."""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.minutes.services import make_canvas, send_markdown
from bot.people.rules import members_only
from bot.slack.ids import ActionId
from bot.slack.payloads import Inbound, Kind, chosen, id_in
from handlers.answers import OK
from handlers.router import Route


async def click_markdown(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _ask(inbound, deps, send_markdown)


async def click_canvas(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _ask(inbound, deps, make_canvas)


async def _ask(inbound: Inbound, deps: Deps, service: Callable[..., None]) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(service, workspace_id, inbound, id_in(chosen(inbound.body)), now=deps.now())
    return OK


ROUTES = [
    Route(Kind.ACTION, ActionId.MINUTES_MARKDOWN, click_markdown),
    Route(Kind.ACTION, ActionId.MINUTES_CANVAS, click_canvas),
]
