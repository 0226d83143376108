"""A process of async Bolt and sqlite3 alone: connects, says how much memory it has, ends."""

import asyncio
import os
import sqlite3

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from tests.bench.bolt import acknowledge, plain_bolt
from tests.bench.memory import say_connected


async def main() -> None:
    app = plain_bolt(os.environ["SLACK_API_URL"])
    app.event("message")(acknowledge)
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE report (id INTEGER PRIMARY KEY, text TEXT)")
        handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"], web_client=app.client)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        say_connected()
        await handler.close_async()  # type: ignore[no-untyped-call]


asyncio.run(main())
