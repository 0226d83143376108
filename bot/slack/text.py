"""Slack's text format: what people wrote becomes plain text on the way in, and is data, never markup, on the way out.

Rules: docs.slack.dev/messaging/formatting-message-text.
"""

import re
from collections.abc import Mapping
from datetime import datetime

_MARKUP = re.compile(r"<([^<>]+)>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def escape(text: str) -> str:
    """Make any text safe inside mrkdwn: only these three characters can make it ping or link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clean(text: str) -> str:
    """Without what no database keeps: NUL, and halves of characters that JSON can hold alone."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def plain(text: str | None, names: Mapping[str, str] | None = None) -> str:
    """Turn incoming mrkdwn into the text its author saw: mentions by name, links readable, entities undone.

    `names` maps user ids to names; an unknown person stays "@U123".
    """
    shown = _MARKUP.sub(lambda found: _shown(found.group(1), names or {}), clean(text or ""))
    for entity, character in _ENTITIES:
        shown = shown.replace(entity, character)
    return shown.strip()


def mentioned(text: str | None) -> set[str]:
    """The ids of the people an incoming text mentions."""
    return {part[1:].split("|")[0] for part in _MARKUP.findall(text or "") if part.startswith("@")}


def quote(text: str) -> str:
    """Every line of a (raw) text as a mrkdwn quotation."""
    lines = escape(text).splitlines()
    return "> " + "\n> ".join(lines) if lines else ""


def quotations(text: str, limit: int = 3000) -> list[str]:
    """All of a (raw) text, quoted, in pieces of at most `limit` characters each."""
    pieces = []
    while text:
        piece = _beginning(text, limit)
        pieces.append(quote(piece))
        text = text[len(piece) :]
    return pieces


def mention(user_id: str) -> str:
    return f"<@{user_id}>"


def link(url: str, label: str) -> str:
    """`label` is raw text; `url` is one of ours."""
    return f"<{url}|{escape(label).replace('|', '¦')}>"


def moment(at: datetime, language: str) -> str:
    """A time in the zone of whoever reads it; the fallback names its zone because it cannot be shifted."""
    joiner = "lúc" if language == "vi" else "at"
    fallback = at.strftime("%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {joiner} {{time}}|{fallback}>"


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word where possible, with an ellipsis that says so."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip() + "…"


def one_line(text: str, limit: int) -> str:
    return shorten(" ".join(text.split()), limit)


def permalink(workspace_url: str, channel_id: str, ts: str, thread_ts: str | None = None) -> str:
    """The address of a message, built without asking Slack: it works for channels the bot cannot see."""
    address = f"{workspace_url.rstrip('/')}/archives/{channel_id}/p{ts.replace('.', '')}"
    in_thread = thread_ts and thread_ts != ts
    return f"{address}?thread_ts={thread_ts}&cid={channel_id}" if in_thread else address


def _beginning(text: str, limit: int) -> str:
    """As much as fits once it is quoted, up to the end of a word where possible."""
    size = limit
    while _quoted_size(text[:size]) > limit:
        size = size * 9 // 10
    if size >= len(text):
        return text
    end = 1 + max(text.rfind(" ", 0, size), text.rfind("\n", 0, size))
    return text[: end if end > size // 2 else size]


def _quoted_size(text: str) -> int:
    """At most so many characters; counted, because texts of many short lines are quoted again and again to see."""
    return len(escape(text)) + 2 * len(text.splitlines())


def _shown(inside: str, names: Mapping[str, str]) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return "@" + (names.get(target[1:]) or label or target[1:])
    if target.startswith("#"):
        return "#" + (label or target[1:])
    if target.startswith("!"):
        return _special(target, label)
    address = target.removeprefix("mailto:").removeprefix("tel:")
    return address if not label or label == address else f"{label} ({address})"


def _special(target: str, label: str) -> str:
    word = target[1:].split("^")[0]
    return label or (f"@{word}" if word in {"here", "channel", "everyone"} else "")
