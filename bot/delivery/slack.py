"""What delivery needs of Slack, and where a letter to a person really goes."""

from collections.abc import Mapping
from typing import Any, Protocol


class Slack(Protocol):
    """What delivery needs of the Gateway."""

    async def call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]: ...

    async def respond(self, response_url: str, message: Mapping[str, Any]) -> None: ...

    async def upload(self, upload_url: str, content: bytes) -> None: ...


async def conversation(slack: Slack, channel: str) -> str:
    """A letter may name a person; her direct message with the bot goes by its own id. Raises SlackError."""
    if not channel.startswith(("U", "W")):
        return channel
    opened = await slack.call("conversations.open", {"users": channel})
    return str(opened["channel"]["id"])
