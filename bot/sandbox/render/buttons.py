"""Buttons and overflow menus: what is pressed, not filled in."""

from markupsafe import Markup

from bot.sandbox.render.control import Control, confirmation, described
from bot.sandbox.render.html import Attribute, openable, tag
from bot.sandbox.render.mrkdwn import render_plain


def render_button(control: Control) -> Markup:
    element = control.element
    style = f" sk-button--{element['style']}" if element.get("style") else ""
    return tag(
        "button",
        render_plain(element["text"]["text"]),
        **_press(control, element.get("value")),
        class_=f"sk-button{style}",
        id=control.id,
        aria_label=element.get("accessibility_label"),
        data_url=openable(element.get("url") or ""),
        **confirmation(element),
    )


def _press(control: Control, value: str | None) -> dict[str, Attribute]:
    """What makes a button say which action it is."""
    return {
        "type": "submit",
        "name": "_action",
        "value": control.name,
        "data_block_id": control.block_id,
        "data_action_id": control.action_id,
        "data_value": value,
    }


def render_overflow(control: Control) -> Markup:
    more = control.reader.word("more")
    options = [
        tag(
            "button",
            render_plain(option["text"]["text"]),
            *described(option, control.reader),
            **_press(control, option["value"]),
            class_="sk-overflow__option",
            data_url=openable(option.get("url") or ""),
            **confirmation(control.element),
        )
        for option in control.element["options"]
    ]
    summary = tag("summary", "⋯", class_="sk-overflow__open", aria_label=more, title=more)
    return tag(
        "details", summary, tag("div", *options, class_="sk-overflow__menu"), class_="sk-overflow", id=control.id
    )
