"""`flywheel year`: plays it, prints the ledger as the months go by, writes the page."""

import logging
import resource
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import click

from bot.errors import UserError
from bot.rehearsal.company import Options
from bot.rehearsal.printed import head, month_line, summary
from bot.rehearsal.year import Year, live
from bot.workspaces.rules import time_zone

KIBIBYTES = 1024  # of which Linux counts a process's memory; a Mac counts bytes


async def play_year(wished: Mapping[str, Any], html: Path | None) -> int:
    """The exit code: 1 when there are findings. `wished`: the fields of `Options`, the start as "2026-01"."""
    options = Options(**{**wished, "start": _first_day(wished["start"])})
    _check_zone(options.zone)
    logging.disable(logging.WARNING)  # what Slack and the bot cannot do on purpose is told in the ledger
    began = monotonic()
    with TemporaryDirectory(prefix="flywheel-year-") as folder:
        click.echo(_about(options))
        click.echo(head())
        year = await live(options, Path(folder), lambda month: click.echo(month_line(month)))
        try:
            click.echo("\n" + "\n".join(summary(year)))
            if html:
                await _write_page(year, html)
        finally:
            year.play.close()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES
    click.echo(f"{monotonic() - began:.0f} s, {megabytes:.0f} MB at most")
    return 1 if year.findings else 0


async def _write_page(year: Year, html: Path) -> None:
    from bot.rehearsal.page import page_of

    html.write_text(await page_of(year), "utf-8")
    click.echo(f"The pictures are in {html}")


def _about(options: Options) -> str:
    people = f"{options.people} people in three zones, {options.pains} pains"
    return f"{options.start} to {options.end}, {options.zone}: {people}, seed {options.seed}\n"


def _first_day(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise click.BadParameter("write a month such as 2026-01", param_hint="--start") from None


def _check_zone(zone: str) -> None:
    try:
        time_zone(zone)
    except UserError as wrong:
        raise click.BadParameter(wrong.sentence, param_hint="--zone") from None
