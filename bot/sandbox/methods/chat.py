"""chat.*: posting, editing and deleting the bot's messages."""

import re
from typing import Any

from bot.sandbox.acting import controls
from bot.sandbox.acting.shapes import message_json, permalink
from bot.sandbox.methods.blocks import refuse
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.places import member, message_in, visible
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError
from bot.sandbox.validation import check_message
from bot.sandbox.world import Channel, Ephemeral, Message

TS = re.compile(r"\d+\.\d{6}")
LONGEST = 40_000  # characters; more is cut off
LONGEST_EDIT = 4_000


@method("chat.postMessage", "chat:write")
def post_message(call: Call) -> dict[str, Any]:
    channel = _place_to_post(call)
    text, blocks = _content(call)
    wait = call.sandbox.limits.take(channel.id, call.sandbox.clock.now())
    if wait:
        raise ApiError("ratelimited", retry_after=wait)
    message = _own(call, channel, text[:LONGEST], blocks)
    message.thread_ts = _thread(call, channel)
    message.metadata = call.tree("metadata") or {}
    if message.thread_ts and call.flag("reply_broadcast"):
        message.subtype = "thread_broadcast"
    call.sandbox.changes.post(message)
    return {"channel": channel.id, "ts": message.ts, "message": _shape(call, message)}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(call: Call) -> dict[str, Any]:
    channel, user = member(call, call.required("channel")), call.required("user")
    if channel.is_archived:
        raise ApiError("is_archived")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    text, blocks = _content(call)
    if len(text) > LONGEST:
        raise ApiError("msg_too_long")
    note = Ephemeral("", channel.id, user, text, blocks, _thread(call, channel))
    return {"message_ts": call.sandbox.changes.whisper(note).ts}


@method("chat.update", "chat:write")
def update(call: Call) -> dict[str, Any]:
    """Text without blocks drops the blocks; neither keeps both; with blocks there is no "(edited)"."""
    channel = visible(call, call.required("channel"))
    message = _own_message(call, channel, "cant_update_message")
    if channel.is_archived:
        raise ApiError("is_inactive")
    if len(call.text("text")) > LONGEST_EDIT:
        raise ApiError("msg_too_long")
    refuse(check_message(call.arguments))
    call.sandbox.changes.edit(message, _edited(call, message))
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": _shape(call, message)}


@method("chat.delete", "chat:write")
def delete(call: Call) -> dict[str, Any]:
    channel = visible(call, call.required("channel"))
    message = _own_message(call, channel, "cant_delete_message")
    call.sandbox.changes.delete(message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.getPermalink")
def get_permalink(call: Call) -> dict[str, Any]:
    channel = visible(call, call.required("channel"))
    message = message_in(call, channel, call.required("message_ts"))
    return {"channel": channel.id, "permalink": permalink(call.world, message)}


def _place_to_post(call: Call) -> Channel:
    """A channel the bot is in, a public one with chat:write.public, or a person: their Messages tab."""
    target = call.required("channel")
    if target in call.world.users:
        return _direct(call, target)
    channel = visible(call, target)
    may_post_anywhere = "chat:write.public" in call.sandbox.manifest.scopes
    if call.world.bot_user_id not in channel.members and not may_post_anywhere:
        raise ApiError("not_in_channel")
    if channel.is_archived:
        raise ApiError("is_archived")
    if channel.kind == "im":
        _direct(call, next(user for user in channel.members if user != call.world.bot_user_id))
    return channel


def _direct(call: Call, user: str) -> Channel:
    """A deactivated person's too: Slack takes the message though nobody reads it (python-slack-sdk issue 1156)."""
    if user == call.world.bot_user_id:
        raise ApiError("channel_not_found")
    if not call.sandbox.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    return call.world.direct_channel(user, call.world.bot_user_id)


def _content(call: Call) -> tuple[str, list[dict[str, Any]]]:
    refuse(check_message(call.arguments))
    text, blocks = call.text("text"), call.tree("blocks") or []
    if call.text("markdown_text"):
        if text or blocks:
            raise ApiError("markdown_text_conflict")
        return "", controls.with_ids([{"type": "markdown", "text": call.text("markdown_text")}])
    if not text and not blocks and not call.tree("attachments"):
        raise ApiError("no_text")
    return text, controls.with_ids(blocks)


def _thread(call: Call, channel: Channel) -> str:
    """The parent's ts, also when a reply's was given; "" outside threads."""
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return ""
    if not TS.fullmatch(thread_ts):
        messages = [f"[ERROR] {thread_ts} is not a valid thread_ts"]
        raise ApiError("invalid_thread_ts", response_metadata={"messages": messages})
    parent = call.world.find_message(channel.id, thread_ts)
    if parent is None:
        raise ApiError("cannot_reply_to_message")
    return parent.thread_ts or parent.ts


def _own(call: Call, channel: Channel, text: str, blocks: list[dict[str, Any]]) -> Message:
    world = call.world
    return Message("", channel.id, world.bot_user_id, text, blocks, bot_id=world.bot_id, app_id=world.app_id)


def _own_message(call: Call, channel: Channel, refusal: str) -> Message:
    message = message_in(call, channel, call.required("ts"))
    if message.bot_id != call.world.bot_id:
        raise ApiError(refusal)
    return message


def _edited(call: Call, old: Message) -> Message:
    new = Message(old.ts, old.channel, old.user, old.text, old.blocks, metadata=old.metadata)
    new.edited_ts = old.edited_ts
    has_text, blocks = "text" in call.arguments, call.tree("blocks")
    if has_text or blocks is not None:
        new.text = call.text("text") if has_text else old.text
        new.blocks = controls.with_ids(blocks or [])
        if not new.text and not new.blocks:
            raise ApiError("no_text")
    elif call.tree("metadata") is None:
        raise ApiError("no_text")
    if blocks is None and has_text:
        new.edited_ts = call.world.next_ts(call.sandbox.clock.now())
    if call.tree("metadata") is not None:
        new.metadata = call.tree("metadata")
    return new


def _shape(call: Call, message: Message) -> dict[str, Any]:
    return message_json(call.world, message, full_metadata=True)
