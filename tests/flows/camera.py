"""What the pictures of the documentation are taken with: a page of the demo as one person sees it."""

from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Locator, Page

from tests.flows.demo import Demo

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
GLIDE = 600  # ms: menus and forms glide into place
MESSAGE = 720  # px: as wide as a message gets


def page_of(browser: Browser, demo: Demo, who: str, where: str, size: tuple[int, int] = (1180, 800)) -> Page:
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto(demo.page(who, where))
    return page


def say(page: Page, text: str) -> None:
    page.locator("#say").fill(text)
    page.locator("#say").press("Enter")


def last(page: Page, words: str) -> Locator:
    return page.locator("li.line").filter(has_text=words).last


def take(page: Page, name: str) -> None:
    """The whole window."""
    page.wait_for_timeout(GLIDE)
    page.screenshot(path=PICTURES / f"{name}.png")


def take_message(line: Locator, name: str, *, above: float = 0, below: float = 0) -> None:
    """One message and nothing around it; the window has to be high enough for all of it.

    Of a long one only so many pixels: those `above` its end, or those `below` its beginning.
    """
    line.scroll_into_view_if_needed()
    line.page.wait_for_timeout(GLIDE)
    box = line.bounding_box()
    assert box is not None
    height = above or below or box["height"]
    top = box["y"] + (box["height"] - height if above else 0)
    around = FloatRect(x=box["x"], y=top, width=MESSAGE, height=height)
    line.page.screenshot(path=PICTURES / f"{name}.png", clip=around)


def take_window(page: Page, name: str) -> None:
    """What opened in front, whole: in Slack one scrolls in it."""
    page.add_style_tag(content=".modal { max-height: none !important; }")
    page.wait_for_timeout(GLIDE)
    page.locator("dialog").screenshot(path=PICTURES / f"{name}.png")
