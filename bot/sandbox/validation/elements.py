"""Every block element and its rules, wherever it may stand (`places.py` says where).

https://docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.sandbox.validation.objects import (
    ALT_TEXT,
    CHANNEL,
    CONFIRM,
    CONVERSATION,
    DECIMAL,
    DISPATCH_CONFIG,
    FILTER,
    ID,
    IMAGE_SOURCE,
    LINK,
    MENU_OPTION,
    ONE_IMAGE_SOURCE,
    OPTION_GROUPS,
    OPTIONS,
    PLAIN_OPTION,
    STYLE,
    TEXT_OPTION,
    TIME,
    USER,
    WORKFLOW,
    plain,
    timezone,
)
from bot.sandbox.validation.rich_text import RICH_TEXT
from bot.sandbox.validation.schema import Check, array, by_type, exactly_one, fault, flag, record, string, whole

_ACTION: Mapping[str, Check] = {"action_id": ID}
_CHOICE: Mapping[str, Check] = {**_ACTION, "confirm": CONFIRM, "focus_on_load": flag}
_SELECT: Mapping[str, Check] = {**_CHOICE, "placeholder": plain(150)}
_TYPED: Mapping[str, Check] = {
    **_ACTION,
    "focus_on_load": flag,
    "placeholder": plain(150),
    "dispatch_action_config": DISPATCH_CONFIG,
}
_MANY: Mapping[str, Check] = {"max_selected_items": whole(1)}


def _chosen_among_options(value: Any, at: str) -> list[str]:
    options = [each for group in value.get("option_groups", [value]) for each in group.get("options", [])]
    if "initial_option" in value and value["initial_option"] not in options:
        return [fault("must be one of the options", f"{at}/initial_option")]
    return [
        fault("must be one of the options", f"{at}/initial_options/{index}")
        for index, each in enumerate(value.get("initial_options", []))
        if each not in options
    ]


def _not_too_many_chosen(initial: str) -> Check:
    def check(value: Any, at: str) -> list[str]:
        most = value.get("max_selected_items")
        if most is None or len(value.get(initial, [])) <= most:
            return []
        return [fault(f"no more than {most} items allowed", f"{at}/{initial}")]

    return check


def _in_order(low: str, high: str) -> Check:
    """The lower bound is not above the upper one; numbers may be given as strings."""

    def check(value: Any, at: str) -> list[str]:
        if low not in value or high not in value or float(value[low]) <= float(value[high]):
            return []
        return [fault(f"`{low}` must not be greater than `{high}`", f"{at}/{low}")]

    return check


def _date(value: Any, at: str) -> list[str]:
    try:
        if isinstance(value, str) and date.fromisoformat(value).isoformat() == value:
            return []
    except ValueError:
        pass  # said below, in Slack's words
    return [fault("must be in the format YYYY-MM-DD", at)]


_ONE_OPTION_SOURCE = exactly_one("options", "option_groups")
_OPTION_SOURCE: Mapping[str, Check] = {"options": OPTIONS, "option_groups": OPTION_GROUPS}
_CONVERSATION_MENU: Mapping[str, Check] = {**_SELECT, "default_to_current_conversation": flag, "filter": FILTER}
_CONVERSATIONS: Mapping[str, Check] = {**_CONVERSATION_MENU, "initial_conversation": CONVERSATION}
_CHANNELS: Mapping[str, Check] = {**_SELECT, "initial_channel": CHANNEL}
_BUTTON_TEXT: Mapping[str, Check] = {"text": plain(75)}
_FEEDBACK = record({**_BUTTON_TEXT, "value": string(2000)}, {"accessibility_label": string(75)})

IMAGE = record({"alt_text": ALT_TEXT}, IMAGE_SOURCE, ONE_IMAGE_SOURCE)
BUTTON = record(
    _BUTTON_TEXT,
    {
        **_ACTION,
        "value": string(2000),
        "url": LINK,
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": string(75),
        "agent_prompt": string(4000),
        "agent_prompt_display": string(),
        "visible_to_user_ids": array(USER),
    },
)

ELEMENTS: Mapping[str, Check] = {
    "button": BUTTON,
    "workflow_button": record(
        {**_BUTTON_TEXT, "workflow": WORKFLOW}, {**_ACTION, "style": STYLE, "accessibility_label": string(75)}
    ),
    "overflow": record({"options": array(MENU_OPTION, 5, least=1)}, {**_ACTION, "confirm": CONFIRM}),
    "static_select": record(
        {}, {**_SELECT, **_OPTION_SOURCE, "initial_option": PLAIN_OPTION}, _ONE_OPTION_SOURCE, _chosen_among_options
    ),
    "multi_static_select": record(
        {},
        {**_SELECT, **_OPTION_SOURCE, **_MANY, "initial_options": array(PLAIN_OPTION, 100, least=1)},
        _ONE_OPTION_SOURCE,
        _chosen_among_options,
        _not_too_many_chosen("initial_options"),
    ),
    "external_select": record({}, {**_SELECT, "initial_option": PLAIN_OPTION, "min_query_length": whole(0)}),
    "multi_external_select": record(
        {},
        {**_SELECT, **_MANY, "initial_options": array(PLAIN_OPTION, 100, least=1), "min_query_length": whole(0)},
        _not_too_many_chosen("initial_options"),
    ),
    "users_select": record({}, {**_SELECT, "initial_user": USER}),
    "multi_users_select": record(
        {}, {**_SELECT, **_MANY, "initial_users": array(USER)}, _not_too_many_chosen("initial_users")
    ),
    "channels_select": record({}, _CHANNELS),
    "multi_channels_select": record(
        {}, {**_SELECT, **_MANY, "initial_channels": array(CHANNEL)}, _not_too_many_chosen("initial_channels")
    ),
    "conversations_select": record({}, _CONVERSATIONS),
    "multi_conversations_select": record(
        {},
        {**_CONVERSATION_MENU, **_MANY, "initial_conversations": array(CONVERSATION)},
        _not_too_many_chosen("initial_conversations"),
    ),
    "checkboxes": record(
        {"options": array(TEXT_OPTION, 10, least=1)},
        {**_CHOICE, "initial_options": array(TEXT_OPTION, 10, least=1)},
        _chosen_among_options,
    ),
    "radio_buttons": record(
        {"options": array(TEXT_OPTION, 10, least=1)}, {**_CHOICE, "initial_option": TEXT_OPTION}, _chosen_among_options
    ),
    "datepicker": record({}, {**_SELECT, "initial_date": _date}),
    "timepicker": record({}, {**_SELECT, "initial_time": TIME, "timezone": timezone}),
    "datetimepicker": record({}, {**_CHOICE, "initial_date_time": whole(1_000_000_000, 9_999_999_999)}),
    "plain_text_input": record(
        {},
        {
            **_TYPED,
            "initial_value": string(3000),
            "multiline": flag,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        _in_order("min_length", "max_length"),
    ),
    "rich_text_input": record(
        {},
        {
            **_TYPED,
            "initial_value": by_type({"rich_text": RICH_TEXT}),
            "min_lines": whole(1),
            "max_lines": whole(1),
        },
    ),
    "email_text_input": record({}, {**_TYPED, "initial_value": string()}),
    "url_text_input": record({}, {**_TYPED, "initial_value": string()}),
    "number_input": record(
        {"is_decimal_allowed": flag},
        {**_TYPED, "initial_value": DECIMAL, "min_value": DECIMAL, "max_value": DECIMAL},
        _in_order("min_value", "max_value"),
    ),
    "file_input": record({}, {**_ACTION, "filetypes": array(string(least=1), least=1), "max_files": whole(1, 10)}),
}

RESPONDING: Mapping[str, Check] = {
    "conversations_select": record({}, {**_CONVERSATIONS, "response_url_enabled": flag}),
    "channels_select": record({}, {**_CHANNELS, "response_url_enabled": flag}),
}

CONTEXT_ACTIONS: Mapping[str, Check] = {
    "feedback_buttons": record({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, _ACTION),
    "icon_button": record(
        {**_BUTTON_TEXT, "icon": string(least=1)},
        {
            **_ACTION,
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": array(USER, 10, least=1),
        },
    ),
}
