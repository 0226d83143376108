"""A customer's pain from Slack's bytes to a commit and an ack, beside one Bolt listener that writes the same rows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.store.store import Store
from tests.bench.bolt import dispatch, plain_bolt
from tests.bench.database import new_database
from tests.bench.harness import Group, Line, each
from tests.bench.payloads import event, signed_event
from tests.bench.product import product
from tests.bench.replay import Replay, recorded

TIMES = 100
SAID = f"<@U0BOT> Contoso waits nine minutes for the export, every Monday. {'They are angry. ' * 20}"


@asynccontextmanager
async def capture(directory: Path) -> AsyncIterator[Group]:
    path = new_database(directory / "ours.db")
    store = Store(f"sqlite:///{path}")
    ours, plain = product(store), plain_bolt()
    first = mention()
    await dispatch(ours, signed_event(mention()))  # what only a first report writes
    inserts = await recorded(path, token_of(first), lambda: dispatch(ours, signed_event(first)))
    replay = Replay(new_database(directory / "raw.db"), inserts)

    @plain.event("app_mention")
    async def keep(body: dict[str, Any]) -> None:
        replay.write(token_of(body))

    variants = {"ours": each(lambda: report(ours), TIMES), "raw": each(lambda: report(plain), TIMES)}
    what = f"capture: dispatched, {len(inserts)} rows committed, acked"
    yield Group(variants, [Line(what, "ours", "raw", 1.5, "us")], rounds=11)
    replay.close()
    store.close()


def mention() -> dict[str, Any]:
    """A new one every time."""
    return event(type="app_mention", channel="C0BENCH", text=SAID)


def token_of(body: dict[str, Any]) -> str:
    return str(body["event_id"]).removeprefix("Ev")


async def report(app: AsyncApp) -> None:
    await dispatch(app, signed_event(mention()))
