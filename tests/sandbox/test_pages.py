"""What people see in the local workspace: every place answers, and shows nobody what is not theirs."""

from collections.abc import AsyncIterator

import pytest

from bot.manifest import Manifest
from bot.sandbox.acting.spots import sees
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Ephemeral, Message, View
from tests.sandbox.browsing import (
    CAMPAIGNS,
    CARE,
    FLYWHEEL,
    GUEST,
    LAN,
    LEADERS,
    MAYA,
    SALES,
    SHARED,
    STRANGER,
    TOM,
    Answer,
    Browser,
    browsing,
    company,
)

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with company() as running:
        yield running


@pytest.fixture
async def browser(sandbox: Sandbox) -> AsyncIterator[Browser]:
    async with browsing(sandbox) as opened:
        yield opened


async def test_the_first_page_offers_everybody_in_the_company(sandbox: Sandbox, browser: Browser) -> None:
    page = await browser.open("/")

    assert 10 == len(page.all("a", class_="face-card"))
    assert all(user.real_name in page.html for user in sandbox.world.users.values() if not user.is_bot)
    assert "Slack in Vietnamese" in page.html


async def test_every_person_can_open_every_channel_they_may_see_and_no_other(
    sandbox: Sandbox, browser: Browser
) -> None:
    people = [user.id for user in sandbox.world.users.values() if not user.is_bot]
    for person in people:
        for channel in list(sandbox.world.channels):
            page = await browser.open(f"/as/{person}/{channel}")

            assert (200 if sees(sandbox.world, person, channel) else 404) == page.status, (person, channel)


async def test_every_page_of_a_person_is_well_formed_html(sandbox: Sandbox, browser: Browser) -> None:
    _draw_a_card(sandbox)
    thread = sandbox.world.messages[CARE][0].ts
    paths = [
        "/",
        "/inspector",
        f"/as/{LAN}",
        f"/as/{LAN}/home",
        f"/as/{LAN}/{FLYWHEEL}",
        f"/as/{LAN}/{CARE}?thread={thread}",
        f"/as/{LAN}/{CARE}?thread={thread}&edit={thread}",
        f"/as/{LAN}/{SALES}",
        f"/as/{LAN}/{TOM}",
        f"/as/{LAN}/{sandbox.world.bot_user_id}",
        f"/as/{STRANGER}/{SHARED}",
    ]
    for path in paths:
        page = await browser.open(path)

        assert 200 == page.status, path
        assert _ids(page) == sorted(set(_ids(page))), path


async def test_a_private_channel_is_not_even_named_to_outsiders(browser: Browser) -> None:
    inside, outside = await browser.open(f"/as/{TOM}"), await browser.open(f"/as/{LAN}")
    refused = await browser.open(f"/as/{LAN}/{LEADERS}")

    assert [f"/as/{TOM}/{LEADERS}"] == [link["href"] for link in inside.all("a", aria_label="leadership, private")]
    assert "leadership" not in outside.html
    assert 404 == refused.status
    assert "you are not in it" in refused.html
    assert "leadership" not in refused.html


async def test_a_menu_of_channels_offers_those_one_can_see_and_nothing_without_a_name(
    sandbox: Sandbox, browser: Browser
) -> None:
    menu = {"type": "conversations_select", "action_id": "c", "placeholder": _plain("Choose a channel")}
    blocks = [{"type": "section", "block_id": "b", "text": _plain("Where?"), "accessory": menu}]
    sandbox.world.homes[GUEST] = View("V2", "home", GUEST, {"type": "home", "blocks": blocks})
    page = await browser.open(f"/as/{GUEST}/home")

    assert ["Choose a channel", "#campaigns"] == [option.text for option in page.all("option")]


async def test_a_guest_sees_one_channel_and_a_person_from_outside_sees_no_app(browser: Browser) -> None:
    guest, stranger = await browser.open(f"/as/{GUEST}"), await browser.open(f"/as/{STRANGER}")
    home = await browser.open(f"/as/{STRANGER}/home")

    assert [f"/as/{GUEST}/{CAMPAIGNS}"] == _channel_links(guest, GUEST)
    assert [f"/as/{STRANGER}/{SHARED}"] == _channel_links(stranger, STRANGER)
    assert "Flywheel Home" not in stranger.html
    assert 404 == home.status


async def test_a_shared_channel_says_that_another_company_reads_it(browser: Browser) -> None:
    page = await browser.open(f"/as/{LAN}/{SHARED}")

    assert "Slack Connect" in page.html
    assert "People from another company read this channel." in page.html
    assert "From outside" in page.html


async def test_what_people_and_apps_write_is_never_markup(sandbox: Sandbox, browser: Browser) -> None:
    world = sandbox.world
    await sandbox.people.post(MAYA, CARE, HOSTILE)
    world.add_message(Message(world.next_ts(sandbox.clock.now()), CARE, world.bot_user_id, "x", bot_id=world.bot_id))
    world.messages[CARE][-1].blocks = [{"type": "header", "block_id": "h", "text": _plain(HOSTILE)}]
    world.users[TOM].real_name, world.channels[CARE].topic = HOSTILE, HOSTILE
    world.notice(LAN, HOSTILE)
    world.modals[LAN] = [View("V1", "modal", LAN, {"type": "modal", "title": _plain(HOSTILE), "blocks": []})]
    sandbox.traffic.note("from app", HOSTILE, body={"text": HOSTILE})

    for path in ("/", f"/as/{LAN}/{CARE}", f"/as/{LAN}/{TOM}", f"/as/{LAN}/home", "/inspector"):
        page = await browser.open(path)

        assert "<script>alert" not in page.html, path
        assert "<img src=x" not in page.html, path
        assert "&lt;script&gt;alert" in page.html, path


async def test_times_are_shown_in_the_viewers_zone_and_form(sandbox: Sandbox, browser: Browser) -> None:
    first = sandbox.world.messages[CARE][0]  # Lan wrote it at 9:25 in the morning, in Ho Chi Minh City
    lan, maya = await browser.open(f"/as/{LAN}/{CARE}"), await browser.open(f"/as/{MAYA}/{CARE}")

    assert "09:25" in _line(lan, first.ts)
    assert "PM" in _line(maya, first.ts)


async def test_the_manifests_commands_and_shortcuts_are_offered(browser: Browser, manifest: Manifest) -> None:
    page = await browser.open(f"/as/{LAN}/{CARE}")
    offered = {node["data-insert"] for node in page.all("li", role="option")}
    in_menu = {node["value"] for node in page.all("button", name="callback_id")}

    assert {command.name for command in manifest.commands} <= offered
    assert {shortcut.callback_id for shortcut in manifest.shortcuts} == in_menu


async def test_people_from_outside_are_offered_no_commands_and_no_shortcuts(browser: Browser) -> None:
    page = await browser.open(f"/as/{STRANGER}/{SHARED}")

    assert [] == page.all("button", name="callback_id")
    assert "/pain" not in page.html


async def test_an_ephemeral_message_is_shown_to_one_person_only(sandbox: Sandbox, browser: Browser) -> None:
    ts = sandbox.world.next_ts(sandbox.clock.now())
    sandbox.world.ephemerals.append(Ephemeral(ts, CARE, LAN, "Kept as P-98"))
    hers, his = await browser.open(f"/as/{LAN}/{CARE}"), await browser.open(f"/as/{TOM}/{CARE}")

    assert "Only visible to you" in _line(hers, ts)
    assert "Kept as P-98" in hers.html
    assert "Kept as P-98" not in his.html


async def test_an_archived_channel_can_be_read_and_not_written_in(sandbox: Sandbox, browser: Browser) -> None:
    sandbox.changes.archive(sandbox.world.channels[CARE], MAYA)
    page = await browser.open(f"/as/{LAN}/{CARE}")

    assert "This channel is archived." in page.html
    assert [] == page.all("textarea")
    assert "Add reaction" not in page.html
    assert "Edit message" not in page.html
    assert "Phở Sen" in page.html


async def test_only_ones_own_message_can_be_edited_or_deleted(sandbox: Sandbox, browser: Browser) -> None:
    page = await browser.open(f"/as/{LAN}/{CARE}")
    own = [message.ts for message in sandbox.world.messages[CARE] if message.user == LAN and not message.thread_ts]

    assert len(own) == page.html.count("Delete message")
    assert len(own) == page.html.count("Edit message")


async def test_a_permalink_opens_as_whoever_this_browser_was_last(sandbox: Sandbox, browser: Browser) -> None:
    parent = sandbox.world.messages[CARE][0]
    reply = sandbox.world.replies(CARE, parent.ts)[0]
    link = f"/archives/{CARE}/p{reply.ts.replace('.', '')}"
    before = await browser.open(link)
    await browser.open(f"/as/{TOM}")
    after = await browser.open(link)

    assert "/" == before.address
    assert f"/as/{TOM}/{CARE}?thread={parent.ts}" == after.address
    assert _line(after, reply.ts, "t")


def a_long_channel(sandbox: Sandbox) -> list[Message]:
    ts = (sandbox.world.next_ts(sandbox.clock.now()) for _ in range(100))
    return [sandbox.world.add_message(Message(each, CARE, LAN, f"line {n}")) for n, each in enumerate(ts)]


async def test_of_a_long_channel_the_newest_messages_are_shown_and_the_others_on_request(
    sandbox: Sandbox, browser: Browser
) -> None:
    said = a_long_channel(sandbox)
    newest = await browser.open(f"/as/{TOM}/{CARE}")
    link = f"/as/{TOM}/{CARE}?from=0"
    whole = await browser.open(link)

    assert [False, False] == _shown(newest, [sandbox.world.messages[CARE][0], said[59]])
    assert all(_shown(newest, said[60:]))
    assert f'{link}#m-{said[60].ts.replace(".", "-")}">Earlier messages' in newest.html
    assert all(_shown(whole, [sandbox.world.messages[CARE][0], *said]))
    assert "Earlier messages" not in whole.html


async def test_a_link_to_an_old_message_shows_it_and_what_came_after(sandbox: Sandbox, browser: Browser) -> None:
    said = a_long_channel(sandbox)
    await browser.open(f"/as/{LAN}")
    page = await browser.open(f"/archives/{CARE}/p{said[3].ts.replace('.', '')}")
    edited = await browser.open(f"/as/{LAN}/{CARE}?edit={said[3].ts}")

    assert [False, True, True] == _shown(page, [said[2], said[3], said[99]])
    assert [True] == _shown(edited, [said[3]])


async def test_a_permalink_to_a_private_channel_opens_for_nobody_else(sandbox: Sandbox, browser: Browser) -> None:
    message = sandbox.world.messages[LEADERS][0]
    await browser.open(f"/as/{LAN}")
    page = await browser.open(f"/archives/{LEADERS}/p{message.ts.replace('.', '')}")

    assert 404 == page.status


async def test_the_inspector_shows_what_went_over_the_wire(sandbox: Sandbox, browser: Browser) -> None:
    sandbox.traffic.note("from app", "chat.postMessage", ms=12.3, body={"text": "Chào"}, answer={"ok": True})
    page = await browser.open("/inspector")

    assert "chat.postMessage" in page.html
    assert "12 ms" in page.html
    assert "Chào" in page.html


def _draw_a_card(sandbox: Sandbox) -> None:
    """A bot message, a form and a Home with a control each."""
    world = sandbox.world
    button = {"type": "button", "action_id": "a", "text": _plain("Me too")}
    blocks = [{"type": "actions", "block_id": "b", "elements": [button]}]
    ts = world.next_ts(sandbox.clock.now())
    world.add_message(Message(ts, FLYWHEEL, world.bot_user_id, "P-1", blocks, bot_id=world.bot_id))
    body = {"title": _plain("Log"), "submit": _plain("Keep it"), "blocks": blocks}
    world.modals[LAN] = [View("V1", "modal", LAN, {"type": "modal", **body})]
    world.homes[LAN] = View("V2", "home", LAN, {"type": "home", "blocks": blocks})


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def _ids(page: Answer) -> list[str]:
    return sorted(node["id"] for node in page.nodes if node["id"])


def _channel_links(page: Answer, person: str) -> list[str | None]:
    links = [node["href"] for node in page.all("a") if "nav" in node.inside]
    return [link for link in links if (link or "").startswith(f"/as/{person}/C")]


def _shown(page: Answer, messages: list[Message]) -> list[bool]:
    return [f'id="m-{one.ts.replace(".", "-")}"' in page.html for one in messages]


def _line(page: Answer, ts: str, prefix: str = "m") -> str:
    (line,) = page.all("li", id=f"{prefix}-{ts.replace('.', '-')}")
    return line.text
