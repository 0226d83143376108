"""What somebody does with a mouse and a keyboard: real buttons, real forms, through the sandbox's people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.demo.cast import Cast
from bot.sandbox.acting.controls import Control, controls
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import View


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

    async def press_in_form(self, handle: str, action: str) -> bool:
        """A button of the window that is open; another may open above it."""
        if view := self._view(handle):
            for control in controls(view.body["blocks"]):
                if control.element["action_id"] == action:
                    await self.people.click(view.user, f"view:{view.id}", control.name)
                    return True
        return False

    async def find(self, handle: str, field: str, words: str) -> Mapping[str, Any] | None:
        """The first thing the open form offers for `words`: in a menu, or after typing them where one searches."""
        view = self._view(handle)
        control = (
            next((one for one in controls(view.body["blocks"]) if one.block["block_id"] == field), None)
            if view
            else None
        )
        if view is None or control is None:
            return None
        options = control.element.get("options", [])
        if control.kind == "external_select":
            options = await self.people.suggest(view.user, f"view:{view.id}", control.name, words)
        return next((one for one in options if words in one["text"]["text"]), None)

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
        view = self._world.modals[self._cast.id(handle)][-1]
        errors = await self.people.submit(view.user, view.id, values)
        if errors:
            self.complaints += [f"{view.body.get('callback_id')}: {field}: {why}" for field, why in errors.items()]
            await self.put_away(handle)
        return not errors

    def form(self, handle: str) -> Mapping[str, Any] | None:
        view = self._view(handle)
        return view.body if view else None

    def note(self, handle: str) -> Seen | None:
        """What the bot said last to her alone in a channel; press its buttons by their action."""
        user = self._cast.id(handle)
        notes = [one for one in self._world.ephemerals if one.viewer == user]
        return (
            Seen(handle, notes[-1].channel, notes[-1].ts, "", "", notes[-1].text, is_ephemeral=True) if notes else None
        )

    async def put_away(self, handle: str) -> None:
        """Whatever is open on her screen."""
        user = self._cast.id(handle)
        while stack := self._world.modals.get(user, []):
            await self.people.close(user, stack[-1].id, all_of_them=True)

    def headline(self, seen: Seen) -> str:
        """What stands large on top of the message as it is now."""
        return next((str(block["text"]["text"]) for block in self._blocks(seen) if block["type"] == "header"), "")

    def is_there(self, seen: Seen, action: str = "") -> bool:
        return any(control.element["action_id"] == (action or seen.action) for control in controls(self._blocks(seen)))

    def _view(self, handle: str) -> View | None:
        stack = self._world.modals.get(self._cast.id(handle), [])
        return stack[-1] if stack else None

    def _blocks(self, seen: Seen) -> list[dict[str, Any]]:
        if seen.is_ephemeral:
            note = self._world.find_ephemeral(seen.channel, seen.ts)
            return note.blocks if note else []
        message = self._world.find_message(seen.channel, seen.ts)
        return message.blocks if message else []
