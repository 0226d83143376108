"""One interactive element -> one form control. The field's name is `block_id|action_id`.

https://docs.slack.dev/reference/block-kit/block-elements
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from bot.sandbox.render.buttons import render_button, render_overflow
from bot.sandbox.render.control import Control, described, text_object
from bot.sandbox.render.html import Attribute, tag
from bot.sandbox.render.menus import MENUS, menu_options
from bot.sandbox.render.rich_text import plain_words
from bot.sandbox.render.values import local_time


def render_control(control: Control) -> Markup:
    kind = str(control.element.get("type"))
    draw = _KINDS.get(kind)
    if draw is None:
        return tag("span", control.reader.word("unsupported").format(kind=kind), class_="sk-unsupported")
    return draw(control)


def _menu(control: Control) -> Markup:
    """Every select whose options are known beforehand."""
    multiple = str(control.element["type"]).startswith("multi_")
    options = menu_options(control.element, control.state, control.reader)
    if not multiple:
        first = tag("option", control.placeholder or control.reader.word("choose"), value="")
        options = [first, *options]
    return tag(
        "select",
        *options,
        **control.attributes(class_="sk-select", multiple=multiple),
        data_max=control.element.get("max_selected_items"),
    )


def _external(control: Control) -> Markup:
    """A search field: the page's script asks for options and keeps the chosen ones, as JSON, beside it."""
    multiple = control.element["type"] == "multi_external_select"
    state = control.state
    chosen = state.get("selected_options", []) if multiple else [state.get("selected_option")]
    search = tag(
        "input",
        **control.attributes(
            class_="sk-external__search",
            name=None,
            type="text",
            role="combobox",
            autocomplete="off",
            placeholder=control.placeholder or control.reader.word("search"),
            aria_expanded="false",
        ),
        data_suggest=control.name,
        data_min_query=int(control.element.get("min_query_length", 3)),
        data_multiple=multiple,
    )
    picked = [_picked(control, option) for option in chosen if option]
    return tag("div", search, *picked, class_="sk-external")


def _picked(control: Control, option: Mapping[str, Any]) -> Markup:
    value = json.dumps({"text": option["text"], "value": option["value"]}, ensure_ascii=False)
    hidden = tag("input", type="hidden", name=control.name, value=value)
    return tag("span", hidden, option["text"]["text"], class_="sk-external__picked")


def _boxes(control: Control) -> Markup:
    """Checkboxes and radio buttons: one label an option."""
    radio = control.element["type"] == "radio_buttons"
    state = control.state
    chosen = [state.get("selected_option")] if radio else state.get("selected_options", [])
    values = {option["value"] for option in chosen if option}
    labels = [
        tag(
            "label",
            tag(
                "input",
                **control.attributes(
                    id=f"{control.id}-{index}",
                    type="radio" if radio else "checkbox",
                    value=option["value"],
                    checked=option["value"] in values,
                    aria_label=None,
                    aria_required=None,
                    autofocus=index == 0 and bool(control.element.get("focus_on_load")),
                ),
            ),
            tag("span", text_object(option["text"], control.reader), *described(option, control.reader)),
            class_="sk-choice",
        )
        for index, option in enumerate(control.element["options"])
    ]
    role = "radiogroup" if radio else "group"
    return tag("div", *labels, class_="sk-choices", id=control.id, role=role, aria_label=control.label or None)


def _text_input(control: Control) -> Markup:
    element, value = control.element, control.state.get("value") or ""
    attributes = control.attributes(
        class_="sk-text",
        placeholder=control.placeholder,
        minlength=element.get("min_length"),
        maxlength=element.get("max_length", 3000),
    )
    if element.get("multiline"):
        return tag("textarea", f"\n{value}", rows=5, **attributes)
    return tag("input", type="text", value=value, **attributes)


def _rich_input(control: Control) -> Markup:
    words = plain_words(control.state.get("rich_text_value") or {})
    return tag(
        "textarea", f"\n{words}", rows=5, **control.attributes(class_="sk-text", placeholder=control.placeholder)
    )


def _input(control: Control, kind: str, value: Any, **more: Attribute) -> Markup:
    shown = "" if value is None else str(value)
    attributes = control.attributes(class_="sk-text", placeholder=control.placeholder, **more)
    return tag("input", type=kind, value=shown, **attributes)


def _number(control: Control) -> Markup:
    element = control.element
    step = "any" if element.get("is_decimal_allowed") else "1"
    limits = {"min": element.get("min_value"), "max": element.get("max_value")}
    return _input(control, "number", control.state.get("value"), step=step, **limits)


def _file(control: Control) -> Markup:
    element = control.element
    kinds = ",".join(f".{each}" for each in element.get("filetypes", []))
    many = element.get("max_files", 10) > 1
    return _input(control, "file", None, accept=kinds or None, multiple=many, data_max=element.get("max_files", 10))


def _moment(control: Control) -> Markup:
    value = local_time(control.state.get("selected_date_time"), control.reader.tz)
    return _input(control, "datetime-local", value)


_KINDS: Mapping[str, Callable[[Control], Markup]] = {
    "button": render_button,
    "workflow_button": render_button,
    "overflow": render_overflow,
    **dict.fromkeys(MENUS, _menu),
    "external_select": _external,
    "multi_external_select": _external,
    "checkboxes": _boxes,
    "radio_buttons": _boxes,
    "plain_text_input": _text_input,
    "rich_text_input": _rich_input,
    "email_text_input": lambda control: _input(control, "email", control.state.get("value")),
    "url_text_input": lambda control: _input(control, "url", control.state.get("value")),
    "number_input": _number,
    "datepicker": lambda control: _input(control, "date", control.state.get("selected_date")),
    "timepicker": lambda control: _input(control, "time", control.state.get("selected_time")),
    "datetimepicker": _moment,
    "file_input": _file,
}
