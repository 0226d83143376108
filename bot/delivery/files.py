"""A file, in the steps Slack wants: where to put it, its bytes, and the message that shows it.

Only the last step can be seen by anybody, so whatever goes wrong before it is simply tried again. Whether the last one
was done nobody can look up, and it is never repeated.
Source: docs.slack.dev/messaging/working-with-files#uploading_files
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.delivery.models import OutboxRow
from bot.delivery.slack import Slack, conversation
from bot.errors import SlackUnclear, SlackUnreachable


@dataclass(frozen=True)
class File:
    """What a letter of `Method.FILE` carries: make its payload with `payload()`."""

    name: str  # with its ending: "stages.png", "meeting.ics"
    title: str
    content: bytes
    alt: str = ""  # for a picture: what it shows, in words
    comment: str = ""  # mrkdwn, said above it
    thread_ts: str = ""  # "" = in the channel itself

    def payload(self) -> dict[str, Any]:
        """JSON: the bytes as base64. Gone from the database once the letter is over."""
        said = {"name": self.name, "title": self.title, "alt": self.alt, "comment": self.comment}
        return {**said, "thread_ts": self.thread_ts, "content": b64encode(self.content).decode()}


async def send_file(slack: Slack, row: OutboxRow) -> Mapping[str, Any]:
    """One attempt. Raises SlackError; SlackUnclear only where the file may be there for everybody to see."""
    file = row.payload
    try:
        channel, file_id = await conversation(slack, row.channel), await _put(slack, file)
    except SlackUnclear as lost:
        raise SlackUnreachable(lost.code) from lost  # nobody saw anything yet: as good as never left
    shown = {"files": [{"id": file_id, "title": file["title"]}], "channel_id": channel}
    also = {"initial_comment": file.get("comment") or None, "thread_ts": file.get("thread_ts") or None}
    return await slack.call(row.method, {**shown, **also})


async def _put(slack: Slack, file: Mapping[str, Any]) -> str:
    """Slack has the bytes; nobody sees them yet. Returns the id of the file."""
    content = b64decode(file["content"])
    wanted = {"filename": file["name"], "length": len(content), "alt_txt": file.get("alt") or None}
    place = await slack.call("files.getUploadURLExternal", wanted)
    await slack.upload(place["upload_url"], content)
    return str(place["file_id"])
