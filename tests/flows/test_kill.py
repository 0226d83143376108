"""The bot as its own process, killed without warning: nothing accepted is lost, nothing is said twice."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.timing import Timing
from bot.sandbox.wire.envelope import Answer
from bot.sandbox.wire.faults import Fault, Kind
from tests.flows.town import Town, control
from tests.sandbox.running import GENERAL, MAI, TOM, running_sandbox

QUICK = Timing(ack=1.0, retries=(0.2, 0.4, 0.8))
LEASE_OVER = 120  # seconds: longer than a lease


@asynccontextmanager
async def bot_process(sandbox: Sandbox, folder: Path, *, later: int = 0) -> AsyncIterator[Process]:
    """Ready when its socket is open; killed at the end, whatever happened."""
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": sandbox.world.bot_token,
        "SLACK_APP_TOKEN": sandbox.world.app_token,
        "SLACK_API_URL": f"{sandbox.world.url}api/",
        "DATABASE_URL": f"sqlite:///{folder / 'flywheel.db'}",
        "LATER": str(later),
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.flows.a_bot", env=environment)
    try:
        while not sandbox.sockets.connections:
            await asyncio.wait_for(_a_change(sandbox), 20)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _a_change(sandbox: Sandbox) -> None:
    changed = asyncio.Event()
    sandbox.world.listeners.append(lambda scope: changed.set())
    await changed.wait()
    sandbox.world.listeners.pop()


async def kill(process: Process) -> None:
    process.kill()
    await process.wait()


async def test_killed_between_post_and_commit_the_card_is_found_again_and_not_posted_twice(tmp_path: Path) -> None:
    async with running_sandbox(timing=QUICK) as sandbox:
        town = Town(sandbox)
        async with bot_process(sandbox, tmp_path) as first:
            await town.set_up(MAI)
            sandbox.faults.add(Fault("chat.postMessage", Kind.HANG, after=True))
            await town.people.command(TOM, GENERAL, "/pain Refunds take six weeks")
            await town.until(lambda: bool(town.cards()))
            await kill(first)

        async with bot_process(sandbox, tmp_path, later=LEASE_OVER):
            await town.people.command(TOM, GENERAL, "/pain Invoices arrive twice")
            await town.until(lambda: len(town.cards()) > 1)
            refunds = next(card for card in town.cards() if "Refunds" in card.text)
            name = control(refunds.blocks, "me_too")
            await town.people.click(MAI, f"message:{GENERAL}:{refunds.ts}", name)
            await town.until(lambda: bool(town.world.modals.get(MAI)))
            await town.fill(MAI, {})
            await town.until(lambda: "2 voices" in refunds.text)

    assert ["Refunds take six weeks", "Invoices arrive twice"] == [_title(card.text) for card in town.cards()]


async def test_every_command_that_was_acked_is_kept_and_shown_once_after_a_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pains = [f"Pain number {number} hurts" for number in range(6)]  # a card a second
    async with running_sandbox(timing=QUICK) as sandbox:
        town = Town(sandbox)
        async with bot_process(sandbox, tmp_path) as first:
            await town.set_up(MAI)
            sandbox.limits.enabled = False
            acked = acks_of(sandbox, monkeypatch)
            reports = [asyncio.create_task(town.people.command(TOM, GENERAL, f"/pain {pain}")) for pain in pains]
            await asyncio.wait(reports, return_when=asyncio.FIRST_COMPLETED)
            await kill(first)
            await asyncio.gather(*reports)

        async with bot_process(sandbox, tmp_path, later=LEASE_OVER):
            await town.until(lambda: set(acked) <= {_title(card.text) for card in town.cards()})

    shown = [_title(card.text) for card in town.cards()]
    assert sorted(set(shown)) == sorted(shown)


def acks_of(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fills with the text of every command as its ack arrives."""
    acked: list[str] = []
    ask = sandbox.outbound.ask

    async def asked(kind: str, payload: dict[str, Any]) -> Answer:
        answer = await ask(kind, payload)
        if answer.acked:
            acked.append(payload["text"])
        return answer

    monkeypatch.setattr(sandbox.outbound, "ask", asked)
    return acked


def _title(text: str) -> str:
    return text.split("\n")[0].split(" · ")[1]
