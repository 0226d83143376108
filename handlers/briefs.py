"""A brief to take along: as a picture, CSV, Excel or a canvas."""

from slack_bolt.response import BoltResponse

from bot.checkpoints.files import WAYS, make_canvas, make_file, send_file
from bot.deps import Deps
from bot.people.rules import members_only
from bot.slack.ids import ActionId
from bot.slack.payloads import Inbound, Kind, chosen, id_in
from handlers.answers import OK
from handlers.failures import answer_unknown
from handlers.router import Route


async def choose_in_brief(inbound: Inbound, deps: Deps) -> BoltResponse:
    """The menu of a brief: "way:checkpoint"."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    way, _, about = chosen(inbound.body).partition(":")
    if way == "canvas":
        await deps.write(make_canvas, workspace_id, inbound, id_in(about), now=deps.now())
        return OK
    if way not in WAYS:
        return await answer_unknown(inbound, deps)
    # Made in a reader's thread, so that nothing else that is kept meanwhile waits for it.
    file = await deps.read(make_file, workspace_id, way, about, inbound.user_id, now=deps.now())
    await deps.write(send_file, workspace_id, inbound, file, now=deps.now())
    return OK


ROUTES = [Route(Kind.ACTION, ActionId.BRIEF_MENU, choose_in_brief)]
