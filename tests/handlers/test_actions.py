"""Actions through the real Bolt: the form, the answers to an offer, and the menu of the daily list."""

from datetime import date
from typing import Any

import pytest

from bot.actions.models import Action, ActionState
from bot.actions.rules import ActionWish
from bot.actions.services import change_date, give
from bot.pains.models import Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from bot.roster.models import SeatRole
from tests.board.conftest import Room
from tests.fake_workspace import GUEST
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM, Somebody

OK = Answer(200, {})
FRIDAY = date(2026, 3, 6)


@pytest.fixture(autouse=True)
def team(flywheel: Flywheel) -> None:
    for who, department in ((TOM, "product"), (LAN, "customer_service")):
        flywheel.write(seat, who.user_id, department, SeatRole.LEAD)


def picked_person(who: Somebody) -> dict[str, Any]:
    return {"type": "users_select", "selected_user": who.user_id}


def picked_day(day: str | None) -> dict[str, Any]:
    return {"type": "datepicker", "selected_date": day}


def form(by: Somebody, to: Somebody, *, about: str = "0:0", **typed: Any) -> dict[str, Any]:
    values = {"what": "Call Contoso", "person": picked_person(to), "day": picked_day("2026-03-06"), **typed}
    return payloads.submission(by, "action_form", values, about=about)


def given(flywheel: Flywheel, to: Somebody = TOM, by: Somebody = LAN) -> str:
    return str(flywheel.write(give, by.user_id, ActionWish("Call Contoso", to.user_id, FRIDAY)).id)


def the_action(flywheel: Flywheel) -> Action:
    (action,) = flywheel.rows(Action)
    return action


async def test_the_command_opens_the_form_for_the_team(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.command(LAN, "/flywheel", "việc"))

    view = flywheel.slack.views()[-1]
    assert ("action_form", "0:0") == (view["callback_id"], view["private_metadata"])


async def test_while_the_meeting_is_on_the_command_belongs_to_it(flywheel: Flywheel, send: Send) -> None:
    room = await Room(flywheel).begin()

    await send(payloads.command(LAN, "/flywheel", "action"))

    assert f"{room.meeting.key}:0" == flywheel.slack.views()[-1]["private_metadata"]


async def test_whoever_may_not_is_told_before_she_types(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(GUEST, "/flywheel", "action"))

    assert "You may not do that here" in str(answer.said)
    assert [] == flywheel.slack.views()


async def test_between_meetings_a_window_says_what_became_of_it(flywheel: Flywheel, send: Send) -> None:
    pain = flywheel.report(Report(LAN.user_id, "Slow export"), Origin(Via.FORM))

    answer = await send(form(MAYA, TOM, other_pain=payloads.picked(str(pain.key))))

    assert "update" == answer.said["response_action"]
    assert "Tom Becker is asked whether they do this:" in str(answer.said["view"]["blocks"])
    assert (TOM.user_id, pain.key) == (the_action(flywheel).owner, the_action(flywheel).pain_id)


async def test_however_often_slack_delivers_the_form_it_is_one_action(flywheel: Flywheel, send: Send) -> None:
    body = form(MAYA, TOM)

    for _ in range(3):
        await send(body)

    assert "Call Contoso" == the_action(flywheel).what


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"what": "?"}, "what"),
        ({"person": {"selected_user": None}}, "person"),
        ({"person": {"selected_user": "U0GUEST"}}, "person"),
        ({"day": picked_day(None)}, "day"),
        ({"day": picked_day("2026-02-01")}, "day"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(
    flywheel: Flywheel, send: Send, typed: dict[str, Any], field: str
) -> None:
    answer = await send(form(MAYA, TOM, **typed))

    assert ("errors", [field]) == (answer.said["response_action"], list(answer.said["errors"]))
    assert [] == flywheel.rows(Action)


async def test_accept_takes_the_place_of_the_offer(flywheel: Flywheel, send: Send) -> None:
    body = payloads.click(TOM, "accept_action", given(flywheel))

    assert [OK] * 2 == [await send(body) for _ in range(2)]
    await flywheel.deliver()

    (answer,) = flywheel.slack.asked("response_url")
    assert (True, True) == (answer["replace_original"], "It is yours now" in answer["text"])
    assert ActionState.OPEN is the_action(flywheel).state


async def test_accept_from_a_second_phone_says_that_it_was_done(flywheel: Flywheel, send: Send) -> None:
    action = given(flywheel)
    for _ in range(2):
        await send(payloads.click(TOM, "accept_action", action))

    assert "This action was accepted already." == flywheel.slack.answers()[0]


async def test_decline_asks_why_and_tells_the_giver(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click(TOM, "decline_action", given(flywheel)))
    view = flywheel.slack.views()[-1]

    await send(payloads.submission(TOM, "decline_action_form", {"why": "No time"}, about=view["private_metadata"]))
    await flywheel.deliver()

    assert "Tom Becker" in flywheel.slack.quiet(LAN.user_id)[-1]
    assert "You declined it" in flywheel.slack.answers()[-1]


async def test_done_on_the_list_writes_the_list_anew(flywheel: Flywheel, send: Send) -> None:
    action = given(flywheel, LAN)

    await send(payloads.choose(LAN, "list_menu", f"actdone:{action}"))
    await flywheel.deliver()

    assert ActionState.DONE is the_action(flywheel).state
    assert "Đã xong: Call Contoso." in flywheel.slack.answers()[-1]


async def test_accept_on_the_list_writes_the_list_anew(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.choose(TOM, "list_menu", f"actaccept:{given(flywheel)}"))
    await flywheel.deliver()

    assert "Yours now: Call Contoso." in flywheel.slack.answers()[-1]


async def test_decline_on_the_list_leaves_the_list_where_it_is(flywheel: Flywheel, send: Send) -> None:
    action = given(flywheel)
    await send(payloads.choose(TOM, "list_menu", f"actdecline:{action}"))

    assert f"{action} " == flywheel.slack.views()[-1]["private_metadata"]


async def test_snooze_moves_it_with_one_click_and_then_asks_why(flywheel: Flywheel, send: Send) -> None:
    action = given(flywheel, LAN)

    await send(payloads.choose(LAN, "list_menu", f"actsnooze_1:{action}"))
    await send(payloads.choose(LAN, "list_menu", f"actsnooze_week:{action}"))
    await send(payloads.choose(LAN, "list_menu", f"actsnooze_1:{action}"))

    assert (2, date(2026, 3, 9)) == (the_action(flywheel).moves, the_action(flywheel).due_on)
    assert "action_date_form" == flywheel.slack.views()[-1]["callback_id"]


async def test_another_day_is_kept_with_its_reason(flywheel: Flywheel, send: Send) -> None:
    action = given(flywheel, LAN)
    await send(payloads.choose(LAN, "list_menu", f"actdate:{action}"))
    about = flywheel.slack.views()[-1]["private_metadata"]

    typed = {"when": payloads.picked("other"), "day": picked_day("2026-03-20"), "why": "They are away"}
    await send(payloads.submission(LAN, "action_date_form", typed, about=about))

    assert date(2026, 3, 20) == the_action(flywheel).due_on


async def test_a_third_move_without_a_reason_stays_open(flywheel: Flywheel, send: Send) -> None:
    action = given(flywheel, LAN)
    for day in (9, 10):
        flywheel.write(change_date, LAN.user_id, int(action), date(2026, 3, day), "")

    typed = {"when": payloads.picked("1"), "day": picked_day(None), "why": ""}
    answer = await send(payloads.submission(LAN, "action_date_form", typed, about=action))

    assert ["why"] == list(answer.said["errors"])


async def test_not_doing_asks_why_and_tells_the_others(flywheel: Flywheel, send: Send) -> None:
    action = given(flywheel)
    await send(payloads.click(TOM, "accept_action", action))
    await send(payloads.choose(TOM, "list_menu", f"actdrop:{action}"))
    about = flywheel.slack.views()[-1]["private_metadata"]

    await send(payloads.submission(TOM, "drop_action_form", {"why": "The customer left"}, about=about))
    await flywheel.deliver()

    assert ActionState.DROPPED is the_action(flywheel).state
    assert "The customer left" in flywheel.slack.quiet(LAN.user_id)[-1]


@pytest.mark.parametrize("value", ["", "999", "nonsense", "²"])
async def test_a_button_of_no_action_says_so(flywheel: Flywheel, send: Send, value: str) -> None:
    for button in ("accept_action", "decline_action"):
        await send(payloads.click(TOM, button, value))
    await send(payloads.choose(TOM, "list_menu", f"actdone:{value}"))

    assert ["That action is not there any more."] * 3 == flywheel.slack.answers()
