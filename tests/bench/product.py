"""The product as it is measured: the real Bolt app with every route, on its own database, nobody behind it."""

from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.app import build_bolt
from bot.deps import Deps
from bot.slack.gateway import Gateway, Identity
from bot.slack.payloads import Inbound
from bot.store.store import Store
from handlers.answers import OK
from handlers.router import Route
from handlers.routes import ROUTES
from tests.bench.payloads import BOT, BOT_USER, SECRET, TEAM

IDENTITY = Identity(TEAM, "Bench", "https://bench.slack.com/", BOT_USER, BOT)


def product(store: Store) -> AsyncApp:
    """Everything but the sender: what is written to the outbox stays there."""
    deps = Deps(store, Gateway("xoxb-bench", api_url="http://127.0.0.1:9/api/"))
    deps.identity = IDENTITY
    return build_bolt(deps, signing_secret=SECRET)


def acking(routes: Sequence[Route] = ROUTES) -> AsyncApp:
    """The same with handlers that only ack: nothing but the way to them and back."""
    bare = [Route(route.kind, route.name, ok) for route in routes]
    with patch("bot.app.ROUTES", bare):
        return product(Store(f"sqlite:///{Path('never-opened.db')}"))


async def ok(_: Inbound, _deps: Deps) -> BoltResponse:
    return OK
