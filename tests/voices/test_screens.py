"""`/flywheel voice`, its buttons, and a story told from a message, through the real Bolt."""

from typing import Any

import pytest

from tests.fake_workspace import GENERAL, GUEST, PARTNER, SECRET
from tests.handlers import payloads
from tests.handlers.conftest import Send
from tests.people import LAN, MAYA, TOM
from tests.voices.conftest import Voices

URL = "https://acme.slack.com/archives/C0GENERAL/p1700000000000100"


def person(user_id: str) -> dict[str, Any]:
    return {"type": "users_select", "selected_user": user_id}


def story_shortcut(who: Any, channel: str, **more: Any) -> dict[str, Any]:
    body = payloads.message_shortcut(who, channel, "1700000000.000100", "She called back twice", **more)
    return body | {"callback_id": "tell_story"}


def buttons(message: dict[str, Any]) -> list[tuple[str, str]]:
    rows = [block for block in message["blocks"] if block["type"] == "actions"]
    return [(element["text"]["text"], element["value"]) for row in rows for element in row["elements"]]


async def test_it_says_what_it_is_and_nobody_gets_it_by_asking(voices: Voices, send: Send) -> None:
    answer = await send(payloads.command(TOM, "/flywheel", "voice"))

    assert answer.said["text"].splitlines()[1:] == [
        "You do not get it.",
        "When a pain you reported is closed, you are thanked without your name.",
    ]
    assert [("Send it to me", "on"), ("You may name me", "on")] == buttons(answer.said)
    assert [] == voices.listeners()


async def test_a_vietnamese_reader_asks_with_her_own_word(voices: Voices, send: Send) -> None:
    answer = await send(payloads.command(LAN, "/flywheel", "tiếng nói khách hàng"))

    assert answer.said["text"].startswith("*Tiếng nói khách hàng*: hai tuần một lần")


async def test_a_click_subscribes_and_another_one_ends_it(voices: Voices, send: Send) -> None:
    await send(payloads.click(TOM, "hear_voice", "on"))
    await send(payloads.click(TOM, "thank_me", "on"))
    on = voices.listeners()
    await voices.flywheel.deliver()
    await send(payloads.click(TOM, "hear_voice", "off"))

    assert ([(TOM.user_id, True, True)], [(TOM.user_id, False, True)]) == (on, voices.listeners())
    assert "You get it; the next one comes <!date^1772611200^" in voices.flywheel.slack.answers()[0]


async def test_each_digest_ends_with_a_way_out(voices: Voices, send: Send) -> None:
    voices.listen(MAYA)
    voices.plan()
    await voices.until(5)
    posted = voices.flywheel.slack.messages[-1]
    ((label, value),) = buttons(posted)

    await send(payloads.click(MAYA, "hear_voice", value))
    await voices.flywheel.deliver()

    said = voices.flywheel.slack.asked("response_url")[-1]
    assert "No more of these" == label
    assert [(MAYA.user_id, False, False)] == voices.listeners()
    assert "You do not get the customer's voice any more. `/flywheel voice` brings it back." == said["text"]
    assert said["replace_original"] is False


async def test_on_the_home_a_button_begins_it_and_says_so(voices: Voices, send: Send) -> None:
    await send(payloads.click_home(TOM, "hear_voice", "on:home"))
    await voices.flywheel.deliver()

    home = voices.flywheel.slack.asked("views.publish")[-1]["view"]
    assert [(TOM.user_id, True, False)] == voices.listeners()
    assert ("Stop the customer's voice", "off:home") in buttons(home)


@pytest.mark.parametrize("who", [GUEST, PARTNER])
async def test_it_is_for_people_of_the_company(voices: Voices, send: Send, who: Any) -> None:
    await send(payloads.click(who, "hear_voice", "on"))

    assert [] == [row for row in voices.listeners() if row[1]]


async def test_a_story_begins_with_a_message_and_takes_no_word_of_it(voices: Voices, send: Send) -> None:
    await send(story_shortcut(LAN, GENERAL))

    (view,) = voices.flywheel.slack.views()
    assert URL == view["private_metadata"]
    assert TOM.user_id == view["blocks"][1]["element"]["initial_user"]
    assert "called back" not in str(view)


async def test_a_message_in_a_private_place_is_not_pointed_to(voices: Voices, send: Send) -> None:
    await send(story_shortcut(LAN, SECRET, channel_name="board"))

    assert [""] == [view["private_metadata"] for view in voices.flywheel.slack.views()]


async def test_a_robots_message_names_nobody(voices: Voices, send: Send) -> None:
    await send(story_shortcut(LAN, GENERAL, message={"user": None, "bot_id": "B0OTHER"}))

    assert "initial_user" not in voices.flywheel.slack.views()[0]["blocks"][1]["element"]


async def test_a_story_from_telling_to_being_told(voices: Voices, send: Send) -> None:
    typed = {"person": person(TOM.user_id), "story": "He drove there himself."}
    sent = await send(payloads.submission(LAN, "story_form", typed, about=URL))
    await voices.flywheel.deliver()
    (story,) = voices.stories()
    asked = voices.flywheel.slack.quiet(TOM.user_id)

    await send(payloads.click(TOM, "story_yes", str(story.id)))
    await voices.flywheel.deliver()

    assert "update" == sent.said["response_action"]
    assert "Cảm ơn bạn. Tom Becker sẽ được hỏi trước" in str(sent.said["view"])
    assert "*Trần Thị Lan* would like to tell what you did for a customer:\n> He drove there himself." in asked[0]
    assert [True] == [one.agreed for one in voices.stories()]
    assert voices.flywheel.slack.answers()[0].startswith("Thank you. It stands in the next customer's voice, once.")


async def test_once_told_it_cannot_be_taken_back(voices: Voices, send: Send) -> None:
    voices.listen(MAYA)
    typed = {"person": person(TOM.user_id), "story": "He drove there himself."}
    await send(payloads.submission(LAN, "story_form", typed))
    (story,) = voices.stories()
    await send(payloads.click(TOM, "story_yes", str(story.id)))
    voices.plan()
    await voices.until(5)

    await send(payloads.click(TOM, "story_no", str(story.id)))

    assert "That story was told already." == voices.flywheel.slack.answers()[-1]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"person": person("U0ROBOT"), "story": "It worked."}, "person", "Choose a person who works here."),
        ({"person": person(PARTNER.user_id), "story": "Nice."}, "person", "Choose a person who works here."),
        ({"person": person(""), "story": "Nice."}, "person", "Choose a person who works here."),
        ({"person": person(TOM.user_id), "story": " :tada: "}, "story", "Say in a sentence or two what happened."),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(
    voices: Voices, send: Send, typed: dict[str, Any], field: str, sentence: str
) -> None:
    answer = await send(payloads.submission(MAYA, "story_form", typed))

    assert {field: sentence} == answer.said["errors"]
    assert [] == voices.stories()


async def test_sent_twice_it_is_one_story(voices: Voices, send: Send) -> None:
    form = payloads.submission(MAYA, "story_form", {"person": person(TOM.user_id), "story": "He drove there."})
    for _ in range(2):
        await send(form)
    await voices.flywheel.deliver()

    assert 1 == len(voices.stories()) == len(voices.flywheel.slack.quiet(TOM.user_id))
