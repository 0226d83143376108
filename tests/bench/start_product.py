"""A process of ours, set up by its environment: builds all, connects, says how much memory it has, ends."""

import asyncio
import sys

from bot.app import build_app
from bot.settings import Settings, read_settings
from tests.bench.memory import say_connected


async def main() -> None:
    settings = read_settings(Settings)
    if not isinstance(settings, Settings):
        sys.exit("\n".join(settings))
    app = build_app(settings)
    await app.start()
    say_connected()
    await app.stop()


asyncio.run(main())
