"""Typed builders for the blocks we use. Texts are cut to Slack's limits here, so that no view has to know them.

Limits: docs.slack.dev/reference/block-kit. `mrkdwn` arguments must already be escaped; `plain` ones are raw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.slack.text import shorten

Block = dict[str, Any]
Element = dict[str, Any]
View = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """A finished message: `text` says everything the blocks say, for notifications and screen readers."""

    text: str
    blocks: list[Block]

    def payload(self) -> dict[str, Any]:
        return {"text": shorten(self.text, 3900), "blocks": self.blocks}


def plain_text(text: str, limit: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": shorten(text, limit), "emoji": True}


def mrkdwn(text: str, limit: int = 3000) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": shorten(text, limit), "verbatim": True}


def section(text: str, *, accessory: Element | None = None, block_id: str = "") -> Block:
    block: Block = {"type": "section", "text": mrkdwn(text)}
    if accessory:
        block["accessory"] = accessory
    return _named(block, block_id)


def header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text, 150)}


def divider() -> Block:
    return {"type": "divider"}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text, 2000) for text in texts[:10]]}


def actions(*elements: Element, block_id: str = "") -> Block:
    return _named({"type": "actions", "elements": list(elements)}, block_id)


def button(label: str, action_id: str, value: str, *, style: str = "") -> Element:
    element: Element = {"type": "button", "text": plain_text(label, 75), "action_id": action_id, "value": value}
    if style:
        element["style"] = style
    return element


def overflow(action_id: str, choices: Sequence[tuple[str, str]]) -> Element:
    return {"type": "overflow", "action_id": action_id, "options": [option(label, value) for label, value in choices]}


def option(label: str, value: str) -> dict[str, Any]:
    return {"text": plain_text(label, 75), "value": value}


@dataclass(frozen=True)
class Field:
    """One input of a form."""

    block_id: str
    label: str
    element: Element
    required: bool = False
    hint: str = ""

    def block(self) -> Block:
        element = {"action_id": self.block_id, **self.element}
        block: Block = {
            "type": "input",
            "block_id": self.block_id,
            "label": plain_text(self.label, 2000),
            "element": element,
            "optional": not self.required,
        }
        if self.hint:
            block["hint"] = plain_text(self.hint, 2000)
        return block


def text_input(*, initial: str = "", lines: bool = False, longest: int = 3000, placeholder: str = "") -> Element:
    element: Element = {"type": "plain_text_input", "multiline": lines, "max_length": longest}
    if initial:
        element["initial_value"] = shorten(initial, longest)
    if placeholder:
        element["placeholder"] = plain_text(placeholder, 150)
    return element


def choice(
    kind: str, options: Sequence[tuple[str, str]], *, initial: str | None = None, placeholder: str = ""
) -> Element:
    """`kind` is "static_select" or "radio_buttons"; options are (label, value)."""
    element: Element = {"type": kind, "options": [option(label, value) for label, value in options]}
    if chosen := [option(label, value) for label, value in options if value == initial]:
        element["initial_option"] = chosen[0]
    if placeholder and kind == "static_select":
        element["placeholder"] = plain_text(placeholder, 150)
    return element


def multi_choice(options: Sequence[tuple[str, str]], *, chosen: Sequence[str] = (), placeholder: str) -> Element:
    """A select of several; options are (label, value)."""
    element: Element = {
        "type": "multi_static_select",
        "options": [option(label, value) for label, value in options[:100]],
        "placeholder": plain_text(placeholder, 150),
    }
    if initial := [option(label, value) for label, value in options[:100] if value in chosen]:
        element["initial_options"] = initial
    return element


def ticks(options: Sequence[tuple[str, str]], *, ticked: Sequence[str] = ()) -> Element:
    element: Element = {"type": "checkboxes", "options": [option(label, value) for label, value in options]}
    if initial := [option(label, value) for label, value in options if value in ticked]:
        element["initial_options"] = initial
    return element


def search_select(*, placeholder: str, initial: tuple[str, str] | None = None, shortest_query: int = 0) -> Element:
    """A select whose options are asked of us while the person types."""
    element: Element = {
        "type": "external_select",
        "min_query_length": shortest_query,
        "placeholder": plain_text(placeholder, 150),
    }
    if initial:
        element["initial_option"] = option(*initial)
    return element


def modal(callback_id: str, title: str, blocks: list[Block], *, buttons: tuple[str, str], metadata: str = "") -> View:
    """`buttons` is (submit, close); an empty submit makes a window that is only read."""
    submit, close = buttons
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(title, 24),
        "close": plain_text(close, 24),
        "blocks": blocks[:100],
        "private_metadata": metadata,
    }
    if submit:
        view["submit"] = plain_text(submit, 24)
    return view


def home(blocks: list[Block], *, metadata: str = "") -> View:
    return {"type": "home", "blocks": blocks[:100], "private_metadata": metadata}


def answers(view: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The typed values of a submitted form: block id -> the state of its one element."""
    state: Mapping[str, Mapping[str, Any]] = (view.get("state") or {}).get("values") or {}
    return {block_id: next(iter(elements.values()), {}) for block_id, elements in state.items()}


def _named(block: Block, block_id: str) -> Block:
    return {**block, "block_id": block_id} if block_id else block
