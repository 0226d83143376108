"""Who a person is: what Slack says of her, and what she asked for herself."""

from typing import Any

import pytest

from bot.errors import UserError
from bot.people.models import Person
from bot.people.rules import members_only, offers_vietnamese, profile_of
from bot.people.services import choose_language, decline_offer, keep_profile, names_of, reader_of
from bot.store.store import Store
from tests.clock import FakeClock
from tests.fake_workspace import GUEST, PARTNER, ROBOT, TEAM, everybody, user_object
from tests.flywheel import Flywheel, flywheel, fresh, installed, prepared
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["flywheel", "fresh", "prepared"]


def test_an_admin_a_guest_an_outside_person_and_a_bot_are_told_apart() -> None:
    people = {user_id: profile_of(user, TEAM) for user_id, user in everybody().items()}

    assert [MAYA.user_id] == [who for who, profile in people.items() if profile.is_admin]
    assert [GUEST.user_id] == [who for who, profile in people.items() if profile.is_guest]
    assert [PARTNER.user_id] == [who for who, profile in people.items() if profile.is_outside]
    assert [ROBOT.user_id] == [who for who, profile in people.items() if profile.is_bot]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"profile": {"display_name": "Lan", "real_name": "Trần Thị Lan"}}, "Trần Thị Lan"),
        ({"profile": {"display_name": "Lan", "real_name": ""}}, "Lan"),
        ({"profile": None, "real_name": "Trần Thị Lan"}, "Trần Thị Lan"),
        ({"profile": {}, "name": "lan"}, "lan"),
        ({}, ""),
        ({"name": "x" * 400}, "x" * 200),
    ],
)
def test_she_is_called_by_her_full_name_where_slack_knows_it(said: dict[str, Any], name: str) -> None:
    assert name == profile_of({"id": "U1", **said}, TEAM).name


def test_a_person_whose_team_slack_does_not_say_is_one_of_ours() -> None:
    assert not profile_of({"id": "U1", "team_id": None}, TEAM).is_outside
    assert profile_of({"id": "U1", "team_id": TEAM, "is_stranger": True}, TEAM).is_outside


@pytest.mark.parametrize(
    ("zone", "language", "answered", "offers"),
    [
        ("Asia/Ho_Chi_Minh", "en", False, True),
        ("Asia/Saigon", "en", False, True),
        ("Asia/Ho_Chi_Minh", "vi", False, False),
        ("Asia/Ho_Chi_Minh", "en", True, False),
        ("Europe/Berlin", "en", False, False),
        ("", "en", False, False),
    ],
)
def test_a_time_zone_is_a_reason_to_ask_once_never_to_decide(
    zone: str, language: str, answered: bool, offers: bool
) -> None:
    assert offers is offers_vietnamese(time_zone=zone, language=language, answered=answered)


def test_only_people_of_this_company_may(fresh: Flywheel) -> None:
    members_only(fresh.inbound(GUEST, user_team_id=TEAM))
    members_only(fresh.inbound(LAN))
    with pytest.raises(UserError, match="people of this company"):
        members_only(fresh.inbound(PARTNER, user_team_id="T0PARTNER"))


def test_what_slack_says_anew_replaces_what_it_said_and_what_she_asked_for_stays(flywheel: Flywheel) -> None:
    flywheel.write(choose_language, LAN.user_id, "en")

    moved = user_object(LAN, tz="Asia/Tokyo", locale=None, profile={"real_name": "Lan T."})
    flywheel.write(keep_profile, profile_of(moved, TEAM))

    lan = _person(flywheel, LAN)
    assert ("Lan T.", "Asia/Tokyo", "vi-VN", "en") == (lan.name, lan.time_zone, lan.locale, lan.language)


@pytest.mark.parametrize(("who", "language"), [(LAN, "vi"), (MAYA, "en"), (TOM, "en")])
def test_a_reader_gets_the_language_of_her_slack(flywheel: Flywheel, who: Somebody, language: str) -> None:
    assert language == _reader(flywheel, who).language


def test_somebody_never_heard_of_reads_the_workspaces_language(flywheel: Flywheel) -> None:
    flywheel.set_up(language="vi")

    assert "vi" == _reader(flywheel, Somebody("U0NEW", "", "", "")).language


def test_a_language_can_be_chosen_before_slack_said_who_it_is(fresh: Flywheel) -> None:
    fresh.write(choose_language, LAN.user_id, "vi")

    assert "vi" == _reader(fresh, LAN).language


def test_a_language_there_are_no_texts_in_is_refused_with_the_two_there_are(fresh: Flywheel) -> None:
    with pytest.raises(UserError, match=r"English .* and Vietnamese"):
        fresh.write(choose_language, LAN.user_id, "tlh")


def test_the_offer_of_another_language_is_made_until_it_is_answered(flywheel: Flywheel) -> None:
    flywheel.set_up(language="en")
    offered = _reader(flywheel, LAN).offer_vietnamese

    flywheel.write(decline_offer, LAN.user_id)

    assert (True, False) == (offered, _reader(flywheel, LAN).offer_vietnamese)


def test_names_are_found_for_those_who_are_known(flywheel: Flywheel) -> None:
    names = flywheel.read(lambda session: names_of(session, flywheel.workspace_id, [LAN.user_id, "U0NOBODY", ""]))

    assert {LAN.user_id: LAN.name} == names
    assert {} == flywheel.read(lambda session: names_of(session, flywheel.workspace_id, [""]))


async def test_everybody_is_read_page_by_page(store: Store, clock: FakeClock) -> None:
    """On both databases: a page is one big write."""
    flywheel = installed(store, clock)
    flywheel.slack.page_of_users = 2

    await flywheel.deliver()

    assert set(everybody()) == {person.user_id for person in flywheel.rows(Person)}
    assert [None, "2", "4"] == [asked.get("cursor") for asked in flywheel.slack.asked("users.list")]


def _person(flywheel: Flywheel, who: Somebody) -> Person:
    return next(person for person in flywheel.rows(Person) if person.user_id == who.user_id)


def _reader(flywheel: Flywheel, who: Somebody) -> Any:
    workspace_id = flywheel.workspace_id
    return flywheel.read(lambda session: reader_of(session, workspace_id, who.user_id))
