"""Who decides, since when and until when; and what is missing."""

from datetime import date, timedelta

import pytest

from bot.errors import UserError
from bot.i18n import texts_in
from bot.people.services import keep_users
from bot.roster.models import Seat, SeatRole
from bot.roster.seating import seat_list, seat_person, show_team
from bot.roster.services import deciders, department_of, give_seat, holes, leave, team
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from tests.fake_workspace import GUEST, PARTNER, ROBOT
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA, TOM, Somebody

MARCH, APRIL, MAY = date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 1)
LEAD, DEPUTY, SPONSOR = SeatRole.LEAD, SeatRole.DEPUTY, SeatRole.SPONSOR


def seat(flywheel: Flywheel, who: Somebody, role: SeatRole, department: str = "", *, on: date = MARCH) -> Seat:
    return flywheel.store.write_now(give_seat, flywheel.workspace_id, who.user_id, role, department, on=on)


def who_decides(flywheel: Flywheel, department: str, on: date) -> list[str]:
    return flywheel.read(lambda session: deciders(session, flywheel.workspace_id, department, on=on))


def test_the_lead_decides_and_then_the_deputy(flywheel: Flywheel) -> None:
    seat(flywheel, TOM, DEPUTY, "product")
    seat(flywheel, LAN, LEAD, "product")

    assert [LAN.user_id, TOM.user_id] == who_decides(flywheel, "product", MARCH)


def test_a_new_lead_follows_the_old_one_and_history_stays_true(flywheel: Flywheel) -> None:
    seat(flywheel, TOM, LEAD, "product")
    seat(flywheel, LAN, LEAD, "product", on=APRIL)

    assert [TOM.user_id] == who_decides(flywheel, "product", date(2026, 3, 31))
    assert [LAN.user_id] == who_decides(flywheel, "product", APRIL)


def test_the_same_seat_given_twice_is_one_seat(flywheel: Flywheel) -> None:
    first = seat(flywheel, TOM, LEAD, "product")

    assert first.id == seat(flywheel, TOM, LEAD, "product", on=APRIL).id


def test_a_seat_changed_on_its_first_day_leaves_no_trace(flywheel: Flywheel) -> None:
    seat(flywheel, TOM, LEAD, "product")
    seat(flywheel, LAN, LEAD, "product")

    assert [LAN.user_id] == [one.person for one in flywheel.rows(Seat)]


def test_many_people_may_be_members_of_a_department(flywheel: Flywheel) -> None:
    seat(flywheel, TOM, SeatRole.MEMBER, "product")
    seat(flywheel, LAN, SeatRole.MEMBER, "product")

    assert 2 == len(flywheel.rows(Seat))
    assert [] == flywheel.read(lambda session: team(session, flywheel.workspace_id, on=MARCH))
    assert "product" == flywheel.read(lambda session: department_of(session, flywheel.workspace_id, LAN.user_id))


def test_whoever_leaves_leaves_every_seat(flywheel: Flywheel) -> None:
    seat(flywheel, TOM, LEAD, "product")
    seat(flywheel, TOM, SPONSOR)

    left = flywheel.store.write_now(leave, flywheel.workspace_id, TOM.user_id, on=MAY)

    assert {LEAD, SPONSOR} == {one.role for one in left}
    assert [] == who_decides(flywheel, "product", MAY)


@pytest.mark.parametrize("who", [ROBOT, PARTNER, GUEST, Somebody("U0NOBODY", "", "", "")])
def test_a_bot_a_guest_an_outsider_and_a_stranger_decide_nothing(flywheel: Flywheel, who: Somebody) -> None:
    with pytest.raises(UserError):
        seat(flywheel, who, LEAD, "product")


def test_a_guest_may_work_in_a_department(flywheel: Flywheel) -> None:
    assert "product" == seat(flywheel, GUEST, SeatRole.MEMBER, "product").department


def test_a_department_that_is_not_there_is_refused(flywheel: Flywheel) -> None:
    with pytest.raises(UserError):
        seat(flywheel, TOM, LEAD, "astrology")


def test_the_holes_are_named(flywheel: Flywheel) -> None:
    seat(flywheel, TOM, LEAD, "product")
    seat(flywheel, MAYA, SPONSOR)

    found = flywheel.read(lambda session: holes(session, flywheel.workspace_id, on=MARCH))
    assert (SeatRole.FACILITATOR,) == found.roles
    assert 6 == len(found.departments)
    assert "product" not in {one.key for one in found.departments}


@pytest.mark.parametrize(("language", "missing"), [("en", "Missing: Finance."), ("vi", "Còn thiếu: Tài chính.")])
def test_the_roster_shows_who_decides_and_what_is_missing(flywheel: Flywheel, language: str, missing: str) -> None:
    seat(flywheel, TOM, LEAD, "product")

    message = flywheel.read(
        lambda session: show_team(
            session, flywheel.workspace_id, LAN.user_id, texts_in(language), now=flywheel.clock.now()
        )
    )
    assert TOM.name in message.text
    assert missing in message.text
    assert f"<@{TOM.user_id}>" not in str(message.blocks)


def test_only_admins_and_the_team_are_offered_to_change_it(flywheel: Flywheel) -> None:
    def buttons(who: Somebody) -> int:
        message = flywheel.read(
            lambda session: show_team(
                session, flywheel.workspace_id, who.user_id, texts_in("en"), now=flywheel.clock.now()
            )
        )
        return len([block for block in message.blocks if block["type"] == "actions"])

    assert (1, 0) == (buttons(MAYA), buttons(LAN))


def test_only_admins_and_the_team_may_change_it(flywheel: Flywheel) -> None:
    flywheel.write(seat_person, MAYA.user_id, LAN.user_id, "lead", "customer_service")
    flywheel.write(seat_person, LAN.user_id, TOM.user_id, "lead", "product")

    with pytest.raises(UserError):
        flywheel.write(seat_person, GUEST.user_id, TOM.user_id, "deputy", "sales")
    assert 2 == len(flywheel.rows(Seat))


def test_a_list_is_pasted_in_either_language(flywheel: Flywheel) -> None:
    lines = f'@maya, , sponsor\n"{TOM.name}", Product, lead\n{LAN.user_id}, Chăm sóc khách hàng, trưởng\n\n'

    flywheel.write(seat_list, MAYA.user_id, lines)

    seats = {(one.person, one.role, one.department) for one in flywheel.rows(Seat)}
    assert {
        (MAYA.user_id, SPONSOR, ""),
        (TOM.user_id, LEAD, "product"),
        (LAN.user_id, LEAD, "customer_service"),
    } == seats


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("@nobody, product, lead", "nobody of that name"),
        ("@tom, astrology, lead", "no such department"),
        ("@tom, product, king", "the role is"),
        ("@tom", "the role is"),
        ("  \n ", "Write between 1"),
    ],
)
def test_a_list_with_a_wrong_line_changes_nothing_and_names_the_line(flywheel: Flywheel, line: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        flywheel.write(seat_list, MAYA.user_id, f"@maya, , sponsor\n{line}" if line.strip() else line)

    assert [] == flywheel.rows(Seat)


def test_what_slack_says_of_a_person_leaves_her_department_alone(flywheel: Flywheel) -> None:
    seat(flywheel, TOM, LEAD, "product")
    again = {"id": TOM.user_id, "name": "tom", "profile": {"real_name": TOM.name}}
    flywheel.store.write_now(
        lambda session: keep_users(
            session, session.get_one(Workspace, flywheel.workspace_id), [again], now=flywheel.clock.now()
        )
    )

    assert "product" == flywheel.read(lambda session: department_of(session, flywheel.workspace_id, TOM.user_id))


def test_a_zone_further_west_where_it_is_still_yesterday_takes_no_new_seat_away(flywheel: Flywheel) -> None:
    """Two in the morning of Tuesday in Ho Chi Minh City, and still Monday in Los Angeles."""
    flywheel.set_up(zone="Asia/Ho_Chi_Minh")
    flywheel.write(seat_person, MAYA.user_id, TOM.user_id, "lead", "product")
    flywheel.clock.advance(hours=10)
    flywheel.write(seat_person, MAYA.user_id, LAN.user_id, "lead", "product")

    flywheel.set_up(zone="America/Los_Angeles")

    assert [LAN.user_id] == who_decides(flywheel, "product", today(flywheel))


def test_and_whoever_had_it_before_has_it_until_the_day_before_that(flywheel: Flywheel) -> None:
    flywheel.set_up(zone="Asia/Ho_Chi_Minh")
    flywheel.write(seat_person, MAYA.user_id, TOM.user_id, "lead", "product")
    flywheel.clock.advance(days=3, hours=10)
    flywheel.write(seat_person, MAYA.user_id, LAN.user_id, "lead", "product")

    flywheel.set_up(zone="America/Los_Angeles")

    day = today(flywheel)
    assert [TOM.user_id] == who_decides(flywheel, "product", day - timedelta(days=1))
    assert [(TOM.user_id, day - timedelta(days=1)), (LAN.user_id, None)] == [
        (one.person, one.valid_to) for one in flywheel.rows(Seat)
    ]


def today(flywheel: Flywheel) -> date:
    return flywheel.read(lambda session: today_in(session, flywheel.workspace_id, flywheel.clock.now()))
