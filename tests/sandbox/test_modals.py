"""Modals: opening, stacking, answering and closing them."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.refusals import Refused
from bot.sandbox.sandbox import Sandbox
from tests.sandbox.an_app import SILENCE, App, answers
from tests.sandbox.forms import actions, button, field, fresh_trigger, modal, opened, plain, section, titles, what
from tests.sandbox.running import GENERAL, MAI, TOM


async def test_a_trigger_opens_one_form(sandbox: Sandbox, app: App) -> None:
    used = await fresh_trigger(sandbox, app)
    answer = await app.call("views.open", trigger_id=used, view=modal())

    assert "form" == answer["view"]["callback_id"]
    assert sandbox.world.bot_id == answer["view"]["bot_id"]
    assert "exchanged_trigger_id" == await app.error("views.open", trigger_id=used, view=modal())


async def test_a_trigger_lives_three_seconds(sandbox: Sandbox, app: App) -> None:
    late = await fresh_trigger(sandbox, app)
    sandbox.clock.move(timedelta(seconds=3.1))

    assert "expired_trigger_id" == await app.error("views.open", trigger_id=late, view=modal())


async def test_a_made_up_trigger_opens_nothing(app: App) -> None:
    assert "invalid_trigger_id" == await app.error("views.open", trigger_id="12.34.abc", view=modal())


async def test_a_form_slack_would_refuse_says_where_it_is_wrong(sandbox: Sandbox, app: App) -> None:
    bad = modal(section("x" * 3001))
    error = await app.error("views.open", trigger_id=await fresh_trigger(sandbox, app), view=bad)

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
        await app.call("views.push", trigger_id=await fresh_trigger(sandbox, app), view=modal())

    fourth = await app.error("views.push", trigger_id=await fresh_trigger(sandbox, app), view=modal())

    assert "push_limit_reached" == fourth
    assert 3 == len(titles(sandbox))


async def test_nothing_can_be_pushed_upon_nothing(sandbox: Sandbox, app: App) -> None:
    assert "not_found" == await app.error("views.push", trigger_id=await fresh_trigger(sandbox, app), view=modal())


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
    again = await app.error("views.push", trigger_id=await fresh_trigger(sandbox, app), view=modal(external_id="mine"))

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
    child = await app.call("views.push", trigger_id=await fresh_trigger(sandbox, app), view=pushed)
    await sandbox.people.close(MAI, child["view"]["id"], all_of_them=True)

    assert [(child["view"]["id"], True), (parent.id, True)] == [
        (one["view"]["id"], one["is_cleared"]) for one in app.payloads("view_closed")
    ]
    assert [] == titles(sandbox)


async def test_cancel_clears_the_stack_where_the_form_says_so(sandbox: Sandbox, app: App) -> None:
    await opened(sandbox, app, modal())
    pushed = modal(clear_on_close=True)
    child = await app.call("views.push", trigger_id=await fresh_trigger(sandbox, app), view=pushed)
    await sandbox.people.close(MAI, child["view"]["id"])

    assert [] == titles(sandbox)


async def test_a_home_is_published_for_somebody_who_is_there(sandbox: Sandbox, app: App) -> None:
    home = {"type": "home", "blocks": [section()]}
    first = (await app.call("views.publish", user_id=MAI, view=home))["view"]
    second = (await app.call("views.publish", user_id=MAI, view=home, hash=first["hash"]))["view"]

    assert first["id"] == second["id"]
    assert "hash_conflict" == await app.error("views.publish", user_id=MAI, view=home, hash=first["hash"])
    assert "user_not_found" == await app.error("views.publish", user_id="U0NOBODY", view=home)


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
