"""What somebody does with a mouse and a keyboard: real buttons, real forms, through the sandbox's people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.demo.cast import Cast
from bot.sandbox.acting.controls import Control, controls
from bot.sandbox.sandbox import Sandbox


@dataclass(frozen=True)
class Seen:
    """A button, or the first line of a menu, in something the bot says. `reader`: its handle; "" in a channel."""

    reader: str
    channel: str
    ts: str
    action: str
    value: str
    text: str  # of the message
    is_ephemeral: bool = False

    @property
    def surface(self) -> str:
        return f"{'ephemeral' if self.is_ephemeral else 'message'}:{self.channel}:{self.ts}"


def values_of(control: Control) -> Iterator[str]:
    """Of a button its value; of a menu those of its lines."""
    if control.kind == "button":
        yield str(control.element.get("value", ""))
    for option in control.element.get("options", []):
        yield str(option["value"])


class Hands:
    """Everything returns whether it could be done; a form's complaints are kept in `complaints`."""

    def __init__(self, sandbox: Sandbox, cast: Cast) -> None:
        self.people, self._world, self._cast = sandbox.people, sandbox.world, cast
        self.complaints: list[str] = []

    async def press(self, handle: str, seen: Seen, action: str = "", value: str = "") -> bool:
        """The button she saw, or another of the same message: by its action, and by how its value begins."""
        action, value = action or seen.action, value or seen.value
        for control in controls(self._blocks(seen)):
            wanted = next((each for each in values_of(control) if each.startswith(value)), None)
            if control.element["action_id"] == action and wanted is not None:
                chosen = None if control.kind == "button" else wanted
                await self.people.click(self._cast.id(handle), seen.surface, control.name, chosen)
                return True
        return False

    async def choose(self, handle: str, seen: Seen, value: str) -> bool:
        """A line of any menu of the message, by how its value begins."""
        for control in controls(self._blocks(seen)):
            for each in values_of(control):
                if control.kind == "overflow" and each.startswith(value):
                    await self.people.click(self._cast.id(handle), seen.surface, control.name, each)
                    return True
        return False

    async def fill(self, handle: str, **typed: Any) -> bool:
        """The form that is open, by field. What it complains of leaves it undone; then it is closed."""
        view = self.form(handle)
        if view is None:
            return False
        values = {field: {field: value} for field, value in typed.items()}
        return await self.send(handle, values)

    async def send(self, handle: str, values: Mapping[str, Mapping[str, Any]]) -> bool:
        stack = self._world.modals.get(self._cast.id(handle), [])
        view = stack[-1]
        errors = await self.people.submit(view.user, view.id, values)
        if errors:
            self.complaints += [f"{view.body.get('callback_id')}: {field}: {why}" for field, why in errors.items()]
            await self.put_away(handle)
        return not errors

    def form(self, handle: str) -> Mapping[str, Any] | None:
        stack = self._world.modals.get(self._cast.id(handle), [])
        return stack[-1].body if stack else None

    async def put_away(self, handle: str) -> None:
        """Whatever is open on her screen."""
        user = self._cast.id(handle)
        while stack := self._world.modals.get(user, []):
            await self.people.close(user, stack[-1].id, all_of_them=True)

    def is_there(self, seen: Seen, action: str = "") -> bool:
        return any(control.element["action_id"] == (action or seen.action) for control in controls(self._blocks(seen)))

    def _blocks(self, seen: Seen) -> list[dict[str, Any]]:
        if seen.is_ephemeral:
            note = self._world.find_ephemeral(seen.channel, seen.ts)
            return note.blocks if note else []
        message = self._world.find_message(seen.channel, seen.ts)
        return message.blocks if message else []
