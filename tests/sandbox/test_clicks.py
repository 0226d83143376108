"""Buttons, menus and pickers on messages, in forms and on Homes."""

from typing import Any

import pytest

from bot.sandbox.refusals import Refused
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Message
from tests.sandbox.an_app import SILENCE, App, answers
from tests.sandbox.forms import actions, button, field, modal, option, section, what
from tests.sandbox.running import GENERAL, GUEST, MAI, OLGA, PARTNERS, TEAM, TOM

OPTIONS = [option("red"), option("blue")]


async def posted(sandbox: Sandbox, app: App, *blocks: dict[str, Any], channel: str = GENERAL, **more: str) -> Message:
    answer = await app.call("chat.postMessage", channel=channel, text="a card", blocks=list(blocks), **more)
    message = sandbox.world.find_message(channel, answer["ts"])
    assert message
    return message


def at(message: Message) -> str:
    return f"message:{message.channel}:{message.ts}"


async def test_a_click_says_who_what_and_where(sandbox: Sandbox, app: App) -> None:
    card = await posted(sandbox, app, section(), actions(button(value="12", style="primary")))
    await sandbox.people.click(TOM, at(card), "row|press")
    (payload,) = app.payloads("block_actions")
    (action,) = payload["actions"]

    assert ("button", "row", "press", "12", "primary") == tuple(
        action[key] for key in ("type", "block_id", "action_id", "value", "style")
    )
    assert action["action_ts"]
    assert {"id": TOM, "username": "tom", "name": "tom", "team_id": sandbox.world.team_id} == payload["user"]
    assert {
        "type": "message",
        "message_ts": card.ts,
        "channel_id": GENERAL,
        "is_ephemeral": False,
    } == payload["container"]
    assert (card.ts, {"id": GENERAL, "name": "general"}) == (payload["message"]["ts"], payload["channel"])
    assert payload["trigger_id"]
    assert payload["response_url"]


async def test_a_click_in_a_thread_names_the_thread(sandbox: Sandbox, app: App) -> None:
    parent = await sandbox.people.post(MAI, GENERAL, "who knows?")
    card = await posted(sandbox, app, actions(button()), thread_ts=parent.ts)
    await sandbox.people.click(MAI, at(card), "row|press")
    payload = app.payloads("block_actions")[0]

    assert (parent.ts, parent.ts) == (payload["container"]["thread_ts"], payload["message"]["thread_ts"])


async def test_a_click_on_an_ephemeral_has_no_message(sandbox: Sandbox, app: App) -> None:
    await app.call("chat.postEphemeral", channel=GENERAL, user=MAI, text="psst", blocks=[actions(button())])
    note = sandbox.world.ephemerals[0]
    await sandbox.people.click(MAI, f"ephemeral:{GENERAL}:{note.ts}", "row|press")
    (payload,) = app.payloads("block_actions")

    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    with pytest.raises(Refused, match="no_such_surface"):
        await sandbox.people.click(TOM, f"ephemeral:{GENERAL}:{note.ts}", "row|press")


EVERY_MENU: list[tuple[dict[str, Any], Any, dict[str, Any]]] = [
    ({"type": "static_select", "options": OPTIONS}, "blue", {"selected_option": option("blue")}),
    ({"type": "overflow", "options": OPTIONS}, "red", {"selected_option": option("red")}),
    ({"type": "multi_static_select", "options": OPTIONS}, ["red"], {"selected_options": [option("red")]}),
    ({"type": "users_select"}, TOM, {"selected_user": TOM}),
    ({"type": "multi_users_select"}, [TOM, MAI], {"selected_users": [TOM, MAI]}),
    ({"type": "conversations_select"}, TEAM, {"selected_conversation": TEAM}),
    ({"type": "multi_conversations_select"}, [TEAM], {"selected_conversations": [TEAM]}),
    ({"type": "channels_select"}, GENERAL, {"selected_channel": GENERAL}),
    ({"type": "multi_channels_select"}, [GENERAL], {"selected_channels": [GENERAL]}),
    ({"type": "datepicker"}, "2030-01-31", {"selected_date": "2030-01-31"}),
    ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    ({"type": "radio_buttons", "options": OPTIONS}, "red", {"selected_option": option("red")}),
    ({"type": "checkboxes", "options": OPTIONS}, ["red"], {"selected_options": [option("red")]}),
]


@pytest.mark.parametrize(("element", "chosen", "value"), EVERY_MENU, ids=[one[0]["type"] for one in EVERY_MENU])
async def test_what_was_chosen_travels_in_the_action(
    sandbox: Sandbox, app: App, element: dict[str, Any], chosen: Any, value: dict[str, Any]
) -> None:
    card = await posted(sandbox, app, section(block_id="s", accessory=element | {"action_id": "pick"}))
    await sandbox.people.click(MAI, at(card), "s|pick", chosen)
    (action,) = app.payloads("block_actions")[0]["actions"]

    assert value.items() <= action.items()
    assert element["type"] == action["type"]


async def test_the_rest_of_a_messages_controls_travel_as_state(sandbox: Sandbox, app: App) -> None:
    picker = {"type": "datetimepicker", "action_id": "when", "initial_date_time": 1_900_000_000}
    menu = {"type": "static_select", "action_id": "colour", "options": OPTIONS}
    card = await posted(sandbox, app, actions(button(), picker, menu))
    await sandbox.people.click(MAI, at(card), "row|press", values={"row": {"colour": "red"}})

    assert {
        "row": {
            "when": {"type": "datetimepicker", "selected_date_time": 1_900_000_000},
            "colour": {"type": "static_select", "selected_option": option("red")},
        }
    } == app.payloads("block_actions")[0]["state"]["values"]


async def test_a_button_inside_a_form_works_and_carries_the_form(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.global_shortcut(MAI, "log_pain")
    trigger = app.payloads("shortcut")[0]["trigger_id"]
    await app.call("views.open", trigger_id=trigger, view=modal(what(), actions(button())))
    view = sandbox.world.modals[MAI][0]
    await sandbox.people.click(MAI, f"view:{view.id}", "row|press", values={"what": {"it": "half"}})
    (payload,) = app.payloads("block_actions")

    assert {"type": "view", "view_id": view.id} == payload["container"]
    assert "half" == payload["view"]["state"]["values"]["what"]["it"]["value"]
    assert not {"message", "channel", "response_url"} & set(payload)


async def test_an_input_tells_the_app_at_once_only_if_it_says_so(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.global_shortcut(MAI, "log_pain")
    trigger = app.payloads("shortcut")[0]["trigger_id"]
    menu = {"type": "static_select", "options": OPTIONS}
    eager = field(menu, "eager", dispatch_action=True)
    await app.call("views.open", trigger_id=trigger, view=modal(field(menu, "patient"), eager))
    view = sandbox.world.modals[MAI][0]
    await sandbox.people.click(MAI, f"view:{view.id}", "patient|it", "red")
    await sandbox.people.click(MAI, f"view:{view.id}", "eager|it", "blue")
    (payload,) = app.payloads("block_actions")

    assert "eager" == payload["actions"][0]["block_id"]
    assert option("red") == payload["view"]["state"]["values"]["patient"]["it"]["selected_option"]


async def test_a_click_on_home_carries_the_view(sandbox: Sandbox, app: App) -> None:
    await app.call("views.publish", user_id=MAI, view={"type": "home", "blocks": [actions(button())]})
    home = sandbox.world.homes[MAI]
    await sandbox.people.click(MAI, f"view:{home.id}", "row|press")
    (payload,) = app.payloads("block_actions")

    assert (home.id, "home") == (payload["view"]["id"], payload["view"]["type"])
    assert home.hash == payload["view"]["hash"]


async def test_an_unanswered_click_tells_the_person(sandbox: Sandbox, app: App) -> None:
    sandbox.timing.ack = 0.05
    app.on["block_actions"] = answers(SILENCE)
    card = await posted(sandbox, app, actions(button()))
    await sandbox.people.click(MAI, at(card), "row|press")

    assert 1 == len(app.payloads("block_actions"))
    assert ["Flywheel didn't respond (operation_timeout). Try again."] == sandbox.world.notices[MAI]


async def test_people_from_outside_may_click(sandbox: Sandbox, app: App) -> None:
    card = await posted(sandbox, app, actions(button()), channel=PARTNERS)
    await sandbox.people.click(OLGA, at(card), "row|press")

    assert "T0OTHER" == app.payloads("block_actions")[0]["user"]["team_id"]


async def test_nobody_clicks_what_they_do_not_see(sandbox: Sandbox, app: App) -> None:
    card = await posted(sandbox, app, actions(button()), channel=TEAM)

    with pytest.raises(Refused, match="no_such_surface"):
        await sandbox.people.click(GUEST, at(card), "row|press")
    with pytest.raises(Refused, match="no_such_control"):
        await sandbox.people.click(MAI, at(card), "row|nothing")


async def test_a_search_menu_asks_the_app(sandbox: Sandbox, app: App) -> None:
    app.on["block_suggestion"] = answers({"options": [option("acme")]})
    menu = {"type": "external_select", "action_id": "customer", "min_query_length": 2}
    card = await posted(sandbox, app, actions(menu))
    too_short = await sandbox.people.suggest(MAI, at(card), "row|customer", "a")
    found = await sandbox.people.suggest(MAI, at(card), "row|customer", "ac")
    (payload,) = app.payloads("block_suggestion")

    assert ([], [option("acme")]) == (too_short, found)
    assert ("row", "customer", "ac") == (payload["block_id"], payload["action_id"], payload["value"])
    assert card.ts == payload["message"]["ts"]


async def test_more_than_a_hundred_suggestions_are_none(sandbox: Sandbox, app: App) -> None:
    app.on["block_suggestion"] = answers({"options": [option(str(number)) for number in range(101)]})
    card = await posted(sandbox, app, actions({"type": "external_select", "action_id": "customer"}))

    assert [] == await sandbox.people.suggest(MAI, at(card), "row|customer", "acme")
    assert ["Flywheel could not load the options."] == sandbox.world.notices[MAI]
