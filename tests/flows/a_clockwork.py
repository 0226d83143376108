"""Ticks of the bot as its own process, for tests that move its clock: each line says what time it is.

It does all that is due by then, as `flywheel run` does at a knock, and answers with when something is due next.
"""

import asyncio
import os
import sys
from datetime import datetime

from bot.app import build_rounds, build_sender
from bot.slack.gateway import Gateway
from bot.store.store import Store
from tests.clock import FakeClock


async def main() -> None:
    clock, store = FakeClock(), Store(os.environ["DATABASE_URL"])
    gateway = Gateway(os.environ["SLACK_BOT_TOKEN"], api_url=os.environ["SLACK_API_URL"])
    rounds = build_rounds(store, build_sender(store, gateway, now=clock.now), now=clock.now)
    while line := await asyncio.to_thread(sys.stdin.readline):
        clock.move_to(datetime.fromisoformat(line.strip()))
        await rounds.run_once()
        while (due := await rounds.next_due()) and due <= clock.now():
            await rounds.run_once()
        print(due or "", flush=True)  # noqa: T201 - the answer
    await gateway.close()
    store.close()


if __name__ == "__main__":
    asyncio.run(main())
