"""The `flywheel` command line. Everything heavy is imported by the command that needs it: `--help` is instant."""

import asyncio
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.settings import Storage

T = TypeVar("T")
S = TypeVar("S", bound="Storage")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="flywheel-bot")
def main() -> None:
    """Every customer pain kept, owned and answered, from Slack."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every tick


@main.command()
def run() -> None:
    """Connect to Slack (Socket Mode) and work until told to stop."""
    from bot.running import run_forever
    from bot.settings import Settings

    asyncio.run(run_forever(_settings(Settings)))


@main.command()
def check() -> None:
    """Look at the database and what waits in it; ends with 1 when somebody has to do something."""
    _look_at_database("Everything is in order.")


@main.group()
def db() -> None:
    """The database and its revisions."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to this release; a SQLite file is backed up first."""
    from bot.figures.recount import recount_missing
    from bot.settings import Storage
    from bot.store.migrate import upgrade

    url = _settings(Storage).database_url
    upgrade(url)
    counted = _write(url, recount_missing)
    click.echo("The database is at this release.")
    if counted:
        click.echo(f"Workspaces whose past was counted: {counted}.")


@db.command("recount")
def db_recount() -> None:
    """Count anew, from the rows themselves, what the figures of months are made of. Nothing else is changed."""
    from bot.figures.recount import recount_all
    from bot.settings import Storage

    counted = _write(_settings(Storage).database_url, recount_all)
    click.echo(f"Workspaces counted: {counted}.")


@db.command("check")
def db_check() -> None:
    """The same as `flywheel check`."""
    _look_at_database("The database is in order.")


@main.command()
@click.option("--port", default=8765, show_default=True, help="Where the pages are served, on this machine only.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), default=Path(".data"), show_default=True)
@click.option("--reset", is_flag=True, help="Forget what was there and start over.")
def demo(port: int, data: Path, reset: bool) -> None:
    """A local Slack workspace with a company in it, and the bot at work there. Needs no Slack account."""
    from bot.demo import run_demo

    asyncio.run(run_demo(port, data, reset=reset))


@main.command()
@click.option("--start", default="2026-01", show_default=True, metavar="YYYY-MM", help="The first month of the year.")
@click.option("--zone", default="Europe/Berlin", show_default=True, help="Where the company and its meeting are.")
@click.option("--seed", default=7, show_default=True, help="Another number is another company.")
@click.option("--people", type=click.IntRange(min=16), default=40, show_default=True)
@click.option("--pains", type=click.IntRange(min=1), default=300, show_default=True)
@click.option("--days", type=click.IntRange(31, 366), default=365, show_default=True, help="Less than a year, to try.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write the pictures of the year here.")
def year(html: Path | None, **wished: Any) -> None:
    """A made-up company lives through a business year in about a minute; ends with 1 if the bot did anything wrong."""
    from bot.rehearsal.command import play_year

    sys.exit(asyncio.run(play_year(wished, html)))


def _settings(kind: type[S]) -> S:
    """The settings, or every problem with them at once and exit code 2."""
    from bot.settings import read_settings

    read = read_settings(kind)
    if isinstance(read, list):
        click.echo("Flywheel cannot start yet:\n" + "\n".join(f"  - {sentence}" for sentence in read), err=True)
        sys.exit(2)
    return read


def _write(url: str, service: Callable[["Session"], T]) -> T:
    from bot.store.store import Store

    store = Store(url)
    try:
        return store.write_now(service)
    finally:
        store.close()


def _look_at_database(all_well: str) -> None:
    from bot.deps import utc_now
    from bot.settings import Storage
    from bot.store.check import check as problems_of

    problems = problems_of(_settings(Storage).database_url, now=utc_now())
    click.echo("\n".join(problems) or all_well)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
