"""Whatever people type, every screen is one Slack takes, in every language, and nothing in it pings or is cut."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import LANGUAGES, texts_in
from bot.sandbox.validation import check_message, check_view
from bot.slack.blocks import Message, answers, button, context, header, modal, option, section, text_input
from bot.slack.text import plain
from tests.screens import HOMES, MESSAGES, MODALS, a_pain

HOSTILE = [
    "",
    "x",
    "<!channel> <@U0TOM> <#C1> <https://evil.example|click> & `code` *bold* _it_ ~no~ | {pain} {0} %s",
    "🔥" * 40_000,
    "&" * 40_000,
    "<!channel>\n" * 4_000,
    "\n" * 40_000,
    "Nỗi đau của khách hàng. " * 2_000,
    "=HYPERLINK(1)\x07\u202e\u2028 `",
]
SCREENS = {**MESSAGES, **MODALS, **HOMES}
languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_slack_takes_every_screen_whatever_was_typed(text: str, language: str) -> None:
    t = texts_in(language)
    typed = text or "x"  # nothing is ever kept without a word

    refused = {name: check_message(screen(typed, t).payload()) for name, screen in MESSAGES.items()}
    refused |= {name: check_view(screen(typed, t), home=False) for name, screen in MODALS.items()}
    refused |= {name: check_view(screen(text, t), home=True) for name, screen in HOMES.items()}

    assert {} == {name: problem for name, problem in refused.items() if problem}


@languages
def test_typed_markup_reaches_no_text_that_slack_reads_as_markup(language: str) -> None:
    typed = "<!channel> <@U0TOM> <https://evil.example|x>"
    marks = ("<!channel", "<@", "<https://evil")

    shown = {name: "\n".join(_marked_up(_json(screen(typed, texts_in(language))))) for name, screen in SCREENS.items()}

    assert [] == [(name, mark) for name, text in shown.items() for mark in marks if mark in text]


@languages
def test_no_label_title_or_button_is_cut(language: str) -> None:
    kept_whole = {"Same as…", texts_in("vi")("Same as…"), "Type its number or a word"}

    shown = {name: _plain_texts(_json(screen("short", texts_in(language)))) for name, screen in SCREENS.items()}
    cut = [(name, text) for name, texts in shown.items() for text in texts if text.endswith("…")]

    assert [] == [one for one in cut if one[1] not in kept_whole]


def test_the_text_of_a_message_says_what_its_blocks_say() -> None:
    """Screen readers and notifications read nothing else."""
    messages = {name: screen("The export takes nine minutes", texts_in("en")) for name, screen in MESSAGES.items()}

    missing = {name: _unsaid(message) for name, message in messages.items()}

    assert {} == {name: words for name, words in missing.items() if words}


@pytest.mark.parametrize("text", ["&" * 40_000, "a <b> & c\n" * 4_000, "🔥 đau " * 5_000])
def test_every_word_of_the_customer_can_be_read(text: str) -> None:
    window = MODALS["every word"](text, texts_in("en"))

    shown = "".join(_marked_up(window)).replace("> ", "")  # quoted; one that was typed is "&gt;" here

    assert _letters(text) == _letters(plain(shown))


def test_the_card_has_two_buttons_and_a_menu() -> None:
    blocks = MESSAGES["card"]("The export takes nine minutes", texts_in("en")).blocks

    assert ["take", "me_too"] == [element["action_id"] for element in blocks[-1]["elements"]]
    assert "overflow" == blocks[0]["accessory"]["type"]


def test_a_form_holds_as_much_of_a_long_message_as_slack_lets_it() -> None:
    form = MODALS["pain form"]("word " * 8_000, texts_in("en"))

    words = form["blocks"][1]

    assert "words" == words["block_id"]
    assert 2_900 < len(words["element"]["initial_value"]) <= 3_000
    assert "all of it is kept" in words["hint"]["text"]


@given(st.text(min_size=1))
def test_a_builder_never_makes_more_than_slack_takes(text: str) -> None:
    blocks = [section(text), header(text), context(text), {"type": "actions", "elements": [button(text, "a", "b")]}]

    assert check_message({"text": text, "blocks": blocks}) is None or not text.strip()


def test_a_field_is_prefilled_no_further_than_it_can_hold() -> None:
    assert 300 == len(text_input(initial="a" * 400, longest=300)["initial_value"])
    assert 75 == len(option("a" * 400, "v")["text"]["text"])


def test_a_window_that_is_only_read_has_no_send_button() -> None:
    assert "submit" not in modal("m", "Title", [section("x")], buttons=("", "Close"))


def test_the_answers_of_a_form_are_found_by_field() -> None:
    state = {"values": {"title": {"title": {"value": "x"}}, "empty": {}}}

    assert {"title": {"value": "x"}, "empty": {}} == answers({"state": state})
    assert {} == answers({"state": None})


def test_the_words_of_a_pain_are_never_part_of_what_a_form_says_about_itself() -> None:
    """`private_metadata` travels through Slack: an id is enough."""
    assert "12" == MODALS["my details"]("secret", texts_in("en"))["private_metadata"]
    assert a_pain().words not in MODALS["pain form"]("x", texts_in("en"))["private_metadata"]


def _json(screen: Any) -> dict[str, Any]:
    if isinstance(screen, dict):
        return screen
    payload: dict[str, Any] = screen.payload()
    return payload


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    for child in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _nodes(child)


def _marked_up(tree: dict[str, Any]) -> list[str]:
    """The texts that Slack reads as markup: mrkdwn objects, and the `text` of the message itself."""
    texts = [node["text"] for node in _nodes(tree) if node.get("type") == "mrkdwn"]
    return [*texts, tree["text"]] if isinstance(tree.get("text"), str) else texts


def _plain_texts(tree: dict[str, Any]) -> list[str]:
    return [node["text"] for node in _nodes(tree) if node.get("type") == "plain_text"]


def _unsaid(message: Message) -> set[str]:
    return _words("\n".join(_marked_up({"blocks": message.blocks}))) - _words(message.text) - {"white_check_mark"}


def _words(text: str) -> set[str]:
    letters = "".join(character if character.isalnum() or character == "_" else " " for character in text)
    return set(letters.split())


def _letters(text: str) -> str:
    return json.dumps("".join(text.split()), ensure_ascii=False)
