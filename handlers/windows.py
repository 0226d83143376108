"""Opening a form or a window, or turning the open one into another: the one call to Slack before an ack."""

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.slack.blocks import View
from bot.slack.payloads import Inbound, view_id_of
from handlers.answers import OK


async def show(inbound: Inbound, deps: Deps, view: View) -> BoltResponse:
    """Now, because a trigger lives three seconds. Raises SlackError."""
    await deps.slack.call("views.open", {"trigger_id": inbound.trigger_id, "view": view})
    return OK


async def turn(inbound: Inbound, deps: Deps, view: View) -> BoltResponse:
    """The open window becomes another one, where it was clicked in. Raises SlackError."""
    await deps.slack.call("views.update", {"view_id": view_id_of(inbound.body), "view": view})
    return OK
