"""What Slack sends, signed: the same bytes go to our app, to plain Bolt and to the floor."""

import itertools
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

SECRET = "bench-signing-secret"
TEAM, BOT_USER, BOT = "T0BENCH", "U0BOT", "B0BOT"

numbers = itertools.count(1)


@dataclass(frozen=True)
class Signed:
    body: str
    headers: dict[str, str]

    def for_bolt(self) -> AsyncBoltRequest:
        return AsyncBoltRequest(body=self.body, headers=dict(self.headers))


def signed(body: str, content_type: str) -> Signed:
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body)
    headers = {"content-type": content_type, "x-slack-request-timestamp": timestamp}
    return Signed(body, headers | {"x-slack-signature": signature or ""})


def event(**event: Any) -> dict[str, Any]:
    """An event_callback; everything that must be new in it is."""
    number = next(numbers)
    ts = f"17{number:08}.000100"
    more = {"user": "U0REPORTER", "ts": ts, "event_ts": ts}
    return {
        "token": "legacy",
        "team_id": TEAM,
        "api_app_id": "A0BENCH",
        "event": more | event,
        "type": "event_callback",
        "event_id": f"Ev{number:08}",
        "event_time": 1_700_000_000 + number,
        "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6Im1lc3NhZ2UiLCJ0aWQiOiJUMEJFTkNIIn0",
    }


def message(text: str = "Everyone at Contoso waits nine minutes for the export, every Monday. " * 8) -> dict[str, Any]:
    return event(type="message", channel="D0BENCH", channel_type="im", text=text, client_msg_id="0b9c2d4e")


def signed_event(payload: dict[str, Any]) -> Signed:
    return signed(json.dumps(payload), "application/json")


def signed_command(name: str, text: str) -> Signed:
    form = {
        "token": "legacy",
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": "C0BENCH",
        "user_id": "U0REPORTER",
    }
    form |= {"channel_name": "bench", "user_name": "reporter", "command": name, "text": text, "api_app_id": "A0BENCH"}
    form |= {"response_url": "http://127.0.0.1:9/response/1", "trigger_id": f"{next(numbers)}.2.abc"}
    return signed(urlencode(form), "application/x-www-form-urlencoded")


def signed_interaction(payload: dict[str, Any]) -> Signed:
    person = {"id": "U0REPORTER", "username": "reporter", "team_id": TEAM}
    more = {"team": {"id": TEAM, "domain": "bench"}, "user": person, "api_app_id": "A0BENCH"}
    trigger = {"trigger_id": f"{next(numbers)}.2.abc"}
    return signed(urlencode({"payload": json.dumps(more | trigger | payload)}), "application/x-www-form-urlencoded")


def action(action_id: str, value: str = "") -> dict[str, Any]:
    """A click on a button of a message."""
    button = {"type": "button", "action_id": action_id, "block_id": "b", "value": value, "action_ts": "1700000000.1"}
    container = {"type": "message", "message_ts": "1700000000.000100", "channel_id": "C0BENCH"}
    channel = {"id": "C0BENCH", "name": "bench"}
    return {"type": "block_actions", "actions": [button], "container": container, "channel": channel}


def submission(callback_id: str, values: dict[str, Any] | None = None, metadata: str = "") -> dict[str, Any]:
    """A form sent."""
    number = next(numbers)
    view = {"id": f"V{number}", "hash": f"{number}.x", "type": "modal", "callback_id": callback_id, "blocks": []}
    return {"type": "view_submission", "view": view | {"private_metadata": metadata, "state": {"values": values or {}}}}
