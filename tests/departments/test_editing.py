"""A company makes its departments and its customer's journey what they are."""

from typing import Any

import pytest

from bot.departments.editing import save_department, save_stage
from bot.departments.models import Department, DepartmentKind, Stage
from bot.departments.rules import FIRST, DepartmentWish, StageWish, department_name, in_order
from bot.departments.services import department_of_stage, departments, stages
from bot.errors import UserError
from bot.i18n import texts_in
from tests.fake_workspace import GUEST
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA, Somebody


def department(flywheel: Flywheel, who: Somebody = MAYA, **changes: Any) -> None:
    typed = {"key": "", "name": "Legal", "kind": "enabling"}
    flywheel.write(save_department, who.user_id, DepartmentWish(**{**typed, **changes}))


def stage(flywheel: Flywheel, **changes: Any) -> None:
    typed = {"key": "", "name": "Return goods", "department": "sales"}
    flywheel.write(save_stage, MAYA.user_id, StageWish(**{**typed, **changes}))


def keys(flywheel: Flywheel) -> list[str]:
    return flywheel.read(lambda session: [one.key for one in departments(session, flywheel.workspace_id)])


def journey(flywheel: Flywheel) -> list[str]:
    return flywheel.read(lambda session: [one.key for one in stages(session, flywheel.workspace_id)])


def find(flywheel: Flywheel, key: str) -> Department:
    (found,) = [one for one in flywheel.rows(Department) if one.key == key]
    return found


def test_a_department_is_added_with_its_kind_and_the_country_of_its_holidays(flywheel: Flywheel) -> None:
    department(flywheel, name="Pháp chế & Legal", kind="go_to_market", country=" de-be ")

    added = flywheel.rows(Department)[-1]
    assert added.key == keys(flywheel)[-1]
    assert ("Pháp chế & Legal", DepartmentKind.GO_TO_MARKET, "DE-BE") == (added.name, added.kind, added.country)


def test_a_department_is_renamed_for_everybody(flywheel: Flywheel) -> None:
    department(flywheel, key="people", name="People & Culture")

    assert {"People & Culture"} == {
        department_name(find(flywheel, "people"), texts_in(language)) for language in ("en", "vi")
    }


def test_a_default_name_that_is_saved_as_it_is_stays_in_each_readers_language(flywheel: Flywheel) -> None:
    department(flywheel, key="finance", name="Finance", country="VN")

    assert "Tài chính" == department_name(find(flywheel, "finance"), texts_in("vi"))


@pytest.mark.parametrize(
    ("wrong", "said", "block_id"),
    [
        ({"name": ""}, "Give it a name", "name"),
        ({"name": "finance"}, "of that name already", "name"),
        ({"name": "Tài chính"}, "of that name already", "name"),
        ({"country": "Atlantis"}, "holidays of", "country"),
        ({"key": "sales", "name": "Sales", "is_archived": True}, "proposed to it", "archived"),
        ({"key": "astrology"}, "There is no department", ""),
    ],
)
def test_what_cannot_be_is_said_at_the_field_that_is_wrong(
    flywheel: Flywheel, wrong: dict[str, Any], said: str, block_id: str
) -> None:
    with pytest.raises(UserError, match=said) as refused:
        department(flywheel, **wrong)

    assert block_id == refused.value.block_id
    assert 7 == len(flywheel.rows(Department))


def test_a_department_is_archived_and_keeps_its_past(flywheel: Flywheel) -> None:
    department(flywheel, key="finance", name="Finance", is_archived=True)
    assert "finance" not in keys(flywheel)

    department(flywheel, key="finance", name="Finance")
    assert "finance" in keys(flywheel)


def test_a_department_whose_stages_went_elsewhere_can_be_archived(flywheel: Flywheel) -> None:
    stage(flywheel, key="use", name="Use", department="enablement")

    department(flywheel, key="product", name="Product", is_archived=True)

    assert "product" not in keys(flywheel)


def test_the_last_department_stays(flywheel: Flywheel) -> None:
    for key in journey(flywheel):
        stage(flywheel, key=key, name=key.title(), department="sales")
    for key in keys(flywheel):
        if key != "sales":
            department(flywheel, key=key, name=key.title(), is_archived=True)
    stage(flywheel, key="use", name="Use", department="sales")
    for key in journey(flywheel):
        if key != "use":
            stage(flywheel, key=key, name=key.title(), is_archived=True)

    with pytest.raises(UserError, match="only one left"):
        stage(flywheel, key="use", name="Use", is_archived=True)
    assert (["sales"], ["use"]) == (keys(flywheel), journey(flywheel))


def test_a_stage_is_added_at_the_end_and_owned_by_a_department(flywheel: Flywheel) -> None:
    stage(flywheel)

    assert "return_goods" == journey(flywheel)[-1]
    assert "sales" == flywheel.read(lambda session: department_of_stage(session, flywheel.workspace_id, "return_goods"))


def test_a_stage_moves_to_its_place_on_the_journey(flywheel: Flywheel) -> None:
    stage(flywheel, after="use")
    stage(flywheel, key="renew", name="Renew", after=FIRST)

    assert ["renew", "discover", "buy", "onboard", "use", "return_goods", "help"] == journey(flywheel)


@pytest.mark.parametrize(
    ("after", "order"), [("a", "acb"), ("b", "abc"), ("c", "abc"), (FIRST, "cab"), ("gone", "abc"), ("", "abc")]
)
def test_a_stage_follows_the_one_that_is_named(after: str, order: str) -> None:
    known = [Stage(workspace_id=1, key=key, department="sales") for key in "abc"]

    assert list(order) == [one.key for one in in_order(known, known[-1], after)]


@pytest.mark.parametrize(
    ("wrong", "block_id"),
    [({"name": "Buy"}, "name"), ({"department": "astrology"}, "department"), ({"key": "gone"}, "")],
)
def test_a_stage_that_cannot_be_is_refused(flywheel: Flywheel, wrong: dict[str, Any], block_id: str) -> None:
    with pytest.raises(UserError) as refused:
        stage(flywheel, **wrong)

    assert block_id == refused.value.block_id
    assert 6 == len(flywheel.rows(Stage))


def test_an_archived_stage_leaves_the_journey_and_comes_back_at_its_end(flywheel: Flywheel) -> None:
    stage(flywheel, key="buy", name="Buy", is_archived=True)
    assert "buy" not in journey(flywheel)

    stage(flywheel, key="buy", name="Buy")
    assert "buy" == journey(flywheel)[-1]


@pytest.mark.parametrize("who", [LAN, GUEST])
def test_only_admins_and_the_team_change_the_company(flywheel: Flywheel, who: Somebody) -> None:
    with pytest.raises(UserError, match="may not do that"):
        department(flywheel, who)

    assert 7 == len(flywheel.rows(Department))
