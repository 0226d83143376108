"""A small town with the bot at work in it: the real application, over real Socket Mode, on the sandbox's clock."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from pydantic import SecretStr

from bot.app import Application, build_app
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import Message, View
from bot.settings import Settings
from tests.sandbox.running import GENERAL, running_sandbox, until

FLYWHEEL = GENERAL  # the channel the town chooses for its cards
PICKED = {"conversations_select": "conversation", "users_select": "user", "datepicker": "date", "timepicker": "time"}


class Town:
    """What people do in it, and what they then see."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.world, self.people = sandbox, sandbox.world, sandbox.people

    async def until(self, condition: Callable[[], bool]) -> None:
        await until(self.sandbox, condition)

    def cards(self) -> list[Message]:
        """The bot's posts in the flywheel channel, without its greeting."""
        posts = [m for m in self.world.messages.get(FLYWHEEL, []) if m.user == self.world.bot_user_id]
        return [post for post in posts if "P-" in post.text]

    def told(self, person: str) -> list[str]:
        """What one person was told that nobody else sees: ephemerals and direct messages."""
        quiet = [e.text for e in self.world.ephemerals if e.viewer == person]
        direct = [c.id for c in self.world.channels.values() if c.kind == "im" and person in c.members]
        posts = [m for channel in direct for m in self.world.messages.get(channel, [])]
        return quiet + [post.text for post in posts if post.user == self.world.bot_user_id]

    def form(self, person: str) -> View:
        return self.world.modals[person][-1]

    async def fill(self, person: str, values: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
        """Send the open form; `values` maps a field to its state, what is left out keeps what it shows.

        Returns what is wrong, by field.
        """
        view = self.form(person)
        typed = {block: {block: state} for block, state in values.items()}
        return await self.people.submit(person, view.id, {**shown_values(view.body), **typed})

    async def set_up(self, person: str) -> None:
        await self.people.command(person, GENERAL, "/flywheel setup")
        await self.until(lambda: bool(self.world.modals.get(person)))
        await self.fill(person, {"channel": {"type": "conversations_select", "selected_conversation": FLYWHEEL}})
        await self.until(lambda: bool(self.told(person)) and bool(self.world.messages.get(FLYWHEEL)))
        self.sandbox.clock.move(timedelta(seconds=2))  # the channel's posting limit after the greeting


def control(blocks: Sequence[Mapping[str, Any]] | None, action_id: str) -> str:
    """The name of a control in a message, "block|action"."""
    for block in blocks or ():
        elements = [*block.get("elements", ()), block.get("accessory", {})]
        if any(element.get("action_id") == action_id for element in elements):
            return f"{block['block_id']}|{action_id}"
    raise LookupError(action_id)


def shown_values(view: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What a form holds when nobody typed: the initial values, as Slack's client sends them."""
    state: dict[str, dict[str, Any]] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state[block["block_id"]] = {element["action_id"]: _initial(element)}
    return state


def _initial(element: Mapping[str, Any]) -> dict[str, Any]:
    kind = element["type"]
    if kind in {"plain_text_input", "number_input"}:
        return {"type": kind, "value": element.get("initial_value")}
    if kind in {"checkboxes", "multi_static_select"}:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    what = PICKED.get(kind, "option")
    return {"type": kind, f"selected_{what}": element.get(f"initial_{what}")}


@asynccontextmanager
async def bot_in(sandbox: Sandbox, database_url: str) -> AsyncIterator[Application]:
    settings = Settings(
        slack_bot_token=SecretStr(sandbox.world.bot_token),
        slack_app_token=SecretStr(sandbox.world.app_token),
        slack_api_url=f"{sandbox.world.url}api/",
        database_url=database_url,
    )
    bot = build_app(settings, now=sandbox.clock.now)
    sandbox.clock.on_move.append(bot.deps.poke)
    await bot.start()
    try:
        yield bot
    finally:
        await bot.stop()


@asynccontextmanager
async def town_at_work(database_url: str) -> AsyncIterator[Town]:
    async with running_sandbox() as sandbox, bot_in(sandbox, database_url):
        sandbox.limits.enabled = False
        yield Town(sandbox)
