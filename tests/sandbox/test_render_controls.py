"""Elements as a person operates them, by mouse, by keyboard and by ear."""

from dataclasses import replace

import pytest

from bot.sandbox.render import Reader
from tests.sandbox.block_kit import (
    CONFIRM,
    Json,
    actions,
    button,
    element,
    group,
    in_input,
    number,
    option,
    options,
    plain,
    rich,
    rich_with,
    select,
)
from tests.sandbox.html_tree import find, nodes, only
from tests.sandbox.readers import LAN, MAI, show


def test_a_button_says_which_action_it_is() -> None:
    html = show(actions(button(value="7", style="danger", url="https://example.com", accessibility_label="Delete P-7")))
    pressed = only(html, "button")

    assert ("_action", "b0|act", "7") == (pressed["name"], pressed["value"], pressed["data-value"])
    assert ("b0", "act") == (pressed["data-block-id"], pressed["data-action-id"])
    assert "sk-button sk-button--danger" == pressed["class"]
    assert ("Delete P-7", "https://example.com") == (pressed["aria-label"], pressed["data-url"])


def test_a_confirm_dialog_is_there_for_the_page_to_ask() -> None:
    pressed = only(show(actions(button(confirm={**CONFIRM, "style": "danger"}))), "button")

    assert ("Hello", "*Hello*") == (pressed["data-confirm-title"], pressed["data-confirm-text"])
    assert ("Yes", "No", "danger") == tuple(pressed[f"data-confirm-{key}"] for key in ("ok", "deny", "style"))


def test_an_overflow_menu_opens_by_itself_and_its_options_are_buttons() -> None:
    html = show(actions(element("overflow", options=[option("snooze"), option("give")])))

    assert "More actions" == only(html, "summary")["aria-label"]
    assert [("b0|act", "snooze"), ("b0|act", "give")] == [(e["value"], e["data-value"]) for e in find(html, "button")]
    assert all("details" in each.inside for each in find(html, "button"))


def test_a_select_offers_its_options_with_the_chosen_one() -> None:
    html = show(actions(select(options=options(3), initial_option=option("1"), placeholder=plain("Which?"))))
    menu = only(html, "select")

    assert ("b0|act", "change", "Which?") == (menu["name"], menu["data-dispatch"], menu["aria-label"])
    assert ["", "0", "1", "2"] == [each["value"] for each in find(html, "option")]
    assert ["1"] == [each["value"] for each in nodes(html) if "selected" in each.attributes]


def test_grouped_options_stay_grouped() -> None:
    html = show(actions(element("static_select", option_groups=[group(option("a")), group(option("b"))])))

    assert 2 == len(find(html, "optgroup", label="Group"))


@pytest.mark.parametrize(
    ("kind", "more", "offered"),
    [
        ("users_select", {}, ["@Bob", "@Mai"]),
        ("channels_select", {}, ["#general"]),
        ("conversations_select", {}, ["#general", "#leads"]),
        ("conversations_select", {"filter": {"include": ["private"]}}, ["#leads"]),
        ("multi_users_select", {"initial_users": ["U2"]}, ["@Bob", "@Mai"]),
    ],
)
def test_menus_of_people_and_channels_hold_those_the_reader_can_see(kind: str, more: Json, offered: list[str]) -> None:
    html = show(actions(element(kind, **more)))

    assert offered == [each.text for each in find(html, "option") if each["value"]]
    assert kind.startswith("multi_") == ("multiple" in only(html, "select").attributes)


def test_channels_shared_with_another_company_are_left_out_where_the_app_says_so() -> None:
    reader = replace(MAI, shared_channels={"C1"})
    inside = element("conversations_select", filter={"exclude_external_shared_channels": True})
    html = show(actions(inside), reader=reader)

    assert ["#leads"] == [each.text for each in find(html, "option") if each["value"]]


def test_an_external_select_is_a_search_field_that_keeps_the_chosen_option() -> None:
    html = show(in_input(element("external_select", initial_option=option("p7"), min_query_length=0)))
    search = only(html, "input", type="text")

    assert ("b0|act", "0", None) == (search["data-suggest"], search["data-min-query"], search["name"])
    assert (
        '{"text": {"type": "plain_text", "text": "p7"}, "value": "p7"}' == only(html, "input", name="b0|act")["value"]
    )


def test_an_input_has_a_label_a_hint_and_an_error_that_belong_to_it() -> None:
    block = {**in_input(element("plain_text_input", max_length=9, focus_on_load=True)), "hint": plain("Briefly")}
    html = show(block, errors={"b0": "Say what hurts."})
    field = only(html, "input")

    assert field["id"] == only(html, "label")["for"]
    assert "m1-b0-act-hint m1-b0-act-error" == field["aria-describedby"]
    assert ("true", "true", "9") == (field["aria-invalid"], field["aria-required"], field["maxlength"])
    assert ("m1-b0-act-error", "Say what hurts.") == (
        only(html, "p", role="alert")["id"],
        only(html, "p", role="alert").text,
    )
    assert "autofocus" in field.attributes


@pytest.mark.parametrize(("reader", "word"), [(MAI, "(optional)"), (LAN, "(không bắt buộc)")])
def test_an_optional_field_says_so_in_the_readers_language(reader: Reader, word: str) -> None:
    html = show({**in_input(element("datepicker")), "optional": True}, reader=reader)

    assert f"Label {word}" == only(html, "label").text
    assert None is only(html, "input")["aria-required"]


@pytest.mark.parametrize(("kind", "control"), [("checkboxes", "checkbox"), ("radio_buttons", "radio")])
def test_boxes_stand_in_a_group_with_a_legend_and_one_label_each(kind: str, control: str) -> None:
    html = show(in_input(element(kind, options=[option("a", description=plain("first")), option("b")])))

    assert "Label" == only(html, "legend").text
    assert ["a", "b"] == [each["value"] for each in find(html, "input", type=control, name="b0|act")]
    assert "first" == only(html, "span", class_="sk-option__description").text
    assert 2 == len(find(html, "label", class_="sk-choice"))


@pytest.mark.parametrize(
    ("given", "tag", "type_", "value"),
    [
        (element("plain_text_input", initial_value="hi"), "input", "text", "hi"),
        (element("email_text_input", initial_value="a@b.c"), "input", "email", "a@b.c"),
        (element("url_text_input", initial_value="https://e.com"), "input", "url", "https://e.com"),
        (number(initial_value="3", min_value="1"), "input", "number", "3"),
        (element("datepicker", initial_date="2026-11-21"), "input", "date", "2026-11-21"),
        (element("timepicker", initial_time="09:30"), "input", "time", "09:30"),
        (element("datetimepicker", initial_date_time=1_795_300_000), "input", "datetime-local", "2026-11-22T05:26"),
        (element("file_input", filetypes=["pdf"]), "input", "file", ""),
    ],
)
def test_every_typed_field_starts_with_its_initial_value(given: Json, tag: str, type_: str, value: str) -> None:
    field = only(show(in_input(given)), tag, name="b0|act")

    assert (type_, value) == (field["type"], field["value"])


def test_long_texts_are_typed_into_a_text_area() -> None:
    rich_value = rich_with("rich_text_section", {"type": "text", "text": "<rich>"})
    plain_html = show(in_input(element("plain_text_input", multiline=True, initial_value="\nhi")))
    rich_html = show(in_input(element("rich_text_input", initial_value=rich_value)))

    assert "\n\nhi" == only(plain_html, "textarea").text
    assert "\n<rich>" == only(rich_html, "textarea").text


def test_what_was_typed_wins_over_the_initial_value() -> None:
    typed = {"b0": {"act": {"type": "plain_text_input", "value": '"><script>'}}}
    html = show(in_input(element("plain_text_input", initial_value="old")), values=typed)

    assert '"><script>' == only(html, "input")["value"]
    assert [] == find(html, "script")


@pytest.mark.parametrize(
    ("given", "dispatch"),
    [
        (element("plain_text_input"), "enter"),
        (
            element("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}),
            "character",
        ),
        (element("datepicker"), "change"),
    ],
)
def test_a_field_that_dispatches_says_when(given: Json, dispatch: str) -> None:
    assert dispatch == only(show({**in_input(given), "dispatch_action": True}), "input")["data-dispatch"]
    assert None is only(show(in_input(given)), "input")["data-dispatch"]


def test_rich_text_is_edited_as_plain_words_with_its_mentions() -> None:
    item = {
        "type": "rich_text_section",
        "elements": [{"type": "emoji", "name": "wave"}, {"type": "text", "text": " hi"}],
    }
    value = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_list", "style": "bullet", "elements": [item, item]},
            *rich({"type": "user", "user_id": "U1"}, {"type": "broadcast", "range": "here"})["elements"],
            *rich({"type": "channel", "channel_id": "C1"}, {"type": "link", "url": "https://e.com"})["elements"],
        ],
    }
    html = show(in_input(element("rich_text_input", initial_value=value)))

    assert "\n:wave: hi\n:wave: hi\n<@U1>@here\n<#C1>https://e.com" == only(html, "textarea").text


def test_an_element_that_is_not_known_is_said_to_be_so() -> None:
    assert "cannot be shown here: knob" in only(show(actions(element("knob"))), "span").text
