"""What Slack's client checks before it sends a form: nothing required is empty, lengths, numbers, addresses.

Source: docs.slack.dev/reference/block-kit/blocks/input-block and its elements.
"""

import re
from typing import Any

from bot.sandbox.acting.controls import MANY, ONE, Control, Values, controls

REQUIRED = "Please complete this required field."
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"https?://\S+")


def complaints(blocks: list[dict[str, Any]], values: Values) -> dict[str, str]:
    """{block_id: sentence} for every input that may not be sent. `values` is the whole state."""
    found = {}
    for control in controls(blocks):
        if control.block["type"] == "input" and (sentence := _complaint(control, values)):
            found[str(control.block["block_id"])] = sentence
    return found


def _complaint(control: Control, values: Values) -> str:
    kind = control.kind
    entry = values[control.block["block_id"]][control.element["action_id"]]
    value = entry.get((ONE.get(kind) or MANY[kind])[0])
    if not value:
        return "" if control.block.get("optional") else REQUIRED
    if kind in ("email_text_input", "url_text_input"):
        pattern, sentence = (EMAIL, "an email address") if kind.startswith("email") else (URL, "a link")
        return "" if pattern.fullmatch(value) else f"Please enter {sentence}."
    if kind == "number_input":
        return _number(control.element, value)
    if kind == "plain_text_input":
        return _length(control.element, value)
    return _count(control.element, value) if kind in MANY else ""


def _length(element: dict[str, Any], value: str) -> str:
    if len(value) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    most = element.get("max_length", 3000)
    return f"Please enter at most {most} characters." if len(value) > most else ""


def _number(element: dict[str, Any], value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return "Please enter a whole number."
    if number < float(element.get("min_value", number)):
        return f"Please enter {element['min_value']} or more."
    return f"Please enter {element['max_value']} or less." if number > float(element.get("max_value", number)) else ""


def _count(element: dict[str, Any], value: list[Any]) -> str:
    most = element.get("max_selected_items", element.get("max_files", len(value)))
    return f"Please choose at most {most}." if len(value) > most else ""
