"""Posted forms -> Slack's `state.values`. A field is named `block_id|action_id`."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.acting.controls import MANY, Control, Values, controls, value

Form = Mapping[str, list[str]]


def read_values(form: Form, blocks: list[dict[str, Any]], *, tz: str = "Etc/UTC") -> Values:
    """What a whole form says; `tz` is the zone in which a date with a time was typed.

    A form holds every field of its surface, so a field that is missing was emptied (an unticked box).
    Raises Refused for an option that the surface does not offer.
    """
    values: Values = {}
    for control in controls(blocks):
        if control.keeps:
            kept = value(control.element, _chosen(control, form.get(control.name, []), tz))
            if "timezone" in control.element:
                kept["timezone"] = control.element["timezone"]
            values.setdefault(control.block["block_id"], {})[control.element["action_id"]] = kept
    return values


def _chosen(control: Control, typed: list[str], tz: str) -> Any:
    """A string, a list of them where several may be chosen, or None where nothing is."""
    given: list[Any] = [each.replace("\r\n", "\n") for each in typed if each]
    if control.kind.endswith("external_select"):  # the page's script keeps the options that the app answered, as JSON
        given = [json.loads(each) for each in given]
    if control.kind == "datetimepicker":
        given = [_unix(each, tz) for each in given]
    if control.kind in MANY:
        return given
    return given[-1] if given else None


def _unix(typed: str, tz: str) -> int:
    """Seconds since 1970, from the wall time of an <input type=datetime-local>."""
    return int(datetime.fromisoformat(typed).replace(tzinfo=ZoneInfo(tz)).timestamp())


def local_time(unix: int | None, tz: str) -> str:
    """Seconds since 1970 as the value of an <input type=datetime-local>."""
    if unix is None:
        return ""
    return datetime.fromtimestamp(unix, UTC).astimezone(ZoneInfo(tz)).strftime("%Y-%m-%dT%H:%M")
