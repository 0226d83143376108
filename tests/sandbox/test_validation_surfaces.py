"""Whole messages and views: counts, ids, sizes, and the rules over all blocks together."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.validation import Problem, check_blocks, check_message, check_metadata, check_view
from tests.sandbox.block_kit import (
    BUTTON,
    IMAGE,
    RAW,
    Json,
    actions,
    card,
    chart,
    container,
    context,
    data_table,
    element,
    in_input,
    option,
    pie,
    plain,
    rich,
    section,
    select,
    table,
    video,
)

DIVIDER: Json = {"type": "divider"}
FIELD: Json = in_input(element("plain_text_input"))
METADATA: Json = {"event_type": "flywheel_letter", "event_payload": {"key": "abc"}}


def modal(*blocks: Json, **more: Any) -> Json:
    given = {"type": "modal", "title": plain(), "submit": plain("Save"), "blocks": list(blocks) or [DIVIDER], **more}
    return {key: value for key, value in given.items() if value is not None}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [DIVIDER], **more}


def last(problem: Problem | None) -> str:
    assert problem is not None
    return problem.messages[-1]


VIEWS: list[tuple[str, Any, bool, str]] = [
    ("a view that is no object", "modal", False, "/view"),
    ("a view without a type", {"title": plain(), "blocks": [DIVIDER]}, False, "/view"),
    ("a Home tab as a modal", home(), False, "/view/type"),
    ("a modal as a Home tab", modal(), True, "/view/type"),
    ("a modal without a title", modal(title=None), False, "/view"),
    ("a title of 25 characters", modal(title=plain("x" * 25)), False, "/view/title/text"),
    ("an empty title", modal(title=plain("")), False, "/view/title/text"),
    ("a title in mrkdwn", modal(title={"type": "mrkdwn", "text": "x"}), False, "/view/title/type"),
    ("a submit of 25 characters", modal(submit=plain("x" * 25)), False, "/view/submit/text"),
    ("a close of 25 characters", modal(close=plain("x" * 25)), False, "/view/close/text"),
    ("a private_metadata that is too long", modal(private_metadata="x" * 3001), False, "/view/private_metadata"),
    ("a private_metadata that is an object", modal(private_metadata={}), False, "/view/private_metadata"),
    ("a callback_id that is too long", modal(callback_id="x" * 256), False, "/view/callback_id"),
    ("an external_id that is too long", modal(external_id="x" * 256), False, "/view/external_id"),
    ("notify_on_close that is no boolean", modal(notify_on_close="yes"), False, "/view/notify_on_close"),
    ("clear_on_close that is no boolean", modal(clear_on_close=1), False, "/view/clear_on_close"),
    ("an unknown key", modal(submit_disabled=True), False, "/view"),
    ("the id of an open view", modal(id="V1"), False, "/view"),
    ("a modal without blocks", modal(blocks=None), False, "/view"),
    ("a modal of no blocks", modal(blocks=[]), False, "/view/blocks"),
    ("a modal of 101 blocks", modal(*[DIVIDER] * 101), False, "/view/blocks"),
    ("a Home tab of 101 blocks", home(*[DIVIDER] * 101), True, "/view/blocks"),
    ("a title on the Home tab", home(title=plain()), True, "/view"),
    ("a submit on the Home tab", home(submit=plain()), True, "/view"),
    ("notify_on_close on the Home tab", home(notify_on_close=True), True, "/view"),
    ("an input without submit", modal(DIVIDER, FIELD, submit=None), False, "/view/blocks/1/input"),
    (
        "two fields in focus",
        modal(
            in_input(element("plain_text_input", focus_on_load=True)),
            in_input(element("datepicker", focus_on_load=True)),
        ),
        False,
        "/view/blocks/1/element/focus_on_load",
    ),
    (
        "the same block_id twice",
        modal({**DIVIDER, "block_id": "a"}, DIVIDER, {**FIELD, "block_id": "a"}),
        False,
        "/view/blocks/2/block_id",
    ),
]


@pytest.mark.parametrize(("view", "is_home", "pointer"), [case[1:] for case in VIEWS], ids=[case[0] for case in VIEWS])
def test_a_view_that_slack_refuses_is_refused_where_it_is_wrong(view: Any, is_home: bool, pointer: str) -> None:
    problem = check_view(view, home=is_home)

    assert problem is not None
    assert "invalid_arguments" == problem.code
    assert problem.messages[-1].endswith(f"[json-pointer:{pointer}]"), problem.messages


def test_the_messages_for_a_view_are_slacks_own() -> None:
    problem = check_view(modal(title=plain("x" * 25)), home=False)

    assert problem is not None
    assert (
        "[ERROR] failed to match all allowed schemas [json-pointer:/view]",
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
    ) == problem.messages


def test_a_form_at_every_limit_is_taken() -> None:
    view = modal(
        *[FIELD] * 99,
        title=plain("x" * 24),
        submit=plain("x" * 24),
        close=plain("x" * 24),
        private_metadata="x" * 3000,
        callback_id="x" * 255,
        external_id="x" * 255,
        notify_on_close=True,
        clear_on_close=False,
    )

    assert None is check_view(view, home=False)
    assert None is check_view(home(*[DIVIDER] * 100, callback_id="home", private_metadata="x"), home=True)


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    big = [section(fields=[plain("x" * 2000)] * 10) for _ in range(13)]

    assert Problem("view_too_large") == check_view(modal(*big), home=False)


def test_a_message_holds_fifty_blocks() -> None:
    message = "[ERROR] no more than 50 items allowed [json-pointer:/blocks]"

    assert None is check_message({"text": "x", "blocks": [DIVIDER] * 50})
    assert message == last(check_message({"blocks": [DIVIDER] * 51}))


def test_blocks_may_come_as_json_and_must_be_a_list() -> None:
    assert None is check_message({"blocks": json.dumps([DIVIDER])})
    assert Problem("invalid_blocks_format") == check_message({"blocks": "[{"})
    assert Problem("invalid_blocks_format") == check_message({"blocks": '{"blocks": []}'})
    assert "[ERROR] must provide an array [json-pointer:/blocks]" == last(check_message({"blocks": {"blocks": []}}))


def test_a_message_without_blocks_is_fine() -> None:
    assert None is check_message({"text": "x"})


def test_markdown_counts_over_the_whole_message() -> None:
    half = {"type": "markdown", "text": "x" * 6_001}

    assert None is check_blocks([half], "message")
    assert Problem("msg_blocks_too_long") == check_blocks([half, half], "message")


def test_a_message_holds_one_table_of_either_kind() -> None:
    problem = check_blocks([table([RAW]), data_table()], "message")

    assert problem is not None
    assert "invalid_attachments" == problem.code
    assert "[ERROR] only_one_table_allowed [json-pointer:/blocks]" == last(problem)


def test_a_message_holds_two_charts() -> None:
    assert None is check_blocks([chart(), pie(1)], "message")
    assert "no more than 2 data_visualization" in last(check_blocks([chart(), pie(1), chart()], "message"))


def test_the_same_block_id_twice_is_refused_in_slacks_words() -> None:
    twice = [{**DIVIDER, "block_id": "a"}] * 2
    message = '[ERROR] `block_id` "a" already exists [json-pointer:/blocks/1/block_id]'

    assert message == last(check_blocks(twice, "message"))


def test_the_same_action_id_is_fine_in_two_blocks_and_refused_in_one() -> None:
    message = '[ERROR] `action_id` "press" already exists [json-pointer:/blocks/0/elements/1/action_id]'

    assert None is check_blocks([actions(BUTTON), actions(BUTTON)], "message")
    assert message == last(check_blocks([actions(BUTTON, BUTTON)], "message"))


@pytest.mark.parametrize("metadata", ["{", "[]", 3, []])
def test_metadata_that_is_no_object_has_a_wrong_format(metadata: Any) -> None:
    assert Problem("invalid_metadata_format") == check_metadata(metadata)


@pytest.mark.parametrize(
    "metadata",
    [
        {"event_type": "x"},
        {"event_payload": {}},
        {"event_type": 3, "event_payload": {}},
        {"event_type": "x", "event_payload": "key"},
        {**METADATA, "version": 1},
    ],
)
def test_metadata_of_another_shape_breaks_the_schema(metadata: Any) -> None:
    problem = check_message({"text": "x", "metadata": metadata})

    assert problem is not None
    assert "invalid_metadata_schema" == problem.code


def test_metadata_as_slack_wants_it_is_taken_and_an_empty_one_clears() -> None:
    assert None is check_metadata(METADATA)
    assert None is check_metadata(json.dumps(METADATA))
    assert None is check_metadata({})


def test_metadata_has_a_size() -> None:
    assert Problem("metadata_too_large") == check_metadata({**METADATA, "event_payload": {"key": "x" * 8_000}})


EVERYTHING: list[Json] = [
    section(fields=[plain()], accessory=select(initial_option=option())),
    actions({**BUTTON, "confirm": {key: plain() for key in ("title", "text", "confirm", "deny")}}),
    context(IMAGE, plain()),
    {**IMAGE, "title": plain()},
    rich({"type": "text", "text": "x", "style": {"bold": True}}, {"type": "link", "url": "https://example.com"}),
    table([RAW], column_settings=[{"align": "left"}]),
    chart(),
    card(actions=[BUTTON]),
    video(),
    container(DIVIDER),
    in_input(element("conversations_select", filter={"include": ["public"]})),
]


def objects(value: Any) -> Iterator[Json]:
    """Every object in the payload, at any depth."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


@given(st.data())
def test_one_unknown_key_anywhere_refuses_the_whole_message(data: st.DataObject) -> None:
    blocks = copy.deepcopy(EVERYTHING)
    target = data.draw(st.sampled_from(list(objects(blocks))))
    target[data.draw(st.text(min_size=1).map("x-{}".format))] = data.draw(st.sampled_from(["x", 1, None, True, {}, []]))

    assert None is check_blocks(EVERYTHING, "message")
    assert "invalid additional property: x-" in " ".join(getattr(check_blocks(blocks, "message"), "messages", ()))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["type", "text", "elements", "blocks", "x"]), inner)
        ),
    )
)
def test_no_payload_makes_the_check_itself_fail(payload: Any) -> None:
    check_message({"blocks": payload, "metadata": payload})
    check_view(payload, home=True)
    check_view(payload, home=False)
