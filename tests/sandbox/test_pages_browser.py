"""The pages in a real Chromium: two people in two tabs, the keyboard, and forms that change under one's hands."""

import asyncio
import re
import shutil
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.sandbox.plays import Acts, Play, Told
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import View
from tests.sandbox.an_app import App, answers, connected_app
from tests.sandbox.browsing import CARE, LAN, TOM, company

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]


class Workspace:
    """The seeded company, served from a thread of its own: Playwright's blocking calls need this one."""

    def __init__(self, sandbox: Sandbox, loop: asyncio.AbstractEventLoop) -> None:
        self.sandbox = sandbox
        self.stopped = asyncio.Event()
        self._loop = loop

    def do(self, deed: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(deed, self._loop).result(10)

    @contextmanager
    def app(self) -> Iterator[App]:
        """An app connected from the workspace's own loop."""
        connection = connected_app(self.sandbox)
        yield self.do(connection.__aenter__())
        self.do(connection.__aexit__(None, None, None))

    def change(self, change: Callable[[], None]) -> None:
        """Something plain, done where the world lives."""

        async def changed() -> None:
            change()

        self.do(changed())


@contextmanager
def served_workspace() -> Iterator[Workspace]:
    ready: list[Workspace] = []
    started = threading.Event()

    async def run() -> None:
        async with company() as sandbox:
            ready.append(Workspace(sandbox, asyncio.get_running_loop()))
            started.set()
            await ready[0].stopped.wait()

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    started.wait(10)
    try:
        yield ready[0]
    finally:
        ready[0].change(ready[0].stopped.set)
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        expect.set_options(timeout=20_000)  # a busy machine is not a failure
        yield browser
        browser.close()


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with served_workspace() as served:
        yield served


@pytest.fixture
def opened(chromium: Browser, workspace: Workspace) -> Iterator[Callable[[str], Page]]:
    """Opens a tab; a script that fails in it fails the test."""
    failures: list[str] = []
    with ExitStack() as stack:

        def tab(path: str) -> Page:
            page = chromium.new_page()
            stack.callback(page.close)
            page.on("pageerror", lambda error: failures.append(str(error)))
            page.goto(workspace.sandbox.world.url.rstrip("/") + path)
            return page

        yield tab
    assert [] == failures


Opened = Callable[[str], Page]


def test_two_tabs_are_two_people_who_see_each_other_live(opened: Opened) -> None:
    lan, tom = opened(f"/as/{LAN}/{CARE}"), opened(f"/as/{TOM}/{CARE}")
    draft = tom.get_by_role("textbox", name="Message #customer-care")
    draft.fill("I am still writing")
    lan.get_by_role("textbox", name="Message #customer-care").fill("Anh Tuấn vừa gọi lại")
    lan.keyboard.press("Enter")

    expect(tom.get_by_text("Anh Tuấn vừa gọi lại")).to_be_visible()
    expect(lan.get_by_text("Anh Tuấn vừa gọi lại")).to_be_visible()
    expect(draft).to_have_value("I am still writing")


def test_the_message_menu_works_with_the_keyboard(opened: Opened) -> None:
    page = opened(f"/as/{TOM}/{CARE}")
    menu = page.locator("#lines > li").last.get_by_label("More actions")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Log customer pain")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.get_by_role("button", name="Log customer pain")).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Flywheel didn't respond")).to_be_visible()  # nothing is connected in this test


def test_a_slash_lists_the_commands_and_tab_takes_one(opened: Opened) -> None:
    page = opened(f"/as/{TOM}/{CARE}")
    box = page.get_by_role("textbox", name="Message #customer-care")
    box.press_sequentially("/pa")
    expect(page.get_by_role("listbox", name="Suggestions").get_by_role("option")).to_have_count(1)
    page.keyboard.press("Tab")

    expect(box).to_have_value("/pain ")
    expect(box).to_be_focused()


def test_what_slack_refuses_stays_in_the_box(opened: Opened) -> None:
    page = opened(f"/as/{TOM}/{CARE}")
    box = page.get_by_role("textbox", name="Message #customer-care")
    box.fill("/paint the export is broken")
    page.keyboard.press("Enter")

    expect(page.get_by_text("/paint is not a valid command.")).to_be_visible()
    expect(box).to_have_value("/paint the export is broken")


def test_a_form_the_app_updates_keeps_what_was_typed(opened: Opened, workspace: Workspace) -> None:
    page = opened(f"/as/{LAN}/{CARE}")
    _show_form(workspace, "What hurts the customer?")
    page.get_by_role("textbox", name="What hurts the customer?").fill("Xuất đơn chỉ được mười nghìn dòng")
    page.get_by_role("textbox", name="Which customer?").fill("Phở")
    _show_form(workspace, "What hurts her?")
    expect(page.get_by_role("textbox", name="What hurts her?")).to_have_value("Xuất đơn chỉ được mười nghìn dòng")
    expect(page.get_by_role("textbox", name="Which customer?")).to_be_focused()
    page.keyboard.type(" Sen")

    expect(page.get_by_role("textbox", name="Which customer?")).to_have_value("Phở Sen")


def test_escape_closes_a_form_as_cancel_does(opened: Opened, workspace: Workspace) -> None:
    page = opened(f"/as/{LAN}/{CARE}")
    _show_form(workspace, "What hurts the customer?")
    expect(page.get_by_role("dialog", name="Log customer pain")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert [] == workspace.sandbox.world.modals[LAN]


def test_a_form_opens_from_the_message_menu_complains_and_closes(opened: Opened, workspace: Workspace) -> None:
    page = opened(f"/as/{LAN}/{CARE}")
    with workspace.app() as app:
        app.on["message_action"] = lambda payload: _open_form(app, payload["trigger_id"])
        app.on["view_submission"] = answers({"response_action": "errors", "errors": {"what": "Too short to help."}})
        page.locator("#lines > li").last.hover()
        page.locator("#lines > li").last.get_by_label("More actions").click()
        page.get_by_role("button", name="Log customer pain").click()
        page.get_by_role("textbox", name="What hurts the customer?").fill("Export")
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_role("alert")).to_have_text("Too short to help.")
        expect(page.get_by_role("textbox", name="What hurts the customer?")).to_have_value("Export")
        app.on["view_submission"] = answers(None)
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_role("dialog")).to_have_count(0)

        assert [LAN] == [payload["user"]["id"] for payload in app.payloads("message_action")]
        assert 2 == len(app.payloads("view_submission"))


def test_a_permalink_shows_its_message_highlighted(opened: Opened, workspace: Workspace) -> None:
    message = workspace.sandbox.world.messages[CARE][0]
    page = opened(f"/as/{TOM}")
    page.goto(f"{workspace.sandbox.world.url}archives/{CARE}/p{message.ts.replace('.', '')}")

    expect(page.locator("li:target")).to_be_in_viewport()
    expect(page.locator("li:target")).to_contain_text("Nhà hàng Cỏ Xanh vừa gọi")


def test_a_piece_is_played_paused_and_stopped_where_everybody_sees_it(opened: Opened, workspace: Workspace) -> None:
    add_piece(workspace)
    page, other = opened(f"/as/{LAN}/{CARE}"), opened("/")
    page.get_by_label("Play the piece", exact=True).click()
    page.get_by_role("button", name="Play the piece").click()
    for seen in (page, other):
        expect(seen.get_by_role("status").filter(has_text=re.compile(r"Day \d+"))).to_be_visible()
    date = page.locator(".play-line b")
    before = date.inner_text()
    expect(date).not_to_have_text(before)
    other.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.get_by_role("button", name="Calm").click()
    expect(page.get_by_role("button", name="Calm")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Stop").click()
    expect(other.get_by_text("Stopped. Everything stands as it is.")).to_be_visible()
    page.get_by_role("button", name="Put this line away").click()

    expect(other.get_by_text("Stopped. Everything stands as it is.")).to_be_hidden()
    expect(other.get_by_role("button", name="Play the piece")).to_be_visible()


def test_nothing_is_asked_of_another_server(opened: Opened, workspace: Workspace) -> None:
    asked: list[str] = []
    page = opened(f"/as/{LAN}/{CARE}")
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    expect(page.get_by_role("heading", name="customer-care").first).to_be_visible()

    assert asked
    assert all(address.startswith(workspace.sandbox.world.url) for address in asked)


def add_piece(workspace: Workspace) -> None:
    """A year of days in which nothing happens but that they pass."""

    async def acts() -> Acts:
        for day in range(365):
            workspace.sandbox.clock.move(timedelta(days=1))
            yield Told(f"Day {day}", day / 365)

    piece = Play("piece", "Play the piece", "A year goes by.", acts)
    workspace.change(lambda: workspace.sandbox.plays.add(piece))


def _show_form(workspace: Workspace, label: str) -> None:
    """What views.open, then views.update, leave behind."""
    world = workspace.sandbox.world
    body = _form(label)

    def show() -> None:
        world.modals[LAN] = [View("V1", "modal", LAN, body, hash=label)]
        world.changed(f"modal:{LAN}")

    workspace.change(show)


async def _open_form(app: App, trigger_id: str) -> None:
    await app.call("views.open", trigger_id=trigger_id, view=_form("What hurts the customer?"))


def _form(label: str) -> dict[str, Any]:
    words = {"type": "plain_text_input", "action_id": "v", "multiline": True}
    name = {"type": "plain_text_input", "action_id": "v"}
    blocks = [
        {"type": "input", "block_id": "what", "label": _plain(label), "element": words},
        {"type": "input", "block_id": "who", "label": _plain("Which customer?"), "element": name, "optional": True},
    ]
    return {"type": "modal", "title": _plain("Log customer pain"), "submit": _plain("Keep it"), "blocks": blocks}


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}
