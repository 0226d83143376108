"""The workspace itself: people, channels, messages and open forms. Plain data, no I/O, no clock."""

from bisect import bisect_left, insort
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import ConfigDict

from bot.sandbox.ids import new_id

BOT_TOKEN = "xoxb-sandbox-1"  # noqa: S105 - opens nothing but a sandbox on this machine
APP_TOKEN = "xapp-sandbox-1"  # noqa: S105
SIGNING_SECRET = "sandbox-signing-secret"  # noqa: S105


@dataclass
class User:
    id: str
    handle: str  # "mai.pham"
    real_name: str
    title: str = ""  # "Head of Customer Service"
    tz: str = "Etc/UTC"  # IANA
    locale: str = "en-US"  # BCP 47
    team_id: str = ""  # another team's id makes this a person from outside (Slack Connect)
    email: str = ""
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    is_restricted: bool = False  # a guest
    is_ultra_restricted: bool = False  # a guest of one channel
    is_stranger: bool = False  # from outside, and shares no channel with us yet
    deleted: bool = False
    department: str = ""  # of the seeded company; Slack knows nothing of it


@dataclass
class UserGroup:
    id: str  # "S…"
    handle: str  # "support"
    name: str
    users: list[str] = field(default_factory=list)
    is_disabled: bool = False


@dataclass
class Channel:
    id: str
    name: str  # "" for a direct message
    kind: str = "public"  # "public", "private", "im" or "mpim"
    members: list[str] = field(default_factory=list)
    topic: str = ""
    purpose: str = ""
    is_archived: bool = False
    is_ext_shared: bool = False
    creator: str = ""
    created: int = 0  # seconds since 1970


@dataclass
class Reaction:
    name: str  # without colons
    users: list[str] = field(default_factory=list)


@dataclass
class Message:
    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str = ""  # "" at the top level, also for the parent of a thread
    bot_id: str = ""
    app_id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    reactions: list[Reaction] = field(default_factory=list)
    edited_ts: str = ""
    subtype: str = ""
    client_msg_id: str = ""
    files: list[str] = field(default_factory=list)  # ids


@dataclass
class Ephemeral:
    ts: str
    channel: str
    viewer: str
    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str = ""


@dataclass
class View:
    id: str
    kind: str  # "modal" or "home"
    user: str
    body: dict[str, Any]  # the view as the app sent it, generated block ids filled in
    hash: str = ""
    values: dict[str, dict[str, Any]] = field(default_factory=dict)  # typed so far, as Slack's state.values
    errors: dict[str, str] = field(default_factory=dict)  # block id -> sentence
    previous_id: str = ""
    root_id: str = ""
    external_id: str = ""
    channel: str = ""  # where the person was when it opened


@dataclass
class File:
    __pydantic_config__ = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")  # for the snapshot

    id: str
    name: str
    title: str = ""
    user: str = ""
    content: bytes = b""
    mimetype: str = "application/octet-stream"
    alt_text: str = ""
    channels: list[str] = field(default_factory=list)
    is_complete: bool = False  # the third step of the upload was made


@dataclass
class World:
    """Everything of one workspace. Whoever changes it calls `changed(scope)` afterwards.

    A scope is a channel id, "modal:U…", "home:U…", "user:U…", "traffic", "clock" or "play".
    """

    team_id: str = "T0SANDBOX"
    team_name: str = "Sandbox"
    domain: str = "sandbox"
    url: str = "http://127.0.0.1/"  # with the slash; the server sets it when it knows its port
    app_id: str = "A0FLYWHEEL"
    bot_id: str = "B0FLYWHEEL"
    bot_user_id: str = "U0FLYWHEEL"
    bot_name: str = "Flywheel"
    bot_token: str = BOT_TOKEN
    app_token: str = APP_TOKEN
    signing_secret: str = SIGNING_SECRET
    users: dict[str, User] = field(default_factory=dict)
    groups: dict[str, UserGroup] = field(default_factory=dict)  # user groups, by id
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=dict)  # by channel, oldest first
    ephemerals: list[Ephemeral] = field(default_factory=list)
    modals: dict[str, list[View]] = field(default_factory=dict)  # by user: a stack, the open one last
    homes: dict[str, View] = field(default_factory=dict)  # by user
    files: dict[str, File] = field(default_factory=dict)
    notices: dict[str, list[str]] = field(default_factory=dict)  # what Slack itself tells a person, newest last
    revoked: set[str] = field(default_factory=set)  # tokens that work no more
    last_ts: int = 0  # microseconds of the newest message timestamp

    def __post_init__(self) -> None:
        self.listeners: list[Callable[[str], None]] = []  # no field: it is not part of what is saved
        if self.bot_user_id not in self.users:
            self.add_user(User(self.bot_user_id, self.bot_name.lower(), self.bot_name, is_bot=True))

    def changed(self, scope: str) -> None:
        for listener in list(self.listeners):
            listener(scope)

    def next_ts(self, now: datetime) -> str:
        """Unique in the workspace and increasing: "1760000000.000100"."""
        self.last_ts = max(int(now.timestamp() * 1_000_000), self.last_ts + 1)
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def add_user(self, user: User) -> User:
        user.team_id = user.team_id or self.team_id
        self.users[user.id] = user
        return user

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, [])
        return channel

    def add_message(self, message: Message) -> Message:
        """Keeps the channel in the order of time; a `ts` from the past finds its place."""
        insort(self.messages.setdefault(message.channel, []), message, key=lambda other: other.ts)
        return message

    def find_message(self, channel: str, ts: str) -> Message | None:
        messages = self.messages.get(channel, [])
        place = bisect_left(messages, ts, key=lambda message: message.ts)
        found = messages[place : place + 1]
        return found[0] if found and found[0].ts == ts else None

    def replies(self, channel: str, thread_ts: str) -> list[Message]:
        """Without the parent, oldest first."""
        messages = self.messages.get(channel, [])
        first = bisect_left(messages, thread_ts, key=lambda message: message.ts)  # none is older than its parent
        return [message for message in messages[first:] if message.thread_ts == thread_ts]

    def find_ephemeral(self, channel: str, ts: str) -> Ephemeral | None:
        return next((note for note in self.ephemerals if (note.channel, note.ts) == (channel, ts)), None)

    def find_view(self, view_id: str) -> View | None:
        """An open modal at any depth of its stack, or a Home."""
        open_ones = [view for stack in self.modals.values() for view in stack] + list(self.homes.values())
        return next((view for view in open_ones if view.id == view_id), None)

    def find_view_by_external_id(self, external_id: str) -> View | None:
        open_ones = [view for stack in self.modals.values() for view in stack] + list(self.homes.values())
        return next((view for view in open_ones if external_id and view.external_id == external_id), None)

    def direct_channel(self, user: str, other: str) -> Channel:
        """The conversation of two, made on first use."""
        pair = {user, other}
        for channel in self.channels.values():
            if channel.kind == "im" and set(channel.members) == pair:
                return channel
        return self.add_channel(Channel(new_id("D"), "", "im", [user, other]))

    def is_member(self, user: str, channel: str) -> bool:
        return channel in self.channels and user in self.channels[channel].members

    def is_outsider(self, user: str) -> bool:
        """From another company, here through a shared channel (docs.slack.dev/apis/slack-connect)."""
        return user in self.users and self.users[user].team_id != self.team_id

    def channels_of(self, user: str) -> list[Channel]:
        return [channel for channel in self.channels.values() if user in channel.members]

    def notice(self, user: str, sentence: str) -> None:
        self.notices.setdefault(user, []).append(sentence)
        self.changed(f"user:{user}")
