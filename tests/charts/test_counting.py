"""What the charts count, the same on both databases: pains, weeks, medians, and nobody else's."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.charts.queries import figures_of
from bot.charts.rules import ChartKind, Crossings, Flow, Middle, Pace, StageWeeks
from bot.departments.models import Stage
from bot.departments.services import found
from bot.loops.models import Outcome, Telling
from bot.ownership.models import Handoff, HandoffState
from bot.pains.models import History, Pain, PainStatus, Via
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.statements import watched

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)  # a Wednesday
LAST_WEEK = NOW - timedelta(days=7)
LONG_AGO = NOW - timedelta(weeks=20)


class Books:
    """A workspace with its departments, and rows put straight into it, in order of time."""

    def __init__(self, store: Store, workspace_id: int) -> None:
        self.store, self.workspace_id, self.numbers = store, workspace_id, 0
        store.write_now(found, workspace_id)

    def pain(self, at: datetime, *, owned: timedelta | None = None, **changes: Any) -> int:
        """Reported then; `owned`: how long it took until somebody took it."""
        self.numbers += 1
        fields = {"workspace_id": self.workspace_id, "number": self.numbers, "reporter": "U1", "via": Via.FORM}
        return self.store.write_now(_pain, {**fields, "created_at": at, **changes}, at + owned if owned else None)

    def add(self, row: Any) -> None:
        self.store.write_now(lambda session: session.add(row))

    def told(self, pain_id: int, at: datetime, outcome: Outcome = Outcome.TOLD, customer: str = "") -> None:
        self.add(Telling(workspace_id=self.workspace_id, pain_id=pain_id, round=1, teller="U1", customer=customer,
                         outcome=outcome, asked_at=at, answered_at=at))  # fmt: skip

    def figures(self, kind: ChartKind) -> Any:
        return self.store.read_now(figures_of, self.workspace_id, kind, now=NOW)


def _pain(session: Session, fields: dict[str, Any], owned_at: datetime | None) -> int:
    pain = Pain(**fields)
    session.add(pain)
    session.flush()
    if owned_at:
        line: dict[str, Any] = {"workspace_id": pain.workspace_id, "pain_id": pain.key, "actor": "U1"}
        session.add_all(History(**line, at=owned_at + timedelta(days=late), what="took") for late in (0, 30))
    return pain.key


def by_stage(figures: Any) -> dict[str, tuple[int, ...]]:
    assert isinstance(figures, StageWeeks)
    keys = [(stage.key if isinstance(stage, Stage) else stage, counts) for stage, counts in figures.rows]
    return {key: counts for key, counts in keys if any(counts)}


def test_pains_are_counted_by_stage_and_week(store: Store, workspace_id: int) -> None:
    books = Books(store, workspace_id)
    for at, stage in ((LONG_AGO, "use"), (LAST_WEEK, "use"), (LAST_WEEK, "use"), (NOW, ""), (NOW, "use")):
        books.pain(at, stage=stage)

    assert {"use": (0,) * 10 + (2, 1), "": (0,) * 11 + (1,)} == by_stage(books.figures(ChartKind.STAGES))


def test_what_was_joined_or_taken_back_is_not_counted(store: Store, workspace_id: int) -> None:
    books = Books(store, workspace_id)
    for status in PainStatus:
        books.pain(NOW, stage="use", status=status)

    assert {"use": (0,) * 11 + (3,)} == by_stage(books.figures(ChartKind.STAGES))


def test_the_week_is_the_companys(store: Store, workspace_id: int) -> None:
    books = Books(store, workspace_id)
    books.pain(datetime(2026, 3, 1, 20, tzinfo=UTC), stage="use")  # already Monday in Saigon

    assert {"use": (0,) * 10 + (1, 0)} == by_stage(books.figures(ChartKind.STAGES))
    store.write_now(_move, workspace_id, "Asia/Ho_Chi_Minh")
    assert {"use": (0,) * 11 + (1,)} == by_stage(books.figures(ChartKind.STAGES))


def _move(session: Session, workspace_id: int, zone: str) -> None:
    session.get_one(Workspace, workspace_id).time_zone = zone


def test_another_workspace_is_not_counted(store: Store, workspace_id: int) -> None:
    books = Books(store, workspace_id)
    books.pain(NOW, stage="use")
    other = store.write_now(_other_workspace)

    assert {} == by_stage(store.read_now(figures_of, other, ChartKind.STAGES, now=NOW))


def _other_workspace(session: Session) -> int:
    workspace = Workspace(team_id="T0OTHER", created_at=NOW)
    session.add(workspace)
    session.flush()
    return workspace.key


def test_what_came_what_was_resolved_and_what_of_that_was_told(store: Store, workspace_id: int) -> None:
    books = Books(store, workspace_id)
    books.pain(LONG_AGO)
    books.pain(LONG_AGO, status=PainStatus.RESOLVED, resolved_at=LAST_WEEK, owner_department="sales")
    books.pain(LAST_WEEK, status=PainStatus.CLOSED, resolved_at=NOW - timedelta(hours=1))
    books.pain(NOW)

    flow: Flow = books.figures(ChartKind.FLOW)

    assert ((1, 1), (1, 1), (0, 1)) == (flow.opened[-2:], flow.resolved[-2:], flow.told[-2:])
    assert (2, (2,) * 10 + (2, 2)) == (flow.open_now, flow.still_open)


def test_waiting_is_measured_from_the_report_to_the_first_owner(store: Store, workspace_id: int) -> None:
    books = Books(store, workspace_id)
    books.pain(LONG_AGO, owned=timedelta(days=99), owner_department="sales")
    for days, department in ((1, "sales"), (3, "sales"), (8, "sales"), (2, "product")):
        books.pain(LAST_WEEK - timedelta(days=20), owned=timedelta(days=days), owner_department=department)
    books.pain(LAST_WEEK)

    pace: Pace = books.figures(ChartKind.PACE)

    assert {"sales": Middle(3, 3.0), "product": Middle(1, 2.0)} == pace.to_owner
    assert (5, Middle(4, 2.5)) == (pace.reported, pace.owner_of_all)
    assert (None, {}) == (pace.told_of_all, pace.to_told)


def test_telling_is_measured_for_each_customer_who_was_told(store: Store, workspace_id: int) -> None:
    books = Books(store, workspace_id)
    pain = books.pain(LAST_WEEK, owned=timedelta(hours=12), owner_department="sales")
    books.told(pain, LAST_WEEK + timedelta(days=2))
    books.told(pain, LAST_WEEK + timedelta(days=5), customer="Contoso")
    books.told(pain, NOW, Outcome.UNREACHABLE, customer="Luma")

    pace: Pace = books.figures(ChartKind.PACE)

    assert {"sales": Middle(2, 3.5)} == pace.to_told
    assert {"sales": Middle(1, 0.5)} == pace.to_owner


def test_handoffs_are_those_of_the_other_command(store: Store, workspace_id: int) -> None:
    books = Books(store, workspace_id)
    for seq, state in enumerate((HandoffState.ACCEPTED, HandoffState.DECLINED, HandoffState.WITHDRAWN)):
        pain = books.pain(NOW)
        books.add(Handoff(workspace_id=workspace_id, pain_id=pain, seq=seq, by="U1", from_department="sales",
                          to_department="product", reason="x", state=state, offered_at=LAST_WEEK,
                          answered_at=LAST_WEEK + timedelta(hours=2 + seq)))  # fmt: skip

    crossings: Crossings = books.figures(ChartKind.HANDOFFS)

    (one,) = crossings.found
    assert (2, timedelta(hours=2.5), 1) == (one.count, one.median_wait, one.declined)
    assert (0, {"sales", "product"}) == (crossings.newest, set(crossings.departments))


@pytest.mark.parametrize("kind", [ChartKind.STAGES, ChartKind.FLOW, ChartKind.PACE])
def test_pains_are_found_by_an_index_and_never_all_read(
    sqlite_store: Store, kind: ChartKind
) -> None:  # fmt: skip
    books = Books(sqlite_store, sqlite_store.write_now(_other_workspace))
    books.pain(NOW)
    with watched(sqlite_store._reading) as ran:
        books.figures(kind)

    with sqlite_store.engine.connect() as connection:
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all() for text, values in ran]
    found = [line.detail for plan in plans for line in plan if line.detail.split()[1] in {"pain", "history", "telling"}]

    assert [] == [line for line in found if not line.startswith("SEARCH")]
    assert any("number>?" in line for line in found)
