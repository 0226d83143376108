"""The buttons of a card and a receipt, pressed once, twice, too late, and by whom they are not for."""

import json
from typing import Any

import pytest

from bot.pains.models import Pain, PainStatus, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, me_too
from bot.slack.payloads import SlackMessage
from tests.fake_workspace import GENERAL, PARTNER, SECRET
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.handlers.payloads import picked
from tests.people import LAN, MAYA, TOM, Somebody

OPEN = Answer(200, {})
MENU = ["words", "same", "history", "undo"]


def a_report(flywheel: Flywheel, who: Somebody = MAYA, channel: str = GENERAL, ts: str = "1.1", **said: str) -> Pain:
    report = Report(who.user_id, **{"words": "Contoso waits", **said})  # type: ignore[arg-type]
    return flywheel.report(report, Origin(Via.REACTION, "", SlackMessage(channel, ts, "")))


def shown(flywheel: Flywheel) -> str:
    return json.dumps(flywheel.slack.views()[-1], ensure_ascii=False)


def field_error(answer: Answer) -> dict[str, str]:
    assert "errors" == answer.said["response_action"]
    errors: dict[str, str] = answer.said["errors"]
    return errors


async def test_me_too_opens_a_small_form_and_adds_a_voice(flywheel: Flywheel, send: Send) -> None:
    pain = a_report(flywheel)

    await send(payloads.click(TOM, "me_too", str(pain.key)))
    about = flywheel.slack.views()[-1]["private_metadata"]
    form = payloads.submission(TOM, "echo_form", {"customer": "Fabrikam"}, about=about)
    answers = [await send(form) for _ in range(4)]

    assert [OPEN] * 4 == answers
    assert [(TOM.user_id, "Fabrikam")] == [(echo.person, echo.customer) for echo in flywheel.echoes()]


async def test_me_too_twice_says_she_is_counted_and_keeps_the_form_open(flywheel: Flywheel, send: Send) -> None:
    pain = a_report(flywheel)
    await send(payloads.submission(TOM, "echo_form", {"customer": None}, about=str(pain.key)))

    answer = await send(payloads.submission(TOM, "echo_form", {"customer": None}, about=str(pain.key)))

    assert ["You are counted already."] == [text.split(" Name")[0] for text in field_error(answer).values()]
    assert 1 == len(flywheel.echoes())


async def test_details_can_be_added_by_anyone_and_show_on_the_pain(flywheel: Flywheel, send: Send) -> None:
    pain = a_report(flywheel)
    await send(payloads.click(TOM, "add_details", str(pain.key)))
    about = flywheel.slack.views()[-1]["private_metadata"]

    typed = {"title": "Slow export", "customer": "Contoso", "severity": picked("leaves")}
    await send(payloads.submission(TOM, "details_form", typed, about=about))

    kept = flywheel.pain()
    assert ("Slow export", "Contoso", "leaves", True) == (kept.title, kept.customer, kept.severity, kept.touched)


@pytest.mark.parametrize(("who", "offered"), [(MAYA, True), (TOM, False)])
async def test_only_the_reporter_is_asked_who_may_see_the_words(
    flywheel: Flywheel, send: Send, who: Somebody, offered: bool
) -> None:
    pain = a_report(flywheel, channel=SECRET)

    await send(payloads.click(who, "add_details", str(pain.key)))

    assert offered is ('"share"' in shown(flywheel))
    assert offered is ("Contoso waits" in shown(flywheel))


async def test_same_as_finds_the_other_and_joins_them(flywheel: Flywheel, send: Send) -> None:
    first, second = a_report(flywheel, title="Slow export"), a_report(flywheel, TOM, ts="2.2")
    await send(payloads.click(TOM, "same_as", str(second.key)))
    about = flywheel.slack.views()[-1]["private_metadata"]

    offered = await send(payloads.suggestion(TOM, "other_pain", "export"))
    (option,) = offered.said["options"]
    form = payloads.submission(TOM, "same_as_form", {"other_pain": picked(option["value"])}, about=about)
    answer = await send(form)

    assert ("P-1 · Slow export", str(first.key)) == (option["text"]["text"], option["value"])
    assert OPEN == answer
    assert PainStatus.MERGED is flywheel.pains()[1].status


async def test_same_as_itself_is_told_at_the_field(flywheel: Flywheel, send: Send) -> None:
    pain = str(a_report(flywheel).key)

    answer = await send(payloads.submission(MAYA, "same_as_form", {"other_pain": picked(pain)}, about=pain))

    assert {"other_pain": "Choose another pain: this one is itself."} == field_error(answer)


async def test_the_search_offers_no_private_words(flywheel: Flywheel, send: Send) -> None:
    a_report(flywheel, channel=SECRET)

    offered = await send(payloads.suggestion(TOM, "other_pain", None))

    assert ["P-1"] == [option["text"]["text"] for option in offered.said["options"]]


async def test_undo_takes_it_back_in_the_receipts_place_and_a_second_press_says_so(
    flywheel: Flywheel, send: Send
) -> None:
    pain = str(a_report(flywheel).key)

    await send(payloads.click(MAYA, "undo", pain))
    await flywheel.deliver()
    await send(payloads.click(MAYA, "undo", pain))

    first, second = flywheel.slack.asked("response_url")
    assert (True, True) == (first["replace_original"], "P-1 is taken back" in first["text"])
    assert (False, True) == (second["replace_original"], "not open any more" in second["text"])
    assert PainStatus.WITHDRAWN is flywheel.pain().status


async def test_undo_is_refused_kindly_once_somebody_else_touched_it(flywheel: Flywheel, send: Send) -> None:
    pain = a_report(flywheel)
    flywheel.write(me_too, pain.key, TOM.user_id, "")

    await send(payloads.choose(MAYA, "card_menu", f"undo:{pain.key}"))

    assert ["Only the reporter can take it back" in text for text in flywheel.slack.answers()] == [True]
    assert PainStatus.OPEN is flywheel.pain().status


async def test_the_menu_shows_every_word_and_what_happened(flywheel: Flywheel, send: Send) -> None:
    pain = a_report(flywheel, words="Đau quá! <!channel> " * 500, share_words=True)  # type: ignore[arg-type]

    await send(payloads.choose(TOM, "card_menu", f"words:{pain.key}"))
    words = shown(flywheel)
    await send(payloads.choose(TOM, "card_menu", f"history:{pain.key}"))

    assert (500, 500) == (words.count("Đau"), words.count("&lt;!channel&gt;"))
    assert "*Maya Lopez* reported it" in shown(flywheel)


@pytest.mark.parametrize(("who", "reads"), [(MAYA, True), (TOM, False)])
async def test_private_words_are_shown_to_their_reporter_alone(
    flywheel: Flywheel, send: Send, who: Somebody, reads: bool
) -> None:
    pain = a_report(flywheel, channel=SECRET)

    await send(payloads.choose(who, "card_menu", f"words:{pain.key}"))

    assert reads is bool(flywheel.slack.views())
    assert reads is not any("Only the reporter can read them" in text for text in flywheel.slack.answers())


@pytest.mark.parametrize("wish", MENU)
@pytest.mark.parametrize("pain_id", ["99", "x", "", "-1", "9" * 30])
async def test_a_menu_of_a_pain_that_is_gone_says_so(flywheel: Flywheel, send: Send, wish: str, pain_id: str) -> None:
    assert OPEN == await send(payloads.choose(TOM, "card_menu", f"{wish}:{pain_id}"))

    assert ["not open any more" in text for text in flywheel.slack.answers()] == [True]


@pytest.mark.parametrize(
    "body",
    [
        *(payloads.choose(PARTNER, "card_menu", f"{wish}:1", team_id="T0PARTNER") for wish in MENU),
        *(payloads.click(PARTNER, button, "1", team_id="T0PARTNER")
          for button in ("me_too", "add_details", "same_as", "undo", "capture")),
    ],
    ids=[*MENU, "me too", "details", "same as", "undo on the receipt", "capture"],
)  # fmt: skip
async def test_an_outside_person_sees_the_card_and_can_do_nothing_with_it(
    flywheel: Flywheel, send: Send, body: dict[str, Any]
) -> None:
    a_report(flywheel)

    assert OPEN == await send(body)

    assert ["Only people of this company can do that." in text for text in flywheel.slack.answers()] == [True]
    assert [] == flywheel.slack.views()


async def test_a_pain_closed_while_the_form_was_open_keeps_what_was_typed(flywheel: Flywheel, send: Send) -> None:
    pain = str(a_report(flywheel).key)
    await send(payloads.click(MAYA, "undo", pain))

    answer = await send(payloads.submission(LAN, "details_form", {"title": "x", "customer": "y"}, about=pain))

    assert ["Nỗi đau đó không còn mở" in text for text in field_error(answer).values()] == [True]


@pytest.mark.parametrize("form", ["echo_form", "details_form", "same_as_form"])
async def test_a_form_that_does_not_know_its_pain_says_so_and_stays(flywheel: Flywheel, send: Send, form: str) -> None:
    answer = await send(payloads.submission(TOM, form, {"customer": "Contoso"}, about="nonsense"))

    assert ["customer"] == list(field_error(answer))
