"""Blocks and views for the sandbox's tests."""

from typing import Any


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    return {"text": plain(value.title()), "value": value}


def field(element: dict[str, Any], block_id: str = "field", **more: Any) -> dict[str, Any]:
    """An input block around `element`, whose action_id is "it"."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain("Label"),
        "element": element | {"action_id": "it"},
    } | more


def what(**more: Any) -> dict[str, Any]:
    """The one text field most forms here have: block "what", action "it"."""
    return field({"type": "plain_text_input"} | more, "what")


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    shape = {"type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Send")}
    return shape | {"blocks": list(blocks) or [what()]} | more


def button(action_id: str = "press", **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": plain("Press")} | more


def actions(*elements: dict[str, Any], block_id: str = "row") -> dict[str, Any]:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def section(text: str = "words", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}} | more
