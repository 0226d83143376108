"""`/flywheel status`: what the meeting's clock did, and does next."""

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.ledger.services import status_of
from bot.people.rules import members_only
from bot.slack.payloads import Inbound
from handlers.answers import only_to_her
from handlers.router import Route


async def command_status(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(status_of, workspace_id, inbound.user_id, now=deps.now()))


ROUTES: list[Route] = []
