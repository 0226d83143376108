"""What a setting may be."""

import pytest

from bot.errors import UserError
from bot.workspaces.models import Workspace
from bot.workspaces.rules import emoji_name, matching_zones, may_set_up, time_zone
from tests.clock import MONDAY


@pytest.mark.parametrize(
    ("typed", "name"),
    [(":pain:", "pain"), (" Pain ", "pain"), (":wave::skin-tone-3:", "wave"), ("+1", "+1"), ("đau", "đau")],
)
def test_an_emoji_is_kept_by_its_bare_name(typed: str, name: str) -> None:
    assert name == emoji_name(typed)


@pytest.mark.parametrize("typed", ["", "::", ":two words:", "🔥", "<!channel>", "a" * 101, ":a: :b:"])
def test_what_cannot_be_an_emoji_is_told_at_its_field(typed: str) -> None:
    with pytest.raises(UserError, match="name of one emoji") as told:
        emoji_name(typed)

    assert "emoji" == told.value.block_id


@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "America/Argentina/Buenos_Aires"])
def test_a_zone_of_the_list_is_taken(zone: str) -> None:
    assert zone == time_zone(zone)


@pytest.mark.parametrize("zone", ["", "Mars/Base", "EST5EDT", "Etc/GMT+3", "../../etc/passwd"])
def test_a_zone_that_is_not_in_the_list_is_told_at_its_field(zone: str) -> None:
    with pytest.raises(UserError, match="time zone") as told:
        time_zone(zone)

    assert "time_zone" == told.value.block_id


def test_a_zone_is_found_by_its_city() -> None:
    assert ["Asia/Ho_Chi_Minh"] == matching_zones("ho chi")
    assert [] == matching_zones("atlantis")
    assert 100 == len(matching_zones(""))


@pytest.mark.parametrize(
    ("set_up_by", "is_admin", "is_member", "may"),
    [
        (None, False, True, True),
        (None, False, False, False),
        ("U0LAN", False, True, True),
        ("U0TOM", False, True, False),
        ("U0TOM", True, True, True),
    ],
)
def test_admins_may_set_up_and_so_may_the_first_member_and_only_she(
    set_up_by: str | None, is_admin: bool, is_member: bool, may: bool
) -> None:
    workspace = Workspace(team_id="T0ACME", set_up_by=set_up_by, created_at=MONDAY)

    assert may is may_set_up(workspace, "U0LAN", is_admin=is_admin, is_member=is_member)
