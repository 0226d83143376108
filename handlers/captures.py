"""Capturing where people talk: a reaction, a mention, a line to the bot."""

from slack_bolt.response import BoltResponse

from bot.captures.services import capture_mention, capture_reaction, hear_direct, leave_it
from bot.deps import Deps
from bot.manifest import read_manifest
from bot.slack.ids import ActionId
from bot.slack.payloads import Inbound, Kind, chosen, event_message, reaction_in
from bot.workspaces.services import emoji_of
from handlers.answers import OK
from handlers.ownership import take_by_reaction, take_by_word
from handlers.prompts import answer_by_reply
from handlers.router import Route


async def reaction_added(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Most reactions are none of ours: those cost a read, never a write."""
    reaction = reaction_in(inbound.event)
    if reaction is None or not inbound.user_id or await take_by_reaction(inbound, deps, reaction):
        return OK
    workspace_id = await deps.workspace_id(inbound.team_id)
    if reaction.emoji == await deps.read(emoji_of, workspace_id):
        await deps.write(capture_reaction, workspace_id, inbound, reaction, now=deps.now())
    return OK


async def app_mention(inbound: Inbound, deps: Deps) -> BoltResponse:
    """A bot's mention is left alone: two bots would never stop."""
    if inbound.user_id and not inbound.event.get("bot_id"):
        workspace_id = await deps.workspace_id(inbound.team_id)
        message = event_message(inbound.event)
        if not await take_by_word(inbound, deps, message):
            await deps.write(capture_mention, workspace_id, inbound, message, now=deps.now())
    return OK


async def direct_message(inbound: Inbound, deps: Deps) -> BoltResponse:
    if inbound.user_id and not inbound.event.get("bot_id"):
        workspace_id = await deps.workspace_id(inbound.team_id)
        message = event_message(inbound.event)
        if await answer_by_reply(inbound, deps, message):
            return OK
        bot_name = read_manifest().bot_name
        await deps.write(hear_direct, workspace_id, inbound, message, bot_name, now=deps.now())
    return OK


async def not_a_pain(inbound: Inbound, deps: Deps) -> BoltResponse:
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(leave_it, workspace_id, inbound, chosen(inbound.body), now=deps.now())
    return OK


ROUTES = [
    Route(Kind.EVENT, "reaction_added", reaction_added),
    Route(Kind.EVENT, "app_mention", app_mention),
    Route(Kind.EVENT, "message.im", direct_message),
    Route(Kind.ACTION, ActionId.NOT_A_PAIN, not_a_pain),
]
