"""What a person may do to conversations."""

import pytest

from bot.sandbox.acting.typed_text import typed
from bot.sandbox.refusals import Refused
from bot.sandbox.sandbox import Sandbox
from tests.sandbox.running import GENERAL, GUEST, MAI, OLGA, RANDOM, SECRET, TEAM, TOM, small_town


@pytest.mark.parametrize(
    ("user", "channel", "error"),
    [
        (TOM, TEAM, "channel_not_found"),
        (GUEST, RANDOM, "channel_not_found"),
        (OLGA, GENERAL, "channel_not_found"),
        ("U0NOBODY", GENERAL, "user_not_found"),
    ],
)
async def test_nobody_writes_where_they_are_not(sandbox: Sandbox, user: str, channel: str, error: str) -> None:
    with pytest.raises(Refused, match=error):
        await sandbox.people.post(user, channel, "hello")


async def test_something_must_be_said_and_to_something_that_exists(sandbox: Sandbox) -> None:
    with pytest.raises(Refused, match="no_text"):
        await sandbox.people.post(MAI, GENERAL, "  ")
    with pytest.raises(Refused, match="thread_not_found"):
        await sandbox.people.post(MAI, GENERAL, "hello", "1.000001")
    with pytest.raises(Refused, match="not_found"):
        await sandbox.people.invite(TOM, "C0NOWHERE")


async def test_a_reply_to_a_reply_joins_the_thread(sandbox: Sandbox) -> None:
    parent = await sandbox.people.post(MAI, GENERAL, "parent")
    reply = await sandbox.people.post(TOM, GENERAL, "reply", parent.ts)

    assert parent.ts == (await sandbox.people.post(MAI, GENERAL, "nested", reply.ts)).thread_ts


async def test_a_public_channel_is_read_freely_and_written_in_after_joining(sandbox: Sandbox) -> None:
    await sandbox.people.leave(TOM, RANDOM)
    with pytest.raises(Refused, match="not_in_channel"):
        await sandbox.people.post(TOM, RANDOM, "hello")
    await sandbox.people.join(TOM, RANDOM)

    assert "hello" == (await sandbox.people.post(TOM, RANDOM, "hello")).text


async def test_an_archived_channel_is_read_only(sandbox: Sandbox) -> None:
    sandbox.changes.archive(sandbox.world.channels[GENERAL], MAI)

    with pytest.raises(Refused, match="is_archived"):
        await sandbox.people.post(MAI, GENERAL, "hello")


async def test_only_the_author_edits_and_only_the_author_or_an_admin_deletes(sandbox: Sandbox) -> None:
    mais, toms = [(await sandbox.people.post(user, GENERAL, "mine")).ts for user in (MAI, TOM)]
    with pytest.raises(Refused, match="cant_update_message"):
        await sandbox.people.edit(MAI, GENERAL, toms, "yours")
    with pytest.raises(Refused, match="cant_delete_message"):
        await sandbox.people.delete(TOM, GENERAL, mais)
    await sandbox.people.delete(MAI, GENERAL, toms)

    assert [mais] == [message.ts for message in sandbox.world.messages[GENERAL]]


async def test_a_reaction_has_a_known_name_and_is_given_once(sandbox: Sandbox) -> None:
    ts = (await sandbox.people.post(MAI, GENERAL, "pain")).ts
    await sandbox.people.react(TOM, GENERAL, ts, "+1")

    with pytest.raises(Refused, match="already_reacted"):
        await sandbox.people.react(TOM, GENERAL, ts, "+1")
    with pytest.raises(Refused, match="invalid_name"):
        await sandbox.people.react(TOM, GENERAL, ts, "no_such_emoji")
    with pytest.raises(Refused, match="no_reaction"):
        await sandbox.people.unreact(MAI, GENERAL, ts, "+1")


async def test_an_invitation_comes_from_a_member(sandbox: Sandbox) -> None:
    with pytest.raises(Refused, match="channel_not_found"):
        await sandbox.people.invite(TOM, TEAM, by=TOM)
    await sandbox.people.invite(TOM, TEAM, by=MAI)
    with pytest.raises(Refused, match="already_in_channel"):
        await sandbox.people.invite(TOM, TEAM, by=MAI)

    assert TOM in sandbox.world.channels[TEAM].members


async def test_a_private_channel_cannot_be_joined(sandbox: Sandbox) -> None:
    with pytest.raises(Refused, match="channel_not_found"):
        await sandbox.people.join(GUEST, SECRET)


async def test_two_people_have_one_conversation(sandbox: Sandbox) -> None:
    first = await sandbox.people.open_direct(MAI, TOM)
    again = await sandbox.people.open_direct(TOM, MAI)

    assert first is again
    assert "im" == first.kind


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("hi @mai.pham.", f"hi <@{MAI}>."),
        (f"hi <@{MAI}>", f"hi <@{MAI}>"),
        ("in #random", f"in <#{RANDOM}|random>"),
        ("@here look", "<!here> look"),
        ("<!channel> look", "&lt;!channel&gt; look"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("mail mai@acme.example", "mail mai@acme.example"),
        ("@nobody #nowhere <@U0NOBODY>", "@nobody #nowhere &lt;@U0NOBODY&gt;"),
        ("see https://a.example/?a=1&b=2", "see <https://a.example/?a=1&amp;b=2>"),
    ],
)
def test_a_typed_line_becomes_what_slack_keeps(line: str, kept: str) -> None:
    assert kept == typed(small_town(), line)
