"""Numbers of a company's own: added, changed, archived, typed in and pasted; on both databases."""

from datetime import datetime

import pytest
from sqlmodel import Session

from bot.checkpoints.kpis import KpiWish, archive_kpi, kpi_facts, kpis, paste_numbers, save_kpi, type_number
from bot.checkpoints.models import Kpi, KpiValue
from bot.errors import UserError
from bot.people.services import keep_users
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.clock import FakeClock
from tests.fake_workspace import GUEST, everybody
from tests.flywheel import Flywheel, installed
from tests.people import LAN, MAYA, Somebody


@pytest.fixture
def company(store: Store, clock: FakeClock) -> Flywheel:
    company = installed(store, clock)

    def know(session: Session, workspace_id: int, *, now: datetime) -> None:
        workspace = session.get_one(Workspace, workspace_id)
        keep_users(session, workspace, everybody().values(), now=now)

    company.write(know)
    return company


def save(company: Flywheel, wish: KpiWish, kpi_id: int = 0, who: Somebody = MAYA) -> Kpi:
    return company.write(save_kpi, who.user_id, wish, kpi_id)


def numbers(company: Flywheel) -> list[tuple[str, float]]:
    found = sorted(company.rows(KpiValue), key=lambda one: one.month)
    return [(f"{one.month:%Y-%m}", one.value) for one in found]


def test_one_is_added_with_unit_direction_and_target(company: Flywheel) -> None:
    kpi = save(company, KpiWish("Churn", "%", more_is_better=False, target="3.5 %"))

    assert ("Churn", "%", False, 3.5) == (kpi.name, kpi.unit, kpi.more_is_better, kpi.target)


def test_a_month_that_has_a_number_gets_the_new_one(company: Flywheel) -> None:
    kpi = save(company, KpiWish("Orders"))
    company.write(type_number, MAYA.user_id, kpi.id, ("2026-03", "1,200"))
    company.write(type_number, MAYA.user_id, kpi.id, ("2026-03", "1,250"))

    assert [("2026-03", 1250)] == numbers(company)


def test_all_lines_are_kept_or_none(company: Flywheel) -> None:
    save(company, KpiWish("Orders"))
    save(company, KpiWish("Churn"))
    _, bad = company.write(paste_numbers, MAYA.user_id, "Orders,2026-02,1\nOrders,2026-03,x")
    nothing = numbers(company)
    good, _ = company.write(paste_numbers, MAYA.user_id, "Orders;2026-02;1\nChurn;2026-02;2,5\norders;2026-03;3")

    assert (1, []) == (len(bad), nothing)
    assert 3 == len(good)
    assert [("2026-02", 1), ("2026-02", 2.5), ("2026-03", 3)] == sorted(numbers(company))


def test_what_looks_like_a_formula_is_a_name(company: Flywheel) -> None:
    kpi = save(company, KpiWish("=cmd()|calc"))
    company.write(paste_numbers, MAYA.user_id, "=cmd()|calc,2026-03,-4")

    assert "=cmd()|calc" == kpi.name
    assert [("2026-03", -4)] == numbers(company)


def test_an_archived_one_is_shown_no_more_and_comes_back_with_its_numbers(company: Flywheel) -> None:
    kpi = save(company, KpiWish("Orders", target="5"))
    company.write(type_number, MAYA.user_id, kpi.id, ("2026-03", "7"))
    company.write(archive_kpi, MAYA.user_id, kpi.id)
    gone = company.read(lambda session: kpis(session, company.workspace_id))
    back = save(company, KpiWish("orders", target="6"))

    assert [] == gone
    assert kpi.id == back.id
    assert [("2026-03", 7)] == numbers(company)


def test_two_have_never_the_same_name(company: Flywheel) -> None:
    save(company, KpiWish("Orders"))
    other = save(company, KpiWish("Churn"))

    for wish, kpi_id in ((KpiWish("ORDERS"), 0), (KpiWish("Orders"), other.id or 0)):
        with pytest.raises(UserError, match="There is a number of that name already") as error:
            save(company, wish, kpi_id)
        assert "kpi_name" == error.value.block_id


def test_one_can_be_renamed_and_keeps_its_numbers(company: Flywheel) -> None:
    kpi = save(company, KpiWish("Orders"))
    company.write(type_number, MAYA.user_id, kpi.id, ("2026-03", "7"))
    save(company, KpiWish("Orders shipped", department="sales"), kpi.id or 0)
    (facts,) = company.read(lambda session: kpi_facts(session, company.workspace_id, company.clock.now().date(), 1))

    assert ("Orders shipped", "sales") == (facts.kpi.name, facts.kpi.department)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (KpiWish("  …  "), "kpi_name"),
        (KpiWish("Orders", target="many"), "kpi_target"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(company: Flywheel, wish: KpiWish, field: str) -> None:
    with pytest.raises(UserError) as error:
        save(company, wish)

    assert field == error.value.block_id


@pytest.mark.parametrize(("typed", "field"), [(("", "1"), "kpi_month"), (("2026-03", "much"), "kpi_number")])
def test_a_number_that_is_none_is_said_at_its_field(company: Flywheel, typed: tuple[str, str], field: str) -> None:
    kpi = save(company, KpiWish("Orders"))
    with pytest.raises(UserError) as error:
        company.write(type_number, MAYA.user_id, kpi.id, typed)

    assert field == error.value.block_id


def test_forty_are_enough(company: Flywheel) -> None:
    for number in range(40):
        save(company, KpiWish(f"Number {number}"))

    with pytest.raises(UserError, match="numbers at most"):
        save(company, KpiWish("One more"))


@pytest.mark.parametrize("who", [LAN, GUEST], ids=["off the team", "guest"])
def test_only_the_flywheel_team_and_admins_edit_them(company: Flywheel, who: Somebody) -> None:
    with pytest.raises(UserError, match="You may not do that here"):
        save(company, KpiWish("Orders"), who=who)
