"""The calls to Slack that delivery makes: the letter's own, and looking a post up."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from bot.delivery.files import send_file
from bot.delivery.letters import ALREADY_SO, KEPT, Method
from bot.delivery.models import OutboxRow
from bot.delivery.slack import Slack, conversation
from bot.errors import SlackRefused

EVENT_TYPE = "flywheel_letter"  # of the metadata, docs.slack.dev/messaging/message-metadata
EARLIER = 60  # seconds that Slack's clock may be behind ours
PAGE = 200

# The others call it "channel".
TARGET = {Method.PERSON: "user", Method.HOME: "user_id", Method.RESPOND: "", Method.CANVAS: "channel_id"}


async def ask(slack: Slack, row: OutboxRow) -> Mapping[str, Any]:
    """One attempt. Returns Slack's answer, `{}` if it was so already. Raises SlackError."""
    if row.method == Method.FILE:
        return await send_file(slack, row)
    arguments = arguments_of(row)
    if row.method == Method.RESPOND:
        await slack.respond(arguments.pop("response_url"), arguments)
        return {}
    try:
        return await slack.call(row.method, arguments)
    except SlackRefused as refused:
        if refused.code == ALREADY_SO.get(Method(row.method)):
            return {}
        raise


def arguments_of(row: OutboxRow) -> dict[str, Any]:
    arguments = {name: value for name, value in row.payload.items() if name != KEPT}
    target = TARGET.get(Method(row.method), "channel")
    if target and row.channel:
        arguments[target] = row.channel
    if row.method == Method.POST:
        arguments["metadata"] = {"event_type": EVENT_TYPE, "event_payload": {"key": row.wire_key}}
    return arguments


async def find_post(slack: Slack, row: OutboxRow) -> Mapping[str, Any] | None:
    """The answer the lost post would have given; None = it is surely not in Slack. Raises SlackError: nobody knows."""
    channel = await conversation(slack, row.channel)
    async for message in _messages(slack, row, channel):
        metadata = message.get("metadata") or {}
        if metadata.get("event_payload", {}).get("key") == row.wire_key:
            return {"ok": True, "channel": channel, "ts": message["ts"], "message": message}
    return None


async def _messages(slack: Slack, row: OutboxRow, channel: str) -> AsyncIterator[Mapping[str, Any]]:
    """All that was said there since just before the first attempt."""
    since = f"{row.perhaps_since.timestamp() - EARLIER:.6f}" if row.perhaps_since else "0"
    arguments = {"channel": channel, "oldest": since, "limit": PAGE, "include_all_metadata": True}
    thread = row.payload.get("thread_ts")
    method = Method.REPLIES if thread else Method.HISTORY
    if thread:
        arguments["ts"] = thread
    while True:
        page = await slack.call(method, arguments)
        for message in page["messages"]:
            yield message
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
        arguments["cursor"] = cursor
