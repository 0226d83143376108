"""response_urls and ephemeral messages: five uses, thirty minutes, one reader."""

from datetime import timedelta
from typing import Any

from bot.sandbox.sandbox import Sandbox
from tests.sandbox.an_app import App
from tests.sandbox.forms import actions, button
from tests.sandbox.running import GENERAL, MAI, SECRET, TOM


async def hook(sandbox: Sandbox, app: App, channel: str = GENERAL) -> str:
    await sandbox.people.command(MAI, channel, "/pain")
    return str(app.payloads("/pain")[-1]["response_url"])


async def respond(app: App, url: str, **body: Any) -> str:
    """What Slack says: "ok", or its error."""
    async with app.session.post(url, json=body) as answer:
        return await answer.text() if answer.ok else str((await answer.json())["error"])


async def test_a_response_is_for_one_person_and_in_no_history(sandbox: Sandbox, app: App) -> None:
    assert "ok" == await respond(app, await hook(sandbox, app), text="only you see this")

    assert [(MAI, "only you see this")] == [(note.viewer, note.text) for note in sandbox.world.ephemerals]
    assert [] == (await app.call("conversations.history", channel=GENERAL))["messages"]


async def test_a_response_for_everybody_needs_no_membership(sandbox: Sandbox, app: App) -> None:
    await respond(app, await hook(sandbox, app, SECRET), text="hello all", response_type="in_channel")
    (message,) = sandbox.world.messages[SECRET]

    assert ("hello all", sandbox.world.bot_id) == (message.text, message.bot_id)


async def test_a_response_url_works_five_times(sandbox: Sandbox, app: App) -> None:
    url = await hook(sandbox, app)
    said = [await respond(app, url, text="again") for _ in range(6)]

    assert ["ok"] * 5 + ["used_url"] == said


async def test_a_response_url_works_for_thirty_minutes(sandbox: Sandbox, app: App) -> None:
    url = await hook(sandbox, app)
    sandbox.clock.move(timedelta(minutes=29))
    in_time = await respond(app, url, text="just")
    sandbox.clock.move(timedelta(minutes=2))

    assert ("ok", "expired_url") == (in_time, await respond(app, url, text="late"))


async def test_a_response_is_checked_like_a_message(sandbox: Sandbox, app: App) -> None:
    url = await hook(sandbox, app)

    assert "no_text" == await respond(app, url)
    assert "invalid_blocks" == await respond(app, url, blocks=[{"type": "nonsense"}])


async def test_a_response_to_a_click_replaces_or_deletes_the_message(sandbox: Sandbox, app: App) -> None:
    card = await app.call("chat.postMessage", channel=GENERAL, text="card", blocks=[actions(button())])
    await sandbox.people.click(MAI, f"message:{GENERAL}:{card['ts']}", "row|press")
    url = app.payloads("block_actions")[0]["response_url"]
    await respond(app, url, text="done", replace_original=True)
    replaced = [(message.text, message.blocks) for message in sandbox.world.messages[GENERAL]]
    await respond(app, url, delete_original=True)

    assert [("done", [])] == replaced
    assert [] == sandbox.world.messages[GENERAL]


async def test_an_ephemeral_stays_ephemeral_when_replaced(sandbox: Sandbox, app: App) -> None:
    await app.call("chat.postEphemeral", channel=GENERAL, user=TOM, text="psst", blocks=[actions(button())])
    note = sandbox.world.ephemerals[0]
    await sandbox.people.click(TOM, f"ephemeral:{GENERAL}:{note.ts}", "row|press")
    url = app.payloads("block_actions")[0]["response_url"]
    await respond(app, url, text="shh", replace_original=True, response_type="in_channel")
    replaced = [one.text for one in sandbox.world.ephemerals]
    await respond(app, url, delete_original=True)

    assert ["shh"] == replaced
    assert [] == sandbox.world.messages[GENERAL]
    assert [] == sandbox.world.ephemerals


async def test_a_persons_own_message_cannot_be_replaced(sandbox: Sandbox, app: App) -> None:
    message = await sandbox.people.post(TOM, GENERAL, "my words")
    await sandbox.people.message_shortcut(MAI, "log_pain_from_message", GENERAL, message.ts)
    await respond(app, app.payloads("message_action")[0]["response_url"], text="mine now", replace_original=True)

    assert "my words" == message.text
    assert ["mine now"] == [note.text for note in sandbox.world.ephemerals]
