"""reactions.*: the emoji under messages."""

from typing import Any

from bot.sandbox.acting.shapes import message_json
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.places import member, message_in
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError
from bot.sandbox.render.emojis import character
from bot.sandbox.world import Message

MOST_EMOJI = 23  # distinct ones the app may put on one message


@method("reactions.add", "reactions:write")
def add(call: Call) -> dict[str, Any]:
    name, message = _name(call), _message(call)
    if call.world.channels[message.channel].is_archived:
        raise ApiError("is_archived")
    bot = call.world.bot_user_id
    if len([one for one in message.reactions if bot in one.users]) >= MOST_EMOJI:
        raise ApiError("too_many_reactions")
    if not call.sandbox.changes.react(bot, message, name):
        raise ApiError("already_reacted")
    return {}


@method("reactions.remove", "reactions:write")
def remove(call: Call) -> dict[str, Any]:
    name, message = _name(call), _message(call)
    if not call.sandbox.changes.unreact(call.world.bot_user_id, message, name):
        raise ApiError("no_reaction")
    return {}


@method("reactions.get", "reactions:read")
def get(call: Call) -> dict[str, Any]:
    message = _message(call)
    return {"type": "message", "channel": message.channel, "message": message_json(call.world, message)}


def _name(call: Call) -> str:
    name = call.text("name")
    if character(name.split("::")[0]) is None:
        raise ApiError("invalid_name")
    return name


def _message(call: Call) -> Message:
    if not call.text("channel") or not call.text("timestamp"):
        raise ApiError("no_item_specified")
    return message_in(call, member(call, call.text("channel")), call.text("timestamp"))
