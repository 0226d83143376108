"""Whole messages and views: the rules that look at all blocks together, and Slack's error codes.

https://docs.slack.dev/reference/block-kit, https://docs.slack.dev/reference/views
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.validation.blocks import BLOCK, MARKDOWN_CHARACTERS
from bot.sandbox.validation.objects import ID, plain
from bot.sandbox.validation.places import Surface
from bot.sandbox.validation.schema import Check, any_schema, array, by_type, fault, flag, record, string

VIEW_BYTES = 250_000
METADATA_BYTES = 8_000
MOST_BLOCKS: Mapping[Surface, int] = {"message": 50, "modal": 100, "home": 100}


@dataclass(frozen=True)
class Problem:
    """Why Slack refuses: `code` is the answer's `error`, `messages` its `response_metadata.messages`."""

    code: str
    messages: tuple[str, ...] = ()


def check_message(arguments: Mapping[str, Any]) -> Problem | None:
    """The `blocks` and `metadata` of a chat.* call or of a response_url. Either may be JSON, as forms send it."""
    blocks = arguments.get("blocks")
    if isinstance(blocks, str):
        blocks = _parsed(blocks)
        if not isinstance(blocks, list):
            return Problem("invalid_blocks_format")
    problem = check_blocks(blocks, "message") if blocks is not None else None
    if problem is None and arguments.get("metadata") is not None:
        problem = check_metadata(arguments["metadata"])
    return problem


def check_blocks(blocks: Any, surface: Surface) -> Problem | None:
    """A list of blocks by itself, pointers starting at /blocks."""
    messages = _blocks(surface)(blocks, "/blocks")
    if messages:
        return Problem("invalid_blocks", tuple(messages))
    if surface != "message":
        return None
    if sum(len(block["text"]) for block in _all(blocks) if block["type"] == "markdown") > MARKDOWN_CHARACTERS:
        return Problem("msg_blocks_too_long")
    tables = [block for block in _all(blocks) if block["type"] in ("table", "data_table")]
    if len(tables) > 1:
        return Problem("invalid_attachments", (fault("only_one_table_allowed", "/blocks"),))
    return None


def check_view(view: Any, *, home: bool) -> Problem | None:
    """A view as views.open, push and update (`home=False`) or views.publish (`home=True`) take it."""
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        return Problem("view_too_large")
    messages = any_schema(by_type({"home": _HOME} if home else {"modal": _MODAL}))(view, "/view")
    if not messages and not home:
        messages = _submit_for_inputs(view)
    return Problem("invalid_arguments", tuple(messages)) if messages else None


def check_metadata(metadata: Any) -> Problem | None:
    """Message metadata: https://docs.slack.dev/messaging/message-metadata. `{}` takes it away on an update."""
    if isinstance(metadata, str):
        metadata = _parsed(metadata)
    if not isinstance(metadata, dict):
        return Problem("invalid_metadata_format")
    messages = _METADATA(metadata, "/metadata") if metadata else []
    if messages:
        return Problem("invalid_metadata_schema", tuple(messages))
    if len(json.dumps(metadata, ensure_ascii=False).encode()) > METADATA_BYTES:
        return Problem("metadata_too_large")
    return None


def _object(value: Any, at: str) -> list[str]:
    return [] if isinstance(value, dict) else [fault("must provide an object", at)]


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _blocks(surface: Surface, least: int = 0) -> Check:
    """A list of blocks, and the rules over all of them."""
    each = array(BLOCK[surface], MOST_BLOCKS[surface], least=least)

    def check(value: Any, at: str) -> list[str]:
        return each(value, at) or [message for rule in _RULES for message in rule(value, at)]

    return check


def _all(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Blocks, and those inside containers."""
    for block in blocks:
        yield block
        yield from _all(block.get("child_blocks", []))


def _elements(block: Mapping[str, Any], at: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Every interactive element of a block with its pointer."""
    if block["type"] == "input":
        yield block["element"], f"{at}/element"
    elif block["type"] in ("actions", "context_actions"):
        for index, element in enumerate(block["elements"]):
            yield element, f"{at}/elements/{index}"
    elif "accessory" in block:
        yield block["accessory"], f"{at}/accessory"
    elif block["type"] == "card":
        for index, element in enumerate(block.get("actions", [])):
            yield element, f"{at}/actions/{index}"


def _unique_block_ids(blocks: Any, at: str) -> list[str]:
    seen: set[str] = set()
    messages = []
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            messages.append(fault(f'`block_id` "{block_id}" already exists', f"{at}/{index}/block_id"))
        elif block_id is not None:
            seen.add(block_id)
    return messages


def _unique_action_ids(blocks: Any, at: str) -> list[str]:
    """Within one block; two blocks may use the same action_id."""
    messages = []
    for index, block in enumerate(blocks):
        seen: set[str] = set()
        for element, where in _elements(block, f"{at}/{index}"):
            action_id = element.get("action_id")
            if action_id in seen:
                messages.append(fault(f'`action_id` "{action_id}" already exists', f"{where}/action_id"))
            elif action_id is not None:
                seen.add(action_id)
    return messages


def _one_focus(blocks: Any, at: str) -> list[str]:
    focused = [
        where
        for index, block in enumerate(blocks)
        for element, where in _elements(block, f"{at}/{index}")
        if element.get("focus_on_load")
    ]
    return [fault("only one element may have `focus_on_load`", f"{where}/focus_on_load") for where in focused[1:]]


def _two_charts(blocks: Any, at: str) -> list[str]:
    charts = Counter(block["type"] for block in _all(blocks))["data_visualization"]
    return [fault("no more than 2 data_visualization blocks allowed", at)] if charts > 2 else []


_RULES: tuple[Check, ...] = (_unique_block_ids, _unique_action_ids, _one_focus, _two_charts)


def _submit_for_inputs(view: Mapping[str, Any]) -> list[str]:
    sentence = "must define `submit` to use an `input` block in modals"
    if "submit" in view:
        return []
    return [
        fault(sentence, f"/view/blocks/{index}/input")
        for index, block in enumerate(view["blocks"])
        if block["type"] == "input"
    ]


_VIEW: Mapping[str, Check] = {"callback_id": string(255), "external_id": string(255), "private_metadata": string(3000)}
_MODAL = record(
    {"title": plain(24), "blocks": _blocks("modal", least=1)},
    {**_VIEW, "submit": plain(24), "close": plain(24), "clear_on_close": flag, "notify_on_close": flag},
)
_HOME = record({"blocks": _blocks("home", least=1)}, _VIEW)
_METADATA = record({"event_type": ID, "event_payload": _object})
