"""The <option>s of a select menu: given ones, people, channels, conversations."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bot.sandbox.acting.controls import MANY, ONE
from bot.sandbox.render.html import tag
from bot.sandbox.render.mrkdwn import render_plain
from bot.sandbox.render.reader import Reader

MENUS = tuple(
    f"{many}{kind}_select" for many in ("", "multi_") for kind in ("static", "users", "channels", "conversations")
)


def menu_options(element: Mapping[str, Any], state: Mapping[str, Any], reader: Reader) -> list[Markup]:
    kind = str(element["type"]).removeprefix("multi_")
    key, _ = {**ONE, **MANY}[element["type"]]
    chosen = _chosen(state.get(key))
    if kind == "users_select":
        return [_option(each, f"@{name}", chosen) for each, name in _by_name(reader.users.items())]
    if kind == "channels_select":
        return _channels(reader, {"public"}, chosen)
    if kind == "conversations_select":
        return _conversations(reader, element.get("filter", {}), chosen)
    if "option_groups" in element:
        return [
            tag("optgroup", *_given(group["options"], chosen), label=group["label"]["text"])
            for group in element["option_groups"]
        ]
    return _given(element["options"], chosen)


def _chosen(value: Any) -> set[str]:
    """The chosen values: of options, or ids."""
    values = value if isinstance(value, list) else [value]
    return {each["value"] if isinstance(each, dict) else each for each in values if each}


def _given(options: Iterable[Mapping[str, Any]], chosen: set[str]) -> list[Markup]:
    return [_option(each["value"], render_plain(each["text"]["text"]).striptags(), chosen) for each in options]


def _channels(reader: Reader, kinds: set[str], chosen: set[str]) -> list[Markup]:
    return [
        _option(each, f"#{name}", chosen)
        for each, name in _by_name(reader.channels.items())
        if ("private" if each in reader.private_channels else "public") in kinds
    ]


def _conversations(reader: Reader, wanted: Mapping[str, Any], chosen: set[str]) -> list[Markup]:
    """Filter: docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object."""
    hidden = reader.shared_channels if wanted.get("exclude_external_shared_channels") else ()
    offered = {each: name for each, name in reader.channels.items() if each not in hidden}
    return _channels(replace(reader, channels=offered), set(wanted.get("include", ["public", "private"])), chosen)


def _by_name(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def _option(value: str, words: str, chosen: set[str]) -> Markup:
    return tag("option", words, value=value, selected=value in chosen)
