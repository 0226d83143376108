"""What Slack sends, as frozen values: the only place that knows the shape of its JSON.

Shapes: docs.slack.dev/reference/interaction-payloads and /reference/events. Anything missing that a handler cannot do
without raises `Malformed`; a text that is null is an empty text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.slack.blocks import answers
from bot.slack.text import clean

Payload = Mapping[str, Any]
PRIVATE_NAMES = {"directmessage", "privategroup"}  # what Slack calls a place whose name it will not tell


class Kind(StrEnum):
    COMMAND = "command"
    EVENT = "event"
    ACTION = "action"
    SHORTCUT = "shortcut"
    SUBMISSION = "submission"
    CLOSED = "closed"
    OPTIONS = "options"


class Malformed(Exception):
    """A payload without something every such payload has."""


@dataclass(frozen=True)
class Inbound:
    """One request from Slack: enough to route it, to know a repeat, and to answer the person."""

    kind: Kind
    name: str  # "/pain", "message.im", an action id, a callback id
    key: str  # the same for every delivery of one thing
    team_id: str
    user_id: str
    body: Payload
    user_team_id: str = ""
    trigger_id: str = ""
    response_url: str = ""

    @property
    def event(self) -> Payload:
        return _part(self.body, "event")

    @property
    def from_outside(self) -> bool:
        """The person belongs to another company (Slack Connect)."""
        return bool(self.user_team_id) and self.user_team_id != self.team_id


def read_inbound(body: Payload) -> Inbound:
    if body.get("type") == "event_callback":
        return _event(body)
    return _command(body) if "command" in body else _interaction(body)


def _event(body: Payload) -> Inbound:
    event = _part(body, "event")
    user = event.get("user")
    user_id = user.get("id", "") if isinstance(user, Mapping) else user
    return Inbound(
        kind=Kind.EVENT,
        name=_event_name(event),
        key=f"ev:{_text(body, 'event_id')}",
        team_id=_text(body, "team_id"),
        user_id=user_id or "",
        user_team_id=event.get("user_team") or event.get("team") or "",
        body=body,
    )


def _event_name(event: Payload) -> str:
    """A subtype makes it another event: an edited message must not be captured again."""
    name = _text(event, "type")
    if name != "message":
        return name
    subtype = event.get("subtype")
    plain = subtype in (None, "file_share", "thread_broadcast")
    return f"message.{event.get('channel_type', '')}" if plain else f"message.{event.get('channel_type', '')}.{subtype}"


def _command(body: Payload) -> Inbound:
    return Inbound(
        kind=Kind.COMMAND,
        name=_text(body, "command"),
        key=f"cmd:{_text(body, 'trigger_id')}",
        team_id=_text(body, "team_id"),
        user_id=_text(body, "user_id"),
        trigger_id=_text(body, "trigger_id"),
        response_url=body.get("response_url") or "",
        body=body,
    )


def _interaction(body: Payload) -> Inbound:
    kind, name, key = _interaction_key(body)
    user = _part(body, "user")
    return Inbound(
        kind=kind,
        name=name,
        key=key,
        team_id=_team(body),
        user_id=_text(user, "id"),
        user_team_id=user.get("team_id") or "",
        trigger_id=body.get("trigger_id") or "",
        response_url=body.get("response_url") or "",
        body=body,
    )


def _interaction_key(body: Payload) -> tuple[Kind, str, str]:
    kind = _text(body, "type")
    if kind in {"shortcut", "message_action"}:
        return Kind.SHORTCUT, _text(body, "callback_id"), f"short:{_text(body, 'trigger_id')}"
    if kind == "block_actions":
        return Kind.ACTION, _text(first_action(body), "action_id"), f"act:{_text(body, 'trigger_id')}"
    if kind == "block_suggestion":
        return Kind.OPTIONS, _text(body, "action_id"), ""
    view = _part(body, "view")
    name = _text(view, "callback_id")
    if kind == "view_submission":
        return Kind.SUBMISSION, name, f"view:{_text(view, 'id')}:{view.get('hash', '')}"
    return Kind.CLOSED, name, f"closed:{_text(view, 'id')}"


def _team(body: Payload) -> str:
    """The workspace the bot is installed in: in a shared channel `user.team_id` may be another."""
    team = body.get("team")
    if isinstance(team, Mapping) and team.get("id"):
        return str(team["id"])
    view_team = (body.get("view") or {}).get("app_installed_team_id")
    return str(view_team or _text(_part(body, "user"), "team_id"))


# What a message is


@dataclass(frozen=True)
class SlackMessage:
    """A message as Slack describes it; `text` is still mrkdwn."""

    channel_id: str
    ts: str
    text: str
    author_id: str = ""
    thread_ts: str | None = None

    @property
    def in_thread(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts


def message_in(body: Payload, channel_id: str) -> SlackMessage:
    """A bot's message has no user; its text may be in its blocks alone."""
    return SlackMessage(
        channel_id=channel_id,
        ts=_text(body, "ts"),
        text=body.get("text") or _text_of_blocks(body),
        author_id=body.get("user") or body.get("bot_id") or "",
        thread_ts=body.get("thread_ts"),
    )


def shortcut_message(body: Payload) -> SlackMessage:
    return message_in(_part(body, "message"), _text(_part(body, "channel"), "id"))


def event_message(event: Payload) -> SlackMessage:
    return message_in(event, _text(event, "channel"))


@dataclass(frozen=True)
class Reaction:
    emoji: str  # without colons and skin tone
    channel_id: str
    ts: str


def reaction_in(event: Payload) -> Reaction | None:
    """None for a reaction on something that is not a message."""
    item = _part(event, "item")
    if item.get("type", "message") != "message":
        return None
    return Reaction(_text(event, "reaction").split("::")[0], _text(item, "channel"), _text(item, "ts"))


def place_of(body: Payload) -> tuple[str, str]:
    """(channel id, name) of a command, a shortcut or a click; ("", "") where there is none."""
    if "channel_id" in body:
        return str(body["channel_id"]), str(body.get("channel_name") or "")
    channel = body.get("channel") or {}
    container = body.get("container") or {}
    return str(channel.get("id") or container.get("channel_id") or ""), str(channel.get("name") or "")


# What was clicked or typed


def first_action(body: Payload) -> Payload:
    actions = body.get("actions") or []
    if not actions or not isinstance(actions[0], Mapping):
        raise Malformed("actions")
    return actions[0]


def chosen(body: Payload) -> str:
    """The value of the clicked button, or of the option chosen in a menu."""
    action = first_action(body)
    option = action.get("selected_option") or {}
    return str(action.get("value") or option.get("value") or "")


def window_of(body: Payload) -> str:
    """The id of the window something was clicked in; "" for a click on a message or the Home, and for anything else."""
    view = body.get("view") or {}
    return str(view.get("id") or "") if view.get("type") == "modal" else ""


def window_under(body: Payload) -> str:
    """The id of the window a form was opened from; "" = from none."""
    return str((body.get("view") or {}).get("previous_view_id") or "")


def id_in(text: str) -> int:
    """The row a button or a form is about; 0 for the value of an older or a foreign one, which names none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass(frozen=True)
class Form:
    """A submitted form: what it was about, and what was typed, by block id."""

    about: str
    values: Mapping[str, Mapping[str, Any]]

    def text(self, block_id: str) -> str:
        return clean(str(self.values.get(block_id, {}).get("value") or "")).strip()

    def choice(self, block_id: str) -> str:
        return str((self.values.get(block_id, {}).get("selected_option") or {}).get("value") or "")

    def channel(self, block_id: str) -> str:
        return str(self.values.get(block_id, {}).get("selected_conversation") or "")

    def user(self, block_id: str) -> str:
        return str(self.values.get(block_id, {}).get("selected_user") or "")

    def users(self, block_id: str) -> list[str]:
        """In the order they were chosen."""
        return [str(user) for user in self.values.get(block_id, {}).get("selected_users") or []]

    def day(self, block_id: str) -> str:
        """Of a date picker: "2026-12-24"; "" = none was chosen."""
        return str(self.values.get(block_id, {}).get("selected_date") or "")

    def ticked(self, block_id: str, value: str) -> bool:
        options = self.values.get(block_id, {}).get("selected_options") or []
        return any(option.get("value") == value for option in options)

    def several(self, block_id: str) -> tuple[str, ...]:
        """The values of a select of several, or of ticks."""
        options = self.values.get(block_id, {}).get("selected_options") or []
        return tuple(str(option.get("value") or "") for option in options)

    def has(self, block_id: str) -> bool:
        return block_id in self.values


def form_of(body: Payload) -> Form:
    view = _part(body, "view")
    return Form(str(view.get("private_metadata") or ""), answers(view))


def _part(body: Payload, name: str) -> Payload:
    part = body.get(name)
    if not isinstance(part, Mapping):
        raise Malformed(name)
    return part


def _text(body: Payload, name: str) -> str:
    text = body.get(name)
    if not isinstance(text, str) or not text:
        raise Malformed(name)
    return text


def _text_of_blocks(body: Payload) -> str:
    """The texts of sections, for bots that send blocks without `text`."""
    blocks = body.get("blocks") or []
    texts = [block.get("text") for block in blocks if isinstance(block, Mapping)]
    return "\n".join(str(text.get("text", "")) for text in texts if isinstance(text, Mapping))
