"""The `flywheel` command line, as an operator meets it."""

import asyncio
import os
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.sandbox.sandbox import Sandbox
from tests.sandbox.running import running_sandbox

SECRET = "xoxb-123-very-secret"


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return CliRunner()


def test_everything_that_is_missing_is_said_at_once_and_no_secret_is_printed(terminal: CliRunner) -> None:
    answer = terminal.invoke(main, ["run"], env={"SLACK_BOT_TOKEN": SECRET, "SLACK_API_URL": "ftp://slack"})

    assert 2 == answer.exit_code
    assert "SLACK_APP_TOKEN is missing" in answer.output
    assert "SLACK_API_URL does not look right" in answer.output
    assert SECRET not in answer.output


def test_a_token_of_the_wrong_kind_is_noticed_and_not_printed(terminal: CliRunner) -> None:
    answer = terminal.invoke(main, ["run"], env={"SLACK_BOT_TOKEN": "xapp-1-swapped", "SLACK_APP_TOKEN": SECRET})

    assert "SLACK_BOT_TOKEN does not look right" in answer.output
    assert "SLACK_APP_TOKEN does not look right" in answer.output
    assert "swapped" not in answer.output
    assert SECRET not in answer.output


def test_a_new_database_is_made_and_then_found_in_order(terminal: CliRunner, tmp_path: Path) -> None:
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'flywheel.db'}"}

    assert 1 == terminal.invoke(main, ["check"], env=env).exit_code
    assert 0 == terminal.invoke(main, ["db", "upgrade"], env=env).exit_code

    answer = terminal.invoke(main, ["db", "check"], env=env)
    assert (0, "The database is in order.\n") == (answer.exit_code, answer.output)


def test_figures_are_made_anew_from_what_is_stored(terminal: CliRunner, tmp_path: Path) -> None:
    env = {"DATABASE_URL": f"sqlite:///{tmp_path / 'flywheel.db'}"}
    terminal.invoke(main, ["db", "upgrade"], env=env)

    answer = terminal.invoke(main, ["db", "recount"], env=env)

    assert (0, "Workspaces counted: 0.\n") == (answer.exit_code, answer.output)


def test_help_needs_none_of_the_heavy_libraries() -> None:
    script = "import sys, bot.__main__; print([m for m in ('sqlalchemy', 'slack_bolt', 'alembic') if m in sys.modules])"

    assert "[]\n" == subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout


async def bot_process(sandbox: Sandbox, tmp_path: Path, **changed: str) -> Process:
    env = {
        **os.environ,
        "SLACK_BOT_TOKEN": sandbox.world.bot_token,
        "SLACK_APP_TOKEN": sandbox.world.app_token,
        "SLACK_API_URL": f"{sandbox.world.url}api/",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'flywheel.db'}",
        **changed,
    }
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=env, stderr=PIPE)


async def test_a_token_slack_does_not_know_is_said_in_plain_words(tmp_path: Path) -> None:
    async with running_sandbox() as sandbox:
        process = await bot_process(sandbox, tmp_path, SLACK_BOT_TOKEN="xoxb-of-another-workspace")
        _, said = await process.communicate()

    assert 1 == process.returncode
    assert b"Slack does not know this bot token" in said
    assert b"of-another-workspace" not in said


async def test_sigterm_ends_the_bot_cleanly(tmp_path: Path) -> None:
    async with running_sandbox() as sandbox:
        process = await bot_process(sandbox, tmp_path)
        assert process.stderr is not None
        while b"at work in" not in await process.stderr.readline():
            pass
        process.send_signal(signal.SIGTERM)

        assert 0 == await process.wait()
