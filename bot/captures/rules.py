"""Telling a report from a question, and a message from the call for help around it."""

import re
from dataclasses import replace

from bot.captures.models import Draft
from bot.pains.rules import Report
from bot.slack.text import one_line, shorten

FIELD = 3000  # characters a form's field holds: Slack's limit

_HELP = {"help", "?", "hi", "hello", "hey", "giúp", "giup", "trợ giúp", "xin chào", "chào", "huong dan", "hướng dẫn"}
_QUESTION = re.compile(r"(how|what|why|can you|could you|làm sao|làm thế nào|tại sao|vì sao)\b", re.IGNORECASE)
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


def asks_for_help(text: str) -> bool:
    return text.strip().strip("!. ").lower() in _HELP


def may_be_question(text: str) -> bool:
    """A question to the bot looks like a pain to a machine: ask the person instead of guessing."""
    return text.rstrip().endswith("?") or bool(_QUESTION.match(text.strip()))


def without_mention(text: str, bot_user_id: str) -> str:
    """The mrkdwn of a message without the call to the bot in it."""
    return _MENTION.sub(lambda found: "" if found.group(1) == bot_user_id else found.group(0), text).strip()


def completed(report: Report, draft: Draft | None) -> Report:
    """What a form could not carry: the end of a long message, and that words typed into a report are hers to give."""
    if draft is None or not draft.ts:
        return report if report.share_words is not None else replace(report, share_words=True)
    if report.words == shorten(draft.words, FIELD).strip():
        report = replace(report, words=draft.words)
    return replace(report, title="") if report.title == proposed_title(draft.words) else report


def proposed_title(words: str) -> str:
    """What the form proposes; left as it is, it says nothing the words do not."""
    return one_line(words, 140)
