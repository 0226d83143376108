"""Days with customers on the one daily list: kindly, in her zone and language, and never more than once a rung."""

from datetime import UTC, date, datetime

import pytest

from bot.contacts.models import Contact
from bot.contacts.planning import plan_contacts
from bot.contacts.rules import Days, Met
from bot.contacts.services import choose_days, leave_out, log_contact
from bot.followups.services import pause_reminders
from bot.roster.models import SeatRole
from tests.contacts.conftest import Office
from tests.people import LAN, MAYA, TOM, Somebody


def at(day: int, hour: int = 23, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def contact(office: Office) -> Contact:
    (only,) = [row for row in office.flywheel.rows(Contact) if row.state == "planned"]
    return only


async def planned(office: Office, who: Somebody, day: date) -> Contact:
    """A leader of sales, whose talk is on that day."""
    office.seat(who, "sales")
    office.flywheel.write(plan_contacts)
    (monthly,) = [row for row in office.flywheel.rows(Contact) if row.kind == "monthly"]
    for row in office.flywheel.rows(Contact):
        if row.kind != "monthly":
            office.flywheel.write(leave_out, row.id, who.user_id, "I know them well.")
    office.flywheel.write(choose_days, monthly.id, who.user_id, Days(day))
    return contact(office)


async def test_a_talk_is_announced_two_working_days_before_and_on_its_day(office: Office) -> None:
    await planned(office, MAYA, date(2026, 3, 11))

    await office.until(at(20))

    assert 2 == len(office.lists(MAYA))
    assert "*A talk with a customer*\nplanned for Wed, Mar 11" in office.lists(MAYA)[0]
    assert "*A talk with a customer*\nplanned for *today*: note whom you met" in office.lists(MAYA)[1]


async def test_in_vietnamese_to_whom_reads_vietnamese(office: Office) -> None:
    await planned(office, LAN, date(2026, 3, 11))

    await office.until(at(10))

    (text,) = office.lists(LAN)
    assert "*Gặp gỡ một khách hàng*\nhẹn vào Th 4, 11 thg 3" in text


async def test_a_talk_far_away_stands_on_no_list(office: Office) -> None:
    await planned(office, MAYA, date(2026, 5, 13))
    office.pain(MAYA, next_on=date(2026, 3, 5))

    await office.until(at(6))

    assert ["customer" in text for text in office.lists(MAYA)] == [False] * len(office.lists(MAYA))


@pytest.mark.parametrize("act", ["met", "left out"])
async def test_what_is_done_or_left_out_is_not_reminded(office: Office, act: str) -> None:
    row = await planned(office, MAYA, date(2026, 3, 11))
    await office.until(at(9, 12))
    if act == "met":
        office.flywheel.write(log_contact, row.id, MAYA.user_id, Met("Contoso", "They wait.", None))
    else:
        office.flywheel.write(leave_out, row.id, MAYA.user_id, "At a fair.")

    await office.until(at(20))

    assert [] == office.lists(MAYA)


async def test_on_another_day_it_is_reminded_on_that_one(office: Office) -> None:
    row = await planned(office, MAYA, date(2026, 3, 11))
    await office.until(at(9))
    office.flywheel.write(choose_days, row.id, MAYA.user_id, Days(date(2026, 3, 18)))

    await office.until(at(18, 23))

    assert ["Mar 11", "Mar 18", "*today*"] == [
        next(word for word in ("Mar 11", "Mar 18", "*today*") if word in text) for text in office.lists(MAYA)
    ]


async def test_two_weeks_are_asked_about_before_the_days_are_hers(office: Office) -> None:
    """Proposed from March 16; she is asked a working week before, and chooses."""
    office.seat(TOM, "product", SeatRole.SPONSOR)
    office.flywheel.write(plan_contacts)
    joining = next(row for row in office.flywheel.rows(Contact) if row.kind == "joining" and row.person == TOM.user_id)
    await office.until(at(6))
    asked = office.lists(TOM)

    office.flywheel.write(choose_days, joining.id, TOM.user_id, Days(date(2026, 5, 4)))
    await office.until(at(27))

    assert 0 == joining.days
    assert ["*Two weeks with customers*\nthe days are yours to choose, best by Mon, Mar 9" in one for one in asked] == [
        True
    ]
    assert not any("Two weeks" in text for text in office.lists(TOM)[1:])


async def test_whoever_paused_her_reminders_is_left_alone(office: Office) -> None:
    await planned(office, MAYA, date(2026, 3, 11))
    office.flywheel.write(pause_reminders, MAYA.user_id, paused=True)

    await office.until(at(20))

    assert [] == office.lists(MAYA)
