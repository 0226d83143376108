"""Every block type, its rules, and the surfaces that show it.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.validation.data import DATA_TABLE, DATA_VISUALIZATION, TABLE
from bot.sandbox.validation.elements import BUTTON, CONTEXT_ACTIONS, IMAGE
from bot.sandbox.validation.objects import ALT_TEXT, ID, IMAGE_SOURCE, ONE_IMAGE_SOURCE, URL, plain, text, text_kinds
from bot.sandbox.validation.places import Surface, elements
from bot.sandbox.validation.rich_text import RICH_TEXT
from bot.sandbox.validation.schema import (
    Check,
    array,
    at_least_one,
    by_type,
    fault,
    flag,
    one_of,
    record,
    string,
)

MARKDOWN_CHARACTERS = 12_000  # in one block, and in all markdown blocks of one message together

_ID: Mapping[str, Check] = {"block_id": ID}
_IMAGE = by_type({"image": IMAGE})
_RICH = by_type({"rich_text": RICH_TEXT})


def _no_dispatch_for_files(value: Any, at: str) -> list[str]:
    if value.get("dispatch_action") and value["element"]["type"] == "file_input":
        return [fault("`dispatch_action` is not supported for file_input", f"{at}/dispatch_action")]
    return []


def _no_divider_when_collapsible(value: Any, at: str) -> list[str]:
    if value.get("is_collapsible") and value.get("has_header_divider"):
        return [fault("`has_header_divider` is not supported with `is_collapsible`", at)]
    return []


_CARD = record(
    {},
    {
        **_ID,
        "hero_image": _IMAGE,
        "icon": _IMAGE,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "actions": array(by_type({"button": BUTTON}), 3, least=1),
    },
    at_least_one("hero_image", "title", "actions", "body"),
)
_TASK_CARD = record(
    {"task_id": string(least=1), "title": string(least=1)},
    {
        **_ID,
        "status": one_of("pending", "in_progress", "complete", "error"),
        "details": _RICH,
        "output": _RICH,
        "sources": array(by_type({"url": record({"url": URL, "text": string(least=1)})})),
    },
)

_EVERYWHERE: Mapping[str, Check] = {
    "header": record({"text": plain(150)}, _ID),
    "divider": record({}, _ID),
    "context": record(
        {"elements": array(by_type({**text_kinds(3000), "image": IMAGE}), 10, least=1)},
        _ID,
    ),
    "image": record({"alt_text": ALT_TEXT}, {**_ID, **IMAGE_SOURCE, "title": plain(2000)}, ONE_IMAGE_SOURCE),
    "rich_text": RICH_TEXT,
    "video": record(
        {"alt_text": ALT_TEXT, "title": plain(199), "thumbnail_url": URL, "video_url": URL},
        {
            **_ID,
            "title_url": URL,
            "description": plain(200),
            "author_name": string(49),
            "provider_name": string(),
            "provider_icon_url": URL,
        },
    ),
    "card": _CARD,
}
_CAROUSEL: Mapping[str, Check] = {"carousel": record({"elements": array(by_type({"card": _CARD}), 10, least=1)}, _ID)}
_OTHERS: Mapping[Surface, Mapping[str, Check]] = {
    "message": {
        **_CAROUSEL,
        "markdown": record({"text": string(MARKDOWN_CHARACTERS, least=1)}, _ID),
        "table": TABLE,
        "data_table": DATA_TABLE,
        "data_visualization": DATA_VISUALIZATION,
        "context_actions": record({"elements": array(by_type(CONTEXT_ACTIONS), 5, least=1)}, _ID),
        "file": record({"external_id": ID, "source": one_of("remote")}, _ID),
        "call": record({"call_id": ID}, _ID),
        "task_card": _TASK_CARD,
        "plan": record(
            {"title": string(least=1)}, {**_ID, "tasks": array(by_type({"task_card": _TASK_CARD}), 50, least=1)}
        ),
    },
    "modal": {
        "alert": record(
            {"text": text(200)}, {**_ID, "level": one_of("default", "info", "warning", "error", "success")}
        ),
    },
    "home": {**_CAROUSEL, "table": TABLE, "data_table": DATA_TABLE},
}


def _interactive(surface: Surface) -> Mapping[str, Check]:
    """The blocks whose elements depend on the surface."""
    return {
        "section": record(
            {},
            {
                **_ID,
                "text": text(3000),
                "fields": array(text(2000), 10, least=1),
                "accessory": by_type(elements("section", surface)),
                "expand": flag,
            },
            at_least_one("text", "fields"),
        ),
        "actions": record({"elements": array(by_type(elements("actions", surface)), 25, least=1)}, _ID),
        "input": record(
            {"label": plain(2000), "element": by_type(elements("input", surface))},
            {**_ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
            _no_dispatch_for_files,
        ),
    }


def _container(children: Mapping[str, Check]) -> Check:
    return record(
        {"child_blocks": array(by_type(children), 10, least=1)},
        {
            **_ID,
            "title": plain(150),
            "rich_text_title": _RICH,
            "subtitle": text(150),
            "icon": _IMAGE,
            "width": one_of("narrow", "standard", "wide", "full"),
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
        },
        at_least_one("title", "rich_text_title"),
        _no_divider_when_collapsible,
    )


def _kinds(surface: Surface) -> Mapping[str, Check]:
    kinds = {**_EVERYWHERE, **_interactive(surface), **_OTHERS[surface]}
    return kinds if surface == "modal" else {**kinds, "container": _container(kinds)}


BLOCK: Mapping[Surface, Check] = {
    "message": by_type(_kinds("message")),
    "modal": by_type(_kinds("modal")),
    "home": by_type(_kinds("home")),
}
