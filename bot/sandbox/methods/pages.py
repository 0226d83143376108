"""Cursor pagination: docs.slack.dev/apis/web-api/pagination."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any, TypeVar

from bot.sandbox.methods.call import Call
from bot.sandbox.refusals import ApiError

T = TypeVar("T")
MOST = 1000


def page(call: Call, everything: Sequence[T], default: int) -> tuple[list[T], str]:
    """The items of this page, and the next page's cursor ("" on the last)."""
    limit = call.number("limit", default)
    if limit < 1:
        raise ApiError("invalid_limit")
    start = _place(call.text("cursor"))
    end = start + min(limit, MOST)
    return list(everything[start:end]), _cursor(end) if end < len(everything) else ""


def metadata(cursor: str) -> dict[str, Any]:
    return {"response_metadata": {"next_cursor": cursor}}


def _cursor(place: int) -> str:
    return base64.b64encode(f"next:{place}".encode()).decode()


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, place = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word == "next":
            return int(place)
    except (binascii.Error, ValueError):
        pass
    raise ApiError("invalid_cursor")
