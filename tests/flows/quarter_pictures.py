"""Pictures of the business year: the quarter is played as fast as it goes, stopped once on the way, then looked at."""

import json
import time
import urllib.request
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser

from tests.flows.camera import last, page_of, say, take, take_message, take_window
from tests.flows.demo import Demo
from tests.sandbox.browsing import FLYWHEEL, LAN, MAYA, TOM

BOT = "U0FLYWHEEL"
PRIYA, OMAR = "U0PRIYA1", "U0OMAR01"
LATE = 0.62  # of the quarter: some pains are open, some are told
ROLL_UP, BRIEF = 776, 1345  # px of long messages: from the last question on; down to the reasons
HIGH = (1280, 2200)  # room for the longest message


def of_a_quarter(browser: Browser, demo: Demo) -> None:
    _do(demo, "fast", "start")
    _wait_until(demo, lambda play: play["progress"] > LATE)
    _do(demo, "brisk")  # slow enough to stop in the middle of a meeting
    _wait_until(demo, lambda play: play["line"].startswith("Decided:"))
    _do(demo, "pause")
    on_the_way(browser, demo)
    _do(demo, "fast", "go_on")
    _wait_until(demo, lambda play: play["state"] == "ready")
    once_it_is_over(browser, demo)


def on_the_way(browser: Browser, demo: Demo) -> None:
    page = page_of(browser, demo, TOM, FLYWHEEL, (1280, 760))
    last(page, "The flywheel meeting").wait_for()
    take(page, "quarter")
    page = page_of(browser, demo, OMAR, "home", (1280, 1062))
    page.get_by_text("What I owe").wait_for()
    take(page, "leader")
    page = page_of(browser, demo, MAYA, BOT, (1280, 900))
    say(page, "/flywheel theme")
    last(page, "days left").wait_for()
    take_message(last(page, "days left"), "theme")


def once_it_is_over(browser: Browser, demo: Demo) -> None:
    page = page_of(browser, demo, TOM, BOT + "?from=0", HIGH)
    take_message(last(page, "Close of the quarter · Q1"), "questions")
    page = page_of(browser, demo, LAN, BOT + "?from=0", HIGH)
    take_message(last(page, "Giữa quý · Q1"), "questions-vi")
    page = page_of(browser, demo, PRIYA, BOT + "?from=0", HIGH)
    voices = page.locator("li.line").filter(has_text="Changed because somebody reported it").all()
    take_message(max(voices, key=lambda voice: len(voice.inner_text())), "voice")
    page = page_of(browser, demo, MAYA, FLYWHEEL + "?from=0", HIGH)
    take_message(last(page, "Kick-off · Q1"), "roll-up", above=ROLL_UP)
    take_message(last(page, "KPI review:"), "brief", below=BRIEF)
    say(page, "/flywheel goals")
    page.locator("dialog").wait_for()
    take_window(page, "goals")


def _do(demo: Demo, *deeds: str) -> None:
    for deed in deeds:
        _ask(demo, "play", {"name": "quarter", "deed": deed})


def _wait_until(demo: Demo, is_so: Callable[[dict[str, Any]], bool]) -> None:
    while not is_so(_ask(demo, "plays")[0]):
        time.sleep(0.2)


def _ask(demo: Demo, what: str, arguments: dict[str, str] | None = None) -> Any:
    body = json.dumps(arguments).encode() if arguments else None
    with urllib.request.urlopen(f"{demo.url}control/{what}", body) as answer:
        return json.load(answer)["result"]
