"""conversations.*, users.*, reactions.*: what the bot may read, page by page."""

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.manifest import Manifest
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import serve
from bot.sandbox.world import User
from tests.sandbox.an_app import App, connected_app
from tests.sandbox.running import GENERAL, GUEST, MAI, OLGA, PARTNERS, RANDOM, SECRET, TEAM, TOM, small_town


def texts(answer: dict[str, Any]) -> list[str]:
    return [message["text"] for message in answer["messages"]]


async def filled(sandbox: Sandbox, count: int = 5) -> list[str]:
    return [(await sandbox.people.post(MAI, GENERAL, str(number))).ts for number in range(count)]


async def test_history_is_newest_first_without_replies(sandbox: Sandbox, app: App) -> None:
    first, *_ = await filled(sandbox, 3)
    await sandbox.people.post(TOM, GENERAL, "reply", first)
    answer = await app.call("conversations.history", channel=GENERAL)
    parent = answer["messages"][-1]

    assert ["2", "1", "0"] == texts(answer)
    assert (1, [TOM]) == (parent["reply_count"], parent["reply_users"])


async def test_history_turns_pages(sandbox: Sandbox, app: App) -> None:
    await filled(sandbox)
    first = await app.call("conversations.history", channel=GENERAL, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    second = await app.call("conversations.history", channel=GENERAL, limit=3, cursor=cursor)

    assert (["4", "3", "2"], True) == (texts(first), first["has_more"])
    assert (["1", "0"], False) == (texts(second), second["has_more"])
    assert "response_metadata" not in second


async def test_history_between_two_moments_excludes_them_unless_asked(sandbox: Sandbox, app: App) -> None:
    stamps = await filled(sandbox)
    window: dict[str, Any] = {"channel": GENERAL, "oldest": stamps[1], "latest": stamps[3]}

    assert ["2"] == texts(await app.call("conversations.history", **window))
    assert ["3", "2", "1"] == texts(await app.call("conversations.history", **window, inclusive=True))


async def test_one_message_is_looked_up_by_its_ts(sandbox: Sandbox, app: App) -> None:
    stamps = await filled(sandbox)
    one = {"channel": GENERAL, "latest": stamps[2], "inclusive": True, "limit": 1}

    assert ["2"] == texts(await app.call("conversations.history", **one))


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"cursor": "nonsense"}, "invalid_cursor"),
        ({"latest": "yesterday"}, "invalid_ts_latest"),
        ({"oldest": "yesterday"}, "invalid_ts_oldest"),
        ({"limit": 0}, "invalid_limit"),
        ({"channel": RANDOM}, "not_in_channel"),
        ({"channel": SECRET}, "channel_not_found"),
    ],
)
async def test_history_says_what_is_wrong(app: App, arguments: dict[str, Any], error: str) -> None:
    assert error == await app.error("conversations.history", **{"channel": GENERAL, **arguments})


async def test_replies_start_with_the_parent(sandbox: Sandbox, app: App) -> None:
    parent = await sandbox.people.post(MAI, GENERAL, "parent")
    reply = await sandbox.people.post(TOM, GENERAL, "reply", parent.ts)

    assert ["parent", "reply"] == texts(await app.call("conversations.replies", channel=GENERAL, ts=parent.ts))
    assert ["reply"] == texts(await app.call("conversations.replies", channel=GENERAL, ts=reply.ts))
    assert "thread_not_found" == await app.error("conversations.replies", channel=GENERAL, ts="1.000001")


async def test_metadata_is_read_back_whole_only_when_asked_for(app: App) -> None:
    about = {"event_type": "letter", "event_payload": {"key": "k1"}}
    await app.call("chat.postMessage", channel=GENERAL, text="x", metadata=about)
    brief = await app.call("conversations.history", channel=GENERAL)
    whole = await app.call("conversations.history", channel=GENERAL, include_all_metadata=True)

    assert {"event_type": "letter"} == brief["messages"][0]["metadata"]
    assert about == whole["messages"][0]["metadata"]


async def test_a_channel_looks_as_the_bot_sees_it(sandbox: Sandbox, app: App) -> None:
    async def info(channel: str) -> dict[str, Any]:
        answer = await app.call("conversations.info", channel=channel, include_num_members=True)
        return dict(answer["channel"])

    general, random, team, partners = [await info(one) for one in (GENERAL, RANDOM, TEAM, PARTNERS)]

    assert (True, False) == (general["is_member"], random["is_member"])
    assert (True, False, True) == (general["is_channel"], general["is_private"], team["is_private"])
    assert (False, True) == (general["is_ext_shared"], partners["is_ext_shared"])
    assert 4 == general["num_members"]
    assert "channel_not_found" == await app.error("conversations.info", channel=SECRET)


async def test_the_list_has_public_channels_and_the_bots_own(app: App) -> None:
    public = await app.call("conversations.list")
    private = await app.call("conversations.list", types="private_channel")

    assert [GENERAL, RANDOM, PARTNERS] == [channel["id"] for channel in public["channels"]]
    assert [TEAM] == [channel["id"] for channel in private["channels"]]


async def test_lists_turn_pages_and_skip_the_archived(sandbox: Sandbox, app: App) -> None:
    sandbox.changes.archive(sandbox.world.channels[RANDOM], MAI)
    first = await app.call("conversations.list", limit=1, exclude_archived=True)
    cursor = first["response_metadata"]["next_cursor"]
    second = await app.call("conversations.list", limit=1, exclude_archived=True, cursor=cursor)

    assert [GENERAL, PARTNERS] == [answer["channels"][0]["id"] for answer in (first, second)]
    assert "" == second["response_metadata"]["next_cursor"]
    assert "invalid_limit" == await app.error("conversations.list", limit=1000)


async def test_the_bots_own_conversations(app: App) -> None:
    answer = await app.call("users.conversations", types="public_channel,private_channel")

    assert [GENERAL, TEAM, PARTNERS] == [channel["id"] for channel in answer["channels"]]


async def test_members_of_a_channel(sandbox: Sandbox, app: App) -> None:
    answer = await app.call("conversations.members", channel=GENERAL)

    assert [MAI, TOM, GUEST, sandbox.world.bot_user_id] == answer["members"]


async def test_the_bot_joins_public_channels(sandbox: Sandbox, app: App) -> None:
    joined = await app.call("conversations.join", channel=RANDOM)
    again = await app.call("conversations.join", channel=RANDOM)

    assert joined["channel"]["is_member"]
    assert "already_in_channel" == again["warning"]
    assert "channel_not_found" == await app.error("conversations.join", channel=SECRET)
    assert "method_not_supported_for_channel_type" == await app.error("conversations.join", channel=TEAM)


async def test_a_person_has_a_zone_and_on_request_a_language(app: App) -> None:
    plain = (await app.call("users.info", user=MAI))["user"]
    asked = (await app.call("users.info", user=MAI, include_locale=True))["user"]

    assert ("Asia/Ho_Chi_Minh", 7 * 3600) == (plain["tz"], plain["tz_offset"])
    assert ("vi-VN", False) == (asked["locale"], "locale" in plain)
    assert (True, False) == (asked["is_admin"], asked["is_bot"])
    assert "user_not_found" == await app.error("users.info", user="U0NOBODY")


async def test_a_person_from_outside_shows_no_language(app: App) -> None:
    olga = (await app.call("users.info", user=OLGA, include_locale=True))["user"]

    assert "T0OTHER" == olga["team_id"]
    assert "locale" not in olga


async def test_guests_and_the_deactivated_are_marked(sandbox: Sandbox, app: App) -> None:
    sandbox.changes.change_person(sandbox.world.users[TOM], deleted=True)

    assert (await app.call("users.info", user=GUEST))["user"]["is_restricted"]
    assert (await app.call("users.info", user=TOM))["user"]["deleted"]


async def test_everybody_is_listed_but_strangers(sandbox: Sandbox, app: App) -> None:
    sandbox.world.add_user(User("U0FAR", "far", "Far Away", team_id="T0OTHER", is_stranger=True))
    first = await app.call("users.list", limit=3, include_locale=True)
    cursor = first["response_metadata"]["next_cursor"]
    second = await app.call("users.list", limit=3, cursor=cursor)
    ids = [member["id"] for member in first["members"] + second["members"]]

    assert [sandbox.world.bot_user_id, MAI, TOM, GUEST, OLGA] == ids
    assert "vi-VN" == first["members"][1]["locale"]


async def test_the_bot_reacts_once_and_takes_it_back_once(sandbox: Sandbox, app: App) -> None:
    ts = (await sandbox.people.post(MAI, GENERAL, "pain")).ts

    async def error(method: str, name: str) -> str:
        return await app.error(method, channel=GENERAL, timestamp=ts, name=name)

    assert ["", "already_reacted"] == [await error("reactions.add", "eyes") for _ in range(2)]
    assert ["", "no_reaction"] == [await error("reactions.remove", "eyes") for _ in range(2)]
    assert "invalid_name" == await error("reactions.add", "no_such_emoji")
    assert "" == await error("reactions.add", "white_check_mark")
    assert "no_item_specified" == await app.error("reactions.add", name="eyes")
    assert "message_not_found" == await app.error("reactions.add", channel=GENERAL, timestamp="1.1", name="eyes")


async def test_a_reaction_is_in_history(sandbox: Sandbox, app: App) -> None:
    ts = (await sandbox.people.post(MAI, GENERAL, "pain")).ts
    await sandbox.people.react(TOM, GENERAL, ts, "fire")
    await app.call("reactions.add", channel=GENERAL, timestamp=ts, name="fire")
    message = (await app.call("reactions.get", channel=GENERAL, timestamp=ts))["message"]

    assert [{"name": "fire", "users": [TOM, sandbox.world.bot_user_id], "count": 2}] == message["reactions"]


class TestWithMoreScopes:
    """Methods the app may use once its manifest asks for them."""

    @pytest.fixture
    async def app(self, manifest: Manifest) -> AsyncIterator[App]:
        more = {"channels:manage", "files:read", "files:write", "im:write", "mpim:write", "team:read"}
        sandbox = Sandbox(small_town(), manifest=replace(manifest, scopes=manifest.scopes | more))
        async with serve(sandbox), connected_app(sandbox) as connected:
            yield connected

    async def test_a_direct_message_is_opened_once(self, app: App) -> None:
        first = await app.call("conversations.open", users=MAI)
        again = await app.call("conversations.open", users=MAI)
        group = await app.call("conversations.open", users=f"{MAI},{TOM}")

        assert first["channel"]["id"] == again["channel"]["id"]
        assert "mpim" == app.sandbox.world.channels[group["channel"]["id"]].kind
        assert group["channel"] == (await app.call("conversations.open", users=f"{TOM},{MAI}"))["channel"]
        assert "user_not_found" == await app.error("conversations.open", users="U0NOBODY")
        assert "users_list_not_supplied" == await app.error("conversations.open")
        assert "too_many_users" == await app.error("conversations.open", users=",".join("ABCDEFGHI"))
        app.sandbox.world.users[TOM].deleted = True
        assert "user_disabled" == await app.error("conversations.open", users=TOM)

    async def test_people_are_invited(self, app: App) -> None:
        await app.call("conversations.invite", channel=TEAM, users=TOM)

        assert TOM in app.sandbox.world.channels[TEAM].members
        assert "already_in_channel" == await app.error("conversations.invite", channel=TEAM, users=TOM)
        assert "not_in_channel" == await app.error("conversations.invite", channel=RANDOM, users=TOM)
        assert "no_user" == await app.error("conversations.invite", channel=TEAM)
        assert "user_not_found" == await app.error("conversations.invite", channel=TEAM, users="U0NOBODY")
        bot = app.sandbox.world.bot_user_id
        assert "cant_invite_self" == await app.error("conversations.invite", channel=TEAM, users=bot)

    async def test_a_file_goes_up_in_three_steps(self, app: App) -> None:
        answer = await app.client.files_upload_v2(
            content=b"name,pain\n", filename="pains.csv", title="Pains", channel=GENERAL, initial_comment="here"
        )
        file = answer["files"][0]
        (message,) = app.sandbox.world.messages[GENERAL]
        async with app.session.get(file["url_private"]) as download:
            content = await download.read()

        assert b"name,pain\n" == content
        assert ("here", "file_share", [file["id"]]) == (message.text, message.subtype, message.files)
        assert "Pains" == (await app.call("files.info", file=file["id"]))["file"]["title"]

    async def test_the_bytes_may_come_as_a_form(self, app: App) -> None:
        started = await app.call("files.getUploadURLExternal", filename="a.csv", length=3)
        async with app.session.post(started["upload_url"], data={"file": io.BytesIO(b"a,b")}) as answer:
            said = await answer.text()

        assert "OK - 3" == said
        assert b"a,b" == app.sandbox.world.files[started["file_id"]].content

    async def test_an_upload_that_was_not_finished_is_no_file(self, app: App) -> None:
        started = await app.call("files.getUploadURLExternal", filename="a.csv", length=3)
        entry = {"id": started["file_id"]}

        assert "file_not_found" == await app.error("files.completeUploadExternal", files=[entry])
        assert "file_not_found" == await app.error("files.info", file=started["file_id"])
        assert "missing_argument" == await app.error("files.getUploadURLExternal", filename="a.csv", length=0)

    async def test_the_workspace_has_a_name(self, app: App) -> None:
        assert app.sandbox.world.team_name == (await app.call("team.info"))["team"]["name"]
