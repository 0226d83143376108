"""The roster in Slack: looked at by anybody, changed by those who may."""

from bot.roster.models import Seat
from tests.fake_workspace import GUEST
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Send
from tests.people import LAN, MAYA, TOM

TOM_LEADS_PRODUCT = {
    "person": {"selected_user": TOM.user_id},
    "role": payloads.picked("lead"),
    "department": payloads.picked("product"),
}


async def test_anybody_may_look_at_the_team(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(LAN, "/flywheel", "nhóm"))

    assert "Còn thiếu" in answer.said["text"]
    assert "ephemeral" == answer.said["response_type"]


async def test_an_admin_gives_a_seat_in_a_form(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click(MAYA, "give_seat", "team"))
    (view,) = flywheel.slack.views()
    assert "seat_form" == view["callback_id"]

    await send(payloads.submission(MAYA, "seat_form", TOM_LEADS_PRODUCT))
    assert [(TOM.user_id, "lead", "product")] == [(s.person, s.role.value, s.department) for s in flywheel.rows(Seat)]


async def test_whoever_may_not_is_told_in_the_form(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.submission(GUEST, "seat_form", TOM_LEADS_PRODUCT))

    assert "errors" == answer.said["response_action"]
    assert [] == flywheel.rows(Seat)


async def test_a_pasted_list_with_a_wrong_line_stays_in_the_form(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.choose(MAYA, "team_menu", "list"))

    answer = await send(payloads.submission(MAYA, "roster_form", {"roster": "@nobody, product, lead"}))

    assert ["roster_form"] == [view["callback_id"] for view in flywheel.slack.views()]
    assert "Line 1" in answer.said["errors"]["roster"]


async def test_a_user_group_is_looked_for_as_she_types_and_seated(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.choose(MAYA, "team_menu", "group"))
    found = await send(payloads.suggestion(MAYA, "group", "sal"))
    assert ["S0SALES sales"] == [option["value"] for option in found.said["options"]]

    typed = {
        "group": payloads.picked("S0SALES sales"),
        "role": payloads.picked("member"),
        "department": payloads.picked("sales"),
    }
    await send(payloads.submission(MAYA, "group_form", typed))
    await flywheel.deliver()
    assert {LAN.user_id, TOM.user_id} == {seat.person for seat in flywheel.rows(Seat)}


async def test_a_seat_is_looked_for_and_ended(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.submission(MAYA, "seat_form", TOM_LEADS_PRODUCT))
    await send(payloads.click(MAYA, "end_seat", "team"))
    found = await send(payloads.suggestion(MAYA, "seat", "becker"))
    (option,) = found.said["options"]

    await send(payloads.submission(MAYA, "end_seat_form", {"seat": payloads.picked(option["value"])}))
    again = await send(payloads.submission(MAYA, "end_seat_form", {"seat": payloads.picked(option["value"])}))

    assert [] == flywheel.rows(Seat)
    assert "not held any more" in again.said["errors"]["seat"]


async def test_a_wish_of_an_older_menu_is_answered_kindly(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.choose(MAYA, "team_menu", "astrology"))

    assert ["older version" in text for text in flywheel.slack.answers()] == [True]
