"""Takes the pictures of the README and of docs anew from the real screens: `make pictures`."""

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from bot.charts.png import png
from bot.charts.readings import chart_of
from bot.charts.rules import ChartKind, StageWeeks, last_weeks
from bot.charts.svg import drawing
from bot.i18n import texts_in
from tests.clock import MONDAY
from tests.flows.camera import PICTURES, last, page_of, say, take
from tests.flows.demo import Demo, running_demo
from tests.flows.quarter_pictures import of_a_quarter
from tests.sandbox.browsing import CARE, FLYWHEEL, LAN, MAYA, TOM
from tests.sandbox.test_pages_browser import CHROMIUM, QUIET

PRIYA = "U0PRIYA1"
EXPORT = "When we export more than 10,000 orders the file is empty. We bill our own clients from it, so it stops us."
DECISION = {
    "decision": "Every export that is cut off says so, and offers the rest as a second file.",
    "effect": "She bills all her clients on the first of the month again",
    "feeling": "Safe: it never again says that it worked when it did not",
    "problem": "Invoices that are missing, found by her own clients",
    "value": "Half a day a month",
}


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "chart.png").write_bytes(a_chart())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for take_pictures in (take_all, of_a_quarter):
            with tempfile.TemporaryDirectory() as folder, running_demo(Path(folder)) as demo:
                take_pictures(browser, demo)
        browser.close()


def a_chart() -> bytes:
    """Of a quarter no demo has behind it."""
    counts = {
        "discover": (1, 0, 2, 1, 0, 1, 1, 0, 2, 1, 0, 1),
        "buy": (2, 1, 3, 2, 1, 2, 4, 2, 1, 3, 2, 1),
        "onboard": (3, 4, 2, 5, 6, 4, 5, 7, 6, 8, 9, 5),
        "use": (4, 3, 5, 4, 2, 3, 4, 3, 5, 4, 3, 2),
        "help": (2, 2, 1, 3, 2, 4, 2, 1, 2, 3, 2, 1),
        "renew": (0, 1, 0, 0, 1, 0, 2, 0, 1, 0, 1, 0),
        "": (1, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 0),
    }
    period = last_weeks(MONDAY, ZoneInfo("Europe/Berlin"))
    return png(drawing(chart_of(ChartKind.STAGES, StageWeeks(period, list(counts.items())), texts_in("en"))))


def take_all(browser: Browser, demo: Demo) -> None:
    maya, lan, tom = (page_of(browser, demo, who, where) for who, where in ((MAYA, "home"), (LAN, CARE), (TOM, CARE)))
    maya.get_by_role("button", name="Set up Flywheel").click()
    maya.get_by_label("Flywheel channel").select_option(label="#flywheel")
    maya.locator("dialog").get_by_role("button", name="Save").click()
    maya.get_by_text("Cards go to").wait_for()

    message = _say(tom, EXPORT)
    _menu(message, "Log customer pain")
    tom.get_by_label("What hurts?").fill("Large exports come out empty")
    tom.locator("input[name='customer|customer']").fill("Café Luma")
    tom.locator("select[name='stage|stage']").select_option(value="use")
    tom.get_by_label("Stops them").check()
    take(tom, "form")
    tom.locator("dialog").get_by_role("button", name="Send").click()
    last(tom, "Kept as P-").wait_for()

    message = _say(lan, "Chị Hạnh (Phở Sen) nhận hoá đơn sai mã số thuế lần thứ ba trong quý này.")
    message.hover()
    message.get_by_label("Add reaction").click()
    message.locator("button[value='adhesive_bandage']").first.click()
    last(lan, "Đã lưu thành P-").wait_for()
    take(lan, "receipt")

    maya.goto(demo.page(MAYA, FLYWHEEL))
    last(maya, "Phở Sen").wait_for()
    last(maya, "Large exports").get_by_role("button", name="Me too").click()
    maya.locator("input[name='customer|customer']").fill("Osteria Vela")
    maya.locator("dialog").get_by_role("button", name="Add my voice").click()
    maya.get_by_text("2 voices").wait_for()
    take(maya, "card")
    maya.goto(demo.url)
    take(maya, "sandbox")
    a_meeting(browser, demo)


def a_meeting(browser: Browser, demo: Demo) -> None:
    """From the first date to the minutes."""
    maya, priya = page_of(browser, demo, MAYA, FLYWHEEL), page_of(browser, demo, PRIYA, FLYWHEEL)
    day = next_friday()
    say(maya, "/flywheel meeting")
    maya.locator("input[name='first_day|first_day']").fill(f"{day:%Y-%m-%d}")
    _send(maya, "Show the dates")
    _send(maya, "Save")
    _bring(priya, "opportunity", "A first week together: sales hands each new café over to care in person")
    _bring(priya, "decision", "Do we keep the loyalty discount after March?")

    for days, clock in ((3, "09:00"), (1, "10:00")):
        _let_time_pass(maya, f"{day - timedelta(days=days):%Y-%m-%d}T{clock}")
    last(maya, "Agenda of the flywheel meeting").wait_for()
    take(maya, "agenda")
    maya.goto(demo.page(TOM, "home"))
    maya.get_by_text("What I reported").wait_for()
    take(maya, "home")
    maya.goto(demo.page(MAYA, FLYWHEEL))

    _let_time_pass(maya, f"{day:%Y-%m-%d}T10:00")
    maya.get_by_role("button", name="Decide").wait_for()
    decide(maya)
    maya.get_by_role("button", name="Next").click()
    maya.get_by_text("2 of ").wait_for()
    give(maya)
    take(maya, "board")
    end(maya)
    _let_time_pass(maya, f"{day:%Y-%m-%d}T10:06")
    last(maya, "Minutes of the flywheel meeting").wait_for()
    take(maya, "minutes")


def decide(page: Page) -> None:
    page.get_by_role("button", name="Decide").click()
    for field, text in DECISION.items():
        page.locator(f"textarea[name='{field}|{field}']").fill(text)
    _send(page, "Write it down")
    page.get_by_text("• Decided (D-1)").wait_for()


def give(page: Page) -> None:
    page.get_by_role("button", name="Action", exact=True).click()
    page.get_by_label("What is to be done?").fill("Try it with the three cafés that start in January")
    page.get_by_label("Who does it?").select_option(MAYA)
    _send(page, "Save")
    page.get_by_text("that start in January").wait_for()


def end(page: Page) -> None:
    page.locator("li.line").last.get_by_label("More actions").first.click()
    page.get_by_role("button", name="End the meeting").last.click()
    _send(page, "End the meeting")
    page.get_by_text("The flywheel meeting ended").wait_for()


def next_friday() -> date:
    """At least a week from now, so that the call and the agenda are still to come."""
    today = datetime.now(ZoneInfo("America/New_York")).date()
    return today + timedelta(days=7 + (4 - today.weekday()) % 7)


def _bring(page: Page, kind: str, line: str) -> None:
    say(page, "/flywheel agenda")
    page.get_by_role("button", name="Bring something").click()
    page.locator(f"input[value='{kind}']").check()
    page.get_by_label("In one line").fill(line)
    _send(page, "Send")
    page.get_by_text(line).wait_for()
    page.locator("dialog").get_by_role("button", name="Close").last.click()
    page.locator("dialog").wait_for(state="detached")


def _send(page: Page, button: str) -> None:
    page.locator("dialog").get_by_role("button", name=button, exact=True).last.click()
    page.locator("dialog").get_by_role("button", name=button, exact=True).last.wait_for(state="detached")


def _let_time_pass(page: Page, until: str) -> None:
    page.locator("#clock summary").click()
    page.locator("#clock-at").fill(until)
    page.get_by_role("button", name="Go").click()


def _say(page: Page, text: str) -> Locator:
    say(page, text)
    message = last(page, text)
    message.wait_for()
    return message


def _menu(message: Locator, entry: str) -> None:
    message.hover()
    message.get_by_label("More actions").click()
    message.get_by_role("button", name=entry).click()


if __name__ == "__main__":
    main()
