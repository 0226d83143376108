"""Home, help, language and setup, through the real Bolt."""

import json
from typing import Any

import pytest

from bot.people.models import Person
from tests.fake_workspace import FLYWHEEL, GENERAL, GUEST, PARTNER
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.handlers.payloads import conversation, picked
from tests.people import LAN, MAYA, TOM, Somebody

OPEN = Answer(200, {})


def setup_typed(**changes: Any) -> dict[str, Any]:
    typed = {"channel": conversation(FLYWHEEL), "language": picked("vi"), "time_zone": picked("Asia/Ho_Chi_Minh")}
    return typed | {"fiscal_start": picked("4"), "emoji": ":ouch:"} | changes


def home_opened(who: Somebody, tab: str = "home") -> dict[str, Any]:
    return payloads.event({"type": "app_home_opened", "user": who.user_id, "channel": "D0LAN", "tab": tab})


async def home(flywheel: Flywheel) -> str:
    await flywheel.deliver()
    return json.dumps(flywheel.slack.asked("views.publish")[-1]["view"], ensure_ascii=False)


async def test_opening_home_shows_it_and_the_messages_tab_does_not(flywheel: Flywheel, send: Send) -> None:
    await send(home_opened(TOM, "messages"))
    await flywheel.deliver()
    before = flywheel.slack.asked("views.publish")

    await send(home_opened(TOM))

    assert ([], True) == (before, "What I reported" in await home(flywheel))


async def test_the_language_chosen_at_home_is_hers_at_once(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click_home(TOM, "choose_language", "vi"))

    assert "Tôi đã báo cáo" in await home(flywheel)
    assert ["vi"] == [person.language for person in flywheel.rows(Person) if person.user_id == TOM.user_id]


async def test_saying_no_to_the_offer_ends_it(flywheel: Flywheel, send: Send) -> None:
    flywheel.set_up(language="en")
    await send(home_opened(LAN))
    offered = "Dùng tiếng Việt" in await home(flywheel)

    await send(payloads.click_home(LAN, "decline_vietnamese", "no"))

    assert (True, False) == (offered, "Dùng tiếng Việt" in await home(flywheel))


@pytest.mark.parametrize(("typed", "said"), [("language vi", "tiếng Việt"), ("LANGUAGE en", "English")])
async def test_a_language_is_chosen_by_command_and_answered_in_it(
    flywheel: Flywheel, send: Send, typed: str, said: str
) -> None:
    answer = await send(payloads.command(TOM, "/flywheel", typed))

    assert ("ephemeral", True) == (answer.said["response_type"], said in answer.said["text"])


@pytest.mark.parametrize("typed", ["language", "language tlh", "language <!channel>"])
async def test_a_language_it_does_not_speak_is_answered_with_those_it_does(
    flywheel: Flywheel, send: Send, typed: str
) -> None:
    answer = await send(payloads.command(TOM, "/flywheel", typed))

    assert answer.said["text"].startswith("Flywheel speaks English (`en`) and Vietnamese (`vi`).")


@pytest.mark.parametrize(("who", "said"), [(LAN, "Đây là cách báo"), (TOM, "This is how you tell")])
async def test_help_is_in_the_readers_language(flywheel: Flywheel, send: Send, who: Somebody, said: str) -> None:
    for typed in ("", "help", " HELP "):
        answer = await send(payloads.command(who, "/flywheel", typed))

        assert said in answer.said["text"]


async def test_what_it_does_not_know_is_answered_with_what_it_can_do(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(TOM, "/flywheel", "dance <!channel> " * 3_000))

    assert answer.said["text"].startswith("I do not know “dance")
    assert "<!channel" not in str(answer.said)
    assert "`/pain`" in answer.said["text"]


async def test_the_help_button_opens_a_window(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click_home(TOM, "open_help", "home"))

    assert "How it works" == flywheel.slack.views()[-1]["title"]["text"]


async def test_the_home_button_opens_the_form(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click_home(TOM, "log_pain_button", "home"))

    assert "pain_form" == flywheel.slack.views()[-1]["callback_id"]


@pytest.mark.parametrize("page", ["0.0.1", "0.0.0", "9.9.9", "x", ""])
async def test_pages_are_turned_wherever_they_lead(flywheel: Flywheel, send: Send, page: str) -> None:
    assert OPEN == await send(payloads.click_home(TOM, "home_next", page))
    assert "What I reported" in await home(flywheel)


async def test_setup_opens_with_her_own_zone_and_saving_it_says_hello(fresh: Flywheel, send: Send) -> None:
    await fresh.deliver()

    await send(payloads.command(LAN, "/flywheel", "setup"))
    answer = await send(payloads.submission(LAN, "setup_form", setup_typed()))
    await fresh.deliver()

    (view,) = fresh.slack.views()
    zone = next(block for block in view["blocks"] if block["block_id"] == "time_zone")
    assert "Asia/Ho_Chi_Minh" == zone["element"]["initial_option"]["value"]
    assert (OPEN, 1) == (answer, len(fresh.slack.texts(FLYWHEEL)))
    kept = fresh.workspace()
    assert (FLYWHEEL, "vi", 4, "ouch") == (kept.flywheel_channel, kept.language, kept.fiscal_year_start, kept.emoji)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"emoji": "two words"}, "emoji"),
        ({"channel": conversation(None)}, "channel"),
        ({"time_zone": picked("Mars/Base")}, "time_zone"),
    ],
)
async def test_a_wrong_setting_is_told_at_its_field_and_the_form_stays(
    flywheel: Flywheel, send: Send, changes: dict[str, Any], field: str
) -> None:
    answer = await send(payloads.submission(MAYA, "setup_form", setup_typed(**changes)))

    assert ("errors", [field]) == (answer.said["response_action"], list(answer.said["errors"]))


async def test_whoever_may_not_set_up_is_told_who_may(flywheel: Flywheel, send: Send) -> None:
    by_command = await send(payloads.command(TOM, "/flywheel", "setup"))
    await send(payloads.click_home(GUEST, "open_setup", "home"))
    by_form = await send(payloads.submission(TOM, "setup_form", setup_typed()))

    told = "Only a workspace admin, or the person who set Flywheel up, can change this."
    assert (told, [told], [told]) == (
        by_command.said["text"],
        flywheel.slack.quiet(GUEST.user_id),
        list(by_form.said["errors"].values()),
    )


async def test_an_outside_person_nobody_has_heard_of_cannot_set_up_a_fresh_workspace(
    fresh: Flywheel, send: Send
) -> None:
    body = payloads.click(PARTNER, "open_setup", "home", team_id="T0PARTNER")
    form = payloads.submission(PARTNER, "setup_form", setup_typed())
    form["user"]["team_id"] = "T0PARTNER"

    await send(body)
    answer = await send(form)

    assert [] == fresh.slack.views()
    assert ("errors", None) == (answer.said["response_action"], fresh.workspace().flywheel_channel)


async def test_zones_are_found_while_she_types(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.suggestion(LAN, "time_zone", "ho chi"))

    assert [("Asia/Ho Chi Minh", "Asia/Ho_Chi_Minh")] == [
        (option["text"]["text"], option["value"]) for option in answer.said["options"]
    ]


async def test_a_shared_screen_of_settings_is_in_the_channel_it_names(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click_home(MAYA, "open_setup", "home"))

    channel = next(block for block in flywheel.slack.views()[-1]["blocks"] if block["block_id"] == "channel")
    assert FLYWHEEL == channel["element"]["initial_conversation"] != GENERAL
