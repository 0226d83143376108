"""A posted form is what Slack calls state.values."""

from typing import Any

import pytest

from bot.sandbox.refusals import Refused
from bot.sandbox.render import read_values
from tests.sandbox.block_kit import (
    BUTTON,
    IMAGE,
    Json,
    actions,
    card,
    element,
    group,
    in_input,
    option,
    plain,
    section,
    select,
)

GIVEN = [option("a"), option("b", description=plain("second"))]
EXTERNAL = '{"text": {"type": "plain_text", "text": "P-7"}, "value": "7"}'
P_7 = {"text": plain("P-7"), "value": "7"}


def field(kind: str, **more: Any) -> Json:
    return {**in_input(element(kind, **more)), "block_id": "b"}


@pytest.mark.parametrize(
    ("given", "typed", "key", "value"),
    [
        (element("plain_text_input"), ["hi"], "value", "hi"),
        (element("plain_text_input"), [" a\r\nb "], "value", " a\nb "),
        (element("plain_text_input"), [""], "value", None),
        (element("email_text_input"), ["a@b.c"], "value", "a@b.c"),
        (element("url_text_input"), ["https://e.com"], "value", "https://e.com"),
        (element("number_input"), ["3.5"], "value", "3.5"),
        (element("rich_text_input"), [""], "rich_text_value", None),
        (element("static_select", options=GIVEN), ["b"], "selected_option", GIVEN[1]),
        (element("static_select", options=GIVEN), [""], "selected_option", None),
        (element("static_select", option_groups=[group(*GIVEN)]), ["a"], "selected_option", GIVEN[0]),
        (element("multi_static_select", options=GIVEN), ["a", "b"], "selected_options", GIVEN),
        (element("external_select"), [EXTERNAL], "selected_option", P_7),
        (element("multi_external_select"), [EXTERNAL], "selected_options", [P_7]),
        (element("radio_buttons", options=GIVEN), ["a"], "selected_option", GIVEN[0]),
        (element("checkboxes", options=GIVEN), ["a", "b"], "selected_options", GIVEN),
        (element("checkboxes", options=GIVEN), [], "selected_options", []),
        (element("users_select"), ["U1"], "selected_user", "U1"),
        (element("users_select"), [""], "selected_user", None),
        (element("multi_users_select"), ["U1", "U2"], "selected_users", ["U1", "U2"]),
        (element("conversations_select"), ["C1"], "selected_conversation", "C1"),
        (element("multi_conversations_select"), ["C1"], "selected_conversations", ["C1"]),
        (element("channels_select"), ["C1"], "selected_channel", "C1"),
        (element("multi_channels_select"), [], "selected_channels", []),
        (element("datepicker"), ["2026-11-21"], "selected_date", "2026-11-21"),
        (element("timepicker"), ["09:30"], "selected_time", "09:30"),
        (element("datetimepicker"), ["2026-11-22T05:26"], "selected_date_time", 1_795_299_960),
        (element("file_input"), ["F1"], "files", [{"id": "F1"}]),
    ],
)
def test_every_kind_of_field_keeps_its_value_under_its_own_key(
    given: Json, typed: list[str], key: str, value: Any
) -> None:
    values = read_values({"b|act": typed}, [{**in_input(given), "block_id": "b"}], tz="Asia/Ho_Chi_Minh")

    assert {"b": {"act": {"type": given["type"], key: value}}} == values


def test_a_time_picker_with_a_zone_says_it() -> None:
    values = read_values({"b|act": ["09:30"]}, [field("timepicker", timezone="Asia/Ho_Chi_Minh")])

    assert {"type": "timepicker", "selected_time": "09:30", "timezone": "Asia/Ho_Chi_Minh"} == values["b"]["act"]


def test_values_hold_every_field_of_the_surface_and_no_button() -> None:
    blocks = [
        {**actions({**BUTTON}, {**select(), "action_id": "pick"}), "block_id": "a"},
        {**section(accessory=element("datepicker", initial_date="2026-11-21")), "block_id": "s"},
        {**section(accessory=IMAGE), "block_id": "i"},
        {**card(actions=[BUTTON]), "block_id": "c"},
        field("plain_text_input"),
    ]

    values = read_values({"b|act": ["hi"]}, blocks)

    assert {"a": ["pick"], "s": ["act"], "b": ["act"]} == {key: list(each) for key, each in values.items()}


def test_an_option_that_was_never_offered_is_refused() -> None:
    with pytest.raises(Refused):
        read_values({"b|act": ["forged"]}, [field("static_select", options=GIVEN)])


def test_rich_text_is_kept_as_a_rich_text_block() -> None:
    values = read_values({"b|act": ["hi"]}, [field("rich_text_input")])

    assert "rich_text" == values["b"]["act"]["rich_text_value"]["type"]
