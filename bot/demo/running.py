"""Both worlds in one process, on one clock, over real Socket Mode: the bot is built as for Slack, only the address
differs.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import click
from pydantic import SecretStr
from sqlmodel import Session, select

from bot.app import Application, build_app
from bot.demo.quarter import quarter_play
from bot.departments.rules import DEPARTMENTS
from bot.roster.models import Seat, SeatRole
from bot.running import stop_signal
from bot.sandbox.clock import Clock
from bot.sandbox.company import seed
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import serve
from bot.sandbox.snapshot import Keeper, load
from bot.sandbox.world import World
from bot.settings import Settings
from bot.store.migrate import upgrade
from bot.workspaces.services import ensure_workspace

WELCOME = """
{company} is open at {url}

What to try first:
  1. Be somebody: choose a face on that page. A second tab can be somebody else.
  2. In a channel, open the menu of a message and choose "Log customer pain".
  3. Open Flywheel's Home and set it up: choose #flywheel, and see the cards arrive there.
  4. Press "Play the quarter": three months in two minutes, with real clicks.
  5. React to a message with :adhesive_bandage:, or type "/pain" and what hurts the customer.
The data stays in {data}; `make demo RESET=1` starts over. Ctrl-C stops everything.
"""


async def run_demo(port: int, data: Path, *, reset: bool) -> None:
    data.mkdir(parents=True, exist_ok=True)
    if reset:
        for file in [*data.glob("workspace.json*"), *data.glob("flywheel.db*")]:
            file.unlink()
    try:
        with stop_signal() as stopped:
            async with company(data / "workspace.json", port) as sandbox, bot_in(sandbox, data / "flywheel.db") as bot:
                sandbox.plays.add(quarter_play(sandbox, bot))
                world = sandbox.world
                click.echo(WELCOME.format(company=world.team_name, url=world.url, data=data))
                await stopped.wait()
                await sandbox.plays.close()
    except OSError as error:
        raise SystemExit(f"Port {port} cannot be used ({error.strerror}): try `make demo PORT=8766`.") from None


@asynccontextmanager
async def company(file: Path, port: int) -> AsyncIterator[Sandbox]:
    """The workspace as it was left, or a newly seeded one; kept in `file` until closed."""
    clock, world = Clock(), World()
    if file.exists():
        world = load(file, clock)
    else:
        seed(world, clock.now())
    sandbox, keeper = Sandbox(world, clock), Keeper(world, clock, file)
    async with serve(sandbox, port):
        keeper.start()
        try:
            yield sandbox
        finally:
            keeper.stop()


def seat_company(session: Session, world: World, *, now: datetime) -> None:
    """Who heads a department in the sample company decides for it, unless somebody has changed the roster already."""
    workspace = ensure_workspace(session, world.team_id, now=now)
    if session.exec(select(Seat.id).where(Seat.workspace_id == workspace.key)).first():
        return
    keys = {default.name.lower(): key for key, default in DEPARTMENTS.items()}
    for user in world.users.values():
        if user.title.startswith("Head of") and (key := keys.get(user.department)):
            since = (now - timedelta(days=1)).date()  # today wherever the company is
            session.add(
                Seat(workspace_id=workspace.key, person=user.id, role=SeatRole.LEAD, department=key, valid_from=since)
            )


@asynccontextmanager
async def bot_in(sandbox: Sandbox, database: Path) -> AsyncIterator[Application]:
    """The bot at work in a sandbox, on the sandbox's clock."""
    settings = Settings(
        slack_bot_token=SecretStr(sandbox.world.bot_token),
        slack_app_token=SecretStr(sandbox.world.app_token),
        slack_api_url=f"{sandbox.world.url}api/",
        database_url=f"sqlite:///{database.resolve()}",
    )
    upgrade(settings.database_url)
    application = build_app(settings, now=sandbox.clock.now)
    sandbox.next_due = application.sender.next_due
    sandbox.clock.on_move.append(application.deps.poke)
    await application.start()
    await application.deps.write(seat_company, sandbox.world, now=sandbox.clock.now())
    try:
        yield application
    finally:
        sandbox.clock.on_move.remove(application.deps.poke)
        await application.stop()
