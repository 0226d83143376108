"""Every rule of a single element: what Slack refuses, and where its message points (below the element)."""

from typing import Any

import pytest

from bot.sandbox.validation import check_blocks
from tests.sandbox.block_kit import (
    CONFIRM,
    Json,
    actions,
    button,
    element,
    group,
    in_input,
    mrkdwn,
    number,
    option,
    options,
    plain,
    refused_at,
    rich_with,
    section,
    select,
)

PRESSED: list[tuple[str, Any, str]] = [
    ("an element that is no object", "button", ""),
    ("an unknown element", element("knob"), "/type"),
    ("an unknown key", button(disabled=True), ""),
    ("an empty action_id", {**button(), "action_id": ""}, "/action_id"),
    ("an action_id that is too long", {**button(), "action_id": "x" * 256}, "/action_id"),
    ("a button without text", element("button"), ""),
    ("a button in mrkdwn", element("button", text=mrkdwn()), "/text/type"),
    ("a button's text that is too long", element("button", text=plain("x" * 76)), "/text/text"),
    ("an empty button", element("button", text=plain("")), "/text/text"),
    ("a value that is too long", button(value="x" * 2001), "/value"),
    ("a value that is a number", button(value=1), "/value"),
    ("a url that is none", button(url="somewhere"), "/url"),
    ("a url that is too long", button(url="https://example.com/" + "x" * 3000), "/url"),
    ("an unknown style", button(style="default"), "/style"),
    ("an accessibility_label that is too long", button(accessibility_label="x" * 76), "/accessibility_label"),
    ("a confirm without deny", button(confirm={k: v for k, v in CONFIRM.items() if k != "deny"}), "/confirm"),
    (
        "a confirm's title that is too long",
        button(confirm={**CONFIRM, "title": plain("x" * 101)}),
        "/confirm/title/text",
    ),
    ("a confirm's title in mrkdwn", button(confirm={**CONFIRM, "title": mrkdwn()}), "/confirm/title/type"),
    ("a confirm's text that is too long", button(confirm={**CONFIRM, "text": plain("x" * 301)}), "/confirm/text/text"),
    (
        "a confirm's yes that is too long",
        button(confirm={**CONFIRM, "confirm": plain("x" * 31)}),
        "/confirm/confirm/text",
    ),
    ("a confirm's no that is too long", button(confirm={**CONFIRM, "deny": plain("x" * 31)}), "/confirm/deny/text"),
    ("a confirm of an unknown style", button(confirm={**CONFIRM, "style": "loud"}), "/confirm/style"),
    ("an overflow of nothing", element("overflow", options=[]), "/options"),
    ("an overflow of six", element("overflow", options=options(6)), "/options"),
    ("an overflow option in mrkdwn", element("overflow", options=[option(text=mrkdwn())]), "/options/0/text/type"),
    ("an overflow option without a value", element("overflow", options=[{"text": plain()}]), "/options/0"),
    ("an overflow with a placeholder", element("overflow", options=options(1), placeholder=plain()), ""),
    ("a select with a url in its option", select(options=[option(url="https://example.com")]), "/options/0"),
    ("a select of nothing", select(options=[]), "/options"),
    ("a select of 101", select(options=options(101)), "/options"),
    ("a select with neither options nor groups", element("static_select"), ""),
    ("a select with options and groups", select(option_groups=[group(option())]), ""),
    ("101 groups", element("static_select", option_groups=[group(option())] * 101), "/option_groups"),
    ("a group of nothing", element("static_select", option_groups=[group()]), "/option_groups/0/options"),
    ("a group of 101", element("static_select", option_groups=[group(*options(101))]), "/option_groups/0/options"),
    (
        "a group's label that is too long",
        element("static_select", option_groups=[{**group(option()), "label": plain("x" * 76)}]),
        "/option_groups/0/label/text",
    ),
    ("an option's text that is too long", select(options=[option(text=plain("x" * 76))]), "/options/0/text/text"),
    ("an option's value that is too long", select(options=[{**option(), "value": "x" * 151}]), "/options/0/value"),
    (
        "an option's description that is too long",
        select(options=[option(description=plain("x" * 76))]),
        "/options/0/description/text",
    ),
    ("an option chosen that is not offered", select(initial_option=option("b")), "/initial_option"),
    ("an option chosen that differs in its text", select(initial_option=option(text=plain("A"))), "/initial_option"),
    (
        "an option chosen that is in no group",
        element("static_select", option_groups=[group(option())], initial_option=option("b")),
        "/initial_option",
    ),
    ("a placeholder that is too long", select(placeholder=plain("x" * 151)), "/placeholder/text"),
    ("a placeholder in mrkdwn", select(placeholder=mrkdwn()), "/placeholder/type"),
    (
        "options chosen that are not offered",
        element("multi_static_select", options=[option()], initial_options=[option(), option("b")]),
        "/initial_options/1",
    ),
    (
        "more chosen than may be",
        element("multi_static_select", options=options(3), initial_options=options(2), max_selected_items=1),
        "/initial_options",
    ),
    ("none may be chosen", element("multi_users_select", max_selected_items=0), "/max_selected_items"),
    ("max_selected_items on a single select", select(max_selected_items=1), ""),
    ("options given to an external select", element("external_select", options=[option()]), ""),
    ("a query of less than nothing", element("external_select", min_query_length=-1), "/min_query_length"),
    ("a query length in words", element("multi_external_select", min_query_length="3"), "/min_query_length"),
    ("a person who is none", element("users_select", initial_user="@mai"), "/initial_user"),
    ("people who are none", element("multi_users_select", initial_users=["U1", "mai"]), "/initial_users/1"),
    ("a channel that is none", element("channels_select", initial_channel="#general"), "/initial_channel"),
    ("a filter on channels", element("channels_select", filter={"include": ["public"]}), ""),
    ("a filter for groups", element("conversations_select", filter={"include": ["groups"]}), "/filter/include/0"),
    ("a filter for nothing", element("conversations_select", filter={"include": []}), "/filter/include"),
    ("a filter of an unknown key", element("conversations_select", filter={"exclude": ["im"]}), "/filter"),
    ("a response_url outside an input", element("conversations_select", response_url_enabled=True), ""),
    ("eleven checkboxes", element("checkboxes", options=options(11)), "/options"),
    ("no checkboxes", element("checkboxes", options=[]), "/options"),
    (
        "a box ticked that is not there",
        element("checkboxes", options=options(2), initial_options=[option("b")]),
        "/initial_options/0",
    ),
    ("eleven radio buttons", element("radio_buttons", options=options(11)), "/options"),
    (
        "a radio button chosen that is not there",
        element("radio_buttons", options=options(2), initial_option=option("b")),
        "/initial_option",
    ),
    ("checkboxes with a placeholder", element("checkboxes", options=options(1), placeholder=plain()), ""),
    ("a date in another order", element("datepicker", initial_date="21-11-2026"), "/initial_date"),
    ("a date that does not exist", element("datepicker", initial_date="2026-02-30"), "/initial_date"),
    ("a date that is too short", element("datepicker", initial_date="20261121"), "/initial_date"),
    ("a time with seconds", element("timepicker", initial_time="09:30:00"), "/initial_time"),
    ("a time past midnight", element("timepicker", initial_time="24:00"), "/initial_time"),
    ("a zone that is none", element("timepicker", timezone="Saigon"), "/timezone"),
    ("a moment in milliseconds", element("datetimepicker", initial_date_time=1_628_633_820_000), "/initial_date_time"),
    ("a moment as text", element("datetimepicker", initial_date_time="1628633820"), "/initial_date_time"),
    ("focus_on_load that is no boolean", element("datepicker", focus_on_load="yes"), "/focus_on_load"),
    ("a workflow button without a workflow", element("workflow_button", text=plain()), ""),
]

TYPED: list[tuple[str, Any, str]] = [
    ("a button in an input", button(), "/type"),
    ("an overflow in an input", element("overflow", options=options(1)), "/type"),
    ("an initial_value that is too long", element("plain_text_input", initial_value="x" * 3001), "/initial_value"),
    ("a min_length above 3000", element("plain_text_input", min_length=3001), "/min_length"),
    ("a max_length of nothing", element("plain_text_input", max_length=0), "/max_length"),
    ("a max_length above 3000", element("plain_text_input", max_length=3001), "/max_length"),
    ("a min_length above the max_length", element("plain_text_input", min_length=5, max_length=4), "/min_length"),
    ("a max_length that is a string", element("plain_text_input", max_length="5"), "/max_length"),
    ("a confirm on typed text", element("plain_text_input", confirm=CONFIRM), ""),
    (
        "a dispatch on every click",
        element("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_click"]}),
        "/dispatch_action_config/trigger_actions_on/0",
    ),
    ("rich text that starts as a string", element("rich_text_input", initial_value="hello"), "/initial_value"),
    (
        "rich text that starts with an empty text",
        element("rich_text_input", initial_value=rich_with("rich_text_section", {"type": "text", "text": ""})),
        "/initial_value/elements/0/elements/0/text",
    ),
    ("an email field with a length", element("email_text_input", max_length=10), ""),
    ("a url field that starts with a number", element("url_text_input", initial_value=1), "/initial_value"),
    ("a number without is_decimal_allowed", element("number_input"), ""),
    ("a number that is no string", number(initial_value=3), "/initial_value"),
    ("a number in words", number(min_value="three"), "/min_value"),
    ("a least above the most", number(min_value="10", max_value="9"), "/min_value"),
    ("no files at all", element("file_input", max_files=0), "/max_files"),
    ("eleven files", element("file_input", max_files=11), "/max_files"),
    ("no kinds of file", element("file_input", filetypes=[]), "/filetypes"),
    ("a file input in focus", element("file_input", focus_on_load=True), ""),
]

ANYWHERE: list[Json] = [
    button(style="danger", url="slack://user?id=U1", confirm={**CONFIRM, "style": "danger"}, accessibility_label="x"),
    element("overflow", options=[option(url="https://example.com"), option("b", description=plain())]),
    select(placeholder=plain(), initial_option=option(), confirm=CONFIRM, focus_on_load=True),
    element("static_select", option_groups=[group(option()), group(option("b"))], initial_option=option("b")),
    element("multi_static_select", options=options(100), initial_options=options(2), max_selected_items=2),
    element("external_select", min_query_length=0, initial_option=option("anything")),
    element("multi_external_select", initial_options=[option("anything")], max_selected_items=3),
    element("users_select", initial_user="W1"),
    element("multi_users_select", initial_users=["U1", "U2"]),
    element("channels_select", initial_channel="C1"),
    element("multi_channels_select", initial_channels=["C1"]),
    element(
        "conversations_select",
        default_to_current_conversation=True,
        filter={"include": ["public", "private"], "exclude_bot_users": True, "exclude_external_shared_channels": True},
    ),
    element("multi_conversations_select", initial_conversations=["D1", "G1"]),
    element("checkboxes", options=[option(text=mrkdwn(), description=mrkdwn())]),
    element("radio_buttons", options=options(10), initial_option=option("9")),
    element("datepicker", initial_date="2026-11-21"),
    element("timepicker", initial_time="23:59", timezone="Asia/Ho_Chi_Minh"),
]
FIELDS: list[Json] = [
    element("datetimepicker", initial_date_time=1_628_633_820),
    element("plain_text_input", multiline=True, min_length=0, max_length=3000, initial_value="x" * 3000),
    element("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}),
    element("rich_text_input", initial_value=rich_with("rich_text_section"), min_lines=2, max_lines=9),
    element("email_text_input", placeholder=plain()),
    element("url_text_input", initial_value="https://example.com"),
    number(initial_value="3", min_value="-1", max_value="10.5"),
    element("file_input", filetypes=["pdf"], max_files=10),
    element("conversations_select", response_url_enabled=True),
    element("channels_select", response_url_enabled=True),
]


@pytest.mark.parametrize(("given", "pointer"), [case[1:] for case in PRESSED], ids=[case[0] for case in PRESSED])
def test_an_element_that_slack_refuses_is_refused_where_it_is_wrong(given: Any, pointer: str) -> None:
    assert f"/elements/0{pointer}" == refused_at(actions(given), "message")


@pytest.mark.parametrize(("given", "pointer"), [case[1:] for case in TYPED], ids=[case[0] for case in TYPED])
def test_a_field_that_slack_refuses_is_refused_where_it_is_wrong(given: Any, pointer: str) -> None:
    assert f"/element{pointer}" == refused_at(in_input(given), "modal")


@pytest.mark.parametrize("given", ANYWHERE, ids=[each["type"] for each in ANYWHERE])
def test_an_element_that_slack_takes_is_taken_in_actions_and_beside_a_section(given: Json) -> None:
    assert None is check_blocks([actions(given)], "message")
    assert None is check_blocks([section(accessory=given)], "home")


@pytest.mark.parametrize("given", FIELDS, ids=[each["type"] for each in FIELDS])
def test_a_field_that_slack_takes_is_taken_in_a_modal(given: Json) -> None:
    assert None is check_blocks([in_input(given)], "modal")
