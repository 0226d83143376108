"""A Slack workspace in a few dictionaries: people, channels and messages, and as strict about blocks as Slack is."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.errors import SlackRefused
from bot.sandbox.validation import check_message, check_view
from bot.slack.gateway import Gateway, Identity
from tests.delivery.fake_slack import FakeSlack
from tests.people import LAN, MAYA, TOM, Somebody

TEAM, BOT_USER = "T0ACME", "U0BOT"
IDENTITY = Identity(TEAM, "Acme", "https://acme.slack.com/", BOT_USER, "B0BOT")
GUEST = Somebody("U0GUEST", "Gina Guest", "en-US", "Europe/Paris")
PARTNER = Somebody("U0PARTNER", "Pat Partner", "en-US", "Europe/Paris")  # of another company
ROBOT = Somebody("U0ROBOT", "Other Bot", "en-US", "Europe/Paris")

GENERAL, SECRET, DIRECT, FLYWHEEL = "C0GENERAL", "C0SECRET", "D0LAN", "C0FLYWHEEL"

Thing = TypeVar("Thing")

SPOKEN = {"chat.postMessage", "chat.update", "chat.postEphemeral", "response_url"}


def user_object(person: Somebody, **more: Any) -> dict[str, Any]:
    """As in docs.slack.dev/reference/objects/user-object."""
    shape = {"id": person.user_id, "team_id": TEAM, "name": person.user_id.lower(), "deleted": False, "is_bot": False}
    shape |= {"profile": {"display_name": person.name, "real_name": person.name}, "tz": person.time_zone}
    return shape | {"locale": person.locale} | more


def everybody() -> dict[str, dict[str, Any]]:
    users = [
        user_object(LAN),
        user_object(MAYA, is_admin=True),
        user_object(TOM),
        user_object(GUEST, is_restricted=True),
        user_object(PARTNER, team_id="T0PARTNER", locale=None),
        user_object(ROBOT, is_bot=True),
    ]
    return {user["id"]: user for user in users}


def channels() -> dict[str, dict[str, Any]]:
    return {
        GENERAL: {"id": GENERAL, "name": "general", "is_channel": True},
        FLYWHEEL: {"id": FLYWHEEL, "name": "flywheel", "is_channel": True},
        SECRET: {"id": SECRET, "name": "board", "is_channel": True, "is_private": True},
        DIRECT: {"id": DIRECT, "is_im": True, "user": LAN.user_id},
    }


@dataclass
class FakeWorkspace(FakeSlack):
    """`said` holds what people wrote, by (channel, ts); `problems` what Slack would not have taken."""

    users: dict[str, dict[str, Any]] = field(default_factory=everybody)
    channels: dict[str, dict[str, Any]] = field(default_factory=channels)
    said: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=lambda: {"S0SALES": [LAN.user_id, TOM.user_id]})
    problems: list[str] = field(default_factory=list)
    page_of_users: int = 200
    hang: set[str] = field(default_factory=set)  # methods Slack never answers
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)  # done once while a method is under way

    def say(self, channel: str, ts: str, text: str | None, user: str = TOM.user_id, **more: Any) -> None:
        """Somebody writes a message."""
        self.said[channel, ts] = {"type": "message", "user": user, "text": text, "ts": ts, **more}

    async def call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        self._check(method, arguments)
        if method in self.hang:
            await asyncio.Event().wait()
        if method in self.meanwhile:
            self.meanwhile.pop(method)()
        return await super().call(method, arguments)

    def quiet(self, user_id: str) -> list[str]:
        """The texts only this person was shown: in a channel, or in the bot's direct message with her."""
        shown = [arguments for arguments in self.asked("chat.postEphemeral") if arguments["user"] == user_id]
        shown += [arguments for arguments in self.asked("chat.postMessage") if arguments["channel"] == user_id]
        return [arguments["text"] for arguments in shown]

    def answers(self) -> list[str]:
        """The texts given to a response_url."""
        return [arguments["text"] for arguments in self.asked("response_url")]

    def views(self) -> list[dict[str, Any]]:
        """What was opened, pushed or written anew, in order."""
        shown = {"views.open", "views.push", "views.update"}
        return [arguments["view"] for method, arguments in self.calls if method in shown]

    def turned(self) -> list[dict[str, Any]]:
        """What open windows became, at a click in them."""
        return [arguments["view"] for arguments in self.asked("views.update")]

    def marks(self) -> list[str]:
        """What happened to the reactions of the bot, in order: "+hourglass", "-hourglass"."""
        signs = {"reactions.add": "+", "reactions.remove": "-"}
        return [signs[method] + arguments["name"] for method, arguments in self.calls if method in signs]

    def _check(self, method: str, arguments: Mapping[str, Any]) -> None:
        problem = check_message(arguments) if method in SPOKEN else None
        if method in {"views.open", "views.push", "views.update", "views.publish"}:
            problem = check_view(arguments["view"], home=method == "views.publish")
        if problem:
            self.problems.append(f"{method}: {problem}")

    def _do(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        if method == "users.list":
            return self._people(int(arguments.get("cursor", 0)))
        if method.startswith("usergroups."):
            return self._groups(arguments)
        if method == "users.info":
            return {"ok": True, "user": self._found(self.users, arguments["user"], "user_not_found")}
        if method == "conversations.info":
            return {"ok": True, "channel": self._found(self.channels, arguments["channel"], "channel_not_found")}
        if method == "conversations.replies" and not arguments.get("include_all_metadata"):
            place = (arguments["channel"], arguments["ts"])
            return {"ok": True, "messages": [self._found(self.said, place, "thread_not_found")]}
        return super()._do(method, arguments)

    def _groups(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """All of them, or who is in one."""
        if "usergroup" in arguments:
            return {"ok": True, "users": self._found(self.groups, arguments["usergroup"], "no_such_subteam")}
        named = [{"id": group, "handle": group[2:].lower(), "name": f"{group[2:]} people"} for group in self.groups]
        return {"ok": True, "usergroups": named}

    def _people(self, start: int) -> dict[str, Any]:
        end = start + self.page_of_users
        more = str(end) if end < len(self.users) else ""
        page = list(self.users.values())[start:end]
        return {"ok": True, "members": page, "response_metadata": {"next_cursor": more}}

    def _found(self, things: Mapping[Any, Thing], key: object, code: str) -> Thing:
        if key not in things:
            raise SlackRefused(code)
        return things[key]


class FakeGateway(Gateway):
    """The door to it: what handlers are given."""

    def __init__(self, slack: FakeWorkspace) -> None:
        super().__init__("xoxb-test")
        self._slack = slack

    async def call(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        return await self._slack.call(method, arguments)

    async def respond(self, response_url: str, message: Mapping[str, Any]) -> None:
        await self._slack.respond(response_url, message)

    async def upload(self, upload_url: str, content: bytes) -> None:
        await self._slack.upload(upload_url, content)
