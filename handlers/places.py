"""What kind of place somebody is in: asked of Slack where it is not known, and not for long."""

import asyncio

from bot.channels.models import Channel, ChannelKind
from bot.channels.services import find_channel, is_fresh, keep_channel
from bot.deps import Deps
from bot.errors import SlackError
from bot.slack.payloads import PRIVATE_NAMES, Inbound, place_of

PATIENCE = 0.8  # seconds for Slack to say what kind of place it is; the form has three in all


async def is_private(inbound: Inbound, workspace_id: int, deps: Deps) -> bool:
    """Whether its words are not everybody's. A place Slack will not tell about is private."""
    channel_id, name = place_of(inbound.body)
    if name in PRIVATE_NAMES or name.startswith("mpdm-"):
        return True
    known = await deps.read(find_channel, workspace_id, channel_id)
    if not is_fresh(known, now=deps.now()):
        known = await _look_up(deps, workspace_id, channel_id)
    return known is None or known.kind is not ChannelKind.PUBLIC


async def _look_up(deps: Deps, workspace_id: int, channel_id: str) -> Channel | None:
    """Only the first from a place waits for this, and not long: the form must open in the same second."""
    try:
        async with asyncio.timeout(PATIENCE):
            said = await deps.slack.call("conversations.info", {"channel": channel_id})
    except (SlackError, TimeoutError):
        return None
    return await deps.write(keep_channel, workspace_id, said["channel"], now=deps.now())
