"""What is true of a pain."""

from typing import Any

import pytest

from bot.channels.models import ChannelKind
from bot.pains.models import PainStatus
from bot.pains.rules import headline, label, may_take_back, wordless, words_visible
from tests.screens import a_pain

PUBLIC, PRIVATE, DIRECT = ChannelKind.PUBLIC, ChannelKind.PRIVATE, ChannelKind.DIRECT


@pytest.mark.parametrize(
    ("asked", "place", "visible"),
    [
        (None, PUBLIC, True),
        (None, PRIVATE, False),
        (None, DIRECT, False),
        (None, None, False),
        (True, PRIVATE, True),
        (True, DIRECT, True),
        (True, None, True),
        (False, PUBLIC, False),
        (False, PRIVATE, False),
    ],
)
def test_the_reporter_decides_who_sees_the_words_and_where_she_was_not_asked_the_place_does(
    asked: bool | None, place: ChannelKind | None, visible: bool
) -> None:
    assert visible is words_visible(a_pain(share_words=asked), place)


def test_what_was_typed_straight_into_a_report_comes_from_no_private_place() -> None:
    assert words_visible(a_pain(channel_id=""), None)


def test_a_pain_is_named_by_its_title_else_by_its_words_else_not_at_all() -> None:
    assert "Slow export" == headline(a_pain(title="Slow export"), visible=False)
    assert "line one line two" == headline(a_pain(title="", words="line one\nline two"), visible=True)
    assert "" == headline(a_pain(title="", words="secret"), visible=False)


def test_a_long_text_names_its_pain_in_one_line() -> None:
    assert len(headline(a_pain(title="", words="word " * 100), visible=True)) <= 140


@pytest.mark.parametrize(
    ("person", "changes", "may"),
    [
        ("U0LAN", {}, True),
        ("U0TOM", {}, False),
        ("U0LAN", {"touched": True}, False),
        ("U0LAN", {"status": PainStatus.MERGED}, False),
        ("U0LAN", {"status": PainStatus.WITHDRAWN}, False),
    ],
)
def test_only_the_reporter_may_take_it_back_and_only_until_somebody_else_touched_it(
    person: str, changes: dict[str, Any], may: bool
) -> None:
    assert may is may_take_back(a_pain(**changes), person)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", ":tada:", ":tada: :+1:", "🔥🔥", "?!…", "—", "<>"])
def test_a_text_without_a_word_says_nothing(text: str) -> None:
    assert wordless(text)


@pytest.mark.parametrize("text", ["ok", "lỗi", "不具合", "404", ":tada: slow", "🔥 chậm"])
def test_a_word_in_any_language_says_something(text: str) -> None:
    assert not wordless(text)


def test_a_pain_is_called_by_its_number() -> None:
    assert "P-12" == label(12)
