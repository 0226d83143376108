"""An element where it stands, and what every form control carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.sandbox.render.html import Attribute, element_id, tag
from bot.sandbox.render.mrkdwn import render_plain, render_text
from bot.sandbox.render.reader import Reader

Element = Mapping[str, Any]


@dataclass(frozen=True)
class Control:
    """An element where it stands. `state` is its value dict as of now; `label` names it where nothing visible does."""

    element: Element
    block_id: str
    reader: Reader
    surface_id: str
    state: Mapping[str, Any]
    label: str = ""  # "" where the block around it draws a real label
    dispatch: str | None = None  # what makes it send its block_actions by itself: "change", "enter", "character"
    described_by: str | None = None  # ids of its hint and its error
    invalid: bool = False
    required: bool = False

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def name(self) -> str:
        return f"{self.block_id}|{self.action_id}"

    @property
    def id(self) -> str:
        return element_id(self.surface_id, self.block_id, self.action_id)

    @property
    def placeholder(self) -> str | None:
        words = self.element.get("placeholder", {}).get("text")
        return str(words) if words is not None else None

    def attributes(self, **more: Attribute) -> dict[str, Attribute]:
        """What every control carries."""
        return {
            "id": self.id,
            "name": self.name,
            "data_block_id": self.block_id,
            "data_action_id": self.action_id,
            "data_dispatch": self.dispatch,
            "aria_label": self.label or None,
            "aria_describedby": self.described_by,
            "aria_invalid": "true" if self.invalid else None,
            "aria_required": "true" if self.required else None,
            "autofocus": bool(self.element.get("focus_on_load")),
            **confirmation(self.element),
            **more,
        }


def confirmation(element: Element) -> dict[str, Attribute]:
    """The confirm dialog as data attributes: the page asks before it sends."""
    confirm = element.get("confirm")
    if not confirm:
        return {}
    return {
        "data_confirm_title": confirm["title"]["text"],
        "data_confirm_text": confirm["text"]["text"],
        "data_confirm_ok": confirm["confirm"]["text"],
        "data_confirm_deny": confirm["deny"]["text"],
        "data_confirm_style": confirm.get("style"),
    }


def described(option: Mapping[str, Any], reader: Reader) -> list[Markup]:
    """An option's second line, where it has one."""
    description = option.get("description")
    return [tag("span", text_object(description, reader), class_="sk-option__description")] if description else []


def text_object(text: Mapping[str, Any], reader: Reader) -> Markup:
    """A plain_text or mrkdwn object."""
    return render_text(text["text"], reader) if text["type"] == "mrkdwn" else render_plain(text["text"])
