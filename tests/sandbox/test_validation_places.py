"""Which element may stand where."""

import pytest

from bot.sandbox.validation import Surface, check_blocks
from tests.sandbox.block_kit import (
    IMAGE,
    Json,
    actions,
    element,
    in_input,
    mrkdwn,
    number,
    plain,
    refused_at,
    section,
)

ELSEWHERE: list[tuple[str, Surface, Json, str]] = [
    ("a datetimepicker in a section", "modal", section(accessory=element("datetimepicker")), "/accessory/type"),
    ("typing in actions", "modal", actions(element("plain_text_input")), "/elements/0/type"),
    ("a datetimepicker on the Home tab", "home", in_input(element("datetimepicker")), "/element/type"),
    ("an email field in a message", "message", in_input(element("email_text_input")), "/element/type"),
    ("a url field on the Home tab", "home", in_input(element("url_text_input")), "/element/type"),
    ("a number field in a message", "message", in_input(number()), "/element/type"),
    ("a file input in a message", "message", in_input(element("file_input")), "/element/type"),
    ("rich text typed in a message", "message", in_input(element("rich_text_input")), "/element/type"),
    ("a workflow button in a modal", "modal", actions(element("workflow_button")), "/elements/0/type"),
    (
        "a response_url on the Home tab",
        "home",
        in_input(element("conversations_select", response_url_enabled=True)),
        "/element",
    ),
    ("an input without a label", "modal", {"type": "input", "element": element("datepicker")}, ""),
    ("an input without an element", "modal", {"type": "input", "label": plain()}, ""),
    ("a label in mrkdwn", "modal", {**in_input(element("datepicker")), "label": mrkdwn()}, "/label/type"),
    (
        "a label that is too long",
        "modal",
        {**in_input(element("datepicker")), "label": plain("x" * 2001)},
        "/label/text",
    ),
    ("a hint that is too long", "modal", {**in_input(element("datepicker")), "hint": plain("x" * 2001)}, "/hint/text"),
    ("optional that is no boolean", "modal", {**in_input(element("datepicker")), "optional": "yes"}, "/optional"),
    (
        "a file input that dispatches",
        "modal",
        {**in_input(element("file_input")), "dispatch_action": True},
        "/dispatch_action",
    ),
]


@pytest.mark.parametrize(
    ("surface", "block", "pointer"), [case[1:] for case in ELSEWHERE], ids=[c[0] for c in ELSEWHERE]
)
def test_an_element_in_the_wrong_place_is_refused(surface: Surface, block: Json, pointer: str) -> None:
    assert pointer == refused_at(block, surface)


def test_a_section_may_carry_a_picture() -> None:
    assert None is check_blocks([section(accessory=IMAGE)], "message")


def test_a_message_takes_a_workflow_button() -> None:
    trigger = {
        "url": "https://slack.com/shortcuts/Ft1/x",
        "customizable_input_parameters": [{"name": "a", "value": "b"}],
    }
    given = element("workflow_button", text=plain(), workflow={"trigger": trigger}, style="primary")

    assert None is check_blocks([actions(given)], "message")


def test_feedback_and_icon_buttons_stand_in_context_actions() -> None:
    feedback = {"text": plain(), "value": "good"}
    buttons = element("feedback_buttons", positive_button=feedback, negative_button=feedback)
    icon = {**element("icon_button", icon="trash", text=plain(), visible_to_user_ids=["U1"]), "action_id": "icon"}

    assert None is check_blocks([{"type": "context_actions", "elements": [buttons, icon]}], "message")
