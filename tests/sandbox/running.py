"""A running sandbox for tests: a small town of people and channels, served on a free port in the test's own loop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import serve
from bot.sandbox.timing import Timing
from bot.sandbox.world import Channel, User, World

MAI = "U0MAI"  # an admin
TOM = "U0TOM"
GUEST = "U0GUEST"  # of #general only
OLGA = "U0OLGA"  # from another company, in #partners
GENERAL = "C0GENERAL"  # public: Mai, Tom, the guest and the bot
RANDOM = "C0RANDOM"  # public: Mai and Tom, without the bot
TEAM = "C0TEAM"  # private: Mai and the bot
SECRET = "C0SECRET"  # private: Mai and Tom, without the bot
PARTNERS = "C0PARTNERS"  # shared with Olga's company: Mai, Olga and the bot


def small_town() -> World:
    """Everybody a test needs, and nothing said yet."""
    world = World()
    bot = world.bot_user_id
    world.add_user(User(MAI, "mai.pham", "Mai Pham", tz="Asia/Ho_Chi_Minh", locale="vi-VN", is_admin=True))
    world.add_user(User(TOM, "tom", "Tom Baker", tz="Europe/London", locale="en-GB"))
    world.add_user(User(GUEST, "gus", "Gus Guest", is_restricted=True))
    world.add_user(User(OLGA, "olga", "Olga Outside", team_id="T0OTHER", locale="de-DE"))
    world.add_channel(Channel(GENERAL, "general", members=[MAI, TOM, GUEST, bot]))
    world.add_channel(Channel(RANDOM, "random", members=[MAI, TOM]))
    world.add_channel(Channel(TEAM, "team", "private", [MAI, bot]))
    world.add_channel(Channel(SECRET, "secret", "private", [MAI, TOM]))
    world.add_channel(Channel(PARTNERS, "partners", members=[MAI, OLGA, bot], is_ext_shared=True))
    return world


@asynccontextmanager
async def running_sandbox(world: World | None = None, timing: Timing | None = None) -> AsyncIterator[Sandbox]:
    """`world` is the small town without one. Its address is `sandbox.world.url`."""
    sandbox = Sandbox(world or small_town(), timing=timing)
    async with serve(sandbox):
        yield sandbox


async def until(sandbox: Sandbox, condition: Callable[[], bool]) -> None:
    """Returns when a change made it true."""
    changed = asyncio.Event()

    def listen(scope: str) -> None:
        changed.set()

    sandbox.world.listeners.append(listen)
    try:
        while not condition():
            await changed.wait()
            changed.clear()
    finally:
        sandbox.world.listeners.remove(listen)
