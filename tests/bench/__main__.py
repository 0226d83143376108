"""Measures every line and prints the table. `python -m tests.bench years agenda` measures those groups alone."""

import asyncio
import logging
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from tests.bench.agenda import agenda
from tests.bench.burst import burst
from tests.bench.capture import capture
from tests.bench.clicks import clicks
from tests.bench.dispatch import dispatching
from tests.bench.figures import figures
from tests.bench.harness import measure, row
from tests.bench.home import homes
from tests.bench.mornings import debts, mornings
from tests.bench.processes import processes
from tests.bench.report import HEAD, show
from tests.bench.series import beats, quarters, ten_years
from tests.bench.ticks import ticks
from tests.bench.writers import writers
from tests.bench.years import years

GROUPS = (
    *(dispatching, capture, writers, burst, ticks, beats, ten_years, quarters, agenda, figures),
    *(processes, homes, clicks, mornings, debts, years),
)


async def main(names: Sequence[str]) -> None:
    """`names`: of the groups; none = all."""
    known = [group.__name__ for group in GROUPS]
    if unknown := set(names) - set(known):
        raise SystemExit(f"No such group: {', '.join(sorted(unknown))}. There are {', '.join(known)}.")
    logging.disable(logging.WARNING)
    rows: list[Sequence[str]] = [HEAD]
    start = monotonic()
    with tempfile.TemporaryDirectory(prefix="flywheel-bench-") as directory:
        for make in [group for group in GROUPS if not names or group.__name__ in names]:
            async with make(Path(directory)) as group:
                found = await measure(group)
                rows += [row(line, found) for line in group.lines]
    show(rows)
    print(
        f"\n{monotonic() - start:.0f} s. A ratio is the median of the rounds' ratios; the sides take turns in a round."
    )


asyncio.run(main(sys.argv[1:]))
