"""A quarter of meetings under two processes that tick at once on one database; twice one of them is killed."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from bot.agenda.models import ItemKind
from bot.agenda.rules import ItemWish
from bot.agenda.services import bring
from bot.board.services import finish
from bot.delivery.backoff import LEASE
from bot.delivery.letters import State
from bot.delivery.models import OutboxRow
from bot.departments.services import found
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.services import set_up_series
from bot.meetings.wishes import SeriesWish
from bot.people.services import keep_users
from bot.roster.models import SeatRole
from bot.roster.services import give_seat
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire.faults import Fault, Kind
from bot.slack.gateway import Identity
from bot.steps.models import Step, StepState
from bot.store.store import Store
from bot.workspaces.models import Workspace
from bot.workspaces.services import connect
from tests.fake_workspace import user_object
from tests.people import Somebody
from tests.sandbox.running import GENERAL, MAI, TOM, running_sandbox

MEETINGS = 7
A_MOMENT = timedelta(seconds=30)
KINDS = ("lead", "call", "agenda", "board", "minutes")


class Quarter:
    """The workspace of a sandbox, and the processes that look after it."""

    def __init__(self, sandbox: Sandbox, store: Store, stack: AsyncExitStack) -> None:
        self.sandbox, self.store, self._stack = sandbox, store, stack
        self.processes: list[Process] = []
        world = sandbox.world
        identity = Identity(world.team_id, "Acme", world.url, world.bot_user_id, world.bot_id)
        self.now = datetime(2027, 1, 4, 12, tzinfo=UTC)  # a Monday
        self.workspace_id = store.write_now(connect, identity, now=self.now)
        self.write(_found)
        wish = SeriesWish("2027-01-14", "10:00", "Europe/Berlin", "2", "5", "huddle", "", GENERAL, "skip", tell=False)
        self.write(set_up_series, TOM, wish)

    def write(self, service: Callable[..., Any], *values: object) -> Any:
        return self.store.write_now(service, self.workspace_id, *values, now=self.now)

    def rows(self, table: Any) -> list[Any]:
        return self.store.read_now(lambda session: list(session.exec(select(table).order_by(col(table.id))).all()))

    def meetings(self) -> list[Meeting]:
        return sorted(self.rows(Meeting), key=lambda one: one.starts_at)[:MEETINGS]

    async def enter(self) -> None:
        """One more process."""
        self.processes.append(await self._stack.enter_async_context(clockwork(self.sandbox, self.store.url)))

    async def at(self, when: datetime, *processes: Process) -> datetime | None:
        """All of them, or these, are told at once what time it is. When something is due next."""
        self._now_is(when)
        told = await asyncio.gather(*(tell(process, when) for process in processes or self.processes))
        return min((due for due in told if due), default=None)

    async def until(self, when: datetime) -> None:
        """Whatever fell due meanwhile, and the letters it leaves: a channel takes one a second."""
        due = await self.at(when)
        while due and due < when + A_MOMENT:
            due = await self.at(max(due, self.now))

    async def killed_after_its_post(self, when: datetime) -> None:
        """The first one is a little ahead of the others: Slack took its post, and it dies before it knows."""
        await self.at(when - timedelta(seconds=1))
        first = self.processes.pop(0)
        before = set(self.said())
        self.sandbox.faults.add(Fault("chat.postMessage", Kind.HANG, after=True))
        self._now_is(when)
        telling = asyncio.create_task(tell(first, when))
        while set(self.said()) == before:
            await _a_change(self.sandbox)
        first.kill()
        await telling
        news = set(self.said()) - before
        assert [State.SENDING] == [row.state for row in self.rows(OutboxRow) if row.wire_key in news]
        await self.enter()
        await self.until(when + 2 * LEASE)

    async def killed_meanwhile(self, when: datetime) -> None:
        """Both are at work, and one dies at the first thing the channel sees."""
        await self.at(when - timedelta(seconds=1))
        self._now_is(when)
        seen = asyncio.create_task(_a_change(self.sandbox))
        telling = [asyncio.create_task(tell(process, when)) for process in self.processes]
        await seen
        self.processes.pop(0).kill()
        await asyncio.gather(*telling)
        await self.enter()
        await self.until(when + 2 * LEASE)

    def _now_is(self, when: datetime) -> None:
        self.now = when
        self.sandbox.clock.move(max(when - self.sandbox.clock.now(), timedelta()))

    def said(self) -> list[str]:
        """Every message of the bot, wherever."""
        world = self.sandbox.world
        messages = [message for channel in world.messages.values() for message in channel]
        return [wire_key(message.metadata) for message in messages if message.user == world.bot_user_id]


def wire_key(metadata: Any) -> str:
    return str((metadata or {}).get("event_payload", {}).get("key", ""))


def _found(session: Session, workspace_id: int, *, now: datetime) -> None:
    found(session, workspace_id)
    workspace = session.get_one(Workspace, workspace_id)
    workspace.flywheel_channel = GENERAL
    people = [
        Somebody(MAI, "Mai Pham", "vi-VN", "Asia/Ho_Chi_Minh"),
        Somebody(TOM, "Tom Baker", "en-GB", "Europe/London"),
    ]
    users = [user_object(person, team_id=workspace.team_id) for person in people]
    keep_users(session, workspace, users, now=now)
    for person, department in ((TOM, "product"), (MAI, "customer_service")):
        give_seat(session, workspace_id, person, SeatRole.LEAD, department, on=now.date())


@asynccontextmanager
async def clockwork(sandbox: Sandbox, database_url: str) -> AsyncIterator[Process]:
    """Killed at the end, whatever happened."""
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": sandbox.world.bot_token,
        "SLACK_API_URL": f"{sandbox.world.url}api/",
        "DATABASE_URL": database_url,
    }
    command = (sys.executable, "-m", "tests.flows.a_clockwork")
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdin=PIPE, stdout=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def tell(process: Process, when: datetime) -> datetime | None:
    """What time it is; returns once all that is due is done, and says when something is next. None = it is dead."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{when.isoformat()}\n".encode())
    answer = (await process.stdout.readline()).decode().strip()
    return datetime.fromisoformat(answer) if answer else None


async def _a_change(sandbox: Sandbox) -> None:
    changed = asyncio.Event()

    def listen(scope: str) -> None:
        if scope == GENERAL:
            changed.set()

    sandbox.world.listeners.append(listen)
    await changed.wait()
    sandbox.world.listeners.remove(listen)


@asynccontextmanager
async def quarter_in(store: Store) -> AsyncIterator[Quarter]:
    async with running_sandbox() as sandbox, AsyncExitStack() as stack:
        sandbox.limits.enabled = False
        quarter = Quarter(sandbox, store, stack)
        for _ in range(2):
            await quarter.enter()
        yield quarter


async def test_a_quarter_of_meetings_loses_nothing_and_says_nothing_twice(store: Store) -> None:
    async with quarter_in(store) as quarter:
        for number, meeting in enumerate(quarter.meetings()):
            starts = meeting.starts_at
            await quarter.until(starts - timedelta(days=7, hours=1))  # the notice to the leader
            call = starts - timedelta(days=3, hours=1)
            await (quarter.killed_after_its_post(call) if number == 2 else quarter.until(call))
            quarter.write(bring, TOM, ItemWish(ItemKind.OBSTACLE, f"Obstacle {number}"))
            await quarter.until(starts - timedelta(days=1))  # the agenda
            await (quarter.killed_meanwhile(starts) if number == 4 else quarter.until(starts))
            if number % 4 != 3:  # one is forgotten
                await quarter.until(starts + timedelta(minutes=3))
                quarter.write(finish, MAI, meeting.key)
            await quarter.until(starts + timedelta(hours=1))
        rows = quarter.rows(OutboxRow)

        assert {MeetingStatus.HELD} == {meeting.status for meeting in quarter.meetings()}
        assert [] == [
            step for step in quarter.rows(Step) if step.state is StepState.PENDING and step.due_at < quarter.now
        ]
        assert dict.fromkeys(quarter.said(), 1) == Counter(quarter.said())
        assert {row.wire_key for row in rows if row.method == "chat.postMessage"} == set(quarter.said())
        assert dict.fromkeys(KINDS, MEETINGS) == _counted(rows)


def _counted(rows: list[OutboxRow]) -> dict[str, int]:
    sent = [row.key.partition(":")[0] for row in rows if row.method == "chat.postMessage" and row.state is State.SENT]
    return dict(Counter(sent))
