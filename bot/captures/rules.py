"""Telling a report from a question, and a message from the call for help around it."""

import re
from dataclasses import replace

from bot.captures.models import Draft
from bot.pains.rules import Report
from bot.slack.text import shorten

FIELD = 3000  # characters a form's field holds: Slack's limit

_HELP = {"help", "?", "hi", "hello", "hey", "giúp", "giup", "trợ giúp", "xin chào", "chào", "huong dan", "hướng dẫn"}
_QUESTION_WORDS = re.compile(
    r"(how|what|why|who|where|when|can|could|does|do|is|are|làm sao|tại sao|ai|khi nào|ở đâu|có)\b", re.IGNORECASE
)
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")


def asks_for_help(text: str) -> bool:
    return text.strip().strip("!. ").lower() in _HELP


def may_be_question(text: str) -> bool:
    """A question to the bot looks like a pain to a machine: ask the person instead of guessing."""
    return text.rstrip().endswith("?") or bool(_QUESTION_WORDS.match(text.strip()))


def without_mention(text: str, bot_user_id: str) -> str:
    """The mrkdwn of a message without the call to the bot in it."""
    return _MENTION.sub(lambda found: "" if found.group(1) == bot_user_id else found.group(0), text).strip()


def completed(report: Report, draft: Draft | None) -> Report:
    """What a form could not carry: the end of a long message, and that words typed into a report are hers to give."""
    if draft is None or not draft.ts:
        return replace(report, share_words=True)
    untouched = report.words == shorten(draft.words, FIELD).strip()
    return replace(report, words=draft.words) if untouched else report
