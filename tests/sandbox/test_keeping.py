"""The server as a process: starting, stopping, and keeping the workspace in a file."""

import asyncio
import json
import signal
import socket
import sys
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.clock import Clock
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import serve
from bot.sandbox.snapshot import Keeper, load, save
from bot.sandbox.world import File
from tests.sandbox.an_app import App, connected_app
from tests.sandbox.forms import modal
from tests.sandbox.running import GENERAL, MAI, running_sandbox, small_town, until


async def test_it_listens_on_this_machine_only(sandbox: Sandbox) -> None:
    assert sandbox.world.url.startswith("http://127.0.0.1:")


async def test_another_website_cannot_act_in_it(sandbox: Sandbox, app: App) -> None:
    async def status(**headers: str) -> int:
        async with app.session.post(sandbox.world.url + "control/idle", headers=headers) as answer:
            return answer.status

    assert (200, 200) == (await status(), await status(**{"Sec-Fetch-Site": "same-origin"}))
    assert 403 == await status(**{"Sec-Fetch-Site": "cross-site"})
    assert 400 == await status(Host="rebound.example")


async def test_a_taken_port_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        async with serve(Sandbox(), taken.getsockname()[1]):
            pass


async def test_it_stops_while_pages_and_sockets_are_open() -> None:
    async with aiohttp.ClientSession() as session:
        async with running_sandbox() as sandbox, connected_app(sandbox):
            stream = await session.get(f"{sandbox.world.url}as/{MAI}/events")

        stream.close()

        assert 200 == stream.status
        with pytest.raises(aiohttp.ClientError):
            await session.get(sandbox.world.url)


async def test_a_saved_workspace_comes_back_as_it_was(sandbox: Sandbox, app: App, tmp_path: Path) -> None:
    await sandbox.people.post(MAI, GENERAL, "kept")
    await sandbox.people.global_shortcut(MAI, "log_pain")
    await app.call("views.open", trigger_id=app.payloads("shortcut")[0]["trigger_id"], view=modal())
    sandbox.world.files["F1"] = File("F1", "a.bin", content=b"\x00\xff")
    sandbox.clock.move(timedelta(days=3))
    save(sandbox.world, sandbox.clock, tmp_path / "world.json")
    clock = Clock()
    world = load(tmp_path / "world.json", clock)

    assert sandbox.world == world
    assert sandbox.clock.offset == clock.offset


async def test_changes_are_saved_as_they_come(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "world.json"
    keeper = Keeper(sandbox.world, sandbox.clock, file)
    keeper.start()
    await sandbox.people.post(MAI, GENERAL, "kept at the latest when it stops")
    keeper.stop()

    assert "kept at the latest when it stops" == load(file, Clock()).messages[GENERAL][0].text


async def test_a_broken_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "world.json").write_text('{"clock_offset": 0, "world": {"users": 1}}')

    with pytest.raises(ValueError, match="users"):
        load(tmp_path / "world.json", Clock())


async def test_the_command_serves_a_company_and_keeps_it(tmp_path: Path) -> None:
    data = tmp_path / "world.json"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.sandbox", "--port", "0", "--data", str(data)), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    line = (await process.stdout.readline()).decode()
    async with aiohttp.ClientSession() as session, session.get(line.split()[-1] + "control/users") as answer:
        users = (await answer.json())["result"]
    process.send_signal(signal.SIGTERM)

    assert 0 == await process.wait()
    assert 5 < len(users)
    assert {user["id"] for user in users} == set(json.loads(data.read_text())["world"]["users"])


async def test_a_clock_wakes_those_who_wait_for_a_later_time() -> None:
    clock = Clock()
    waiting = asyncio.create_task(clock.sleep(3_600))
    await asyncio.sleep(0)
    clock.move(timedelta(minutes=30))
    await asyncio.sleep(0)
    half_way = waiting.done()
    clock.move_to(clock.now() + timedelta(minutes=31))
    await waiting

    assert not half_way
    with pytest.raises(ValueError, match="forwards"):
        clock.move(timedelta(seconds=-1))


async def test_pages_hear_of_every_change(sandbox: Sandbox) -> None:
    heard: list[str] = []
    sandbox.world.listeners.append(heard.append)
    await sandbox.people.post(MAI, GENERAL, "hello")
    sandbox.clock.move(timedelta(seconds=1))
    sandbox.world.notice(MAI, "look out")
    await until(sandbox, lambda: "clock" in heard)

    assert {GENERAL, "clock", f"user:{MAI}"} <= set(heard)
    assert small_town().listeners == []
