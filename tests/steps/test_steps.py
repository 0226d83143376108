"""What falls due is done once, in a transaction of its own, by whoever comes first."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.errors import StoreBusy
from bot.steps.engine import ASIDE, AT_ONCE, Action, Steps, next_due, run_next
from bot.steps.models import Step, StepState
from bot.steps.services import Due, cancel, plan
from bot.store.store import Store
from tests.clock import MONDAY, FakeClock
from tests.statements import watched

WAITING, DONE, CANCELLED = StepState.PENDING, StepState.DONE, StepState.CANCELLED
HOUR = timedelta(hours=1)


class Crash(BaseException):
    """The process is gone."""


def say(session: Session, step: Step, now: datetime) -> str:
    """Leaves a letter, so that a second run would be seen."""
    letter = Letter(f"{step.kind}:{step.subject}:{step.seq}", Method.POST, "C1", {"text": step.subject})
    enqueue(session, step.workspace_id, letter, now=now)
    session.add(OutboxRow(**_row(step, now)))
    return "said"


def _row(step: Step, now: datetime) -> dict[str, Any]:
    """One more row each time it runs: its key is the number of rows."""
    blank = {"method": "chat.postMessage", "channel": "", "payload": {}, "purpose": "", "lane": "", "due_at": now}
    key = f"ran:{step.subject}:{step.seq}"
    return (
        blank
        | {"workspace_id": step.workspace_id, "key": key, "wire_key": "", "subject": "", "created_at": now}
        | {"state": "sent"}
    )


class Office:
    def __init__(self, store: Store, clock: FakeClock, workspace_id: int) -> None:
        self.store, self.clock, self.workspace_id = store, clock, workspace_id

    def plan(self, *dues: Due) -> None:
        self.store.write_now(plan, self.workspace_id, *dues, now=self.clock.now())

    def steps(self, store: Store | None = None, **actions: Action) -> Steps:
        return Steps(store or self.store, {"say": say, **actions}, now=self.clock.now)

    def states(self) -> dict[str, StepState]:
        return {f"{step.subject}": step.state for step in self.rows()}

    def rows(self) -> list[Step]:
        return self.store.read_now(lambda session: list(session.exec(select(Step).order_by(col(Step.id))).all()))

    def ran(self) -> list[str]:
        ran = select(OutboxRow.key).where(col(OutboxRow.key).startswith("ran:")).order_by(col(OutboxRow.id))
        return self.store.read_now(lambda session: [key[4:] for key in session.exec(ran)])


@pytest.fixture
def office(store: Store, clock: FakeClock, workspace_id: int) -> Office:
    return Office(store, clock, workspace_id)


def due(subject: str, at: datetime = MONDAY, kind: str = "say", seq: int = 0) -> Due:
    return Due(kind, subject, at, seq)


async def test_a_step_is_done_when_it_is_due_and_not_before(office: Office) -> None:
    office.plan(due("1", MONDAY + HOUR), due("2", MONDAY + 2 * HOUR))
    steps = office.steps()

    await steps.run_once()
    before = office.ran()
    office.clock.advance(hours=1)
    await steps.run_once()

    assert ([], ["1:0"]) == (before, office.ran())
    assert {"1": DONE, "2": WAITING} == office.states()
    assert MONDAY + 2 * HOUR == await steps.next_due()


async def test_what_became_of_a_step_is_written_down(office: Office) -> None:
    office.plan(due("1"))

    await office.steps().run_once()

    (step,) = office.rows()
    assert ("said", MONDAY) == (step.outcome, step.done_at)


async def test_nothing_is_due_when_nothing_was_planned(office: Office) -> None:
    steps = office.steps()

    await steps.run_once()

    assert await steps.next_due() is None


async def test_steps_are_done_in_the_order_they_fell_due(office: Office) -> None:
    office.plan(due("late", MONDAY - HOUR), due("c", MONDAY + 2 * HOUR), due("a", MONDAY + HOUR), due("b"))
    office.clock.advance(hours=3)

    await office.steps().run_once()

    assert ["late:0", "b:0", "a:0", "c:0"] == office.ran()


async def test_planning_the_same_twice_is_once_even_after_it_was_done(office: Office) -> None:
    office.plan(due("1"))
    await office.steps().run_once()

    office.plan(due("1"), due("1", MONDAY + HOUR))
    await office.steps().run_once()

    assert ["1:0"] == office.ran()


async def test_the_same_may_be_planned_again_under_another_number(office: Office) -> None:
    office.plan(due("1"), due("1", seq=1))

    await office.steps().run_once()

    assert ["1:0", "1:1"] == office.ran()


async def test_a_cancelled_step_is_not_done_and_others_are(office: Office) -> None:
    office.plan(due("1"), due("2"), due("1", kind="other"))

    office.store.write_now(cancel, office.workspace_id, "say", "1", now=MONDAY)
    await office.steps(other=say).run_once()

    assert ["2:0", "1:0"] == office.ran()
    assert [CANCELLED, DONE, DONE] == [step.state for step in office.rows()]


async def test_cancelling_what_is_done_changes_nothing(office: Office) -> None:
    office.plan(due("1"))
    await office.steps().run_once()

    office.store.write_now(cancel, office.workspace_id, "say", "1", now=MONDAY + HOUR)

    assert {"1": DONE} == office.states()


async def test_a_step_that_fails_lets_the_others_pass_and_comes_again(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.plan(due("1", kind="bad"), due("2"))
    caplog.set_level(logging.ERROR)

    def bad(session: Session, step: Step, now: datetime) -> str:
        say(session, step, now)
        raise ValueError("what somebody wrote")

    await office.steps(bad=bad).run_once()

    assert (["2:0"], {"1": WAITING, "2": DONE}) == (office.ran(), office.states())
    assert "ValueError at test_steps.py" in caplog.text
    assert "what somebody wrote" not in caplog.text

    office.clock.advance(ASIDE.total_seconds())
    await office.steps(bad=say).run_once()

    assert ["2:0", "1:0"] == office.ran()


async def test_a_step_of_a_newer_release_waits_for_it(office: Office) -> None:
    office.plan(due("1", kind="from the future"), due("2"))

    await office.steps().run_once()

    assert {"1": WAITING, "2": DONE} == office.states()
    assert MONDAY + ASIDE == await office.steps().next_due()


async def test_a_step_that_comes_too_early_says_when_to_look_again(office: Office) -> None:
    office.plan(due("1", kind="early"))

    await office.steps(early=lambda _session, _step, now: now + HOUR).run_once()

    assert ({"1": WAITING}, MONDAY + HOUR) == (office.states(), await office.steps().next_due())


async def test_trouble_of_the_database_is_no_fault_of_the_step(office: Office) -> None:
    office.plan(due("1", kind="busy"))

    def busy(_session: Session, _step: Step, _now: datetime) -> str:
        raise StoreBusy("locked")

    with pytest.raises(StoreBusy):
        await office.steps(busy=busy).run_once()

    assert MONDAY == await office.steps().next_due()


async def test_a_crash_before_the_commit_leaves_the_step_as_it_was(office: Office) -> None:
    office.plan(due("1", kind="crash"))

    def crash(session: Session, step: Step, now: datetime) -> str:
        say(session, step, now)
        raise Crash

    with pytest.raises(Crash):
        await office.steps(crash=crash).run_once()
    assert ([], {"1": WAITING}) == (office.ran(), office.states())

    await office.steps(crash=say).run_once()
    assert ["1:0"] == office.ran()


async def test_several_engines_at_once_do_each_step_once(office: Office) -> None:
    office.plan(*[due(str(number)) for number in range(40)])
    others = [Store(office.store.url) for _ in range(2)]

    await asyncio.gather(*(office.steps(store).run_once() for store in [office.store, *others]))
    for store in others:
        store.close()

    assert sorted(f"{number}:0" for number in range(40)) == sorted(office.ran())
    assert {DONE} == set(office.states().values())


async def test_an_engine_told_to_stop_begins_nothing(office: Office) -> None:
    office.plan(due("1"))
    steps = office.steps()

    steps.stop()
    await steps.run_once()

    assert {"1": WAITING} == office.states()


async def test_one_round_ends_before_the_letters_have_waited_long(office: Office) -> None:
    office.plan(*[due(str(number)) for number in range(AT_ONCE + 1)])
    steps = office.steps()

    await steps.run_once()

    assert (AT_ONCE, MONDAY) == (len(office.ran()), await steps.next_due())


PLAN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}


def _plans(session: Session) -> list[str]:
    connection = session.connection()
    if connection.dialect.name == "postgresql":  # a small table is read whole, whatever the indexes
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    with watched(connection) as seen:
        next_due(session)
        run_next(session, {}, now=MONDAY)
    explain = PLAN[connection.dialect.name]
    return [
        " ".join(str(line) for line in connection.exec_driver_sql(explain + statement, values))
        for statement, values in seen
    ]


def test_a_round_with_nothing_due_reads_only_what_is_waiting_however_long_the_history(store: Store) -> None:
    plans = store.write_now(_plans)

    assert [True, True] == ["ix_step_due" in plan for plan in plans]
