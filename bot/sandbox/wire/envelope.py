"""What Slack hands to an app, whichever way it travels, and what came back."""

from dataclasses import dataclass
from typing import Any, Protocol

ANSWERABLE = {"view_submission", "block_suggestion"}  # the app's ack may say what to do next


@dataclass(frozen=True)
class Envelope:
    kind: str  # "events_api", "interactive" or "slash_commands"
    payload: dict[str, Any]
    attempt: int = 0  # 1 to 3 for a retried event
    reason: str = ""  # why it is retried: "timeout", "http_error"…

    @property
    def name(self) -> str:
        """For the traffic log."""
        if self.kind == "events_api":
            return f"event {self.payload.get('event', {}).get('type', '')}"
        return str(self.payload.get("command") or self.payload.get("type", ""))

    @property
    def accepts_response(self) -> bool:
        return self.kind == "slash_commands" or self.payload.get("type") in ANSWERABLE


@dataclass(frozen=True)
class Answer:
    acked: bool
    body: Any = None  # the payload of the ack, or the body of the HTTP response: dict, str or None
    reason: str = ""  # why it was not acked
    retry: bool = True  # False: the app said x-slack-no-retry


class Line(Protocol):
    """A way to the app: Socket Mode or HTTP."""

    async def send(self, envelope: Envelope) -> Answer: ...
