"""What Slack tells about itself: people, channels, and the app being removed."""

from datetime import UTC, datetime

from slack_bolt.response import BoltResponse

from bot.delivery.repeats import once
from bot.deps import Deps
from bot.ownership import leaving
from bot.people.rules import profile_of
from bot.slack.payloads import Inbound, Kind, Malformed
from bot.workspaces.services import bot_joined, channel_open, revoke
from handlers.answers import OK
from handlers.router import Route


async def person_changed(inbound: Inbound, deps: Deps) -> BoltResponse:
    user = inbound.event.get("user")
    if not isinstance(user, dict) or not user.get("id"):
        raise Malformed("user")
    profile = profile_of(user, inbound.team_id)
    await deps.write(leaving.person_changed, await deps.workspace_id(inbound.team_id), profile, now=deps.now())
    return OK


async def member_joined(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Ours alone matter: the bot was invited, so what waited for that channel can go."""
    channel_id = str(inbound.event.get("channel") or "")
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(bot_joined, workspace_id, inbound.user_id, channel_id, now=deps.now())
    return OK


async def channel_unarchived(inbound: Inbound, deps: Deps) -> BoltResponse:
    channel_id = str(inbound.event.get("channel") or "")
    await deps.write(channel_open, await deps.workspace_id(inbound.team_id), channel_id, now=deps.now())
    return OK


async def app_removed(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Tokens of single people are none of ours: `tokens_revoked` names the bot's under "bot"."""
    event = inbound.event
    if event["type"] == "app_uninstalled" or (event.get("tokens") or {}).get("bot"):
        workspace_id = await deps.workspace_id(inbound.team_id)
        said_at = datetime.fromtimestamp(float(inbound.body.get("event_time") or 0), UTC)
        await deps.write(once, revoke, workspace_id, inbound.key, said_at, now=deps.now())
    return OK


ROUTES = [
    Route(Kind.EVENT, "user_change", person_changed),
    Route(Kind.EVENT, "team_join", person_changed),
    Route(Kind.EVENT, "member_joined_channel", member_joined),
    Route(Kind.EVENT, "channel_unarchive", channel_unarchived),
    Route(Kind.EVENT, "group_unarchive", channel_unarchived),
    Route(Kind.EVENT, "tokens_revoked", app_removed),
    Route(Kind.EVENT, "app_uninstalled", app_removed),
]
