"""The buttons and forms of closing a loop, pressed once, twice, too late, and by whom they are not for."""

import json
from typing import Any

import pytest

from bot.loops.models import Outcome
from bot.pains.models import PainStatus
from tests.fake_workspace import GUEST, PARTNER
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.handlers.payloads import picked, ticked
from tests.loops.life import a_report, an_owned_pain, answer, owned, resolved, tellings, the_telling
from tests.people import LAN, MAYA, TOM, Somebody

OPEN = Answer(200, {})


def shown(flywheel: Flywheel) -> str:
    return json.dumps(flywheel.slack.views()[-1], ensure_ascii=False)


def about(flywheel: Flywheel) -> str:
    return str(flywheel.slack.views()[-1]["private_metadata"])


async def test_resolve_opens_a_form_and_keeps_the_sentence_once(flywheel: Flywheel, send: Send) -> None:
    pain = an_owned_pain(flywheel, title="Slow export")

    await send(payloads.click(TOM, "resolve", str(pain.key)))
    form = payloads.submission(TOM, "resolve_form", {"resolution": "Fast now"}, about=about(flywheel))
    answers = [await send(form) for _ in range(3)]

    assert "*P-1* Slow export" in shown(flywheel)
    assert [OPEN] * 3 == answers
    assert (PainStatus.RESOLVED, "Fast now", False) == (
        flywheel.pain().status, flywheel.pain().resolution, flywheel.pain().not_doing
    )  # fmt: skip


async def test_with_the_box_ticked_it_is_not_going_to_be_done(flywheel: Flywheel, send: Send) -> None:
    pain = an_owned_pain(flywheel)

    typed: dict[str, Any] = {"resolution": "We leave it", "not_doing": ticked("not_doing")}
    await send(payloads.submission(TOM, "resolve_form", typed, about=str(pain.key)))

    assert flywheel.pain().not_doing


async def test_a_form_without_a_sentence_stays_open_and_says_so_at_its_field(flywheel: Flywheel, send: Send) -> None:
    pain = an_owned_pain(flywheel)

    told = await send(payloads.submission(TOM, "resolve_form", {"resolution": "…"}, about=str(pain.key)))

    assert {"resolution": "Say in one sentence what changed for the customer."} == told.said["errors"]


@pytest.mark.parametrize("who", [LAN, PARTNER])
async def test_whoever_may_not_resolve_is_told_before_she_types(
    flywheel: Flywheel, send: Send, who: Somebody
) -> None:  # fmt: skip
    pain = an_owned_pain(flywheel)

    await send(payloads.click(who, "resolve", str(pain.key)))

    assert [] == flywheel.slack.views()
    assert 1 == len(flywheel.slack.answers())


@pytest.mark.parametrize(
    ("typed", "how"),
    [({"how": picked("phone"), "how_else": None}, "phone"), ({"how": picked("other"), "how_else": "By fax"}, "By fax")],
)
async def test_i_told_them_asks_how(flywheel: Flywheel, send: Send, typed: dict[str, Any], how: str) -> None:
    resolved(flywheel, an_owned_pain(flywheel, customer="Contoso"))

    await send(payloads.click(LAN, "told_them", str(the_telling(flywheel).key)))
    await send(payloads.submission(LAN, "told_form", typed, about=about(flywheel)))

    assert "*Contoso*" in shown(flywheel)
    assert (Outcome.TOLD, how) == (the_telling(flywheel).outcome, the_telling(flywheel).how)
    assert PainStatus.CLOSED is flywheel.pain().status


async def test_could_not_reach_takes_one_click(flywheel: Flywheel, send: Send) -> None:
    resolved(flywheel, an_owned_pain(flywheel))
    click = payloads.click(LAN, "not_reached", str(the_telling(flywheel).key))

    answers = [await send(click) for _ in range(3)]

    assert [OPEN] * 3 == answers
    assert Outcome.UNREACHABLE is the_telling(flywheel).outcome
    assert [] == flywheel.slack.answers()


async def test_not_fixed_asks_why_and_opens_the_pain_again(flywheel: Flywheel, send: Send) -> None:
    resolved(flywheel, an_owned_pain(flywheel))

    await send(payloads.click(LAN, "not_fixed", str(the_telling(flywheel).key)))
    empty = await send(payloads.submission(LAN, "not_fixed_form", {"why": None}, about=about(flywheel)))
    await send(payloads.submission(LAN, "not_fixed_form", {"why": "Still slow"}, about=about(flywheel)))

    assert ["why"] == list(empty.said["errors"])
    assert (PainStatus.OPEN, TOM.user_id) == (flywheel.pain().status, flywheel.pain().owner)


async def test_the_text_can_be_changed_and_comes_back_in_the_form(flywheel: Flywheel, send: Send) -> None:
    resolved(flywheel, an_owned_pain(flywheel, MAYA, title="Slow export"))
    button = str(the_telling(flywheel).key)

    await send(payloads.click(MAYA, "change_text", button))
    first = shown(flywheel)
    await send(payloads.submission(MAYA, "text_form", {"text": "Hi Ann!"}, about=about(flywheel)))
    await send(payloads.click(MAYA, "change_text", button))

    assert "you told us about this: “Slow export”" in first
    assert "Hi Ann!" in shown(flywheel)


@pytest.mark.parametrize("action", ["told_them", "not_reached", "not_fixed", "change_text"])
async def test_a_button_that_came_too_late_answers_with_a_sentence(
    flywheel: Flywheel, send: Send, action: str
) -> None:  # fmt: skip
    resolved(flywheel, an_owned_pain(flywheel, MAYA))
    answer(flywheel, the_telling(flywheel), MAYA)

    await send(payloads.click(MAYA, action, str(the_telling(flywheel).key)))
    await send(payloads.click(MAYA, action, "nonsense"))

    assert ["That was answered already."] * 2 == flywheel.slack.answers()
    assert [] == flywheel.slack.views()


@pytest.mark.parametrize("action", ["told_them", "not_reached", "not_fixed", "change_text"])
async def test_once_the_pain_is_open_again_the_buttons_of_the_others_say_so(
    flywheel: Flywheel, send: Send, action: str
) -> None:
    pain = an_owned_pain(flywheel)
    await send(payloads.submission(MAYA, "echo_form", {"customer": None}, about=str(pain.key)))
    resolved(flywheel, pain)
    first, other = tellings(flywheel)
    answer(flywheel, first, LAN, Outcome.NOT_FIXED, "Still slow")

    await send(payloads.click(MAYA, action, str(other.key)))

    assert ["P-1 is open again: there is nothing to tell for now."] == flywheel.slack.answers()


async def test_somebody_else_cannot_answer_for_her(flywheel: Flywheel, send: Send) -> None:
    resolved(flywheel, owned(flywheel, a_report(flywheel, MAYA), MAYA), MAYA)

    await send(payloads.click(TOM, "not_reached", str(the_telling(flywheel).key)))

    assert ["Only the person who was asked" in text for text in flywheel.slack.answers()] == [True]


async def test_a_closed_pain_reported_again_is_asked_about_and_one_click_opens_it(
    flywheel: Flywheel, send: Send
) -> None:
    pain = resolved(flywheel, an_owned_pain(flywheel))
    answer(flywheel, the_telling(flywheel), LAN)
    flywheel.slack.say("C0GENERAL", "1.1", "The export is slow")

    await send(payloads.reaction(MAYA, "C0GENERAL", "1.1"))
    await flywheel.deliver()
    (asked,) = flywheel.slack.asked("chat.postEphemeral")
    button = asked["blocks"][-1]["elements"][0]
    click = payloads.click(MAYA, button["action_id"], button["value"])
    for _ in range(2):
        await send(click)
    await flywheel.deliver()
    await send(payloads.click(MAYA, "reopen", str(pain.key)))

    assert "That is P-1, which was closed" in asked["text"]
    assert ["P-1 is open again. Thank you for saying so.", "P-1 is not closed any more."] == flywheel.slack.answers()
    assert (PainStatus.OPEN, [MAYA.user_id]) == (flywheel.pain().status, [one.person for one in flywheel.echoes()])


async def test_me_too_on_a_resolved_card_still_counts(flywheel: Flywheel, send: Send) -> None:
    pain = resolved(flywheel, an_owned_pain(flywheel))

    await send(payloads.click(MAYA, "me_too", str(pain.key)))
    await send(payloads.submission(MAYA, "echo_form", {"customer": "Fabrikam"}, about=about(flywheel)))

    assert [LAN.user_id, MAYA.user_id] == [one.teller for one in tellings(flywheel)]


async def test_the_history_of_a_closed_pain_can_be_read(flywheel: Flywheel, send: Send) -> None:
    pain = resolved(flywheel, an_owned_pain(flywheel, customer="Contoso"))
    answer(flywheel, the_telling(flywheel), LAN)

    await send(payloads.choose(MAYA, "card_menu", f"history:{pain.key}"))

    for deed in ("resolved it: The export now", "told the customer Contoso", "every customer has an answer"):
        assert deed in shown(flywheel)


async def test_a_guest_sees_no_figures(flywheel: Flywheel, send: Send) -> None:
    resolved(flywheel, an_owned_pain(flywheel))

    told = await send(payloads.command(GUEST, "/flywheel", "loops"))

    assert "You may not do that here." in told.said["text"]


async def test_the_command_shows_the_figures(flywheel: Flywheel, send: Send) -> None:
    resolved(flywheel, an_owned_pain(flywheel))

    told = await send(payloads.command(MAYA, "/flywheel", "loops"))

    assert "Customers waiting for a word: 1 (100 %)" in told.said["text"]
    assert ["data_table"] == [block["type"] for block in told.said["blocks"]]
