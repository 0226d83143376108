"""chat.*: what may be posted where, and how edits and deletions behave."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.manifest import Manifest, read_manifest
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import serve
from tests.sandbox.an_app import App, connected_app
from tests.sandbox.forms import actions, button, section
from tests.sandbox.running import GENERAL, MAI, RANDOM, SECRET, TEAM, TOM, running_sandbox, small_town


async def test_a_post_comes_back_as_slack_stored_it(sandbox: Sandbox, app: App) -> None:
    answer = await app.call("chat.postMessage", channel=GENERAL, text="hello", blocks=[section("hello")])
    message = answer["message"]

    assert (GENERAL, answer["ts"]) == (answer["channel"], message["ts"])
    assert (sandbox.world.bot_user_id, sandbox.world.bot_id) == (message["user"], message["bot_id"])
    assert sandbox.world.app_id == message["app_id"]
    assert message["blocks"][0]["block_id"]
    assert answer["ts"].partition(".")[0].isdigit()


async def test_timestamps_are_unique_and_grow(app: App) -> None:
    posted = [(await app.call("chat.postMessage", channel=GENERAL, text=str(number)))["ts"] for number in range(5)]

    assert sorted(set(posted)) == posted


@pytest.mark.parametrize(
    ("channel", "error"),
    [(RANDOM, "not_in_channel"), (SECRET, "channel_not_found"), ("C0NOWHERE", "channel_not_found"), (TEAM, "")],
)
async def test_the_bot_posts_where_it_is(app: App, channel: str, error: str) -> None:
    assert error == await app.error("chat.postMessage", channel=channel, text="hello")


async def test_chat_write_public_opens_public_channels(manifest: Manifest) -> None:
    sandbox = Sandbox(small_town(), manifest=replace(manifest, scopes=manifest.scopes | {"chat:write.public"}))
    async with serve(sandbox), connected_app(sandbox) as app:
        assert "" == await app.error("chat.postMessage", channel=RANDOM, text="hello")
        assert "channel_not_found" == await app.error("chat.postMessage", channel=SECRET, text="hello")


async def test_an_archived_channel_takes_nothing(sandbox: Sandbox, app: App) -> None:
    ts = (await app.call("chat.postMessage", channel=GENERAL, text="before"))["ts"]
    sandbox.changes.archive(sandbox.world.channels[GENERAL], MAI)

    where = {"channel": GENERAL, "ts": ts}

    assert "is_archived" == await app.error("chat.postMessage", channel=GENERAL, text="hello")
    assert "is_archived" == await app.error("chat.postEphemeral", channel=GENERAL, user=MAI, text="hello")
    assert "is_archived" == await app.error("reactions.add", channel=GENERAL, timestamp=ts, name="eyes")
    assert "is_archived" == await app.error("conversations.join", channel=GENERAL)
    assert "is_inactive" == await app.error("chat.update", **where, text="new")


async def test_posting_to_a_person_lands_in_their_messages_tab(sandbox: Sandbox, app: App) -> None:
    first = await app.call("chat.postMessage", channel=MAI, text="hello")
    second = await app.call("chat.postMessage", channel=first["channel"], text="again")

    assert "D" == first["channel"][0]
    assert first["channel"] == second["channel"]
    assert {MAI, sandbox.world.bot_user_id} == set(sandbox.world.channels[first["channel"]].members)


async def test_a_deactivated_person_gets_messages_nobody_reads(sandbox: Sandbox, app: App) -> None:
    sandbox.changes.change_person(sandbox.world.users[TOM], deleted=True)

    assert "" == await app.error("chat.postMessage", channel=TOM, text="hello")


async def test_no_messages_tab_no_messages(manifest: Manifest) -> None:
    sandbox = Sandbox(small_town(), manifest=replace(manifest, messages_tab=False))
    async with serve(sandbox), connected_app(sandbox) as app:
        assert "messages_tab_disabled" == await app.error("chat.postMessage", channel=MAI, text="hello")


async def test_something_must_be_said(app: App) -> None:
    assert "no_text" == await app.error("chat.postMessage", channel=GENERAL)
    assert "no_text" == await app.error("chat.postMessage", channel=GENERAL, text="")
    assert "" == await app.error("chat.postMessage", channel=GENERAL, blocks=[section()])


async def test_text_beyond_forty_thousand_characters_is_cut(app: App) -> None:
    answer = await app.call("chat.postMessage", channel=GENERAL, text="x" * 40_001)

    assert 40_000 == len(answer["message"]["text"])


async def test_markdown_text_goes_alone(app: App) -> None:
    answer = await app.call("chat.postMessage", channel=GENERAL, markdown_text="# Hello")
    both = await app.error("chat.postMessage", channel=GENERAL, text="hello", markdown_text="# Hello")

    assert "markdown" == answer["message"]["blocks"][0]["type"]
    assert "markdown_text_conflict" == both


async def test_blocks_are_checked_and_the_answer_points_at_the_fault(sandbox: Sandbox, app: App) -> None:
    error = await app.error("chat.postMessage", channel=GENERAL, text="x", blocks=[section("x" * 3001)])
    answer = sandbox.traffic.calls("chat.postMessage")[-1].answer

    assert "invalid_blocks" == error
    assert (
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
        in answer["response_metadata"]["messages"]
    )


async def test_metadata_is_checked(app: App) -> None:
    async def error(metadata: Any) -> str:
        return await app.error("chat.postMessage", channel=GENERAL, text="x", metadata=metadata)

    assert "" == await error({"event_type": "letter", "event_payload": {"key": "k1"}})
    assert "invalid_metadata_schema" == await error({"event_payload": {}})
    assert "metadata_too_large" == await error({"event_type": "letter", "event_payload": {"key": "x" * 9_000}})


async def test_a_reply_goes_to_its_thread_and_a_reply_to_a_reply_too(app: App) -> None:
    parent = (await app.call("chat.postMessage", channel=GENERAL, text="parent"))["ts"]
    reply = await app.call("chat.postMessage", channel=GENERAL, text="reply", thread_ts=parent)
    nested = await app.call("chat.postMessage", channel=GENERAL, text="nested", thread_ts=reply["ts"])
    errors = [
        await app.error("chat.postMessage", channel=GENERAL, text="lost", thread_ts=thread_ts)
        for thread_ts in ("1.000001", "yesterday")
    ]

    assert (parent, parent) == (reply["message"]["thread_ts"], nested["message"]["thread_ts"])
    assert ["cannot_reply_to_message", "invalid_thread_ts"] == errors


async def test_an_ephemeral_needs_both_in_the_channel(sandbox: Sandbox, app: App) -> None:
    async def error(channel: str, user: str) -> str:
        return await app.error("chat.postEphemeral", channel=channel, user=user, text="psst")

    assert "" == await error(GENERAL, MAI)
    assert "user_not_in_channel" == await error(TEAM, TOM)
    assert "not_in_channel" == await error(RANDOM, MAI)
    assert "channel_not_found" == await error(SECRET, MAI)
    assert [] == (await app.call("conversations.history", channel=GENERAL))["messages"]
    assert ["psst"] == [note.text for note in sandbox.world.ephemerals]


async def card(app: App) -> dict[str, str]:
    """Arguments that name a message with text, blocks and metadata."""
    about = {"event_type": "letter", "event_payload": {"key": "k1"}}
    blocks = [section("old"), actions(button())]
    answer = await app.call("chat.postMessage", channel=GENERAL, text="old", blocks=blocks, metadata=about)
    return {"channel": GENERAL, "ts": answer["ts"]}


async def test_an_edit_with_text_alone_drops_the_blocks(app: App) -> None:
    answer = await app.call("chat.update", **await card(app), text="new")

    assert ("new", []) == (answer["message"]["text"], answer["message"]["blocks"])
    assert "edited" in answer["message"]


async def test_an_edit_with_blocks_shows_no_edited_mark(app: App) -> None:
    answer = await app.call("chat.update", **await card(app), text="new", blocks=[section("new")])

    assert "new" == answer["message"]["blocks"][0]["text"]["text"]
    assert "edited" not in answer["message"]


async def test_an_edit_of_the_metadata_keeps_the_rest(app: App) -> None:
    where = await card(app)
    answer = await app.call("chat.update", **where, metadata={})

    assert ("old", 2) == (answer["message"]["text"], len(answer["message"]["blocks"]))
    assert "metadata" not in answer["message"]
    assert "no_text" == await app.error("chat.update", **where)


async def test_an_edit_without_metadata_keeps_it(app: App) -> None:
    answer = await app.call("chat.update", **await card(app), text="new")

    assert {"key": "k1"} == answer["message"]["metadata"]["event_payload"]


async def test_an_edit_is_at_most_four_thousand_characters(app: App) -> None:
    assert "msg_too_long" == await app.error("chat.update", **await card(app), text="x" * 4_001)


async def test_the_bot_changes_only_its_own_messages(sandbox: Sandbox, app: App) -> None:
    message = await sandbox.people.post(MAI, GENERAL, "mine")
    where = {"channel": GENERAL, "ts": message.ts}

    assert "cant_update_message" == await app.error("chat.update", **where, text="yours")
    assert "cant_delete_message" == await app.error("chat.delete", **where)
    assert "message_not_found" == await app.error("chat.update", channel=GENERAL, ts="1.000001", text="x")


async def test_a_deleted_message_is_gone(sandbox: Sandbox, app: App) -> None:
    where = await card(app)
    await app.call("chat.delete", **where)

    assert [] == sandbox.world.messages[GENERAL]
    assert "message_not_found" == await app.error("chat.delete", **where)


async def test_a_permalink_opens(sandbox: Sandbox, app: App) -> None:
    where = await card(app)
    link = (await app.call("chat.getPermalink", channel=GENERAL, message_ts=where["ts"]))["permalink"]
    async with app.session.get(link) as page:
        status = page.status

    assert f"{sandbox.world.url}archives/{GENERAL}/p{where['ts'].replace('.', '')}" == link
    assert 200 == status


async def test_a_replys_permalink_names_its_thread(sandbox: Sandbox, app: App) -> None:
    parent = await sandbox.people.post(MAI, GENERAL, "parent")
    reply = await sandbox.people.post(TOM, GENERAL, "reply", parent.ts)
    link = (await app.call("chat.getPermalink", channel=GENERAL, message_ts=reply.ts))["permalink"]
    missing = await app.error("chat.getPermalink", channel=GENERAL, message_ts="1.000001")

    assert link.endswith(f"?thread_ts={parent.ts}&cid={GENERAL}")
    assert "message_not_found" == missing


class TestTheRate:
    """About one message a second in one channel, with short bursts."""

    @pytest.fixture
    async def app(self) -> AsyncIterator[App]:
        async with running_sandbox() as sandbox, connected_app(sandbox) as connected:
            yield connected

    async def test_a_flood_is_told_when_to_come_again(self, app: App) -> None:
        errors = [await app.error("chat.postMessage", channel=GENERAL, text="flood") for _ in range(10)]
        elsewhere = await app.error("chat.postMessage", channel=TEAM, text="calm")

        assert "ratelimited" == errors[-1]
        assert "" == errors[0] == elsewhere

    async def test_the_wait_is_in_the_header(self, app: App) -> None:
        url = app.sandbox.world.url + "api/chat.postMessage"
        headers = {"Authorization": f"Bearer {app.sandbox.world.bot_token}"}
        for _ in range(10):
            answer = await app.session.post(url, json={"channel": GENERAL, "text": "flood"}, headers=headers)

        assert (429, "1") == (answer.status, answer.headers["Retry-After"])

    async def test_it_can_be_switched_off(self, app: App) -> None:
        app.sandbox.limits.enabled = False

        assert [""] * 20 == [await app.error("chat.postMessage", channel=GENERAL, text="flood") for _ in range(20)]


def test_the_manifest_does_not_ask_to_post_anywhere() -> None:
    assert "chat:write.public" not in read_manifest().scopes
