"""Events and the two buttons under a question, through the real Bolt."""

from typing import Any

import pytest

from bot.captures.models import Draft
from tests.fake_workspace import BOT_USER, DIRECT, GENERAL, PARTNER
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.people import LAN, MAYA, TOM

OPEN = Answer(200, {})


async def test_a_reaction_captures_and_four_deliveries_of_it_capture_once(flywheel: Flywheel, send: Send) -> None:
    flywheel.slack.say(GENERAL, "1.1", "It hurts")
    event = payloads.reaction(MAYA, GENERAL, "1.1")

    answers = [await send(event) for _ in range(4)]
    await flywheel.deliver()

    assert [OPEN] * 4 == answers
    assert (1, 1) == (len(flywheel.pains()), len(flywheel.slack.quiet(MAYA.user_id)))


@pytest.mark.parametrize(
    "event",
    [
        payloads.reaction(LAN, GENERAL, "1.1", "tada"),
        payloads.event({"type": "reaction_added", "user": None, "reaction": "adhesive_bandage",
                        "item": {"type": "message", "channel": GENERAL, "ts": "1.1"}}),
        payloads.event({"type": "reaction_added", "user": LAN.user_id, "reaction": "adhesive_bandage",
                        "item": {"type": "file", "file": "F1"}}),
        payloads.event({"type": "reaction_added", "user": LAN.user_id, "reaction": "adhesive_bandage", "item": None}),
        payloads.event({"type": "reaction_added", "user": BOT_USER, "reaction": "adhesive_bandage",
                        "item": {"type": "message", "channel": GENERAL, "ts": "1.1"}}),
        payloads.mention(LAN, GENERAL, "1.1", "it hurts", bot_id="B0CRM"),
        payloads.mention(LAN, GENERAL, "1.1", "it hurts", user=None),
        payloads.direct_message(LAN, "1.1", "it hurts", bot_id="B0CRM"),
        payloads.direct_message(LAN, "1.1", None, subtype="message_changed", message={"text": "it hurts"}),
        payloads.direct_message(LAN, "1.1", None, subtype="message_deleted"),
    ],
    ids=["other emoji", "nobody's", "on a file", "on nothing", "the bot's own", "a bot's mention", "mention by nobody",
         "a bot's line", "edited", "deleted"],
)  # fmt: skip
async def test_what_is_none_of_ours_is_acked_and_does_nothing(
    flywheel: Flywheel, send: Send, event: dict[str, Any]
) -> None:
    assert OPEN == await send(event)
    await flywheel.deliver()

    assert ([], [], []) == (flywheel.pains(), flywheel.rows(Draft), flywheel.slack.calls)


async def test_a_mention_captures_and_the_same_words_told_twice_are_one_pain(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.mention(MAYA, GENERAL, "1.1", "Contoso waits"))
    await send(payloads.mention(MAYA, GENERAL, "1.1", "Contoso waits"))
    await flywheel.deliver()

    assert "Contoso waits" == flywheel.pain().words
    assert "You reported this already" in flywheel.slack.quiet(MAYA.user_id)[-1]


async def test_a_mention_without_any_text_is_told_there_were_no_words(flywheel: Flywheel, send: Send) -> None:
    assert OPEN == await send(payloads.mention(MAYA, GENERAL, "1.1", None))
    await flywheel.deliver()

    assert ["There were no words" in text for text in flywheel.slack.quiet(MAYA.user_id)] == [True]


async def test_an_outside_persons_mention_is_told_whom_to_ask(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.mention(PARTNER, GENERAL, "1.1", "can you help us?", team="T0PARTNER"))
    await flywheel.deliver()

    assert ["Only people of Acme" in text for text in flywheel.slack.quiet(PARTNER.user_id)] == [True]


async def test_a_line_to_the_bot_is_captured_by_a_form_that_holds_it(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.direct_message(MAYA, "1.1", "Contoso waits"))
    await flywheel.deliver()
    (question,) = [message for message in flywheel.slack.messages if message["channel"] == DIRECT]
    capture = question["blocks"][-1]["elements"][0]

    await send(payloads.click(MAYA, "capture", capture["value"]))
    (view,) = flywheel.slack.views()
    typed = {"title": "Slow export", "words": "Contoso waits", "share": payloads.ticked()}
    await send(payloads.submission(MAYA, "pain_form", typed, about=view["private_metadata"]))
    await flywheel.deliver()

    assert ("Slow export", "Contoso waits") == (flywheel.pain().title, flywheel.pain().words)
    assert "Contoso" not in str(flywheel.slack.texts("C0FLYWHEEL"))
    (answer,) = flywheel.slack.asked("response_url")
    assert ("Kept as P-1" in answer["text"], True) == (True, answer["replace_original"])


async def test_not_a_pain_is_heard(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.direct_message(TOM, "1.1", "the weather is bad"))
    (draft,) = flywheel.rows(Draft)

    for _ in range(2):
        await send(payloads.click(TOM, "not_a_pain", draft.id))
    await flywheel.deliver()

    assert ["All right, nothing was kept."] * 2 == flywheel.slack.answers()
    assert [] == flywheel.rows(Draft)


@pytest.mark.parametrize("value", ["forgotten", "", "7"])
async def test_capture_of_what_is_gone_says_to_write_it_again(flywheel: Flywheel, send: Send, value: str) -> None:
    assert OPEN == await send(payloads.click(TOM, "capture", value))

    assert ["That was too long ago: please write it again, or use `/pain`."] == flywheel.slack.answers()
