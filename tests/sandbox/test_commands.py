"""Slash commands and shortcuts: what is registered, who may use it, and what an unanswered one looks like."""

import pytest

from bot.sandbox.refusals import Refused
from bot.sandbox.sandbox import Sandbox
from tests.sandbox.an_app import SILENCE, App, answers
from tests.sandbox.running import GENERAL, GUEST, MAI, OLGA, PARTNERS, RANDOM, SECRET, TEAM, TOM


async def test_a_command_carries_what_slacks_does(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.command(MAI, GENERAL, "/pain the form is slow")
    (command,) = app.payloads("/pain")

    assert "the form is slow" == command["text"]
    assert (GENERAL, "general") == (command["channel_id"], command["channel_name"])
    assert (MAI, "mai.pham") == (command["user_id"], command["user_name"])
    assert "false" == command["is_enterprise_install"]
    assert command["response_url"].startswith(sandbox.world.url + "response/")
    assert command["trigger_id"]


async def test_a_private_channels_name_is_not_told(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.command(MAI, TEAM, "/pain hush")

    assert "privategroup" == app.payloads("/pain")[0]["channel_name"]


async def test_a_command_works_where_the_bot_is_not(sandbox: Sandbox, app: App) -> None:
    app.on["/pain"] = answers({"text": "noted"})
    await sandbox.people.command(MAI, SECRET, "/pain here too")

    assert ["noted"] == [note.text for note in sandbox.world.ephemerals]


async def test_names_become_ids_where_the_manifest_asks_for_it(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.command(MAI, GENERAL, "/pain @tom said in #random that 1 < 2")

    assert f"<@{TOM}> said in <#{RANDOM}|random> that 1 &lt; 2" == app.payloads("/pain")[0]["text"]


async def test_an_unregistered_command_goes_nowhere(sandbox: Sandbox, app: App) -> None:
    with pytest.raises(Refused, match="unknown_command"):
        await sandbox.people.command(MAI, GENERAL, "/nosuch thing")

    assert [] == app.envelopes


async def test_an_unanswered_command_fails_where_it_was_typed(sandbox: Sandbox, app: App) -> None:
    sandbox.timing.ack = 0.05
    app.on["/pain"] = answers(SILENCE)
    await sandbox.people.command(MAI, GENERAL, "/pain anybody?")

    assert 1 == len(app.payloads("/pain"))
    assert ['/pain failed with the error "operation_timeout".'] == sandbox.world.notices[MAI]


async def test_a_command_fails_at_once_when_no_app_is_connected(sandbox: Sandbox) -> None:
    await sandbox.people.command(MAI, GENERAL, "/pain anybody?")

    assert ['/pain failed with the error "dispatch_failed".'] == sandbox.world.notices[MAI]


async def test_the_answer_to_a_command_is_for_the_one_who_asked(sandbox: Sandbox, app: App) -> None:
    app.on["/pain"] = answers({"text": "only you see this"})
    await sandbox.people.command(MAI, GENERAL, "/pain quiet")

    assert [(MAI, GENERAL, "only you see this")] == [
        (note.viewer, note.channel, note.text) for note in sandbox.world.ephemerals
    ]
    assert [] == sandbox.world.messages[GENERAL]


async def test_the_answer_to_a_command_may_be_for_everybody(sandbox: Sandbox, app: App) -> None:
    app.on["/pain"] = answers({"text": "hear, hear", "response_type": "in_channel"})
    await sandbox.people.command(MAI, GENERAL, "/pain loud")

    assert ["hear, hear"] == [message.text for message in sandbox.world.messages[GENERAL]]


async def test_people_from_outside_have_no_commands_and_no_shortcuts(sandbox: Sandbox, app: App) -> None:
    message = await sandbox.people.post(MAI, PARTNERS, "hello")
    with pytest.raises(Refused, match="home_team_only"):
        await sandbox.people.command(OLGA, PARTNERS, "/pain mine too")
    with pytest.raises(Refused, match="home_team_only"):
        await sandbox.people.message_shortcut(OLGA, "log_pain_from_message", PARTNERS, message.ts)
    with pytest.raises(Refused, match="home_team_only"):
        await sandbox.people.global_shortcut(OLGA, "log_pain")

    assert [] == app.envelopes


async def test_guests_use_commands_only_where_they_are(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.command(GUEST, GENERAL, "/pain from a guest")
    with pytest.raises(Refused, match="channel_not_found"):
        await sandbox.people.command(GUEST, RANDOM, "/pain peeking")

    assert 1 == len(app.payloads("/pain"))


async def test_an_archived_channel_takes_no_commands(sandbox: Sandbox) -> None:
    sandbox.changes.archive(sandbox.world.channels[GENERAL], MAI)

    with pytest.raises(Refused, match="is_archived"):
        await sandbox.people.command(MAI, GENERAL, "/pain too late")


async def test_a_deactivated_person_does_nothing(sandbox: Sandbox) -> None:
    sandbox.world.users[TOM].deleted = True

    with pytest.raises(Refused, match="account_inactive"):
        await sandbox.people.command(TOM, GENERAL, "/pain ghost")
    with pytest.raises(Refused, match="account_inactive"):
        await sandbox.people.post(TOM, GENERAL, "boo")


async def test_a_message_shortcut_brings_the_whole_message_from_any_channel(sandbox: Sandbox, app: App) -> None:
    message = await sandbox.people.post(TOM, SECRET, "the customer is angry")
    await sandbox.people.message_shortcut(MAI, "log_pain_from_message", SECRET, message.ts)
    (payload,) = app.payloads("message_action")

    assert "log_pain_from_message" == payload["callback_id"]
    assert (message.ts, "the customer is angry") == (payload["message_ts"], payload["message"]["text"])
    assert {"id": SECRET, "name": "privategroup"} == payload["channel"]
    assert {"response_url", "trigger_id", "action_ts", "team", "user"} <= set(payload)


async def test_a_global_shortcut_has_no_channel_and_no_response_url(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.global_shortcut(MAI, "log_pain", GENERAL)
    (payload,) = app.payloads("shortcut")

    assert "trigger_id" in payload
    assert not {"channel", "response_url", "message"} & set(payload)


async def test_only_shortcuts_of_the_manifest_exist(sandbox: Sandbox) -> None:
    with pytest.raises(Refused, match="unknown_shortcut"):
        await sandbox.people.global_shortcut(MAI, "log_pain_from_message")


async def test_ephemerals_take_no_message_shortcut(sandbox: Sandbox, app: App) -> None:
    app.on["/pain"] = answers({"text": "only you see this"})
    await sandbox.people.command(MAI, GENERAL, "/pain quiet")

    with pytest.raises(Refused, match="message_not_found"):
        await sandbox.people.message_shortcut(MAI, "log_pain_from_message", GENERAL, sandbox.world.ephemerals[0].ts)
