"""What `flywheel check` says about a database."""

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from bot.delivery.letters import Letter, Method, State
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.store.check import check
from bot.store.migrate import HEAD, upgrade
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.clock import MONDAY


def right_now() -> datetime:
    return datetime.now(UTC)


def leave_trouble(session: Session) -> None:
    workspace = Workspace(team_id="T0ACME", created_at=MONDAY, revoked_at=MONDAY)
    session.add(workspace)
    session.flush()
    enqueue(session, workspace.key, Letter("a", Method.POST, "C1"), Letter("b", Method.POST, "C2"), now=MONDAY)
    for row in session.exec(select(OutboxRow)):
        row.state, row.last_error = State.PARKED, "not_in_channel"


def test_an_empty_database_waits_for_its_tables(empty_url: str) -> None:
    [sentence] = check(empty_url, now=right_now())

    assert f"needs {HEAD}" in sentence


def test_a_good_database_says_nothing(empty_url: str) -> None:
    upgrade(empty_url)

    assert [] == check(empty_url, now=right_now())


def test_revoked_workspaces_and_undelivered_letters_are_told_with_the_reason(empty_url: str) -> None:
    upgrade(empty_url)
    store = Store(empty_url)
    store.write_now(leave_trouble)
    store.close()

    assert [
        "Workspace T0ACME has refused the bot's token since 2026-03-02 09:00 UTC: install the app again.",
        "Could not be delivered: 2 (not_in_channel).",
    ] == check(empty_url, now=right_now())


def test_clocks_that_differ_are_told(empty_url: str) -> None:
    upgrade(empty_url)
    sentences = check(empty_url, now=right_now() + timedelta(minutes=1))

    assert ("postgresql" in empty_url) == any("clock" in sentence for sentence in sentences)
