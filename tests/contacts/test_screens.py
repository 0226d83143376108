"""`/flywheel contact`, the menu of the daily list, and the forms behind them, through the real Bolt."""

from typing import Any

import pytest

from bot.contacts.models import Contact
from bot.contacts.planning import plan_contacts
from bot.roster.models import SeatRole
from tests.fake_workspace import GUEST
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Send
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM

MET = {"customer": "Contoso", "learnt": "They wait *three* days for an answer."}


def picked(day: str | None) -> dict[str, Any]:
    return {"type": "datepicker", "selected_date": day}


@pytest.fixture
def leader(flywheel: Flywheel) -> Flywheel:
    """Tom leads product since today; it is Monday, March 2, 2026."""
    flywheel.write(seat, TOM.user_id, "product", SeatRole.LEAD)
    flywheel.write(plan_contacts)
    return flywheel


def row(flywheel: Flywheel, kind: str) -> Contact:
    return next(one for one in flywheel.rows(Contact) if one.kind == kind)


def menus(message: dict[str, Any]) -> list[list[str]]:
    found = [block["accessory"] for block in message["blocks"] if "accessory" in block]
    return [[option["value"] for option in menu["options"]] for menu in found]


async def test_it_shows_my_days_and_when_each_department_met_a_customer(leader: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(TOM, "/flywheel", "contact"))

    lines = answer.said["text"].splitlines()
    assert "*My days with customers*" == lines[0]
    assert lines[1] == "*Two weeks with customers*, proposed from Mon, Mar 16: the days are yours to choose"
    assert "• Product: none noted yet" in lines
    assert TOM.name not in answer.said["text"]
    joining = row(leader, "joining").id
    assert [f"met:{joining}", f"metday:{joining}", f"notmet:{joining}"] in menus(answer.said)


async def test_a_vietnamese_reader_asks_with_her_own_word(leader: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(LAN, "/flywheel", "gặp khách hàng"))

    assert answer.said["text"].startswith("*Ngày gặp khách hàng*")
    assert "• Sản phẩm: chưa ghi lần nào" in answer.said["text"]


async def test_a_talk_that_came_by_itself_is_noted_and_shown(leader: Flywheel, send: Send) -> None:
    await send(payloads.click(MAYA, "log_contact", "0"))
    await send(payloads.submission(MAYA, "contact_form", {**MET, "day": picked("2026-02-27")}))
    answer = await send(payloads.command(LAN, "/flywheel", "contact"))

    assert "*Maya Lopez* học được từ Contoso:\n> They wait *three* days for an answer." in answer.said["text"]
    assert ["done"] == [one.state for one in leader.rows(Contact) if one.person == MAYA.user_id]


async def test_a_planned_one_is_done_from_the_list(leader: Flywheel, send: Send) -> None:
    monthly = row(leader, "monthly")
    await send(payloads.choose(TOM, "list_menu", f"met:{monthly.id}"))
    (view,) = leader.slack.views()

    await send(payloads.submission(TOM, "contact_form", {**MET, "day": picked("2026-03-02")}, about=str(monthly.id)))

    done = row(leader, "monthly")
    assert str(monthly.id) == view["private_metadata"]
    assert ("done", "Contoso", "2026-03-02") == (done.state, done.customer, str(done.done_on))


async def test_two_weeks_are_chosen_from_the_list(leader: Flywheel, send: Send) -> None:
    joining = row(leader, "joining")
    await send(payloads.choose(TOM, "list_menu", f"metday:{joining.id}"))
    typed = {"day": picked("2026-04-13"), "second_day": picked("2026-06-01")}

    await send(payloads.submission(TOM, "contact_days_form", typed, about=str(joining.id)))

    chosen = [(str(one.planned_on), one.days) for one in leader.rows(Contact) if one.kind == "joining"]
    assert [("2026-04-13", 5), ("2026-06-01", 5)] == chosen


async def test_not_this_time_asks_why_and_keeps_it_to_herself(leader: Flywheel, send: Send) -> None:
    monthly = row(leader, "monthly")
    await send(payloads.choose(TOM, "list_menu", f"notmet:{monthly.id}"))

    form = payloads.submission(TOM, "no_contact_form", {"why": "I am at home with a child."}, about=str(monthly.id))
    await send(form)
    answer = await send(payloads.command(MAYA, "/flywheel", "contact"))

    assert "dropped" == row(leader, "monthly").state
    assert "at home" not in answer.said["text"]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({**MET, "customer": ""}, "customer", "Say in a word or two who the customer was."),
        ({**MET, "learnt": ":wave:"}, "learnt", "Say in a few words what you learnt. One sentence is enough."),
        ({**MET, "day": picked("2027-03-02")}, "day", "That day is still to come. Choose today or an earlier one."),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(
    leader: Flywheel, send: Send, typed: dict[str, Any], field: str, sentence: str
) -> None:
    answer = await send(payloads.submission(MAYA, "contact_form", typed))

    assert {field: sentence} == answer.said["errors"]


@pytest.mark.parametrize("wish", ["met", "metday", "notmet"])
async def test_what_is_done_already_says_so(leader: Flywheel, send: Send, wish: str) -> None:
    monthly = row(leader, "monthly")
    await send(payloads.submission(TOM, "contact_form", MET, about=str(monthly.id)))

    await send(payloads.choose(TOM, "list_menu", f"{wish}:{monthly.id}"))

    assert [] == leader.slack.views()
    assert ["That contact is noted already, or it is not on your list any more."] == leader.slack.answers()


async def test_it_is_for_people_of_the_company(leader: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(GUEST, "/flywheel", "contact"))

    assert answer.said["text"].startswith("You may not do that here.")


async def test_sent_twice_it_is_one_contact(leader: Flywheel, send: Send) -> None:
    form = payloads.submission(MAYA, "contact_form", MET)
    for _ in range(2):
        await send(form)

    assert ["They wait *three* days for an answer."] == [
        one.learnt for one in leader.rows(Contact) if one.person == MAYA.user_id
    ]
