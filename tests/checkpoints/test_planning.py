"""Reviews are planned by rule, once, and follow the company; on both databases."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from bot.checkpoints.models import Checkpoint, CheckpointState
from bot.checkpoints.planning import plan_checkpoints
from bot.steps.models import Step, StepState
from bot.store.store import Store
from bot.workdays.models import DayOff
from bot.years.rules import Quarter
from tests.clock import FakeClock
from tests.years.conftest import Company

WHEN = "2026-03-23"


@pytest.fixture
def company(store: Store, clock: FakeClock) -> Company:
    company = Company(store, clock)
    company.on(WHEN)
    company.begin()
    return company


def plan(company: Company) -> None:
    company.store.write_now(plan_checkpoints, company.workspace_id, now=company.clock.now())


def rows(company: Company) -> list[Checkpoint]:
    wanted = select(Checkpoint).where(Checkpoint.workspace_id == company.workspace_id)
    return company.read(lambda session: list(session.exec(wanted.order_by(col(Checkpoint.meets_at))).all()))


def planned(company: Company) -> list[tuple[str, str, str]]:
    return [(one.kind.value, str(one.starts_on), f"{one.meets_local:%Y-%m-%d %H:%M}") for one in rows(company)]


def waiting(company: Company) -> list[tuple[str, str]]:
    wanted = select(Step).where(Step.state == StepState.PENDING, col(Step.kind).startswith("checkpoint"))
    steps = company.read(lambda session: list(session.exec(wanted.order_by(col(Step.due_at))).all()))
    return [(step.kind, f"{step.due_at:%m-%d %H:%M}") for step in steps]


def test_the_coming_reviews_are_there_and_planning_again_does_nothing(company: Company) -> None:
    plan(company)
    plan(company)

    assert [
        ("month", "2026-03-01", "2026-04-03 10:00"),
        ("quarter", "2026-01-01", "2026-04-07 10:00"),
        ("month", "2026-04-01", "2026-05-05 10:00"),
        ("quarter", "2026-04-01", "2026-07-07 10:00"),
    ] == planned(company)


def test_before_each_the_leaders_are_asked_and_the_mix_is_shown(company: Company) -> None:
    plan(company)

    assert (
        [
            ("checkpoint_ask", "03-31 18:00"),  # the first of April's mornings comes to islands east of the company
            ("checkpoint_ask", "04-01 18:00"),
            ("checkpoint_mix", "04-02 10:00"),
            ("checkpoint_brief", "04-03 10:00"),
            ("checkpoint_mix", "04-06 10:00"),
            ("checkpoint_brief", "04-07 10:00"),
        ]
        == waiting(company)[:6]
    )


def test_what_was_over_before_the_company_was_set_up_has_no_review(store: Store, clock: FakeClock) -> None:
    """Nothing was counted then, and nobody has anything to say about it to us."""
    company = Company(store, clock)
    company.on("2026-04-01")  # three weeks after the bot was installed; set up at nine
    company.begin()
    plan(company)
    company.on("2026-04-02")
    plan(company)

    assert [("month", "2026-04-01"), ("month", "2026-05-01"), ("quarter", "2026-04-01")] == [
        (kind, starts) for kind, starts, _ in planned(company)
    ][:3]


@pytest.mark.parametrize(("hours", "first"), [(0, "2026-06-01"), (2, "2026-07-01")])
def test_a_review_whose_time_has_passed_is_not_begun(company: Company, hours: int, first: str) -> None:
    plan(company)  # in March: all that comes after April is slept through
    company.on("2026-07-03")  # at nine: the review of June is in an hour
    company.clock.advance(hours=hours)
    plan(company)

    assert first == next(starts for kind, starts, _ in planned(company) if kind == "month" and starts > "2026-04-01")


def test_a_new_day_off_moves_what_comes_by_rule(company: Company) -> None:
    plan(company)

    def take_off(session: Session) -> None:
        session.add(DayOff(workspace_id=company.workspace_id, day=date(2026, 4, 3), name="Good Friday"))

    company.store.write_now(take_off)
    plan(company)

    assert ["2026-04-06 10:00", "2026-04-08 10:00"] == [when for _, _, when in planned(company)[:2]]
    assert ("checkpoint_brief", "04-06 10:00") in waiting(company)
    assert ("checkpoint_brief", "04-03 10:00") not in waiting(company)


def test_the_company_moves_and_the_time_on_its_wall_stays(company: Company) -> None:
    plan(company)
    company.zone("Asia/Ho_Chi_Minh")
    plan(company)
    first = rows(company)[0]

    assert "2026-04-03 03:00" == f"{first.meets_at:%Y-%m-%d %H:%M}"
    assert "2026-04-03 10:00" == f"{first.meets_local:%Y-%m-%d %H:%M}"


def test_what_leaders_were_asked_about_stays_where_it_is(company: Company) -> None:
    plan(company)

    def ask(session: Session) -> None:
        session.get_one(Checkpoint, rows(company)[0].key).state = CheckpointState.ASKED

    company.store.write_now(ask)
    company.zone("Asia/Ho_Chi_Minh")
    plan(company)

    assert "2026-04-03 10:00" == f"{rows(company)[0].meets_at:%Y-%m-%d %H:%M}"


def test_a_year_that_is_changed_takes_its_reviews_along(company: Company) -> None:
    plan(company)
    company.change(start_month=2, from_now=True)
    plan(company)
    quarters = [one for one in planned(company) if one[0] == "quarter"]

    assert [("quarter", "2026-02-01", "2026-05-07 10:00"), ("quarter", "2026-05-01", "2026-08-07 10:00")] == quarters


def test_a_company_with_dates_of_its_own_looks_back_at_its_own_quarters(company: Company) -> None:
    table = (
        Quarter("FY26", 1, date(2026, 2, 1), date(2026, 5, 3)),
        Quarter("FY26", 2, date(2026, 5, 3), date(2026, 8, 2)),
    )
    company.change(from_now=True, table=table)
    plan(company)
    quarters = [one for one in planned(company) if one[0] == "quarter"]

    assert ("quarter", "2026-02-01", "2026-05-08 10:00") in quarters


def test_two_companies_in_one_database_have_their_own(store: Store, clock: FakeClock) -> None:
    one, other = Company(store, clock, "T0ONE"), Company(store, clock, "T0OTHER")
    one.on(WHEN)
    other.zone("America/New_York")
    one.begin(1)
    other.begin(3)
    for company in (one, other):
        plan(company)

    assert "2026-01-01" in {start for kind, start, _ in planned(one) if kind == "quarter"}
    assert "2026-03-01" in {start for kind, start, _ in planned(other) if kind == "quarter"}
    assert {"America/New_York"} == {row.zone for row in rows(other)}
