"""conversations.members, join and invite: who is inside."""

from typing import Any

from bot.sandbox.acting.shapes import channel_json
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.pages import metadata, page
from bot.sandbox.methods.places import READ, member, visible, with_scope
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError
from bot.sandbox.world import Channel


@method("conversations.members", *READ)
def members(call: Call) -> dict[str, Any]:
    channel = with_scope(call, visible(call, call.required("channel")), "read")
    people, cursor = page(call, channel.members, 100)
    return {"members": people, **metadata(cursor)}


@method("conversations.join", "channels:join")
def join(call: Call) -> dict[str, Any]:
    channel = visible(call, call.required("channel"))
    if channel.kind != "public":
        raise ApiError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise ApiError("is_archived")
    warning = {}
    if call.world.bot_user_id in channel.members:
        warning = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    else:
        call.sandbox.changes.join(call.world.bot_user_id, channel)
    return {"channel": channel_json(call.world, channel), **warning}


@method(
    "conversations.invite",
    *("channels:manage", "channels:write.invites", "groups:write", "groups:write.invites", "im:write", "mpim:write"),
)
def invite(call: Call) -> dict[str, Any]:
    channel = member(call, call.required("channel"))
    if channel.kind in ("im", "mpim"):
        raise ApiError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise ApiError("is_archived")
    users = call.words("users")
    if not users:
        raise ApiError("no_user")
    for user in users:
        _check_guest(call, channel, user)
    for user in users:
        call.sandbox.changes.join(user, channel, inviter=call.world.bot_user_id)
    return {"channel": channel_json(call.world, channel)}


def _check_guest(call: Call, channel: Channel, user: str) -> None:
    if user == call.world.bot_user_id:
        raise ApiError("cant_invite_self")
    if user not in call.world.users or call.world.users[user].deleted:
        raise ApiError("user_not_found")
    if user in channel.members:
        raise ApiError("already_in_channel")
