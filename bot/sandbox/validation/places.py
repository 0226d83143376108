"""Which element may stand in which block on which surface.

https://docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Mapping
from typing import Literal

from bot.sandbox.validation.elements import ELEMENTS, IMAGE, RESPONDING
from bot.sandbox.validation.schema import Check

Surface = Literal["message", "modal", "home"]
Place = Literal["section", "actions", "input"]

_TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input"}
_NOT_IN: Mapping[Place, set[str]] = {
    "section": {*_TYPED, "rich_text_input", "datetimepicker"},
    "actions": _TYPED,
    "input": {"button", "workflow_button", "overflow"},
}
_MODAL_ONLY = {"email_text_input", "url_text_input", "number_input", "file_input"}
_NOT_ON: Mapping[Surface, set[str]] = {
    "message": {*_MODAL_ONLY, "rich_text_input"},
    "modal": {"workflow_button"},
    "home": {*_MODAL_ONLY, "workflow_button", "datetimepicker"},
}


def elements(place: Place, surface: Surface) -> Mapping[str, Check]:
    """The element types this kind of block takes on this surface."""
    refused = _NOT_IN[place] | _NOT_ON[surface]
    allowed = {kind: check for kind, check in ELEMENTS.items() if kind not in refused}
    if place == "section":
        return {**allowed, "image": IMAGE}
    if place == "input" and surface == "modal":
        return {**allowed, **RESPONDING}
    return allowed
