"""Memory, and the time from start to connected, each in a fresh process."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from time import perf_counter

from tests.bench.database import new_database
from tests.bench.harness import Group, Line, Variant
from tests.slack.fake_socket import FakeSlack

LINES = [
    Line("start to connected", "our start", "bare start", 2.2, "ms"),
    Line("memory when connected", "our memory", "bare memory", 1.6, "MB"),
]


@asynccontextmanager
async def processes(directory: Path) -> AsyncIterator[Group]:
    slack = FakeSlack()
    await slack.up()
    environment = {
        "PYTHONDONTWRITEBYTECODE": "",  # compiled by the first round, as in any installation
        "PYTHONPYCACHEPREFIX": str(directory / "pyc"),
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_APP_TOKEN": "xapp-bench",
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": f"sqlite:///{new_database(directory / 'process.db')}",
    }
    ours = start_and_memory("our", "tests.bench.start_product", environment)
    bare = start_and_memory("bare", "tests.bench.start_bare", environment)
    yield Group(ours | bare, LINES, rounds=5)
    await slack.down()


def start_and_memory(name: str, module: str, environment: Mapping[str, str]) -> dict[str, Variant]:
    return {
        f"{name} start": partial(run, 0, module, environment),
        f"{name} memory": partial(run, 1, module, environment),
    }


async def run(figure: int, module: str, environment: Mapping[str, str]) -> float:
    """Starts `python -m module`. Figure 0 is the seconds until it is connected, figure 1 its memory then in MB."""
    start = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module), env=os.environ | environment, stdout=PIPE, stderr=PIPE
    )
    assert process.stdout is not None
    said = await process.stdout.readline()
    took = perf_counter() - start
    _, trouble = await process.communicate()
    if process.returncode or not said:
        raise RuntimeError(f"{module} did not connect:\n{trouble.decode()}")
    return (took, float(said))[figure]
