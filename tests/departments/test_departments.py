"""The company's departments and the steps of the customer's journey."""

import pytest

from bot.departments.models import DepartmentKind
from bot.departments.rules import DEPARTMENTS, department_name, key_for
from bot.departments.services import department_of_stage, departments, found, stages
from bot.i18n import texts_in
from tests.flywheel import Flywheel

GO_TO_MARKET = ["marketing", "sales", "customer_service"]


def keys(flywheel: Flywheel) -> list[str]:
    return flywheel.read(lambda session: [one.key for one in departments(session, flywheel.workspace_id)])


def test_a_new_workspace_has_the_seven_departments_and_six_stages(fresh: Flywheel) -> None:
    assert list(DEPARTMENTS) == keys(fresh)
    assert 6 == len(fresh.read(lambda session: stages(session, fresh.workspace_id)))


def test_three_of_them_go_to_market_and_four_enable(fresh: Flywheel) -> None:
    kinds = fresh.read(lambda session: {one.key: one.kind for one in departments(session, fresh.workspace_id)})

    assert GO_TO_MARKET == [key for key, kind in kinds.items() if kind is DepartmentKind.GO_TO_MARKET]


def test_founding_twice_founds_once(fresh: Flywheel) -> None:
    fresh.store.write_now(found, fresh.workspace_id)

    assert 7 == len(keys(fresh))


@pytest.mark.parametrize(("stage", "department"), [("help", "customer_service"), ("buy", "sales"), ("nowhere", "")])
def test_each_stage_has_a_department_to_propose_a_pain_to(fresh: Flywheel, stage: str, department: str) -> None:
    assert department == fresh.read(lambda session: department_of_stage(session, fresh.workspace_id, stage))


def test_two_departments_of_one_name_have_two_keys() -> None:
    assert "legal_2" == key_for("Legal", frozenset({"legal"}))


def test_default_departments_are_named_in_the_readers_language() -> None:
    assert "Chăm sóc khách hàng" == department_name("customer_service", texts_in("vi"))
    assert "Customer service" == department_name("customer_service", texts_in("en"))
