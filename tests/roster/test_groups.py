"""The roster from Slack's user groups."""

import pytest

from bot.departments.editing import save_department
from bot.departments.rules import DepartmentWish
from bot.errors import UserError
from bot.roster.groups import seat_group
from bot.roster.models import Seat
from bot.roster.rules import groups_like
from tests.fake_workspace import GUEST, ROBOT
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA, TOM, Somebody


def from_group(flywheel: Flywheel, role: str = "member", department: str = "sales", who: Somebody = MAYA) -> None:
    flywheel.write(seat_group, who.user_id, "S0SALES sales", role, department)


def seated(flywheel: Flywheel) -> set[tuple[str, str, str]]:
    return {(seat.person, seat.role.value, seat.department) for seat in flywheel.rows(Seat)}


async def test_everybody_in_a_group_has_a_seat_and_whoever_asked_hears_of_it(flywheel: Flywheel) -> None:
    from_group(flywheel)
    await flywheel.deliver()

    assert {(LAN.user_id, "member", "sales"), (TOM.user_id, "member", "sales")} == seated(flywheel)
    assert ["From @sales, 2 people have a seat now (member, Sales): Trần Thị Lan, Tom Becker"] == (
        flywheel.slack.quiet(MAYA.user_id)
    )


async def test_the_department_is_called_as_the_company_calls_it(flywheel: Flywheel) -> None:
    flywheel.write(save_department, MAYA.user_id, DepartmentWish("sales", "Partners & Sales", "go_to_market"))

    from_group(flywheel)
    await flywheel.deliver()

    assert ["(member, Partners &amp; Sales)" in told for told in flywheel.slack.quiet(MAYA.user_id)] == [True]


async def test_a_group_of_one_person_can_lead(flywheel: Flywheel) -> None:
    flywheel.slack.groups["S0SALES"] = [TOM.user_id]

    from_group(flywheel, "lead")
    await flywheel.deliver()

    assert {(TOM.user_id, "lead", "sales")} == seated(flywheel)


@pytest.mark.parametrize("people", [[], [LAN.user_id, TOM.user_id]])
async def test_a_seat_for_one_is_not_given_to_a_group_of_several_or_none(flywheel: Flywheel, people: list[str]) -> None:
    flywheel.slack.groups["S0SALES"] = people

    from_group(flywheel, "lead")
    await flywheel.deliver()

    assert set() == seated(flywheel)
    assert [f"@sales has {len(people)} people" in told for told in flywheel.slack.quiet(MAYA.user_id)] == [True]


async def test_whoever_cannot_sit_is_named_with_the_reason(flywheel: Flywheel) -> None:
    flywheel.slack.groups["S0SALES"] = [LAN.user_id, GUEST.user_id, ROBOT.user_id, "U0NEW"]

    from_group(flywheel)
    await flywheel.deliver()

    assert {(LAN.user_id, "member", "sales"), (GUEST.user_id, "member", "sales")} == seated(flywheel)
    (told,) = flywheel.slack.quiet(MAYA.user_id)
    assert "• Other Bot cannot have a seat" in told
    assert "• I do not know U0NEW yet" in told


@pytest.mark.parametrize(
    ("code", "said"), [("missing_scope: usergroups:read", "install me again"), ("no_such_subteam", "no_such_subteam")]
)
async def test_a_group_slack_does_not_tell_of_is_said(flywheel: Flywheel, code: str, said: str) -> None:
    flywheel.slack.refusals["usergroups.users.list"] = code

    from_group(flywheel)
    await flywheel.deliver()

    assert [said in told for told in flywheel.slack.quiet(MAYA.user_id)] == [True]


@pytest.mark.parametrize(
    ("group", "role", "department", "block_id"),
    [
        ("", "member", "sales", "group"),
        ("S1 x", "king", "sales", "role"),
        ("S1 x", "member", "", "department"),
        ("S1 x", "member", "astrology", ""),
    ],
)
async def test_what_was_not_chosen_is_said_and_slack_is_not_asked(
    flywheel: Flywheel, group: str, role: str, department: str, block_id: str
) -> None:
    with pytest.raises(UserError) as refused:
        flywheel.write(seat_group, MAYA.user_id, group, role, department)
    await flywheel.deliver()

    assert block_id == refused.value.block_id
    assert [] == flywheel.slack.asked("usergroups.users.list")


def test_only_admins_and_the_team_may(flywheel: Flywheel) -> None:
    with pytest.raises(UserError, match="may not do that"):
        from_group(flywheel, who=LAN)


def test_groups_are_found_by_name_or_handle() -> None:
    groups = [{"id": "S1", "handle": "care", "name": "Chăm sóc"}, {"id": "S2", "handle": "sales", "name": "Sales"}]

    assert ["S1 care"] == [value for _, value in groups_like(groups, "@CARE")]
    assert ["S1 care"] == [value for _, value in groups_like(groups, "sóc")]
    assert 2 == len(groups_like(groups, ""))
