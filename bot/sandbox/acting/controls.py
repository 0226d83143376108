"""The controls inside blocks: where they sit, what each keeps, and what Slack calls its value.

Source: docs.slack.dev/reference/block-kit/block-elements and /reference/interaction-payloads/block_actions-payload.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from bot.sandbox.acting.rich_text import rich_text
from bot.sandbox.ids import new_id
from bot.sandbox.refusals import Refused

Values = dict[str, dict[str, Any]]  # Slack's state.values: {block_id: {action_id: {"type": …, "value": …}}}
# What was typed or chosen: a string, a list of strings, None for "emptied", or Slack's own value dict.
Typed = Mapping[str, Mapping[str, Any]]

# type -> the key of its value, and of what it starts with
ONE = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
MANY = {
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}
STATELESS = {"overflow": "selected_option"}  # a click says it, nothing is kept
OPTION_KEYS = ("selected_option", "selected_options")


@dataclass(frozen=True)
class Control:
    block: dict[str, Any]
    element: dict[str, Any]

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def name(self) -> str:
        """As the form field is called: "block_id|action_id"."""
        return f"{self.block['block_id']}|{self.element['action_id']}"

    @property
    def keeps(self) -> bool:
        return self.kind in ONE or self.kind in MANY

    @property
    def dispatches(self) -> bool:
        """Whether using it tells the app at once; an input waits for the form unless it says otherwise."""
        return self.block["type"] != "input" or bool(self.block.get("dispatch_action"))


def with_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A copy in which every block and every control has the id Slack would make up."""
    blocks = deepcopy(blocks)
    for block in walk(blocks):
        block["block_id"] = block.get("block_id") or new_id("")[:5]
        for element in elements(block):
            element["action_id"] = element.get("action_id") or new_id("")[:5]
    return blocks


def walk(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every block, and those inside containers and carousels."""
    for block in blocks:
        yield block
        yield from walk(block.get("child_blocks", []))
        if block["type"] == "carousel":
            yield from walk(block.get("elements", []))


def elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    """The interactive elements that sit directly on one block."""
    if block["type"] == "input":
        return [block["element"]]
    if block["type"] in ("actions", "context_actions"):
        return list(block["elements"])
    if block["type"] == "section":
        accessory = block.get("accessory", {"type": "image"})
        return [accessory] if accessory["type"] != "image" else []
    return list(block.get("actions", [])) if block["type"] == "card" else []


def controls(blocks: list[dict[str, Any]]) -> Iterator[Control]:
    """Blocks come from `with_ids`."""
    for block in walk(blocks):
        for element in elements(block):
            yield Control(block, element)


def find(blocks: list[dict[str, Any]], name: str) -> Control:
    found = next((control for control in controls(blocks) if control.name == name), None)
    if found is None:
        raise Refused("no_such_control", f"There is no {name!r} here.")
    return found


def state(blocks: list[dict[str, Any]], values: Values) -> Values:
    """state.values: everything that keeps a value, typed or as it started."""
    whole: Values = {}
    for control in controls(blocks):
        if control.keeps:
            block_id, action_id = control.block["block_id"], control.element["action_id"]
            kept = values.get(block_id, {}).get(action_id)
            whole.setdefault(block_id, {})[action_id] = kept if kept is not None else initial(control.element)
    return whole


def initial(element: dict[str, Any]) -> dict[str, Any]:
    """The value of a field nobody touched."""
    kind = element["type"]
    key, start = ONE.get(kind) or MANY[kind]
    return {"type": kind, key: element.get(start, [] if kind in MANY else None)}


def merged(blocks: list[dict[str, Any]], values: Values, typed: Typed) -> Values:
    """`values` with what was just typed. Fields the blocks do not have are dropped."""
    new: Values = {}
    for control in controls(blocks):
        block_id, action_id = control.block["block_id"], control.element["action_id"]
        if not control.keeps:
            continue
        if action_id in typed.get(block_id, {}):
            new.setdefault(block_id, {})[action_id] = value(control.element, typed[block_id][action_id])
        elif action_id in values.get(block_id, {}):
            new.setdefault(block_id, {})[action_id] = values[block_id][action_id]
    return new


def value(element: dict[str, Any], chosen: Any) -> dict[str, Any]:
    """Slack's value dict for what a person typed or chose. Raises Refused for an option that is not there."""
    kind = element["type"]
    if isinstance(chosen, dict) and chosen.get("type") == kind:
        return chosen
    if kind in MANY:
        key = MANY[kind][0]
        several = [chosen] if isinstance(chosen, str | dict) and chosen else list(chosen or [])
        return {"type": kind, key: [_one(element, key, each) for each in several]}
    key = ONE[kind][0] if kind in ONE else STATELESS.get(kind, "value")
    return {"type": kind, key: None if chosen in (None, "") else _one(element, key, chosen)}


def _one(element: dict[str, Any], key: str, chosen: Any) -> Any:
    if key in OPTION_KEYS:
        return chosen if isinstance(chosen, dict) else option(element, str(chosen))
    convert: dict[str, Callable[[Any], Any]] = {
        "selected_date_time": int,
        "rich_text_value": lambda text: text if isinstance(text, dict) else rich_text(text)[0],
        "files": lambda file: file if isinstance(file, dict) else {"id": file},
    }
    return convert.get(key, str)(chosen)


def option(element: dict[str, Any], chosen: str) -> dict[str, Any]:
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    every: list[dict[str, Any]] = [each for group in groups for each in group["options"]]
    found = next((each for each in every if each.get("value") == chosen), None)
    if found is None:
        raise Refused("no_such_option", f"{chosen!r} is not one of the options.")
    return found
