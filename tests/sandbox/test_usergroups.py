"""usergroups.*: names for several people at once."""

import pytest

from bot.sandbox.sandbox import Sandbox
from bot.sandbox.world import UserGroup
from tests.sandbox.an_app import App
from tests.sandbox.running import MAI, TOM


@pytest.fixture(autouse=True)
def groups(sandbox: Sandbox) -> None:
    for group in (UserGroup("S1", "care", "Customer care", [MAI, TOM]), UserGroup("S2", "old", "Old", [], True)):
        sandbox.world.groups[group.id] = group


async def test_groups_in_use_are_listed_with_how_many_they_are(app: App) -> None:
    (group,) = (await app.call("usergroups.list", include_count=True))["usergroups"]

    assert ("S1", "care", "Customer care", 2) == tuple(group[key] for key in ("id", "handle", "name", "user_count"))
    assert "users" not in group


async def test_disabled_groups_and_people_are_listed_when_asked_for(app: App) -> None:
    found = (await app.call("usergroups.list", include_disabled=True, include_users=True))["usergroups"]

    assert [[MAI, TOM], []] == [group["users"] for group in found]


async def test_the_people_of_one_group(app: App) -> None:
    assert [MAI, TOM] == (await app.call("usergroups.users.list", usergroup="S1"))["users"]


@pytest.mark.parametrize("group", ["S2", "S9"])
async def test_a_group_that_is_not_there_or_not_in_use_is_refused(app: App, group: str) -> None:
    assert "no_such_subteam" == await app.error("usergroups.users.list", usergroup=group)
