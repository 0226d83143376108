"""conversations.history and conversations.replies: reading what was said."""

import re
from typing import Any

from bot.sandbox.acting.shapes import message_json
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.pages import metadata, page
from bot.sandbox.methods.places import HISTORY, member, with_scope
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError
from bot.sandbox.world import Message

TS = re.compile(r"\d+(\.\d+)?")


@method("conversations.history", *HISTORY)
def history(call: Call) -> dict[str, Any]:
    """Newest first, without the replies inside threads."""
    channel = with_scope(call, member(call, call.required("channel")), "history")
    shown = [message for message in call.world.messages[channel.id] if _on_top(message)]
    messages, cursor = page(call, _between(call, shown)[::-1], 100)
    return _answer(call, messages, cursor)


@method("conversations.replies", *HISTORY)
def replies(call: Call) -> dict[str, Any]:
    """The parent first, then its replies, oldest first. A reply's own ts gives that reply alone."""
    channel = with_scope(call, member(call, call.required("channel")), "history")
    first = call.world.find_message(channel.id, call.required("ts"))
    if first is None:
        raise ApiError("thread_not_found")
    answers = [] if first.thread_ts else _between(call, call.world.replies(channel.id, first.ts))
    messages, cursor = page(call, [first, *answers], 1000)
    return _answer(call, messages, cursor)


def _on_top(message: Message) -> bool:
    return not message.thread_ts or message.subtype == "thread_broadcast"


def _between(call: Call, messages: list[Message]) -> list[Message]:
    """Strictly between `oldest` and `latest`, or including both with `inclusive`."""
    oldest, latest = _ts(call, "oldest") or 0.0, _ts(call, "latest") or float("inf")
    if call.flag("inclusive"):
        return [message for message in messages if oldest <= float(message.ts) <= latest]
    return [message for message in messages if oldest < float(message.ts) < latest]


def _ts(call: Call, name: str) -> float | None:
    value = call.text(name)
    if value and not TS.fullmatch(value):
        raise ApiError(f"invalid_ts_{name}")
    return float(value) if value else None


def _answer(call: Call, messages: list[Message], cursor: str) -> dict[str, Any]:
    full = call.flag("include_all_metadata")
    shapes = [message_json(call.world, message, full_metadata=full) for message in messages]
    answer = {"messages": shapes, "has_more": bool(cursor), "pin_count": 0}
    return answer | (metadata(cursor) if cursor else {})
