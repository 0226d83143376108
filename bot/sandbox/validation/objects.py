"""Composition objects: text, options, confirm dialogs, filters, images, ids.

https://docs.slack.dev/reference/block-kit/composition-objects
"""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.validation.schema import (
    Check,
    any_schema,
    array,
    by_type,
    exactly_one,
    fault,
    flag,
    matching,
    one_of,
    record,
    string,
)

ID = string(255, least=1)
URL = matching(r"https?://\S{1,2990}", "must be a valid url of less than 3001 characters")
LINK = matching(r"[a-z][a-z0-9+.-]{0,30}:\S{1,2960}", "must be a valid url of less than 3001 characters")  # slack://, …
USER = matching(r"[UW][A-Z0-9]+", "must be a valid user id")
CHANNEL = matching(r"[CG][A-Z0-9]+", "must be a valid channel id")
CONVERSATION = matching(r"[CDGUW][A-Z0-9]+", "must be a valid conversation id")
TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "must be in the format HH:mm")
DECIMAL = matching(r"-?\d+(\.\d+)?", "must be a string with a number")
STYLE = one_of("primary", "danger")

IMAGE_SOURCE: Mapping[str, Check] = {
    "image_url": URL,
    "slack_file": record({}, {"id": string(least=1), "url": URL}, exactly_one("id", "url")),
}
ONE_IMAGE_SOURCE = exactly_one("image_url", "slack_file")
ALT_TEXT = string(2000, least=1)


def plain(most: int) -> Check:
    """A plain_text object; `emoji` is its only other key."""
    return by_type({"plain_text": _plain(most)})


def text(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    return any_schema(by_type(text_kinds(most)))


def text_kinds(most: int) -> Mapping[str, Check]:
    return {"plain_text": _plain(most), "mrkdwn": _mrkdwn(most)}


def _plain(most: int) -> Check:
    return record({"text": string(most, least=1)}, {"emoji": flag})


def _mrkdwn(most: int) -> Check:
    return record({"text": string(most, least=1)}, {"verbatim": flag})


def option(words: Check, **more: Check) -> Check:
    return record({"text": words, "value": string(150, least=1)}, {"description": words, **more})


PLAIN_OPTION = option(plain(75))
TEXT_OPTION = option(text(75))
MENU_OPTION = option(plain(75), url=LINK)  # an overflow menu's option may open a page

OPTIONS = array(PLAIN_OPTION, 100, least=1)
OPTION_GROUPS = array(record({"label": plain(75), "options": OPTIONS}), 100, least=1)

CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": STYLE},
)
DISPATCH_CONFIG = record(
    {},
    {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2, least=1)},
)
FILTER = record(
    {},
    {
        "include": array(one_of("im", "mpim", "private", "public"), 4, least=1),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
WORKFLOW = record(
    {
        "trigger": record(
            {"url": URL},
            {"customizable_input_parameters": array(record({"name": string(least=1), "value": string()}), 20)},
        )
    }
)


def timezone(value: Any, at: str) -> list[str]:
    """An IANA zone name."""
    try:
        ZoneInfo(value)
    except (ValueError, TypeError, OSError, KeyError):
        return [fault("must be a valid IANA timezone", at)]
    return []
