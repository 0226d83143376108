"""Telling a report from a question, and the message from the call for help around it."""

import pytest

from bot.captures.models import Draft
from bot.captures.rules import asks_for_help, completed, may_be_question, without_mention
from bot.captures.services import split
from bot.pains.models import Via
from bot.pains.rules import Report
from bot.slack.blocks import text_input
from tests.clock import MONDAY
from tests.people import LAN


@pytest.mark.parametrize("text", ["help", " Help! ", "hi", "?", "giúp", "Xin chào", "hướng dẫn."])
def test_a_call_for_help_is_heard_in_both_languages(text: str) -> None:
    assert asks_for_help(text)


@pytest.mark.parametrize("text", ["", "help the customer", "the export is slow", "chào hàng sai"])
def test_a_report_that_begins_like_one_is_none(text: str) -> None:
    assert not asks_for_help(text)


@pytest.mark.parametrize(
    "text",
    ["what is this?", "How does it work", "can you see it", "  why not", "khách hàng nào vậy?", "Làm sao để báo cáo"],
)
def test_what_may_be_a_question_is_asked_about(text: str) -> None:
    assert may_be_question(text)


@pytest.mark.parametrize("text", ["", "the export is slow", "Whatever we do, it fails", "island lost", "ái ngại"])
def test_what_is_surely_none_is_not(text: str) -> None:
    assert not may_be_question(text)


def test_the_call_to_the_bot_is_no_part_of_what_was_said() -> None:
    assert "ask <@U0LAN> about it" == without_mention("<@U0BOT> ask <@U0LAN> about it <@U0BOT|flywheel>", "U0BOT")


def a_draft(words: str, ts: str = "1.1") -> Draft:
    return Draft(
        id="d", workspace_id=1, person=LAN.user_id, via=Via.SHORTCUT, words=words, ts=ts, created_at=MONDAY
    )  # fmt: skip


def test_a_long_message_left_as_it_is_in_the_form_is_kept_whole() -> None:
    words = "word " * 8_000 + "end"
    shown = text_input(initial=words, lines=True)["initial_value"]

    assert words == completed(Report(LAN.user_id, words=shown), a_draft(words)).words


def test_what_she_changed_in_the_form_is_what_counts() -> None:
    assert "shorter" == completed(Report(LAN.user_id, words="shorter"), a_draft("a long message")).words


@pytest.mark.parametrize(("answer", "kept"), [(None, True), (True, True), (False, False)])
def test_words_typed_into_a_report_may_be_seen_unless_she_says_no(answer: bool | None, kept: bool) -> None:
    report = Report(LAN.user_id, "x", share_words=answer)

    assert kept is completed(report, None).share_words
    assert kept is completed(report, a_draft("", ts="")).share_words


def test_nothing_of_a_text_typed_in_one_go_is_cut_off() -> None:
    assert ("slow export", "") == split("slow export")
    assert ("one two", "one\ntwo") == split("one\ntwo")
    title, words = split("word " * 8_000)
    assert (True, 39_999) == (len(title) <= 140, len(words))
