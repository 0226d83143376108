"""The fields of a form: what each keeps, and what is checked before it is sent."""

from typing import Any

import pytest

from bot.sandbox.refusals import Refused
from bot.sandbox.sandbox import Sandbox
from tests.sandbox.an_app import App
from tests.sandbox.forms import field, modal, opened, option, plain, titles, what
from tests.sandbox.running import GENERAL, MAI, TOM


async def test_a_required_field_is_asked_for_before_anything_is_sent(sandbox: Sandbox, app: App) -> None:
    optional = field({"type": "plain_text_input"}, "more", optional=True)
    view = await opened(sandbox, app, modal(what(), optional))
    errors = await sandbox.people.submit(MAI, view.id, {"what": {"it": ""}})

    assert {"what": "Please complete this required field."} == errors
    assert [] == app.payloads("view_submission")
    assert ["Form"] == titles(sandbox)


@pytest.mark.parametrize(
    ("element", "typed", "sentence"),
    [
        ({"type": "plain_text_input", "min_length": 3}, "ab", "Please enter at least 3 characters."),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "Please enter at most 3 characters."),
        ({"type": "email_text_input"}, "mai", "Please enter an email address."),
        ({"type": "url_text_input"}, "somewhere", "Please enter a link."),
        ({"type": "number_input", "is_decimal_allowed": False}, "two", "Please enter a number."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
        ({"type": "number_input", "is_decimal_allowed": False, "min_value": "2"}, "1", "Please enter 2 or more."),
        ({"type": "number_input", "is_decimal_allowed": False, "max_value": "2"}, "3", "Please enter 2 or less."),
    ],
)
async def test_slacks_client_checks_what_was_typed(
    sandbox: Sandbox, app: App, element: dict[str, Any], typed: str, sentence: str
) -> None:
    view = await opened(sandbox, app, modal(field(element)))

    assert {"field": sentence} == await sandbox.people.submit(MAI, view.id, {"field": {"it": typed}})


OPTIONS = [option("red"), option("blue")]
EVERY_ELEMENT: list[tuple[dict[str, Any], Any, dict[str, Any]]] = [
    ({"type": "plain_text_input"}, "words", {"value": "words"}),
    ({"type": "email_text_input"}, "mai@acme.example", {"value": "mai@acme.example"}),
    ({"type": "url_text_input"}, "https://acme.example", {"value": "https://acme.example"}),
    ({"type": "number_input", "is_decimal_allowed": True}, "1.5", {"value": "1.5"}),
    ({"type": "static_select", "options": OPTIONS}, "blue", {"selected_option": option("blue")}),
    ({"type": "radio_buttons", "options": OPTIONS}, "red", {"selected_option": option("red")}),
    ({"type": "checkboxes", "options": OPTIONS}, ["red", "blue"], {"selected_options": OPTIONS}),
    ({"type": "multi_static_select", "options": OPTIONS}, ["red"], {"selected_options": [option("red")]}),
    ({"type": "external_select"}, option("far"), {"selected_option": option("far")}),
    ({"type": "multi_external_select"}, [option("far")], {"selected_options": [option("far")]}),
    ({"type": "users_select"}, TOM, {"selected_user": TOM}),
    ({"type": "multi_users_select"}, [TOM, MAI], {"selected_users": [TOM, MAI]}),
    ({"type": "conversations_select"}, GENERAL, {"selected_conversation": GENERAL}),
    ({"type": "multi_conversations_select"}, [GENERAL], {"selected_conversations": [GENERAL]}),
    ({"type": "channels_select"}, GENERAL, {"selected_channel": GENERAL}),
    ({"type": "multi_channels_select"}, [GENERAL], {"selected_channels": [GENERAL]}),
    ({"type": "datepicker"}, "2030-01-31", {"selected_date": "2030-01-31"}),
    ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    ({"type": "datetimepicker"}, "1900000000", {"selected_date_time": 1_900_000_000}),
    ({"type": "file_input"}, ["F1"], {"files": [{"id": "F1"}]}),
]


@pytest.mark.parametrize(("element", "chosen", "value"), EVERY_ELEMENT, ids=[one[0]["type"] for one in EVERY_ELEMENT])
async def test_every_kind_of_field_has_its_own_value_key(
    sandbox: Sandbox, app: App, element: dict[str, Any], chosen: Any, value: dict[str, Any]
) -> None:
    view = await opened(sandbox, app, modal(field(element)))
    await sandbox.people.submit(MAI, view.id, {"field": {"it": chosen}})
    (payload,) = app.payloads("view_submission")

    assert {"type": element["type"], **value} == payload["view"]["state"]["values"]["field"]["it"]


async def test_rich_text_is_typed_as_words_and_sent_as_rich_text(sandbox: Sandbox, app: App) -> None:
    view = await opened(sandbox, app, modal(field({"type": "rich_text_input"})))
    await sandbox.people.submit(MAI, view.id, {"field": {"it": "so *slow*"}})
    value = app.payloads("view_submission")[0]["view"]["state"]["values"]["field"]["it"]["rich_text_value"]

    assert "rich_text" == value["type"]
    assert ["so ", "slow"] == [part["text"] for part in value["elements"][0]["elements"]]


async def test_what_a_form_starts_with_is_sent_untouched(sandbox: Sandbox, app: App) -> None:
    blocks = [
        what(initial_value="as before"),
        field({"type": "static_select", "options": OPTIONS, "initial_option": option("red")}, "colour"),
        field({"type": "users_select", "initial_user": TOM}, "who"),
        field({"type": "plain_text_input"}, "empty", optional=True),
    ]
    view = await opened(sandbox, app, modal(*blocks))
    await sandbox.people.submit(MAI, view.id)
    values = app.payloads("view_submission")[0]["view"]["state"]["values"]

    assert "as before" == values["what"]["it"]["value"]
    assert option("red") == values["colour"]["it"]["selected_option"]
    assert TOM == values["who"]["it"]["selected_user"]
    assert {"type": "plain_text_input", "value": None} == values["empty"]["it"]


async def test_blocks_without_ids_get_them(sandbox: Sandbox, app: App) -> None:
    bare = {"type": "input", "label": plain("Label"), "element": {"type": "plain_text_input"}}
    view = await opened(sandbox, app, modal(bare))
    block = view.body["blocks"][0]
    await sandbox.people.submit(MAI, view.id, {block["block_id"]: {block["element"]["action_id"]: "words"}})

    assert block["block_id"]
    assert [block["block_id"]] == list(app.payloads("view_submission")[0]["view"]["state"]["values"])


async def test_an_unknown_option_cannot_be_chosen(sandbox: Sandbox, app: App) -> None:
    view = await opened(sandbox, app, modal(field({"type": "static_select", "options": OPTIONS})))

    with pytest.raises(Refused, match="no_such_option"):
        await sandbox.people.submit(MAI, view.id, {"field": {"it": "green"}})
