"""conversations.*: which there are, and what each is like."""

from typing import Any

from bot.sandbox.acting.shapes import channel_json
from bot.sandbox.ids import new_id
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.pages import MOST, metadata, page
from bot.sandbox.methods.places import READ, SCOPE_PREFIX, visible, with_scope
from bot.sandbox.methods.registry import method, need
from bot.sandbox.refusals import ApiError
from bot.sandbox.world import Channel

KINDS = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
MOST_PEOPLE = 8


@method("conversations.info", *READ)
def info(call: Call) -> dict[str, Any]:
    channel = with_scope(call, visible(call, call.required("channel")), "read")
    shape = channel_json(call.world, channel)
    if call.flag("include_num_members"):
        shape["num_members"] = len(channel.members)
    return {"channel": shape}


@method("conversations.list", *READ)
def list_all(call: Call) -> dict[str, Any]:
    """Public channels, and those of other `types` that the bot is in."""
    return _listed(call, lambda channel: channel.kind == "public" or _inside(call, channel, call.world.bot_user_id))


@method("users.conversations", *READ)
def of_user(call: Call) -> dict[str, Any]:
    """Those of `user` (the bot without one); of the private ones only those the bot is in too."""
    bot = call.world.bot_user_id
    user = call.text("user") or bot
    if user not in call.world.users:
        raise ApiError("user_not_found")
    return _listed(call, lambda one: _inside(call, one, user) and (one.kind == "public" or _inside(call, one, bot)))


@method("conversations.open", "channels:manage", "groups:write", "im:write", "mpim:write")
def open_direct(call: Call) -> dict[str, Any]:
    world, users = call.world, [user for user in call.words("users") if user != call.world.bot_user_id]
    if call.text("channel"):
        return {"channel": channel_json(world, visible(call, call.text("channel"))), "already_open": True}
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) > MOST_PEOPLE:
        raise ApiError("too_many_users")
    for user in users:
        if user not in world.users:
            raise ApiError("user_not_found")
        if world.users[user].deleted:
            raise ApiError("user_disabled")
    channel = world.direct_channel(users[0], world.bot_user_id) if len(users) == 1 else _group(call, users)
    return {"channel": channel_json(world, channel) if call.flag("return_im") else {"id": channel.id}}


def _group(call: Call, users: list[str]) -> Channel:
    world, everyone = call.world, {*users, call.world.bot_user_id}
    for channel in world.channels.values():
        if channel.kind == "mpim" and set(channel.members) == everyone:
            return channel
    handles = "--".join(world.users[user].handle for user in users)
    return world.add_channel(Channel(new_id("C"), f"mpdm-{handles}-1", "mpim", sorted(everyone)))


def _listed(call: Call, shown: Any) -> dict[str, Any]:
    types = call.words("types") or ["public_channel"]
    if not set(types) <= set(KINDS):
        raise ApiError("invalid_types")
    for name in types:
        need(call, [f"{SCOPE_PREFIX[KINDS[name]]}:read"])
    if call.number("limit", 100) >= MOST:
        raise ApiError("invalid_limit")
    kinds = {KINDS[name] for name in types}
    found = [channel for channel in call.world.channels.values() if channel.kind in kinds and shown(channel)]
    if call.flag("exclude_archived"):
        found = [channel for channel in found if not channel.is_archived]
    channels, cursor = page(call, found, 100)
    return {"channels": [channel_json(call.world, channel) for channel in channels], **metadata(cursor)}


def _inside(call: Call, channel: Channel, user: str) -> bool:
    return call.world.is_member(user, channel.id)
