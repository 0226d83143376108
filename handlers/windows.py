"""Opening a form or a window, or turning the open one into another: the one call to Slack before an ack."""

import logging

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.errors import SlackRefused
from bot.slack.blocks import View
from bot.slack.payloads import Inbound, Kind, window_of
from handlers.answers import OK

log = logging.getLogger(__name__)


async def show(inbound: Inbound, deps: Deps, view: View) -> BoltResponse:
    """Now, because a trigger lives three seconds; above the window that was clicked in. Raises SlackError."""
    in_window = inbound.kind is Kind.ACTION and window_of(inbound.body)
    method = "views.push" if in_window else "views.open"
    await deps.slack.call(method, {"trigger_id": inbound.trigger_id, "view": view})
    return OK


async def show_anew(deps: Deps, window_id: str, view: View) -> None:
    """In the place of what a window showed. Closed meanwhile, there is nothing to do."""
    try:
        await deps.slack.call("views.update", {"view_id": window_id, "view": view})
    except SlackRefused as refused:
        log.info("a window was not written anew: %s", refused.code)


async def turn(inbound: Inbound, deps: Deps, view: View) -> BoltResponse:
    """The open window becomes another one, where it was clicked in. Raises SlackError."""
    await deps.slack.call("views.update", {"view_id": window_of(inbound.body), "view": view})
    return OK
