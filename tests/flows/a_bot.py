"""`flywheel run` for tests that kill it: LATER shifts its clock, so that a dead process's lease is over at once."""

import asyncio
import os
from datetime import datetime, timedelta

from bot.app import build_app
from bot.deps import utc_now
from bot.running import stop_signal
from bot.settings import Settings, read_settings
from bot.store.migrate import upgrade

LATER = timedelta(seconds=float(os.environ.get("LATER", "0")))


def later() -> datetime:
    return utc_now() + LATER


async def main() -> None:
    settings = read_settings(Settings)
    assert isinstance(settings, Settings), settings
    upgrade(settings.database_url)
    bot = build_app(settings, now=later)
    with stop_signal() as stopped:
        await bot.start()
        await stopped.wait()
    await bot.stop()


if __name__ == "__main__":
    asyncio.run(main())
