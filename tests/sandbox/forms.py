"""Blocks and views for the sandbox's tests, and the shortest way to one that is open."""

from typing import Any

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import View
from tests.sandbox.an_app import App
from tests.sandbox.running import GENERAL, MAI


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


async def fresh_trigger(sandbox: Sandbox, app: App) -> str:
    """A fresh trigger_id of Mai's."""
    await sandbox.people.global_shortcut(MAI, "log_pain", GENERAL)
    return str(app.payloads("shortcut")[-1]["trigger_id"])


async def opened(sandbox: Sandbox, app: App, view: dict[str, Any]) -> View:
    await app.call("views.open", trigger_id=await fresh_trigger(sandbox, app), view=view)
    return sandbox.world.modals[MAI][-1]


def titles(sandbox: Sandbox) -> list[str]:
    return [view.body["title"]["text"] for view in sandbox.world.modals.get(MAI, [])]
