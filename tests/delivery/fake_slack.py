"""A Slack that keeps what it accepts, and loses questions or answers when it is told to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.errors import SlackBusy, SlackRefused, SlackUnclear, SlackUnreachable
from tests.clock import FakeClock


class Trouble(StrEnum):
    NONE = "none"
    UNREACHABLE = "unreachable"  # no connection
    LOST_BEFORE = "lost before"  # a time-out, and Slack never saw it
    LOST_AFTER = "lost after"  # a time-out, and Slack did it


@dataclass
class FakeSlack:
    """`troubles` are used up one a call; `refusals` and `busy` hold for a method until taken out."""

    clock: FakeClock
    troubles: list[Trouble] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)
    calls: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    responses: list[Mapping[str, Any]] = field(default_factory=list)
    uploads: dict[str, bytes] = field(default_factory=dict)  # by where they were put; nobody sees them yet
    files: list[dict[str, Any]] = field(default_factory=list)  # what people see
    page: int = 2  # messages a page: small, so that the look-up has to turn pages
    _made: int = 0  # messages and files so far

    async def call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        self.calls.append((method, arguments))
        trouble = self.troubles.pop(0) if self.troubles else Trouble.NONE
        if trouble is Trouble.UNREACHABLE:
            raise SlackUnreachable("connection_refused")
        if method in self.busy:
            raise SlackBusy(self.busy.pop(method))
        if method in self.refusals:
            raise SlackRefused(self.refusals[method])
        if trouble is Trouble.LOST_BEFORE:
            raise SlackUnclear("timeout")
        answer = self._do(method, arguments)
        if trouble is Trouble.LOST_AFTER:
            raise SlackUnclear("timeout")
        return answer

    async def respond(self, response_url: str, message: Mapping[str, Any]) -> None:
        await self.call("response_url", {"response_url": response_url, **message})

    async def upload(self, upload_url: str, content: bytes) -> None:
        await self.call("upload", {"upload_url": upload_url, "content": content})

    def texts(self, channel: str = "C1") -> list[str]:
        return [message["text"] for message in self.messages if message["channel"] == channel]

    def asked(self, method: str) -> list[Mapping[str, Any]]:
        return [arguments for name, arguments in self.calls if name == method]

    def _do(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        if method == "chat.postMessage":
            return self._post(arguments)
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": "D" + arguments["users"][1:]}}
        if method == "files.getUploadURLExternal":
            file_id = f"F{self._next()}"
            return {"ok": True, "upload_url": f"https://files/{file_id}", "file_id": file_id}
        if method == "upload":
            self.uploads[arguments["upload_url"]] = arguments["content"]
        if method == "files.completeUploadExternal":
            self._show(arguments)
        if method in ("conversations.history", "conversations.replies"):
            return self._history(method, arguments)
        return {"ok": True, "canvas_id": "F0CANVAS"} if method == "canvases.create" else {"ok": True}

    def _next(self) -> int:
        self._made += 1
        return self._made

    def _show(self, arguments: Mapping[str, Any]) -> None:
        for file in arguments["files"]:
            content = self.uploads[f"https://files/{file['id']}"]
            self.files.append({**arguments, "title": file["title"], "content": content})

    def _post(self, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        to = arguments["channel"]
        channel = "D" + to[1:] if to.startswith("U") else to
        ts = f"{self.clock.now().timestamp():.0f}.{self._next():06d}"
        message = {"text": "", **arguments, "channel": channel, "ts": ts}
        self.messages.append(message)
        return {"ok": True, "channel": channel, "ts": ts, "message": message}

    def _history(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        def belongs(message: Mapping[str, Any]) -> bool:
            thread = message.get("thread_ts")
            there = thread == arguments["ts"] if method == "conversations.replies" else not thread
            return there and message["channel"] == arguments["channel"] and message["ts"] > arguments["oldest"]

        start = int(arguments.get("cursor", 0))
        found = [message for message in reversed(self.messages) if belongs(message)]
        more = str(start + self.page) if start + self.page < len(found) else ""
        page = found[start : start + self.page]
        if not arguments.get("include_all_metadata"):
            page = [{key: value for key, value in message.items() if key != "metadata"} for message in page]
        return {"ok": True, "messages": page, "response_metadata": {"next_cursor": more}}
