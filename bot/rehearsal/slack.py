"""A Slack of one's own, inside the process: it takes every call of the bot, and shows people what they would see.

It keeps what it must to answer later questions, and no more: a year of messages goes by without growing it.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from bot.delivery.letters import Method
from bot.errors import SlackRefused, SlackUnreachable
from bot.rehearsal.company import Company, Worker
from bot.slack.gateway import Identity
from bot.slack.ids import ActionId

TEAM, BOT, BOT_USER = "T0YEAR", "B0FLYWHEEL", "U0FLYWHEEL"
FLYWHEEL, FRONT_LINE, BACK_ROOM = "C0FLYWHEEL", "C0FRONTLINE", "G0BACKROOM"
NAMES = {FLYWHEEL: "flywheel", FRONT_LINE: "front-line", BACK_ROOM: "key-accounts"}
IDENTITY = Identity(TEAM, "Meridian", "https://meridian.slack.com/", BOT_USER, BOT)
RECENT = 2_000  # messages whose buttons may still be pressed, and which a search may still find
SHOWN = {"chat.postMessage", "chat.update", "chat.postEphemeral"}

Block = Mapping[str, Any]


@dataclass(frozen=True)
class Heard:
    """Something the bot said. `to`: a person's or a channel's id; `wire_key` names the letter, "" for an edit."""

    at: datetime
    to: str
    text: str  # all of it, as it is read
    wire_key: str
    ts: str
    buttons: Sequence[tuple[str, str]]  # (action id, value)
    menus: Sequence[Sequence[str]]  # of each line of a list what can be done, "wish:about"
    is_edit: bool = False


Listener = Callable[[Heard], None]


class Slack:
    """Answers at once. While `is_down`, nothing can be reached."""

    def __init__(self, company: Company, now: Callable[[], datetime]) -> None:
        self._company, self._now = company, now
        self._numbers = count(1)
        self._recent: deque[dict[str, Any]] = deque(maxlen=RECENT)
        self._users: list[dict[str, Any]] | None = None
        self.shown: dict[tuple[str, str], Heard] = {}
        self.listeners: list[Listener] = []
        self.calls = 0
        self.is_down = False

    async def call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        self.calls += 1
        if self.is_down:
            raise SlackUnreachable("ClientConnectorError")
        if method in SHOWN:
            return self._say(method, arguments)
        return {"ok": True, **self._answer(method, arguments)}

    async def respond(self, _response_url: str, message: Mapping[str, Any]) -> None:
        await self.call(Method.RESPOND, message)

    async def upload(self, _upload_url: str, _content: bytes) -> None:
        self.calls += 1

    def _say(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        is_edit, to = method == "chat.update", str(arguments["channel"])
        ts = str(arguments["ts"]) if is_edit else f"{self._now().timestamp():.0f}.{next(self._numbers):06d}"
        channel = "D" + to[1:] if to.startswith("U") else to
        self._show(method, arguments, channel, ts)
        if method == "chat.postMessage":
            self._recent.append({"channel": channel, "ts": ts, "thread_ts": arguments.get("thread_ts"),
                                 "metadata": arguments.get("metadata")})  # fmt: skip
        return {"ok": True, "channel": channel, "ts": ts, "message": {"ts": ts}}

    def _show(self, method: str, arguments: Mapping[str, Any], channel: str, ts: str) -> None:
        blocks = arguments.get("blocks") or []
        event = (arguments.get("metadata") or {}).get("event_payload") or {}
        elements = list(_elements(blocks))
        heard = Heard(
            at=self._now(),
            to=str(arguments.get("user") or _person(channel)),
            text="\n".join([str(arguments.get("text", "")), *_texts(blocks)]),
            wire_key=str(event.get("key", "")),
            ts=ts,
            buttons=[(one["action_id"], one["value"]) for one in elements if "value" in one],
            menus=[
                [option["value"] for option in one["options"]]
                for one in elements
                if one["action_id"] == ActionId.LIST_MENU
            ],
            is_edit=method == "chat.update",
        )
        self._keep(channel, heard)
        for listener in self.listeners:
            listener(heard)

    def _keep(self, channel: str, heard: Heard) -> None:
        self.shown[channel, heard.ts] = heard
        if len(self.shown) > RECENT:
            del self.shown[next(iter(self.shown))]

    def _answer(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        answers: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "users.list": self._people,
            "users.info": lambda asked: {"user": self._user(self._company.of[asked["user"]])},
            "conversations.info": _place,
            "conversations.open": lambda asked: {"channel": {"id": "D" + str(asked["users"])[1:]}},
            "conversations.history": self._history,
            "conversations.replies": self._history,
            "files.getUploadURLExternal": lambda _: {"upload_url": "https://files.invalid/", "file_id": "F0FILE"},
            "canvases.create": lambda _: {"canvas_id": "F0CANVAS"},
        }
        answer = answers.get(method)
        return answer(arguments) if answer else {}

    def _people(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        start, size = int(asked.get("cursor") or 0), int(asked.get("limit", 200))
        users = [self._user(worker) for worker in self._company.people[start : start + size]]
        more = str(start + size) if start + size < len(self._company.people) else ""
        return {"members": users, "response_metadata": {"next_cursor": more}}

    def _user(self, worker: Worker) -> dict[str, Any]:
        """As in docs.slack.dev/reference/objects/user-object."""
        profile = {"real_name": worker.name, "display_name": worker.name}
        locale = "vi-VN" if worker.language == "vi" else "en-US"
        is_admin = worker is self._company.team[0]
        return {"id": worker.user_id, "team_id": TEAM, "profile": profile, "tz": worker.zone, "locale": locale,
                "is_admin": is_admin}  # fmt: skip

    def _history(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        channel, oldest = asked["channel"], str(asked.get("oldest", "0"))
        found = [one for one in reversed(self._recent) if one["channel"] == channel and one["ts"] > oldest]
        return {"messages": found, "response_metadata": {"next_cursor": ""}}


def _place(asked: Mapping[str, Any]) -> dict[str, Any]:
    channel = str(asked["channel"])
    if channel not in NAMES:
        raise SlackRefused("channel_not_found")
    return {"channel": {"id": channel, "name": NAMES[channel], "is_channel": True, "is_private": channel == BACK_ROOM}}


def _person(channel: str) -> str:
    return "U" + channel[1:] if channel.startswith("D") else channel


def _elements(blocks: Sequence[Block]) -> Iterator[Block]:
    """Everything that can be pressed or chosen from."""
    for block in blocks:
        for element in (block.get("accessory"), *(block.get("elements") or [])):
            if element and "action_id" in element:
                yield element


def _texts(part: Any) -> Iterator[str]:
    """Everything written in blocks, labels of buttons too."""
    if isinstance(part, Mapping):
        for name, value in part.items():
            if name == "text" and isinstance(value, str):
                yield value
            elif name not in {"value", "url", "style"}:
                yield from _texts(value)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)
