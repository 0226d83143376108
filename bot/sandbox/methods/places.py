"""Which conversation a call means, and whether the bot may see it."""

from bot.sandbox.methods.call import Call
from bot.sandbox.methods.registry import need
from bot.sandbox.refusals import ApiError
from bot.sandbox.world import Channel, Message

SCOPE_PREFIX = {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")


def visible(call: Call, channel_id: str) -> Channel:
    """A public channel, or one the bot is in. What it may not see does not exist for it."""
    channel = call.world.channels.get(channel_id)
    if channel is None or (channel.kind != "public" and not _inside(call, channel)):
        raise ApiError("channel_not_found")
    return channel


def member(call: Call, channel_id: str) -> Channel:
    """A conversation the bot is in. Raises ApiError `not_in_channel` for a public one it only sees."""
    channel = visible(call, channel_id)
    if not _inside(call, channel):
        raise ApiError("not_in_channel")
    return channel


def with_scope(call: Call, channel: Channel, right: str) -> Channel:
    """Checks the scope of this kind of conversation; `right` is "read" or "history"."""
    need(call, [f"{SCOPE_PREFIX[channel.kind]}:{right}"])
    return channel


def message_in(call: Call, channel: Channel, ts: str) -> Message:
    message = call.world.find_message(channel.id, ts)
    if message is None:
        raise ApiError("message_not_found")
    return message


def _inside(call: Call, channel: Channel) -> bool:
    return call.world.bot_user_id in channel.members
