"""Owners and handoffs through the real Bolt: buttons, forms, a reaction, a word, a command."""

from typing import Any

import pytest

from bot.ownership.handoffs import offer
from bot.ownership.models import Handoff
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.pains.models import Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from bot.roster.models import SeatRole
from bot.slack.payloads import SlackMessage
from tests.fake_workspace import FLYWHEEL, GENERAL, PARTNER, ROBOT, user_object
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM

OPEN = Answer(200, {})


@pytest.fixture
def pain(flywheel: Flywheel) -> Pain:
    """Lan's; Tom decides for product, Maya for sales."""
    for who, department in ((TOM, "product"), (MAYA, "sales")):
        flywheel.write(seat, who.user_id, department, SeatRole.LEAD)
    report = Report(LAN.user_id, words="Contoso waits", stage="use")
    return flywheel.report(report, Origin(Via.REACTION, "", SlackMessage(GENERAL, "1.1", "")))


def offered(flywheel: Flywheel, pain: Pain) -> str:
    """By Maya, who owns it, to product; the value of the offer's buttons."""
    flywheel.write(take, pain.key, MAYA.user_id)
    return str(flywheel.write(offer, pain.key, MAYA.user_id, Receiver("product"), "Theirs").id)


def handoffs(flywheel: Flywheel) -> list[Handoff]:
    return flywheel.rows(Handoff)


def owner(flywheel: Flywheel) -> str:
    return flywheel.pain().owner


def in_direct_message(body: dict[str, Any]) -> dict[str, Any]:
    """The same click on a message of the bot's direct message."""
    return body | {"channel": {"id": "D0TOM", "name": "directmessage"}}


async def test_take_it_makes_her_the_owner_however_often_slack_delivers_the_click(
    flywheel: Flywheel, send: Send, pain: Pain
) -> None:
    body = payloads.click(TOM, "take", str(pain.key))

    assert [OPEN] * 3 == [await send(body) for _ in range(3)]
    await flywheel.deliver()

    assert (TOM.user_id, []) == (owner(flywheel), flywheel.slack.answers())


async def test_the_second_of_two_is_told_by_whom_it_is_owned(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    await send(payloads.click(TOM, "take", str(pain.key)))

    await send(payloads.click(MAYA, "take", str(pain.key)))

    assert [f"{TOM.name} owns P-1 already. To ask for it, write to them."] == flywheel.slack.answers()
    assert TOM.user_id == owner(flywheel)


async def test_two_fast_clicks_of_one_person_say_it_is_hers(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    for _ in range(2):
        await send(payloads.click(TOM, "take", str(pain.key)))

    assert ["P-1 is yours already."] == flywheel.slack.answers()


async def test_take_it_under_a_proposal_gives_way_to_a_word_that_says_so(
    flywheel: Flywheel, send: Send, pain: Pain
) -> None:
    await send(in_direct_message(payloads.click(TOM, "take", str(pain.key))))
    await flywheel.deliver()

    (answer,) = flywheel.slack.asked("response_url")
    assert (True, True) == (answer["replace_original"], "P-1 is yours now" in answer["text"])


@pytest.mark.parametrize("value", ["", "nonsense", "999", "1e9", "²"])
async def test_a_button_of_no_pain_says_so(flywheel: Flywheel, send: Send, pain: Pain, value: str) -> None:
    for button in ("take", "hand_over", "accept_offer", "decline_offer", "ask_offer"):
        assert OPEN == await send(payloads.click(TOM, button, value))

    said = flywheel.slack.answers()
    assert 5 == len([text for text in said if "not open any more" in text or "That offer is over" in text])


async def test_eyes_on_the_card_take_the_pain(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    await flywheel.deliver()

    await send(payloads.reaction(TOM, FLYWHEEL, flywheel.pain().card_ts, "eyes"))

    assert TOM.user_id == owner(flywheel)


@pytest.mark.parametrize("emoji", ["eyes", "tada"])
async def test_eyes_elsewhere_and_other_signs_on_the_card_take_nothing(
    flywheel: Flywheel, send: Send, pain: Pain, emoji: str
) -> None:
    await flywheel.deliver()

    await send(payloads.reaction(TOM, GENERAL, "1.1", emoji))
    await send(payloads.reaction(TOM, FLYWHEEL, flywheel.pain().card_ts, "tada"))

    assert "" == owner(flywheel)


async def test_eyes_on_an_owned_card_say_quietly_whose_it_is(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    await flywheel.deliver()
    flywheel.write(take, pain.key, TOM.user_id)

    await send(payloads.reaction(MAYA, FLYWHEEL, flywheel.pain().card_ts, "eyes"))
    await flywheel.deliver()

    assert [f"{TOM.name} owns P-1 already. To ask for it, write to them."] == flywheel.slack.quiet(MAYA.user_id)


@pytest.mark.parametrize("words", ["mine", "Mine!", "của tôi", "take it"])
async def test_mine_in_the_thread_of_the_card_takes_the_pain(
    flywheel: Flywheel, send: Send, pain: Pain, words: str
) -> None:
    await flywheel.deliver()

    card = flywheel.pain().card_ts
    await send(payloads.mention(TOM, FLYWHEEL, "7.7", words, thread_ts=card))

    assert (TOM.user_id, 1) == (owner(flywheel), len(flywheel.pains()))


async def test_mine_in_another_thread_is_a_report_as_ever(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    await flywheel.deliver()
    flywheel.slack.say(GENERAL, "5.5", "The export hangs")

    await send(payloads.mention(TOM, GENERAL, "7.7", "mine", thread_ts="5.5"))
    await flywheel.deliver()

    assert ["", ""] == [each.owner for each in flywheel.pains()]


async def test_an_outside_person_takes_nothing_by_a_word_and_a_bot_is_not_answered(
    flywheel: Flywheel, send: Send, pain: Pain
) -> None:
    await flywheel.deliver()
    card = flywheel.pain().card_ts

    for who in (PARTNER, ROBOT):
        await send(payloads.reaction(who, FLYWHEEL, card, "eyes"))
    await flywheel.deliver()

    assert ("", []) == (owner(flywheel), flywheel.slack.quiet(ROBOT.user_id))
    assert ["Only people of this company" in text for text in flywheel.slack.quiet(PARTNER.user_id)] == [True]


async def test_somebody_deactivated_owns_nothing_any_more(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    flywheel.write(take, pain.key, TOM.user_id)

    await send(payloads.event({"type": "user_change", "user": user_object(TOM, deleted=True)}))

    assert "" == owner(flywheel)


async def test_details_open_from_the_menu(flywheel: Flywheel, send: Send, pain: Pain) -> None:
    await send(payloads.choose(MAYA, "card_menu", f"details:{pain.key}"))

    assert "details_form" == flywheel.slack.views()[-1]["callback_id"]
