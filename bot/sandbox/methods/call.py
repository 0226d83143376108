"""One call of a method: its arguments, read as Slack reads them from a form or from JSON."""

import json
from dataclasses import dataclass
from typing import Any

from bot.sandbox.refusals import ApiError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import World


@dataclass(frozen=True)
class Call:
    sandbox: Sandbox
    method: str
    arguments: dict[str, Any]
    token: str = ""

    @property
    def world(self) -> World:
        return self.sandbox.world

    def text(self, name: str) -> str:
        """Empty when it was not given."""
        value = self.arguments.get(name)
        return "" if value is None else str(value)

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise invalid(f"missing required field: {name}")
        return value

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise invalid(f"must be an integer: {name}") from None

    def tree(self, name: str) -> Any:
        """A JSON argument, whether it came as JSON or as a string in a form; None when it was not given."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise invalid(f"must be valid JSON: {name}") from None

    def words(self, name: str) -> list[str]:
        """A comma-separated list, or a JSON array."""
        value = self.arguments.get(name)
        parts = value if isinstance(value, list) else self.text(name).split(",")
        return [str(part).strip() for part in parts if str(part).strip()]


def invalid(sentence: str) -> ApiError:
    return ApiError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {sentence}"]})
