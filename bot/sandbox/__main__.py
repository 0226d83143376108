"""`python -m bot.sandbox`: a local Slack workspace as its own process."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path

import click

from bot.sandbox.clock import Clock
from bot.sandbox.company import seed
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import serve
from bot.sandbox.snapshot import Keeper, load
from bot.sandbox.world import World


@click.command()
@click.option("--port", default=8765, show_default=True, help="0 takes a free one.")
@click.option("--data", type=click.Path(dir_okay=False, path_type=Path), help="Keep the workspace in this file.")
@click.option("--empty", is_flag=True, help="Start without the sample company.")
def main(port: int, data: Path | None, empty: bool) -> None:
    """Serve a local Slack workspace until interrupted."""
    asyncio.run(_run(port, data, empty))


async def _run(port: int, data: Path | None, empty: bool) -> None:
    clock = Clock()
    world = load(data, clock) if data and data.exists() else _new_world(clock, empty)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with serve(Sandbox(world, clock), port) as url:
        click.echo(f"{world.team_name} is open at {url}")
        with _kept(world, clock, data):
            await stopped.wait()


def _new_world(clock: Clock, empty: bool) -> World:
    world = World()
    if not empty:
        seed(world, clock.now())
    return world


@contextlib.contextmanager
def _kept(world: World, clock: Clock, data: Path | None) -> Iterator[None]:
    keeper = Keeper(world, clock, data) if data else None
    if keeper:
        keeper.start()
    try:
        yield
    finally:
        if keeper:
            keeper.stop()


if __name__ == "__main__":
    main()
