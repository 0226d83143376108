"""A small schema engine that answers in Slack's words.

A check takes a value and where it stands (a JSON pointer) and returns the messages Slack would put into
`response_metadata.messages`; no messages means the value is fine. Checks are built from smaller checks, so that
the files beside this one read like the tables on docs.slack.dev/reference/block-kit.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any, str], list[str]]

NOTHING: Mapping[str, Check] = {}


def fault(sentence: str, at: str) -> str:
    return f"[ERROR] {sentence} [json-pointer:{at}]"


def string(most: int | None = None, *, least: int = 0) -> Check:
    """A string of `least` to `most` characters, both included."""

    def check(value: Any, at: str) -> list[str]:
        if not isinstance(value, str):
            return [fault("must provide a string", at)]
        if len(value) < least:
            return [fault(f"must be more than {least - 1} characters", at)]
        if most is not None and len(value) > most:
            return [fault(f"must be less than {most + 1} characters", at)]
        return []

    return check


def matching(pattern: str, sentence: str) -> Check:
    """A string that the whole pattern matches; `sentence` is the complaint otherwise."""
    compiled = re.compile(pattern)

    def check(value: Any, at: str) -> list[str]:
        if isinstance(value, str) and compiled.fullmatch(value):
            return []
        return [fault(sentence, at)]

    return check


def one_of(*allowed: str) -> Check:
    def check(value: Any, at: str) -> list[str]:
        return [] if isinstance(value, str) and value in allowed else [fault("must be a valid enum value", at)]

    return check


def flag(value: Any, at: str) -> list[str]:
    return [] if isinstance(value, bool) else [fault("must provide a boolean", at)]


def number(value: Any, at: str) -> list[str]:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return [] if is_number else [fault("must provide a number", at)]


def whole(least: int, most: int | None = None) -> Check:
    """A whole number from `least` to `most`, both included."""

    def check(value: Any, at: str) -> list[str]:
        if not isinstance(value, int) or isinstance(value, bool):
            return [fault("must provide an integer", at)]
        if value < least:
            return [fault(f"must be greater than {least - 1}", at)]
        if most is not None and value > most:
            return [fault(f"must be less than {most + 1}", at)]
        return []

    return check


def array(item: Check, most: int | None = None, *, least: int = 0) -> Check:
    """A list of `least` to `most` items, each passing `item`."""

    def check(value: Any, at: str) -> list[str]:
        if not isinstance(value, list):
            return [fault("must provide an array", at)]
        if len(value) < least:
            return [fault(f"no fewer than {least} items allowed", at)]
        if most is not None and len(value) > most:
            return [fault(f"no more than {most} items allowed", at)]
        return [message for index, each in enumerate(value) for message in item(each, f"{at}/{index}")]

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] = NOTHING, *rules: Check) -> Check:
    """An object with exactly these keys. `rules` look at the whole object once every key is fine by itself."""
    known = {**required, **optional}

    def check(value: Any, at: str) -> list[str]:
        if not isinstance(value, dict):
            return [fault("must provide an object", at)]
        messages = [fault(f"missing required field: {key}", at) for key in required if key not in value]
        messages += [fault(f"invalid additional property: {key}", at) for key in value if key not in known]
        for key, rule in known.items():
            if key in value:
                messages += rule(value[key], f"{at}/{key}")
        return messages or [message for rule in rules for message in rule(value, at)]

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` names its check; that check sees the object without its `type`."""

    def check(value: Any, at: str) -> list[str]:
        if not isinstance(value, dict):
            return [fault("must provide an object", at)]
        if "type" not in value:
            return [fault("missing required field: type", at)]
        kind = value["type"]
        if not isinstance(kind, str) or kind not in kinds:
            return [fault(f"unsupported type: {kind}", f"{at}/type")]
        return kinds[kind]({key: each for key, each in value.items() if key != "type"}, at)

    return check


def any_schema(check: Check) -> Check:
    """Where Slack tries several schemas, its first message says that none of them fitted."""

    def checked(value: Any, at: str) -> list[str]:
        messages = check(value, at)
        return [fault("failed to match all allowed schemas", at), *messages] if messages else []

    return checked


def exactly_one(*keys: str) -> Check:
    """Exactly one of the keys must be there."""
    names = " or ".join(f"`{key}`" for key in keys)

    def check(value: Any, at: str) -> list[str]:
        found = [key for key in keys if key in value]
        return [] if len(found) == 1 else [fault(f"must define either {names}", at)]

    return check


def at_least_one(*keys: str) -> Check:
    names = " or ".join(f"`{key}`" for key in keys)

    def check(value: Any, at: str) -> list[str]:
        return [] if any(key in value for key in keys) else [fault(f"must define either {names}", at)]

    return check
