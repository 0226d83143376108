"""Events: the fields Slack sends, to an app that subscribed, about channels its bot is in."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.manifest import Manifest, read_manifest
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import serve
from bot.sandbox.world import Channel, User
from tests.sandbox.an_app import App, connected_app
from tests.sandbox.running import GENERAL, MAI, OLGA, PARTNERS, RANDOM, SECRET, TEAM, TOM, small_town

EVERYTHING = {
    "app_mention",
    "channel_archive",
    "channel_created",
    "channel_rename",
    "group_archive",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "reaction_added",
    "reaction_removed",
    "team_join",
    "user_change",
}


@pytest.fixture
def manifest() -> Manifest:
    return replace(read_manifest(), events=read_manifest().events | EVERYTHING)


@pytest.fixture
async def sandbox(manifest: Manifest) -> AsyncIterator[Sandbox]:
    """One whose app subscribed to all there is."""
    running = Sandbox(small_town(), manifest=manifest)
    async with serve(running):
        yield running


@pytest.mark.parametrize(("channel", "kind"), [(GENERAL, "channel"), (TEAM, "group")])
async def test_a_message_carries_what_slacks_does(sandbox: Sandbox, app: App, channel: str, kind: str) -> None:
    message = await sandbox.people.post(MAI, channel, "the form is slow")
    (event,) = await app.events("message")

    assert kind == event["channel_type"]
    assert (channel, MAI, "the form is slow") == (event["channel"], event["user"], event["text"])
    assert (message.ts, message.ts) == (event["ts"], event["event_ts"])
    assert sandbox.world.team_id == event["team"]
    assert 36 == len(event["client_msg_id"])
    assert "the form is slow" == event["blocks"][0]["elements"][0]["elements"][0]["text"]


async def test_direct_messages_are_im_and_groups_mpim(sandbox: Sandbox, app: App) -> None:
    direct = await sandbox.people.open_dm(MAI)
    sandbox.world.add_channel(Channel("C0GROUP", "mpdm-mai-tom", "mpim", [MAI, TOM, sandbox.world.bot_user_id]))
    await sandbox.people.post(MAI, direct.id, "hello")
    await sandbox.people.post(MAI, "C0GROUP", "hello")

    assert ["im", "mpim"] == [event["channel_type"] for event in await app.events("message")]


async def test_an_envelope_says_whose_event_it_is(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.post(OLGA, PARTNERS, "from outside")
    await sandbox.outbound.idle()
    payload = app.envelopes[0]["payload"]

    assert "event_callback" == payload["type"]
    assert (sandbox.world.team_id, sandbox.world.app_id) == (payload["team_id"], payload["api_app_id"])
    assert payload["event_id"].startswith("Ev")
    assert payload["is_ext_shared_channel"]
    assert [(sandbox.world.bot_user_id, True)] == [(one["user_id"], one["is_bot"]) for one in payload["authorizations"]]
    assert "T0OTHER" == payload["event"]["team"]


async def test_nothing_is_told_from_channels_the_bot_is_not_in(sandbox: Sandbox, app: App) -> None:
    message = await sandbox.people.post(MAI, RANDOM, f"<@{sandbox.world.bot_user_id}> can you hear me")
    await sandbox.people.react(TOM, RANDOM, message.ts, "eyes")
    await sandbox.people.post(MAI, SECRET, "surely not")
    await sandbox.outbound.idle()

    assert [] == app.envelopes


async def test_nothing_is_told_that_the_manifest_does_not_ask_for(manifest: Manifest) -> None:
    sandbox = Sandbox(small_town(), manifest=replace(manifest, events=manifest.events - {"message.channels"}))
    async with serve(sandbox), connected_app(sandbox) as app:
        await sandbox.people.post(MAI, GENERAL, "not subscribed")

        assert [] == await app.events("message")


async def test_a_mention_is_an_event_of_its_own(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.post(MAI, GENERAL, "@flywheel the form is slow")
    (mention,) = await app.events("app_mention")
    ids = {envelope["payload"]["event_id"] for envelope in app.envelopes}

    assert f"<@{sandbox.world.bot_user_id}> the form is slow" == mention["text"]
    assert 2 == len(ids)  # the same post arrives as a message too


async def test_a_mention_in_a_direct_message_is_only_a_message(sandbox: Sandbox, app: App) -> None:
    direct = await sandbox.people.open_dm(MAI)
    await sandbox.people.post(MAI, direct.id, "@flywheel hello")

    assert [] == await app.events("app_mention")
    assert 1 == len(await app.events("message"))


async def test_a_reply_names_its_thread(sandbox: Sandbox, app: App) -> None:
    parent = await sandbox.people.post(MAI, GENERAL, "who knows?")
    await sandbox.people.post(TOM, GENERAL, "I do", parent.ts)
    reply = (await app.events("message"))[-1]

    assert (parent.ts, MAI) == (reply["thread_ts"], reply["parent_user_id"])


async def test_an_edit_is_a_hidden_event_with_both_texts(sandbox: Sandbox, app: App) -> None:
    message = await sandbox.people.post(MAI, GENERAL, "sloow")
    await sandbox.people.edit(MAI, GENERAL, message.ts, "slow")
    event = (await app.events("message"))[-1]

    assert ("message_changed", True) == (event["subtype"], event["hidden"])
    assert ("slow", "sloow") == (event["message"]["text"], event["previous_message"]["text"])
    assert MAI == event["message"]["edited"]["user"]


async def test_a_deletion_is_a_hidden_event_with_what_was_there(sandbox: Sandbox, app: App) -> None:
    message = await sandbox.people.post(MAI, GENERAL, "oops")
    await sandbox.people.delete(MAI, GENERAL, message.ts)
    event = (await app.events("message"))[-1]

    assert ("message_deleted", True) == (event["subtype"], event["hidden"])
    assert (message.ts, "oops") == (event["deleted_ts"], event["previous_message"]["text"])


async def test_a_deleted_parent_leaves_a_tombstone(sandbox: Sandbox, app: App) -> None:
    parent = await sandbox.people.post(MAI, GENERAL, "who knows?")
    await sandbox.people.post(TOM, GENERAL, "I do", parent.ts)
    await sandbox.people.delete(MAI, GENERAL, parent.ts)
    event = (await app.events("message"))[-1]

    assert ("message_changed", "tombstone") == (event["subtype"], event["message"]["subtype"])
    assert 2 == len(sandbox.world.messages[GENERAL])


async def test_a_reaction_says_where_but_not_what(sandbox: Sandbox, app: App) -> None:
    message = await sandbox.people.post(MAI, GENERAL, "the form is slow")
    await sandbox.people.react(TOM, GENERAL, message.ts, "eyes")
    await sandbox.people.unreact(TOM, GENERAL, message.ts, "eyes")
    (added,) = await app.events("reaction_added")
    (removed,) = await app.events("reaction_removed")

    assert {"type": "message", "channel": GENERAL, "ts": message.ts} == added["item"]
    assert (TOM, "eyes", MAI) == (added["user"], added["reaction"], added["item_user"])
    assert "slow" not in str(added)
    assert added["item"] == removed["item"]


async def test_opening_home_tells_the_app_each_time(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.open_home(MAI)
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    await app.call("views.publish", user_id=MAI, view=view)
    await sandbox.people.open_home(MAI)
    await sandbox.people.open_dm(MAI)
    first, second, messages = await app.events("app_home_opened")

    assert ("home", MAI, "D") == (first["tab"], first["user"], first["channel"][0])
    assert "view" not in first
    assert "home" == second["view"]["type"]
    assert ("messages", False) == (messages["tab"], "view" in messages)


async def test_the_bot_hears_who_comes_and_goes(sandbox: Sandbox, app: App) -> None:
    await sandbox.people.invite(TOM, TEAM, by=MAI)
    await sandbox.people.leave(TOM, TEAM)
    await sandbox.people.invite(sandbox.world.bot_user_id, RANDOM, by=MAI)
    tom, bot = await app.events("member_joined_channel")
    (left,) = await app.events("member_left_channel")

    assert (TOM, TEAM, "G", MAI) == (tom["user"], tom["channel"], tom["channel_type"], tom["inviter"])
    assert (sandbox.world.bot_user_id, RANDOM, "C") == (bot["user"], bot["channel"], bot["channel_type"])
    assert TOM == left["user"]


async def test_archiving_is_called_by_the_kind_of_channel(sandbox: Sandbox, app: App) -> None:
    for channel in (GENERAL, TEAM, SECRET):
        sandbox.changes.archive(sandbox.world.channels[channel], MAI)
    sandbox.changes.unarchive(sandbox.world.channels[TEAM], MAI)

    assert [GENERAL] == [event["channel"] for event in await app.events("channel_archive")]
    assert [TEAM] == [event["channel"] for event in await app.events("group_archive")]
    assert [TEAM] == [event["channel"] for event in await app.events("group_unarchive")]


async def test_channels_are_created_and_renamed(sandbox: Sandbox, app: App) -> None:
    channel = sandbox.changes.create_channel("support", "public", MAI)
    sandbox.changes.rename(channel, "customer-service")
    (created,) = await app.events("channel_created")
    (renamed,) = await app.events("channel_rename")

    assert (channel.id, "support", MAI) == tuple(created["channel"][key] for key in ("id", "name", "creator"))
    assert "customer-service" == renamed["channel"]["name"]


async def test_people_join_and_change(sandbox: Sandbox, app: App) -> None:
    lan = sandbox.changes.add_person(User("U0LAN", "lan", "Lan Tran", locale="vi-VN"))
    sandbox.changes.change_person(lan, tz="Asia/Ho_Chi_Minh")
    (joined,) = await app.events("team_join")
    (changed,) = await app.events("user_change")

    assert ("U0LAN", "vi-VN") == (joined["user"]["id"], joined["user"]["locale"])
    assert ("Asia/Ho_Chi_Minh", 7 * 3600) == (changed["user"]["tz"], changed["user"]["tz_offset"])


async def test_an_uninstalled_app_is_told_and_its_token_dies(sandbox: Sandbox, app: App) -> None:
    async with app.session.post(sandbox.world.url + "control/uninstall") as answer:
        assert 200 == answer.status
    (revoked,) = await app.events("tokens_revoked")

    assert {"oauth": [], "bot": [sandbox.world.bot_user_id]} == revoked["tokens"]
    assert 1 == len(await app.events("app_uninstalled"))
    assert "token_revoked" == await app.error("auth.test")


async def test_two_apps_in_one_process_keep_their_events_apart() -> None:
    one, two = Sandbox(small_town()), Sandbox(small_town())
    async with serve(one), serve(two), connected_app(one) as first, connected_app(two) as second:
        await one.people.post(MAI, GENERAL, "@flywheel hello")

        assert 1 == len(await first.events("app_mention"))
        assert [] == await second.events("app_mention")
