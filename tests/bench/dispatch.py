"""From Slack's bytes to an ack: our routes beside plain Python, and beside Bolt with one listener.

The handlers themselves do nothing here, on both sides: what they cost is measured in `capture`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bot.slack.ids import ActionId, Command, ViewId
from handlers.routes import ROUTES
from tests.bench.bolt import acknowledge, dispatch, floor, plain_bolt
from tests.bench.harness import Group, Line, Variant, each
from tests.bench.payloads import action, message, signed_command, signed_event, signed_interaction, submission
from tests.bench.product import acking

TIMES = 300


@asynccontextmanager
async def dispatching(_: Path) -> AsyncIterator[Group]:
    said = signed_event(message())
    one = [route for route in ROUTES if route.name == "message.im"]
    variants = {
        "floor": each(partial(floor, said), TIMES),
        "every route": each(partial(dispatch, acking(), said), TIMES),
        "one route": each(partial(dispatch, acking(one), said), TIMES),
    }
    lines = [
        Line("dispatch of a message, every route", "every route", "floor", 4, "us"),
        Line("dispatch of a message, every route or one", "every route", "one route", 1.1, "us"),
    ]
    lines += [Line(f"ack of {asked}", asked, f"plain {asked}", 1.2, "us") for asked in ("command", "action", "form")]
    yield Group(variants | acks(), lines, rounds=11)


def acks() -> dict[str, Variant]:
    ours = acking()
    command, click, form = plain_bolt(), plain_bolt(), plain_bolt()
    command.command(Command.PAIN)(acknowledge)
    click.action(ActionId.ME_TOO)(acknowledge)
    form.view(ViewId.PAIN)(acknowledge)
    asked = {
        "command": (command, signed_command(Command.PAIN, "")),
        "action": (click, signed_interaction(action(ActionId.ME_TOO))),
        "form": (form, signed_interaction(submission(ViewId.PAIN))),
    }
    sides = {name: each(partial(dispatch, ours, request), TIMES) for name, (_, request) in asked.items()}
    return sides | {f"plain {name}": each(partial(dispatch, *beside), TIMES) for name, beside in asked.items()}
