"""What Slack sends, field for field. Source: docs.slack.dev/reference/interaction-payloads and /apis/events-api."""

from itertools import count
from typing import Any

from tests.fake_workspace import BOT_USER, DIRECT, GENERAL, TEAM
from tests.people import Somebody

_numbers = count(1)
RESPONSE_URL = "https://hooks.slack.com/actions/T0ACME/1/abc"


def command(
    who: Somebody, name: str, text: str, channel: str = GENERAL, channel_name: str = "general"
) -> dict[str, Any]:
    return {
        "token": "legacy",
        "team_id": TEAM,
        "team_domain": "acme",
        "channel_id": channel,
        "channel_name": channel_name,
        "user_id": who.user_id,
        "user_name": who.name,
        "command": name,
        "text": text,
        "api_app_id": "A0FLYWHEEL",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0ACME/1/abc",
        "trigger_id": _trigger(),
    }


def global_shortcut(who: Somebody) -> dict[str, Any]:
    about = {"callback_id": "log_pain", "action_ts": "1.0", "trigger_id": _trigger()}
    return _from(who, "shortcut") | about


def message_shortcut(
    who: Somebody,
    channel: str,
    ts: str,
    text: str | None,
    *,
    channel_name: str = "general",
    team_id: str = TEAM,
    message: dict[str, Any] | None = None,
) -> dict[str, Any]:
    said = {"type": "message", "user": "U0TOM", "text": text, "ts": ts, "team": TEAM}
    return _from(who, "message_action", team_id) | {
        "callback_id": "log_pain_from_message",
        "action_ts": "1.0",
        "trigger_id": _trigger(),
        "response_url": "https://hooks.slack.com/app/T0ACME/1/abc",
        "message_ts": ts,
        "channel": {"id": channel, "name": channel_name},
        "message": said | (message or {}),
    }


def click(who: Somebody, action_id: str, value: str, *, team_id: str = TEAM) -> dict[str, Any]:
    """On a button of a message."""
    return _clicked(who, team_id, {"type": "button", "action_id": action_id, "value": value})


def choose(who: Somebody, action_id: str, value: str, *, team_id: str = TEAM) -> dict[str, Any]:
    """In a menu of a message."""
    option = {"text": {"type": "plain_text", "text": "…"}, "value": value}
    return _clicked(who, team_id, {"type": "overflow", "action_id": action_id, "selected_option": option})


def click_home(who: Somebody, action_id: str, value: str) -> dict[str, Any]:
    """On the Home: no channel and no response_url."""
    button = {"type": "button", "action_id": action_id, "value": value, "block_id": "b", "action_ts": "1.0"}
    view = {"id": "V0HOME", "type": "home", "team_id": TEAM, "hash": "1.a", "state": {"values": {}}}
    place = {"container": {"type": "view", "view_id": "V0HOME"}, "view": view, "trigger_id": _trigger()}
    return _from(who, "block_actions") | place | {"actions": [button]}


def click_in_window(who: Somebody, action_id: str, value: str, view_id: str = "V0LIST") -> dict[str, Any]:
    """On a button of an open window: no channel and no response_url."""
    button = {"type": "button", "action_id": action_id, "value": value, "block_id": "b", "action_ts": "1.0"}
    view = {"id": view_id, "type": "modal", "team_id": TEAM, "hash": "1.a", "state": {"values": {}}}
    place = {"container": {"type": "view", "view_id": view_id}, "view": view, "trigger_id": _trigger()}
    return _from(who, "block_actions") | place | {"actions": [button]}


def submission(
    who: Somebody,
    callback_id: str,
    typed: dict[str, Any],
    *,
    about: str = "",
    blocks: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """A sent form; `typed` is by block id: a text, or the element's whole state."""
    number = next(_numbers)
    view: dict[str, Any] = {"id": f"V{number}", "hash": f"{number}.a", "type": "modal", "team_id": TEAM}
    values = {block_id: {block_id: _state(value)} for block_id, value in typed.items()}
    if blocks is None:
        blocks = [{"type": "input", "block_id": block_id} for block_id in typed or {"title": ""}]
    view |= {"callback_id": callback_id, "private_metadata": about, "blocks": blocks, "state": {"values": values}}
    return _from(who, "view_submission") | {"view": view, "trigger_id": _trigger(), "response_urls": []}


def closed(who: Somebody, callback_id: str) -> dict[str, Any]:
    view = {"id": "V0", "type": "modal", "callback_id": callback_id, "state": {"values": {}}}
    return _from(who, "view_closed") | {"view": view, "is_cleared": False}


def suggestion(who: Somebody, action_id: str, typed: str | None) -> dict[str, Any]:
    """Somebody types in a searching select."""
    ids = {"block_id": action_id, "action_id": action_id, "value": typed}
    return _from(who, "block_suggestion") | ids | {"container": {"type": "view", "view_id": "V0"}}


def picked(value: str) -> dict[str, Any]:
    """The state of a select or of radio buttons."""
    return {"type": "static_select", "selected_option": {"text": {"type": "plain_text", "text": "…"}, "value": value}}


def day(chosen: str | None) -> dict[str, Any]:
    """The state of a date picker."""
    return {"type": "datepicker", "selected_date": chosen}


def ticked(*values: str) -> dict[str, Any]:
    """The state of checkboxes."""
    return {"type": "checkboxes", "selected_options": [{"value": value} for value in values]}


def conversation(channel: str | None) -> dict[str, Any]:
    return {"type": "conversations_select", "selected_conversation": channel}


def mention(who: Somebody, channel: str, ts: str, text: str | None, **more: Any) -> dict[str, Any]:
    said = None if text is None else f"<@{BOT_USER}> {text}"
    message = {"type": "app_mention", "user": who.user_id, "text": said, "ts": ts, "team": TEAM, "channel": channel}
    return event(message | {"event_ts": ts} | more)


def direct_message(who: Somebody, ts: str, text: str | None, **more: Any) -> dict[str, Any]:
    message = {"type": "message", "channel_type": "im", "user": who.user_id, "text": text, "ts": ts, "channel": DIRECT}
    return event(message | {"event_ts": ts, "team": TEAM} | more)


def reaction(who: Somebody, channel: str, ts: str, emoji: str = "adhesive_bandage") -> dict[str, Any]:
    item = {"type": "message", "channel": channel, "ts": ts}
    return event({"type": "reaction_added", "user": who.user_id, "reaction": emoji, "item": item, "event_ts": "2.0"})


def event(event: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An event in its envelope, one nobody has seen before."""
    number = next(_numbers)
    bot = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}
    return {
        "token": "legacy",
        "team_id": TEAM,
        "api_app_id": "A0FLYWHEEL",
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "event_time": 1_772_442_000,
        "authorizations": [bot],
        "is_ext_shared_channel": False,
        "event_context": f"EC{number}",
        **more,
    }


def _trigger() -> str:
    return f"{next(_numbers)}.2.abc"


def _state(value: str | dict[str, Any] | None) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"type": "plain_text_input", "value": value}


def _clicked(who: Somebody, team_id: str, action: dict[str, Any]) -> dict[str, Any]:
    container = {"type": "message", "message_ts": "9.9", "channel_id": GENERAL, "is_ephemeral": False}
    place = {"container": container, "channel": {"id": GENERAL, "name": "general"}, "trigger_id": _trigger()}
    where = {"response_url": RESPONSE_URL, "state": {"values": {}}}
    return _from(who, "block_actions", team_id) | place | where | {"actions": [action | {"action_ts": "1.0"}]}


def _from(who: Somebody, kind: str, team_id: str = TEAM) -> dict[str, Any]:
    return {
        "type": kind,
        "token": "legacy",
        "team": {"id": TEAM, "domain": "acme"},
        "user": {"id": who.user_id, "username": who.name, "name": who.name, "team_id": team_id},
        "api_app_id": "A0FLYWHEEL",
        "enterprise": None,
        "is_enterprise_install": False,
    }
