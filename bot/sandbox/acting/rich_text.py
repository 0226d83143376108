"""What a person typed, as the `rich_text` block Slack's client makes of it.

Source: docs.slack.dev/reference/block-kit/blocks/rich-text-block.
"""

import re
from typing import Any

from bot.sandbox.ids import new_id

TOKEN = re.compile(
    r"<@(?P<user>[A-Z0-9]+)(?:\|[^>]*)?>"
    r"|<#(?P<channel>[A-Z0-9]+)(?:\|[^>]*)?>"
    r"|<!(?P<range>here|channel|everyone)(?:\|[^>]*)?>"
    r"|<(?P<url>(?:https?://|mailto:)[^|>]+)(?:\|(?P<label>[^>]*))?>"
    r"|:(?P<emoji>[a-z0-9_+'-]+):"
    r"|\*(?P<bold>[^*\n]+)\*|(?<!\w)_(?P<italic>[^_\n]+)_(?!\w)|~(?P<strike>[^~\n]+)~|`(?P<code>[^`\n]+)`"
)
STYLES = ("bold", "italic", "strike", "code")


def rich_text(text: str) -> list[dict[str, Any]]:
    """`text` is escaped as Slack sends it (`&amp;`); the elements hold plain words."""
    if not text:
        return []
    section = {"type": "rich_text_section", "elements": _elements(text)}
    return [{"type": "rich_text", "block_id": new_id("")[:5], "elements": [section]}]


def _elements(text: str) -> list[dict[str, Any]]:
    elements: list[dict[str, Any]] = []
    end = 0
    for match in TOKEN.finditer(text):
        if match.start() > end:
            elements.append(_words(text[end : match.start()]))
        elements.append(_element(match))
        end = match.end()
    if end < len(text):
        elements.append(_words(text[end:]))
    return elements


def _element(match: re.Match[str]) -> dict[str, Any]:
    kind = str(match.lastgroup)
    if match["url"]:
        return {"type": "link", "url": match["url"], **({"text": match["label"]} if match["label"] else {})}
    if kind in STYLES:
        return _words(match[kind]) | {"style": {kind: True}}
    names = {"user": "user_id", "channel": "channel_id", "emoji": "name", "range": "range"}
    return {"type": "broadcast" if kind == "range" else kind, names[kind]: match[kind]}


def _words(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")}
