"""What people do on the pages: each form does one thing as that person, with and without the script."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Message, View
from tests.sandbox.an_app import SILENCE, App, answers, connected_app
from tests.sandbox.browsing import (
    CARE,
    FLYWHEEL,
    GENERAL,
    GUEST,
    LAN,
    MAYA,
    SALES,
    SHARED,
    TOM,
    Browser,
    browsing,
    company,
)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with company() as running:
        yield running


@pytest.fixture
async def browser(sandbox: Sandbox) -> AsyncIterator[Browser]:
    async with browsing(sandbox) as opened:
        yield opened


@pytest.fixture
async def app(sandbox: Sandbox) -> AsyncIterator[App]:
    async with connected_app(sandbox) as connected:
        yield connected


async def test_a_posted_message_appears_for_another_person(browser: Browser) -> None:
    await browser.send(f"/as/{LAN}/{CARE}/post", text="Khách vừa gọi lại & rất vui <3")
    page = await browser.open(f"/as/{TOM}/{CARE}")

    assert "Khách vừa gọi lại &amp; rất vui &lt;3" in page.html


async def test_a_plain_name_becomes_a_mention(sandbox: Sandbox, browser: Browser) -> None:
    await browser.send(f"/as/{LAN}/{CARE}/post", text="@Flywheel hỏi @Tom Becker và @maya, not mail@flywheel")
    message = sandbox.world.messages[CARE][-1]

    assert f"<@{sandbox.world.bot_user_id}> hỏi <@{TOM}> và <@{MAYA}>, not mail@flywheel" == message.text


async def test_editing_starts_from_what_was_typed(sandbox: Sandbox, browser: Browser) -> None:
    typed = "@Tom Becker: 2 < 3 & see #sales"
    await browser.send(f"/as/{LAN}/{CARE}/post", text=typed)
    ts = sandbox.world.messages[CARE][-1].ts
    page = await browser.open(f"/as/{LAN}/{CARE}?edit={ts}")
    await browser.send(f"/as/{LAN}/{CARE}/edit", ts=ts, text="Done")

    assert [typed] == [node.text for node in page.all("textarea", aria_label="Edit message")]
    assert "Done" == sandbox.world.messages[CARE][-1].text
    assert "(edited)" in (await browser.open(f"/as/{TOM}/{CARE}")).html


async def test_a_reply_lands_in_its_thread_and_is_counted(sandbox: Sandbox, browser: Browser) -> None:
    parent = next(message for message in sandbox.world.messages[SALES] if not message.thread_ts)
    page = await browser.send(f"/as/{MAYA}/{SALES}/post", text="Thanks", thread_ts=parent.ts)

    assert ["Thanks"] == [reply.text for reply in sandbox.world.replies(SALES, parent.ts)]
    assert "1 reply" in page.html


async def test_reactions_are_added_and_taken_back(sandbox: Sandbox, browser: Browser) -> None:
    message = sandbox.world.messages[CARE][-1]
    await browser.send(f"/as/{LAN}/{CARE}/react", ts=message.ts, emoji="adhesive_bandage")
    added = [reaction.name for reaction in message.reactions if LAN in reaction.users]
    await browser.send(f"/as/{LAN}/{CARE}/unreact", ts=message.ts, emoji="adhesive_bandage")

    assert "adhesive_bandage" in added
    assert "adhesive_bandage" not in [reaction.name for reaction in message.reactions]


async def test_a_refusal_is_told_to_the_person_and_to_nobody_else(browser: Browser) -> None:
    mine = await browser.send(f"/as/{LAN}/{CARE}/post", text="/paint the export is broken")
    others = await browser.open(f"/as/{TOM}/{CARE}")

    assert "/paint is not a valid command." in mine.html
    assert "/paint" not in others.html


async def test_commands_do_not_work_in_threads(sandbox: Sandbox, browser: Browser) -> None:
    ts = sandbox.world.messages[CARE][0].ts
    page = await browser.send(f"/as/{LAN}/{CARE}/post", text="/pain now", thread_ts=ts)

    assert "/pain does not work in threads." in page.html


async def test_a_notice_goes_away_when_it_was_read(sandbox: Sandbox, browser: Browser) -> None:
    sandbox.world.notice(LAN, "First")
    sandbox.world.notice(LAN, "Second")
    page = await browser.send(f"/as/{LAN}/{CARE}/dismiss", notice="0")

    assert ["Second"] == sandbox.world.notices[LAN]
    assert "First" not in page.html


async def test_a_command_reaches_the_app_with_its_words(browser: Browser, app: App) -> None:
    await browser.send(f"/as/{LAN}/{GENERAL}/post", text="/pain Xuất đơn bị lỗi")
    (payload,) = app.payloads("/pain")

    assert (LAN, GENERAL, "Xuất đơn bị lỗi") == (payload["user_id"], payload["channel_id"], payload["text"])


async def test_an_app_that_does_not_answer_is_said_by_slack(sandbox: Sandbox, browser: Browser, app: App) -> None:
    sandbox.timing.ack = 0.05
    app.on["/pain"] = answers(SILENCE)
    page = await browser.send(f"/as/{LAN}/{CARE}/post", text="/pain now")

    assert "/pain failed with the error &#34;operation_timeout&#34;." in page.html


async def test_the_message_menu_sends_that_message_to_the_app(sandbox: Sandbox, browser: Browser, app: App) -> None:
    message = sandbox.world.messages[CARE][0]
    await browser.send(f"/as/{TOM}/{CARE}/message-shortcut", ts=message.ts, callback_id="log_pain_from_message")
    (payload,) = app.payloads("message_action")

    assert (TOM, message.ts, message.text) == (payload["user"]["id"], payload["message_ts"], payload["message"]["text"])


async def test_the_plus_menu_tells_the_app_who_asked(browser: Browser, app: App) -> None:
    await browser.send(f"/as/{GUEST}/C0CAMPAIGN/global-shortcut", callback_id="log_pain")

    assert [GUEST] == [payload["user"]["id"] for payload in app.payloads("shortcut")]


async def test_a_button_on_a_card_tells_the_app_which_card(sandbox: Sandbox, browser: Browser, app: App) -> None:
    button = {"type": "button", "action_id": "echo", "value": "12", "text": _plain("Me too")}
    ts = _bot_says(sandbox, [{"type": "actions", "block_id": "card", "elements": [button]}])
    await browser.send(f"/as/{LAN}/{FLYWHEEL}/click", _surface=f"message:{FLYWHEEL}:{ts}", _action="card|echo")
    (payload,) = app.payloads("block_actions")

    assert ("echo", "12") == (payload["actions"][0]["action_id"], payload["actions"][0]["value"])
    assert ts == payload["message"]["ts"]


async def test_a_choice_from_an_overflow_menu_arrives_as_its_option(
    sandbox: Sandbox, browser: Browser, app: App
) -> None:
    options = [{"text": _plain(word), "value": word.lower()} for word in ("Open", "Hand over")]
    menu = {"type": "overflow", "action_id": "more", "options": options}
    ts = _bot_says(sandbox, [{"type": "actions", "block_id": "card", "elements": [menu]}])
    surface = f"message:{FLYWHEEL}:{ts}"
    await browser.send(f"/as/{LAN}/{FLYWHEEL}/click", _surface=surface, _action="card|more", _value="hand over")
    (payload,) = app.payloads("block_actions")

    assert options[1] == payload["actions"][0]["selected_option"]


async def test_a_form_sends_every_field_and_closes(sandbox: Sandbox, browser: Browser, app: App) -> None:
    _open_form(sandbox)
    fields = {"_surface": "view:V1", "what|v": "Dòng 1\r\nDòng 2", "when|v": "2027-01-31"}
    page = await browser.send(f"/as/{LAN}/{CARE}/submit", **fields)
    values = app.payloads("view_submission")[0]["view"]["state"]["values"]

    assert "Dòng 1\nDòng 2" == values["what"]["v"]["value"]
    assert "2027-01-31" == values["when"]["v"]["selected_date"]
    assert [] == page.all("dialog", aria_labelledby="modal-title")


async def test_a_form_that_is_not_complete_stays_open_and_keeps_what_was_typed(
    sandbox: Sandbox, browser: Browser, app: App
) -> None:
    _open_form(sandbox)
    page = await browser.send(f"/as/{LAN}/{CARE}/submit", **{"_surface": "view:V1", "when|v": "2027-01-31"})

    assert [] == app.payloads("view_submission")
    assert "Please complete this required field." in page.html
    assert ["2027-01-31"] == [field["value"] for field in page.all("input", type="date")]


async def test_cancel_closes_the_form(sandbox: Sandbox, browser: Browser) -> None:
    _open_form(sandbox)
    await browser.send(f"/as/{LAN}/{CARE}/close", _surface="view:V1")

    assert not sandbox.world.modals[LAN]


async def test_a_colleague_joins_a_public_channel_and_brings_the_app_along(sandbox: Sandbox, browser: Browser) -> None:
    before = await browser.open(f"/as/{LAN}/{SALES}")
    joined = await browser.send(f"/as/{LAN}/{SALES}/join")
    await browser.send(f"/as/{LAN}/{SALES}/post", text="/invite @Flywheel")

    assert [] == before.all("textarea")
    assert 1 == len(joined.all("textarea"))
    assert {LAN, sandbox.world.bot_user_id} <= set(sandbox.world.channels[SALES].members)


async def test_opening_the_home_tells_the_app_once_and_the_scripts_refresh_does_not(
    sandbox: Sandbox, browser: Browser, app: App
) -> None:
    await browser.open(f"/as/{LAN}/home")
    await browser.refresh(f"/as/{LAN}/home")

    assert ["home"] == [event["tab"] for event in await app.events("app_home_opened")]


async def test_unread_messages_show_until_they_are_looked_at(browser: Browser) -> None:
    await browser.send(f"/as/{TOM}/{CARE}/post", text="@Lan Tran can you look?")
    before = await browser.open(f"/as/{LAN}/{SHARED}")
    await browser.open(f"/as/{LAN}/{CARE}")
    after = await browser.open(f"/as/{LAN}/{SHARED}")

    assert 1 == len(before.all("a", aria_label="customer-care, unread, 1 for you"))
    assert 1 == len(after.all("a", aria_label="customer-care"))


async def test_the_clock_moves_hours_and_to_a_wall_time_of_the_viewer(sandbox: Sandbox, browser: Browser) -> None:
    before = sandbox.clock.now()
    await browser.send(f"/as/{LAN}/clock", by="24")
    moved = sandbox.clock.now() - before
    page = await browser.send(f"/as/{LAN}/clock", at="2199-01-31T09:00")

    assert 1 == moved.days
    assert "2199-01-31T02:00" == f"{sandbox.clock.now():%Y-%m-%dT%H:%M}"
    assert "09:00" in page.html


async def test_the_clock_jumps_to_what_the_app_has_to_do_next(sandbox: Sandbox, browser: Browser) -> None:
    due = sandbox.clock.now() + timedelta(hours=31)

    async def next_due() -> datetime:
        return due

    sandbox.next_due = next_due
    await browser.send(f"/as/{LAN}/clock", to="due")

    assert sandbox.clock.now() >= due


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"at": "2001-01-01T09:00"}, "the clock only moves forwards"),
        ({"at": ""}, "pick a date and a time first"),
        ({"to": "due"}, "nothing is due"),
    ],
)
async def test_a_clock_that_cannot_move_says_why(browser: Browser, asked: dict[str, str], sentence: str) -> None:
    page = await browser.send(f"/as/{LAN}/clock", **asked)

    assert sentence in page.html


def _bot_says(sandbox: Sandbox, blocks: list[dict[str, Any]]) -> str:
    world = sandbox.world
    ts = world.next_ts(sandbox.clock.now())
    world.add_message(Message(ts, FLYWHEEL, world.bot_user_id, "P-12", blocks, bot_id=world.bot_id))
    return ts


def _open_form(sandbox: Sandbox) -> None:
    words = {"type": "plain_text_input", "action_id": "v", "multiline": True}
    date = {"type": "datepicker", "action_id": "v"}
    blocks = [
        {"type": "input", "block_id": "what", "label": _plain("What hurts?"), "element": words},
        {"type": "input", "block_id": "when", "label": _plain("When?"), "element": date, "optional": True},
    ]
    body = {"type": "modal", "title": _plain("Log customer pain"), "submit": _plain("Keep it"), "blocks": blocks}
    sandbox.world.modals[LAN] = [View("V1", "modal", LAN, body)]


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}
