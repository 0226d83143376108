"""Modals: opening, stacking, checking, submitting and closing them."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.refusals import Refused
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import View
from tests.sandbox.an_app import SILENCE, App, answers
from tests.sandbox.forms import actions, button, field, modal, option, plain, section, what
from tests.sandbox.running import GENERAL, MAI, TOM


async def trigger(sandbox: Sandbox, app: App) -> str:
    """A fresh trigger_id of Mai's."""
    await sandbox.people.global_shortcut(MAI, "log_pain", GENERAL)
    return str(app.payloads("shortcut")[-1]["trigger_id"])


async def opened(sandbox: Sandbox, app: App, view: dict[str, Any]) -> View:
    await app.call("views.open", trigger_id=await trigger(sandbox, app), view=view)
    return sandbox.world.modals[MAI][-1]


def titles(sandbox: Sandbox) -> list[str]:
    return [view.body["title"]["text"] for view in sandbox.world.modals.get(MAI, [])]


async def test_a_trigger_opens_one_form(sandbox: Sandbox, app: App) -> None:
    used = await trigger(sandbox, app)
    answer = await app.call("views.open", trigger_id=used, view=modal())

    assert "form" == answer["view"]["callback_id"]
    assert sandbox.world.bot_id == answer["view"]["bot_id"]
    assert "exchanged_trigger_id" == await app.error("views.open", trigger_id=used, view=modal())


async def test_a_trigger_lives_three_seconds(sandbox: Sandbox, app: App) -> None:
    late = await trigger(sandbox, app)
    sandbox.clock.move(timedelta(seconds=3.1))

    assert "expired_trigger_id" == await app.error("views.open", trigger_id=late, view=modal())


async def test_a_made_up_trigger_opens_nothing(app: App) -> None:
    assert "invalid_trigger_id" == await app.error("views.open", trigger_id="12.34.abc", view=modal())


async def test_a_form_slack_would_refuse_says_where_it_is_wrong(sandbox: Sandbox, app: App) -> None:
    bad = modal(section("x" * 3001))
    error = await app.error("views.open", trigger_id=await trigger(sandbox, app), view=bad)

    assert "invalid_arguments" == error
    assert "/view/blocks/0/text" in str(sandbox.traffic.calls("views.open")[-1].answer["response_metadata"])


async def test_submitting_sends_everything_typed_and_closes(sandbox: Sandbox, app: App) -> None:
    view = await opened(sandbox, app, modal(what(), private_metadata="kept"))
    errors = await sandbox.people.submit(MAI, view.id, {"what": {"it": "the form is slow"}})
    (payload,) = app.payloads("view_submission")

    assert {} == errors
    assert {"what": {"it": {"type": "plain_text_input", "value": "the form is slow"}}} == payload["view"]["state"][
        "values"
    ]
    assert ("kept", view.id, view.hash) == tuple(payload["view"][key] for key in ("private_metadata", "id", "hash"))
    assert payload["trigger_id"]
    assert [] == titles(sandbox)


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
EVERY_ELEMENT = [
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


async def test_errors_of_the_app_show_at_their_fields_and_keep_what_was_typed(sandbox: Sandbox, app: App) -> None:
    app.on["view_submission"] = answers({"response_action": "errors", "errors": {"what": "Too vague."}})
    view = await opened(sandbox, app, modal())

    assert {"what": "Too vague."} == await sandbox.people.submit(MAI, view.id, {"what": {"it": "hm"}})
    assert "hm" == view.values["what"]["it"]["value"]
    assert ["Form"] == titles(sandbox)


async def test_errors_for_no_field_are_as_bad_as_no_answer(sandbox: Sandbox, app: App) -> None:
    app.on["view_submission"] = answers({"response_action": "errors", "errors": {"nowhere": "Too vague."}})
    view = await opened(sandbox, app, modal())
    await sandbox.people.submit(MAI, view.id, {"what": {"it": "hm"}})

    assert "trouble connecting" in sandbox.world.notices[MAI][0]
    assert ["Form"] == titles(sandbox)


async def test_an_unanswered_form_stays_open_with_what_was_typed(sandbox: Sandbox, app: App) -> None:
    sandbox.timing.ack = 0.05
    app.on["view_submission"] = answers(SILENCE)
    view = await opened(sandbox, app, modal())
    await sandbox.people.submit(MAI, view.id, {"what": {"it": "precious"}})

    assert "trouble connecting" in sandbox.world.notices[MAI][0]
    assert "precious" == sandbox.world.modals[MAI][0].values["what"]["it"]["value"]


async def test_a_submission_may_be_answered_with_the_next_page(sandbox: Sandbox, app: App) -> None:
    view = await opened(sandbox, app, modal())
    before = view.hash
    app.on["view_submission"] = answers(
        {"response_action": "update", "view": modal(section("Thank you"), title=plain("Done"))}
    )
    await sandbox.people.submit(MAI, view.id, {"what": {"it": "words"}})

    assert ["Done"] == titles(sandbox)
    assert before != sandbox.world.modals[MAI][0].hash


async def test_a_pushed_form_returns_to_its_parent(sandbox: Sandbox, app: App) -> None:
    parent = await opened(sandbox, app, modal(what(), actions(button())))
    await sandbox.people.click(MAI, f"view:{parent.id}", "row|press", values={"what": {"it": "half typed"}})
    pressed = app.payloads("block_actions")[-1]
    answer = await app.call("views.push", trigger_id=pressed["trigger_id"], view=modal(what(), title=plain("Child")))
    child = answer["view"]
    await sandbox.people.submit(MAI, child["id"], {"what": {"it": "words"}})

    assert (parent.id, parent.id) == (child["previous_view_id"], child["root_view_id"])
    assert ["Form"] == titles(sandbox)
    assert "half typed" == sandbox.world.modals[MAI][0].values["what"]["it"]["value"]


async def test_a_submission_may_push_and_clear(sandbox: Sandbox, app: App) -> None:
    view = await opened(sandbox, app, modal())
    app.on["view_submission"] = answers({"response_action": "push", "view": modal(title=plain("Child"))})
    await sandbox.people.submit(MAI, view.id, {"what": {"it": "words"}})
    stacked = titles(sandbox)
    app.on["view_submission"] = answers({"response_action": "clear"})
    await sandbox.people.submit(MAI, sandbox.world.modals[MAI][-1].id, {"what": {"it": "words"}})

    assert ["Form", "Child"] == stacked
    assert [] == titles(sandbox)


async def test_three_forms_are_the_deepest_stack(sandbox: Sandbox, app: App) -> None:
    await opened(sandbox, app, modal())
    for _ in range(2):
        await app.call("views.push", trigger_id=await trigger(sandbox, app), view=modal())

    fourth = await app.error("views.push", trigger_id=await trigger(sandbox, app), view=modal())

    assert "push_limit_reached" == fourth
    assert 3 == len(titles(sandbox))


async def test_nothing_can_be_pushed_upon_nothing(sandbox: Sandbox, app: App) -> None:
    assert "not_found" == await app.error("views.push", trigger_id=await trigger(sandbox, app), view=modal())


async def test_a_form_opened_during_a_submission_is_not_wiped(sandbox: Sandbox, app: App) -> None:
    async def open_another(payload: dict[str, Any]) -> None:
        await app.call("views.open", trigger_id=payload["trigger_id"], view=modal(title=plain("Next")))

    view = await opened(sandbox, app, modal())
    app.on["view_submission"] = open_another
    await sandbox.people.submit(MAI, view.id, {"what": {"it": "words"}})

    assert ["Next"] == titles(sandbox)


async def test_an_update_with_an_old_hash_is_refused(sandbox: Sandbox, app: App) -> None:
    view = await opened(sandbox, app, modal())
    first = view.hash
    await app.call("views.update", view_id=view.id, hash=first, view=modal(title=plain("Newer")))

    assert "hash_conflict" == await app.error("views.update", view_id=view.id, hash=first, view=modal())
    assert ["Newer"] == titles(sandbox)


async def test_an_update_keeps_what_was_typed_in_fields_that_kept_their_ids(sandbox: Sandbox, app: App) -> None:
    view = await opened(sandbox, app, modal(what(), field({"type": "plain_text_input"}, "other"), actions(button())))
    typed = {"what": {"it": "stays"}, "other": {"it": "goes"}}
    await sandbox.people.click(MAI, f"view:{view.id}", "row|press", values=typed)
    new = modal(what(), field({"type": "plain_text_input"}, "renamed"))
    answer = await app.call("views.update", view_id=view.id, view=new)
    values = answer["view"]["state"]["values"]

    assert "stays" == values["what"]["it"]["value"]
    assert None is values["renamed"]["it"]["value"]


async def test_a_form_is_found_by_the_apps_own_name_for_it(sandbox: Sandbox, app: App) -> None:
    await opened(sandbox, app, modal(external_id="mine"))
    await app.call("views.update", external_id="mine", view=modal(title=plain("Newer"), external_id="mine"))
    again = await app.error("views.push", trigger_id=await trigger(sandbox, app), view=modal(external_id="mine"))

    assert ["Newer"] == titles(sandbox)
    assert "duplicate_external_id" == again


async def test_a_closed_form_cannot_be_updated(sandbox: Sandbox, app: App) -> None:
    view = await opened(sandbox, app, modal())
    await sandbox.people.close(MAI, view.id)

    assert "not_found" == await app.error("views.update", view_id=view.id, view=modal())


async def test_closing_tells_an_app_that_asked(sandbox: Sandbox, app: App) -> None:
    quiet = await opened(sandbox, app, modal())
    await sandbox.people.close(MAI, quiet.id)
    told = await opened(sandbox, app, modal(notify_on_close=True))
    await sandbox.people.close(MAI, told.id)

    assert [(told.id, False)] == [(one["view"]["id"], one["is_cleared"]) for one in app.payloads("view_closed")]


async def test_closing_the_whole_stack_says_so(sandbox: Sandbox, app: App) -> None:
    parent = await opened(sandbox, app, modal(notify_on_close=True))
    pushed = modal(notify_on_close=True)
    child = await app.call("views.push", trigger_id=await trigger(sandbox, app), view=pushed)
    await sandbox.people.close(MAI, child["view"]["id"], all_of_them=True)

    assert [(child["view"]["id"], True), (parent.id, True)] == [
        (one["view"]["id"], one["is_cleared"]) for one in app.payloads("view_closed")
    ]
    assert [] == titles(sandbox)


async def test_nobody_submits_somebody_elses_form(sandbox: Sandbox, app: App) -> None:
    view = await opened(sandbox, app, modal())

    with pytest.raises(Refused, match="no_such_view"):
        await sandbox.people.submit(TOM, view.id, {"what": {"it": "mine"}})


async def test_a_form_can_answer_into_the_channel_chosen_in_it(sandbox: Sandbox, app: App) -> None:
    select = {"type": "conversations_select", "response_url_enabled": True}
    view = await opened(sandbox, app, modal(field(select)))
    await sandbox.people.submit(MAI, view.id, {"field": {"it": GENERAL}})
    (hook,) = app.payloads("view_submission")[0]["response_urls"]
    await app.session.post(hook["response_url"], json={"text": "done", "response_type": "in_channel"})

    assert (GENERAL, "field", "it") == (hook["channel_id"], hook["block_id"], hook["action_id"])
    assert ["done"] == [message.text for message in sandbox.world.messages[GENERAL]]
