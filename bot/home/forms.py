"""The windows behind a Home: the search, and the lists of what waits. Pure: what was found in, a view out."""

from datetime import date

from bot.home.rows import found_line, page_turner, waiting_line
from bot.home.rules import Found, Row, Waiting
from bot.i18n import N_, Texts
from bot.pains.rules import Page
from bot.slack.blocks import Block, Element, Field, Message, View, button, context, modal, section, text_input
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.text import escape, one_line

LONGEST_QUERY = 200
TITLES = {
    Waiting.UNOWNED: N_("Without an owner"),
    Waiting.HANDOFFS: N_("Waiting for an answer"),
    Waiting.OVERDUE: N_("Past their date"),
    Waiting.LOOPS: N_("Loops to close"),
}


def search_form(found: Found | None, t: Texts) -> View:
    """With what was found for the words in its field; None = nothing was searched yet."""
    words = text_input(
        initial=found.words if found else "",
        longest=LONGEST_QUERY,
        placeholder=t("Words, a customer, or a number such as P-12"),
    )
    field = Field(BlockId.QUERY, t("What are you looking for?"), words, required=True)
    blocks = [field.block(), *(_found(found, t) if found else [context(_not_searched(t))])]
    return modal(ViewId.SEARCH, t("Find a pain"), blocks, buttons=(t("Search"), t("Close")))


def found_message(found: Found, t: Texts) -> Message:
    """The answer to `/flywheel find`."""
    lines = [_how_many(found, t), *(found_line(row, t) for row in found.rows), *_below(found, t)]
    return Message("\n".join(lines), _found(found, t))


def waiting_window(what: Waiting, page: Page[Row], today: date, t: Texts) -> View:
    lines = [section(waiting_line(what, row, today, t)) for row in page.rows]
    if not lines:
        lines = [section(t("Nothing waits here any more."))]

    def back(text: str, number: int) -> Element:
        return button(text, ActionId.WAITING_BACK, f"{what}:{number}")

    def forth(text: str, number: int) -> Element:
        return button(text, ActionId.WAITING_NEXT, f"{what}:{number}")

    blocks = [*lines, *page_turner(page, back, forth, t)]
    return modal("waiting", t(TITLES[what]), blocks, buttons=("", t("Close")))


def _found(found: Found, t: Texts) -> list[Block]:
    lines = [section(found_line(row, t)) for row in found.rows]
    return [section(f"*{_how_many(found, t)}*"), *lines, context(*_below(found, t))]


def _how_many(found: Found, t: Texts) -> str:
    words = escape(one_line(found.words, 100))
    if not found.count:
        return t("I found no pain with “{words}”.", words=words)
    return t.plural("{n} pain with “{words}”", "{n} pains with “{words}”", found.count, words=words)


def _below(found: Found, t: Texts) -> list[str]:
    """Nothing is cut off without saying so."""
    texts = []
    if more := found.count - len(found.rows):
        texts.append(
            t.plural(
                "These are the newest. {n} more: add a word to see it.",
                "These are the newest. {n} more: add a word to see them.",
                more,
            )
        )
    if found.looked_at:
        texts.append(
            t(
                "I looked at the newest {n} pains. An older one is found by its number, such as P-12.",
                n=found.looked_at,
            )
        )
    return [*texts, _not_searched(t)]


def _not_searched(t: Texts) -> str:
    return t("Words from private places are neither searched nor shown.")
