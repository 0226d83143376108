"""Handing over through the real Bolt: the forms, the buttons of an offer, and the picture."""

import json
from typing import Any

import pytest

from bot.ownership.handoffs import decline
from bot.ownership.models import HandoffState
from bot.ownership.services import take
from bot.pains.models import History, Pain
from tests.fake_workspace import GUEST, PARTNER, ROBOT
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.handlers.payloads import picked
from tests.handlers.test_ownership import handoffs, offered, owner, pain
from tests.people import LAN, MAYA, TOM

__all__ = ["pain"]
OPEN = Answer(200, {})


def person(user_id: str | None) -> dict[str, Any]:
    return {"type": "users_select", "selected_user": user_id}


async def test_hand_over_opens_from_the_menu_and_offers_the_pain(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    flywheel.write(take, pain.key, MAYA.user_id)

    await send(payloads.choose(MAYA, "card_menu", f"handover:{pain.key}"))
    view = flywheel.slack.views()[-1]
    typed = {"department": picked("product"), "person": person(None), "why": "It is about the export"}
    form = payloads.submission(MAYA, "hand_over_form", typed, about=view["private_metadata"])
    assert [OPEN] * 2 == [await send(form) for _ in range(2)]

    (handoff,) = handoffs(flywheel)
    assert ("product", "", "It is about the export") == (handoff.to_department, handoff.to_person, handoff.reason)
    shown = json.dumps(view)
    assert ("customer_service" in shown, '"sales"' in shown) == (True, False)


async def test_a_person_in_the_form_counts_more_than_a_department(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    flywheel.write(take, pain.key, MAYA.user_id)
    typed = {"department": picked("finance"), "person": person(TOM.user_id), "why": "He knows it"}

    await send(payloads.submission(MAYA, "hand_over_form", typed, about=str(pain.key)))

    (handoff,) = handoffs(flywheel)
    assert ("product", TOM.user_id) == (handoff.to_department, handoff.to_person)


async def test_a_form_sent_to_nobody_or_to_a_bot_stays_open_and_says_where_it_is_wrong(
    flywheel: Flywheel, send: Send, pain: Pain
) -> None:
    flywheel.write(take, pain.key, MAYA.user_id)

    nobody = {"department": {"selected_option": None}, "person": person(None), "why": "Theirs"}
    a_bot = nobody | {"person": person(ROBOT.user_id)}
    answers = [await send(payloads.submission(MAYA, "hand_over_form", typed, about=str(pain.key)))
               for typed in (nobody, a_bot)]  # fmt: skip

    assert ["department", "person"] == [next(iter(answer.said["errors"])) for answer in answers]
    assert [] == handoffs(flywheel)


async def test_the_form_says_what_waits_already(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    offered(flywheel, pain)

    await send(payloads.choose(MAYA, "card_menu", f"handover:{pain.key}"))

    assert "It is offered to Product now." in json.dumps(flywheel.slack.views()[-1])


async def test_only_who_may_hand_it_over_sees_the_form(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    flywheel.write(take, pain.key, MAYA.user_id)

    await send(payloads.choose(LAN, "card_menu", f"handover:{pain.key}"))

    assert ([], 1) == (flywheel.slack.views(), len(flywheel.slack.answers()))


async def test_accept_makes_a_new_owner_and_takes_the_place_of_the_offer(
    flywheel: Flywheel, send: Send, pain: Pain
) -> None:
    handoff = offered(flywheel, pain)

    assert OPEN == await send(payloads.click(TOM, "accept_offer", handoff))
    await flywheel.deliver()

    (answer,) = flywheel.slack.asked("response_url")
    assert (TOM.user_id, True) == (owner(flywheel), answer["replace_original"])


async def test_decline_asks_why_and_then_says_that_it_was_said(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    handoff = offered(flywheel, pain)

    await send(payloads.click(TOM, "decline_offer", handoff))
    about = flywheel.slack.views()[-1]["private_metadata"]
    assert OPEN == await send(payloads.submission(TOM, "decline_offer_form", {"why": "Not ours"}, about=about))
    await flywheel.deliver()

    (answer,) = flywheel.slack.asked("response_url")
    assert "You declined P-1" in answer["text"]
    assert (HandoffState.DECLINED, "Not ours") == (handoffs(flywheel)[0].state, handoffs(flywheel)[0].answer)
    assert ["> Not ours" in text for text in flywheel.slack.quiet(MAYA.user_id)] == [True]


async def test_ask_sends_the_question_and_keeps_the_offer(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    handoff = offered(flywheel, pain)

    await send(payloads.click(TOM, "ask_offer", handoff))
    about = flywheel.slack.views()[-1]["private_metadata"]
    assert OPEN == await send(payloads.submission(TOM, "ask_offer_form", {"question": "Since when?"}, about=about))
    await flywheel.deliver()

    assert ([], HandoffState.OFFERED) == (flywheel.slack.answers(), handoffs(flywheel)[0].state)
    assert ["> Since when?" in text for text in flywheel.slack.quiet(MAYA.user_id)] == [True]


async def test_a_stale_offer_says_what_became_of_it(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    handoff = offered(flywheel, pain)
    flywheel.write(decline, int(handoff), TOM.user_id, "Not ours")

    for button in ("accept_offer", "decline_offer", "ask_offer"):
        await send(payloads.click(TOM, button, handoff))

    assert [f"{TOM.name} has answered that offer already."] * 3 == flywheel.slack.answers()


async def test_a_form_about_an_offer_that_is_over_keeps_what_was_typed(
    flywheel: Flywheel, send: Send, pain: Pain
) -> None:
    handoff = offered(flywheel, pain)
    flywheel.write(decline, int(handoff), TOM.user_id, "Not ours")

    answer = await send(payloads.submission(TOM, "decline_offer_form", {"why": "No"}, about=handoff))

    assert {"why": f"{TOM.name} has answered that offer already."} == answer.said["errors"]


@pytest.mark.parametrize("form", ["hand_over_form", "decline_offer_form", "ask_offer_form"])
async def test_a_form_of_another_release_says_so_and_stays(
    flywheel: Flywheel, send: Send, pain: Pain, form: str
) -> None:
    answer = await send(payloads.submission(TOM, form, {"why": "x"}, about="nonsense"))

    assert "errors" == answer.said["response_action"]


@pytest.mark.parametrize("button", ["take", "hand_over", "accept_offer", "decline_offer", "ask_offer"])
async def test_an_outside_person_can_do_nothing_with_it(
    flywheel: Flywheel, send: Send, pain: Pain, button: str
) -> None:
    handoff = offered(flywheel, pain)

    await send(payloads.click(PARTNER, button, handoff, team_id="T0PARTNER"))

    assert ["Only people of this company" in text for text in flywheel.slack.answers()] == [True]
    assert [] == flywheel.slack.views()


async def test_flywheel_handoffs_draws_the_picture_and_says_it_in_words(
    flywheel: Flywheel, send: Send, pain: Pain
) -> None:
    handoff = offered(flywheel, pain)
    flywheel.clock.advance(hours=5)
    flywheel.write(decline, int(handoff), TOM.user_id, "Not ours")

    answer = await send(payloads.command(TOM, "/flywheel", "handoffs"))

    assert "Sales → Product: 1 handoff, median wait 5 hours, 1 declined" in answer.said["text"]
    (table,) = [block for block in answer.said["blocks"] if block["type"] == "data_table"]
    assert ["Sales", "Product", "1", "5 hours", "1"] == [cell["text"] for cell in table["rows"][1]]


async def test_a_guest_does_not_see_what_goes_between_departments(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(GUEST, "/flywheel", "handoffs"))

    assert "You may not do that here." in answer.said["text"]


async def test_flywheel_handoffs_says_so_when_there_are_none(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(LAN, "/flywheel", "chuyển giao"))

    assert answer.said["text"].startswith("Chưa có nỗi đau nào")


async def test_what_happened_is_shown_from_the_card(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    handoff = offered(flywheel, pain)
    flywheel.write(decline, int(handoff), TOM.user_id, "Not ours")

    await send(payloads.choose(MAYA, "card_menu", f"history:{pain.key}"))

    shown = json.dumps(flywheel.slack.views()[-1], ensure_ascii=False)
    for said in ("took it", "offered it to Product", "declined it: Not ours"):
        assert said in shown
    assert 4 == len(flywheel.rows(History))


async def test_who_lost_a_seat_and_keeps_what_she_owns_has_that_in_the_place_of_the_buttons(
    flywheel: Flywheel, send: Send
) -> None:
    await send(payloads.click(TOM, "keep_owned", "all"))
    await flywheel.deliver()

    (said,) = flywheel.slack.asked("response_url")
    assert (True, True) == ("They stay yours, each with its date." in said["text"], said["replace_original"])
