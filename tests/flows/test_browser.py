"""What a newcomer does by hand, in a real Chromium against `flywheel demo`: each way to report, and what follows."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.flows.demo import Demo, running_demo
from tests.sandbox.browsing import CARE, FLYWHEEL, GENERAL, LAN, LEADERS, MAYA, SALES, TOM
from tests.sandbox.test_pages_browser import CHROMIUM, QUIET

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
    pytest.mark.timeout(120),
]

Open = Callable[[str, str], Page]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def own(browser: Browser) -> dict[str, BrowserContext]:
    """A browser of their own for each person: a new one for each page costs more than the page."""
    return {person: browser.new_context(viewport={"width": 1280, "height": 900}) for person in (LAN, MAYA, TOM)}


@pytest.fixture
def visit(own: dict[str, BrowserContext], demo: Demo) -> Iterator[Open]:
    """Opens a place as somebody."""
    pages = []

    def go(person: str, place: str) -> Page:
        page = own[person].new_page()
        pages.append(page)
        page.set_default_timeout(10_000)
        page.goto(demo.page(person, place))
        return page

    yield go
    for page in pages:
        page.close()


@pytest.fixture(autouse=True, scope="module")
def set_up(browser: Browser, demo: Demo) -> None:
    """Maya, who installed it, chooses the channel on her Home."""
    page = browser.new_page()
    page.goto(demo.page(MAYA, "home"))
    page.get_by_role("button", name="Set up Flywheel").click()
    page.get_by_label("Flywheel channel").select_option(label="#flywheel")
    press(page, "Save")
    expect(page.get_by_text("Cards go to")).to_be_visible()
    page.close()


def said(page: Page, words: str) -> Locator:
    return page.locator("li.line").filter(has_text=words).last


def say(page: Page, text: str) -> None:
    page.locator("#say").fill(text)
    page.locator("#say").press("Enter")


def press(page: Page, button: str) -> None:
    """A button of the open form."""
    page.locator("dialog").get_by_role("button", name=button, exact=True).click()


def card(visit: Open, words: str) -> Locator:
    """The card in the flywheel channel, as Maya sees it."""
    found = said(visit(MAYA, FLYWHEEL), words)
    expect(found).to_be_visible()
    return found


def number_on(card: Locator) -> str:
    """ "P-12": other tests leave receipts of their own."""
    found = re.search(r"P-\d+", card.inner_text())
    assert found is not None
    return found.group()


def test_the_message_menu_opens_a_form_filled_with_the_message(visit: Open) -> None:
    page = visit(TOM, SALES)
    say(page, "Café Luma cannot split an order between two kitchens")
    message = said(page, "Café Luma cannot split")
    message.hover()
    message.get_by_label("More actions").click()
    message.get_by_role("button", name="Log customer pain").click()

    expect(page.get_by_label("In the customer's words")).to_have_value(
        "Café Luma cannot split an order between two kitchens"
    )
    page.locator("input[name='customer|customer']").fill("Café Luma")
    page.get_by_label("Stops them").check()
    press(page, "Send")
    expect(said(page, "Kept as P-")).to_contain_text("Only visible to you")

    on_card = card(visit, "Café Luma cannot split")
    expect(on_card).to_contain_text("Stops them")
    expect(on_card).to_contain_text("From #sales")
    expect(on_card).to_contain_text("Owner: nobody yet")


def test_the_plus_menu_opens_an_empty_form(visit: Open) -> None:
    page = visit(TOM, GENERAL)
    page.get_by_label("Shortcuts").click()
    page.locator("button[value='log_pain']").click()
    page.get_by_label("What hurts?").fill("Nobody answers the hotel hotline on Fridays")
    press(page, "Send")

    card(visit, "Nobody answers the hotel hotline")


def test_a_command_keeps_a_pain_at_once_in_vietnamese(visit: Open) -> None:
    page = visit(LAN, CARE)
    say(page, "/pain Quán Gió phải nhập lại địa chỉ mỗi lần đặt hàng")

    expect(said(page, "Đã lưu thành P-")).to_contain_text("Hoàn tác")
    card(visit, "Quán Gió phải nhập lại")


def test_a_reaction_keeps_a_pain_with_a_mark_and_a_receipt(visit: Open) -> None:
    page = visit(TOM, FLYWHEEL)
    say(page, "Hotel Aurora gets each invoice twice")
    message = page.locator("li.line").filter(has_text="Hotel Aurora gets").first  # the card comes after it
    message.hover()
    message.get_by_label("Add reaction").click()
    message.locator("button[value='adhesive_bandage']").first.click()

    expect(said(page, "Kept as P-")).to_be_visible()
    expect(message.get_by_role("button", name="white_check_mark")).to_be_visible()


def test_a_mention_in_a_thread_keeps_what_the_thread_is_about(visit: Open) -> None:
    page = visit(TOM, FLYWHEEL)
    say(page, "Trattoria Nonna waits four days for each refund")
    message = page.locator("li.line").filter(has_text="Trattoria Nonna waits").first
    message.hover()
    message.get_by_label("Reply in thread").click()
    page.locator("#reply").fill("@Flywheel ")
    page.locator("#reply").press("Enter")

    card(visit, "Trattoria Nonna waits four days")


def test_a_line_to_the_bot_is_asked_about_and_captured_by_a_form(visit: Open) -> None:
    page = visit(TOM, "U0FLYWHEEL")
    say(page, "Bakery Nord sees prices without tax and feels cheated")
    said(page, "Is this a customer's pain?").get_by_role("button", name="Capture").click()
    press(page, "Send")

    card(visit, "Bakery Nord sees prices")


def test_words_from_a_private_channel_stay_private(visit: Open) -> None:
    page = visit(MAYA, LEADERS)
    say(page, "Grand Plaza will leave us in March, do not tell")
    message = said(page, "Grand Plaza will leave")
    message.hover()
    message.get_by_label("More actions").click()
    message.get_by_role("button", name="Log customer pain").click()
    page.get_by_label("What hurts?").fill("A large hotel loses its patience with late deliveries")
    press(page, "Send")

    on_card = card(visit, "A large hotel loses its patience")
    expect(on_card).not_to_contain_text("Grand Plaza")
    expect(on_card).not_to_contain_text("leadership")
    expect(on_card).to_contain_text("stay private")


def test_a_second_person_is_one_more_voice_on_the_same_card(visit: Open) -> None:
    say(visit(TOM, GENERAL), "/pain The kitchen screen goes dark during service")
    on_card = card(visit, "The kitchen screen goes dark")
    page = on_card.page
    on_card.get_by_role("button", name="Me too").click()
    page.locator("input[name='customer|customer']").fill("Osteria Vela")
    press(page, "Add my voice")

    expect(said(page, "The kitchen screen goes dark")).to_contain_text("2 voices")
    expect(said(page, "The kitchen screen goes dark")).to_contain_text("Osteria Vela")


def test_undo_takes_the_card_back(visit: Open) -> None:
    page = visit(TOM, GENERAL)
    say(page, "/pain I pressed the wrong button here")
    number = number_on(card(visit, "I pressed the wrong button"))
    said(page, f"Kept as {number}").get_by_role("button", name="Undo").click()

    expect(said(page, "is taken back")).to_be_visible()
    expect(visit(MAYA, FLYWHEEL).get_by_text("I pressed the wrong button")).to_have_count(0)


def test_a_pain_joined_to_another_is_counted_there(visit: Open) -> None:
    say(visit(TOM, GENERAL), "/pain Menus print in the wrong size")
    card(visit, "Menus print in the wrong size")
    page = visit(LAN, GENERAL)
    say(page, "/pain Thực đơn in ra quá nhỏ")
    number = number_on(card(visit, "Thực đơn in ra"))
    said(page, f"Đã lưu thành {number}").get_by_role("button", name="Trùng với…").click()
    form = page.locator("dialog")
    form.get_by_role("combobox").press_sequentially("Menus print")
    expect(form.locator(".sk-external__options button").first).to_be_visible()
    form.get_by_role("combobox").press("Enter")  # takes it, and sends nothing yet
    press(page, "Gộp lại")

    expect(card(visit, "Menus print in the wrong size")).to_contain_text("2 voices")


def test_home_lists_my_reports_and_speaks_the_language_i_choose(visit: Open) -> None:
    say(visit(TOM, GENERAL), "/pain The receipt printer is never found")
    card(visit, "The receipt printer")
    page = visit(TOM, "home")
    expect(page.get_by_text("The receipt printer is never found")).to_be_visible()
    page.get_by_role("combobox").select_option(label="Tiếng Việt")

    expect(page.get_by_text("Tôi đã báo cáo")).to_be_visible()
    page.get_by_role("combobox").select_option(label="English")
    expect(page.get_by_text("What I reported")).to_be_visible()


def test_an_empty_report_is_answered_under_its_field_and_the_form_stays(visit: Open) -> None:
    page = visit(TOM, GENERAL)
    page.get_by_label("Shortcuts").click()
    page.locator("button[value='log_pain']").click()
    page.get_by_label("What hurts?").fill("🙈 🙈")
    page.locator("input[name='customer|customer']").fill("Café Luma")
    press(page, "Send")

    expect(page.get_by_role("alert")).to_contain_text("Say in a few words")
    expect(page.locator("input[name='customer|customer']")).to_have_value("Café Luma")
    press(page, "Cancel")  # Slack keeps a form open for the person, whichever tab she looks at


def test_ctrl_c_stops_everything_and_the_next_start_goes_on(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = tmp_path_factory.mktemp("again")
    with running_demo(data) as demo:
        assert 0 == demo.interrupt()

    with running_demo(data) as demo:
        assert 0 == demo.interrupt()
