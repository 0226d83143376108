"""rich_text blocks -> HTML, and -> the plain words of a text area.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from bot.sandbox.render import emojis, mentions
from bot.sandbox.render.dates import show_date
from bot.sandbox.render.html import tag
from bot.sandbox.render.reader import Reader

Part = Mapping[str, Any]

_STYLES = {"bold": "strong", "italic": "em", "strike": "s", "underline": "u", "code": "code", "highlight": "mark"}


def render_rich_text(block: Part, reader: Reader) -> Markup:
    return tag("div", *(_container(each, reader) for each in block.get("elements", [])), class_="sk-rich")


def _container(element: Part, reader: Reader) -> Markup:
    parts = element.get("elements", [])
    match element.get("type"):
        case "rich_text_section":
            return tag("p", *(_part(each, reader) for each in parts), class_="sk-rich__section")
        case "rich_text_list":
            return _list(element, reader)
        case "rich_text_quote":
            return tag("blockquote", *(_part(each, reader) for each in parts), class_="sk-quote")
        case "rich_text_preformatted":
            return tag(
                "pre", tag("code", *(str(each.get("text") or each.get("url", "")) for each in parts)), class_="sk-pre"
            )
        case kind:
            return tag("p", reader.word("unsupported").format(kind=kind), class_="sk-unsupported")


def _list(element: Part, reader: Reader) -> Markup:
    items = [
        tag("li", *(_part(part, reader) for part in each.get("elements", []))) for each in element.get("elements", [])
    ]
    ordered = element.get("style") == "ordered"
    indent = min(int(element.get("indent", 0)), 8)
    return tag(
        "ol" if ordered else "ul",
        *items,
        class_=f"sk-rich__list sk-rich__list--indent-{indent}",
        start=int(element.get("offset", 0)) + 1 if ordered else None,
    )


def _part(part: Part, reader: Reader) -> Markup:
    shown = _KINDS.get(str(part.get("type")), _unknown)(part, reader)
    for style, name in _STYLES.items():
        if (part.get("style") or {}).get(style):
            shown = tag(name, shown)
    return shown


def _lines(text: str) -> Markup:
    return tag("br").join(escape(line) for line in text.split("\n"))


def _unknown(part: Part, reader: Reader) -> Markup:
    """Slack sends part types that nobody documented; whatever words they carry are shown."""
    return _lines(str(part.get("text") or part.get("fallback") or part.get("url") or f"[{part.get('type')}]"))


def _date(part: Part, reader: Reader) -> Markup:
    return show_date(
        str(part.get("timestamp")),
        str(part.get("format", "")),
        reader,
        link=str(part.get("url") or ""),
        fallback=str(part.get("fallback") or ""),
    )


def _color(part: Part, reader: Reader) -> Markup:
    return tag("code", str(part.get("value", "")), class_="sk-color")


_KINDS: Mapping[str, Callable[[Part, Reader], Markup]] = {
    "text": lambda part, reader: _lines(str(part.get("text", ""))),
    "link": lambda part, reader: mentions.link(str(part.get("url", "")), str(part.get("text") or ""), reader),
    "user": lambda part, reader: mentions.user(str(part.get("user_id", "")), reader),
    "channel": lambda part, reader: mentions.channel(str(part.get("channel_id", "")), reader),
    "usergroup": lambda part, reader: mentions.group(str(part.get("usergroup_id", ""))),
    "team": lambda part, reader: tag("span", f"@{part.get('team_id', '')}", class_="sk-mention"),
    "broadcast": lambda part, reader: mentions.broadcast(str(part.get("range", ""))),
    "emoji": lambda part, reader: escape(emojis.show(str(part.get("name", "")))),
    "date": _date,
    "color": _color,
}


def plain_words(block: Part) -> str:
    """The words of a rich_text block, one line for each paragraph or list item."""
    lines = []
    for element in block.get("elements", []):
        items = element.get("elements", [])
        for each in items if element.get("type") == "rich_text_list" else [element]:
            lines.append("".join(_word(part) for part in each.get("elements", [])))
    return "\n".join(lines)


def _word(part: Part) -> str:
    match part.get("type"):
        case "user":
            return f"<@{part.get('user_id')}>"
        case "channel":
            return f"<#{part.get('channel_id')}>"
        case "emoji":
            return f":{part.get('name')}:"
        case "broadcast":
            return f"@{part.get('range')}"
        case _:
            return str(part.get("text") or part.get("url") or part.get("fallback") or "")
