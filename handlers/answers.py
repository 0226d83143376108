"""What goes back to Slack in the ack."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt.response import BoltResponse

from bot.slack.blocks import Message, View, option

OK = BoltResponse(status=200, body="")
AGAIN = BoltResponse(status=500, body="")  # not acked: Slack sends the event again
CLEAR = BoltResponse(status=200, body={"response_action": "clear"})  # this form closes, and those beneath it


def only_to_her(message: Message) -> BoltResponse:
    """The answer to a command: seen by the person who typed it."""
    return BoltResponse(status=200, body={"response_type": "ephemeral", **message.payload()})


def field_errors(errors: Mapping[str, str]) -> BoltResponse:
    """The form stays open with what was typed; `errors` maps the block id of a field to its sentence."""
    return BoltResponse(status=200, body={"response_action": "errors", "errors": dict(errors)})


def other_view(view: View) -> BoltResponse:
    return BoltResponse(status=200, body={"response_action": "update", "view": view})


def next_view(view: View) -> BoltResponse:
    """Above the form, which keeps what was typed: closing this one leads back to it."""
    return BoltResponse(status=200, body={"response_action": "push", "view": view})


def choices(options: Sequence[tuple[str, str]]) -> BoltResponse:
    """What a searching select offers: at most 100 (label, value)."""
    body: dict[str, Any] = {"options": [option(label, value) for label, value in options[:100]]}
    return BoltResponse(status=200, body=body)
