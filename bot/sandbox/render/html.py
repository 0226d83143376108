"""HTML from values: every attribute and child is escaped unless it is Markup already."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

Attribute = str | int | bool | None

_VOID = {"br", "hr", "img", "input"}
_WEB = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
_OPENABLE = re.compile(r"(https?://|mailto:|tel:|slack:)[^\s\x00-\x1f]+", re.IGNORECASE)


def tag(name: str, /, *children: str | Markup, **attributes: Attribute) -> Markup:
    """`tag("a", "text", href=…, class_=…, data_id=…)`: a trailing underscore is dropped, the others become dashes.

    None and False leave an attribute out; True writes it bare.
    """
    shown = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{name}{shown}>")  # noqa: S704 - every part was escaped
    return Markup(f"<{name}{shown}>{join(children)}</{name}>")  # noqa: S704


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def join(parts: Iterable[str | Markup]) -> Markup:
    return Markup("").join(parts)


def element_id(*parts: str) -> str:
    """An id attribute from Slack's ids, which may hold any character."""
    return "-".join(re.sub(r"[^A-Za-z0-9_.:]", "_", part) for part in parts)


def openable(url: str) -> str | None:
    """The address if a click may follow it; None for javascript:, data: and the like."""
    return url if _OPENABLE.fullmatch(url) else None


def loadable(url: str) -> str | None:
    """The address if a picture may be fetched from it."""
    return url if _WEB.fullmatch(url) else None
