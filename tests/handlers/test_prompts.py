"""Questions to leaders through the real Bolt: buttons, forms, a reply, the daily list, a command."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app import STEPS
from bot.followups.lists import list_now
from bot.pains.models import Pain
from bot.prompts.models import Answer, Prompt, PromptState
from bot.roster.models import SeatRole
from bot.steps.engine import Steps
from bot.years.services import begin_year
from tests.fake_workspace import GUEST, PARTNER
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer as Said
from tests.handlers.conftest import Send
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM

OPEN = Said(200, {})
FIRST, CUSTOMER = "answer:kick_off.close.1", "answer:customer"
MORNING = datetime(2026, 3, 24, 9, 0, 30, tzinfo=UTC)  # the close of the first quarter, in UTC


@pytest.fixture
async def prompt(flywheel: Flywheel) -> Prompt:
    """Tom leads product, and has just been asked."""
    flywheel.clock.move_to(datetime(2026, 3, 23, 12, tzinfo=UTC))
    flywheel.write(seat, TOM.user_id, "product", SeatRole.LEAD)
    flywheel.write(begin_year)
    steps = Steps(flywheel.store, STEPS, now=flywheel.clock.now)
    for moment in (datetime(2026, 3, 23, 12, tzinfo=UTC), datetime(2026, 3, 24, tzinfo=UTC), MORNING):
        flywheel.clock.move_to(moment)
        await steps.run_once()
    await flywheel.deliver()
    return the_prompt(flywheel)


def the_prompt(flywheel: Flywheel) -> Prompt:
    (prompt,) = flywheel.rows(Prompt)
    return prompt


def typed(**changes: Any) -> dict[str, Any]:
    return {FIRST: "Faster exports", CUSTOMER: "", "keep": payloads.picked("send"), **changes}


async def test_the_form_has_every_question_and_what_we_know(flywheel: Flywheel, send: Send, prompt: Prompt) -> None:
    assert OPEN == await send(payloads.click(TOM, "answer", str(prompt.key)))

    form = flywheel.slack.views()[-1]
    fields = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
    assert [FIRST, "answer:kick_off.close.2", CUSTOMER, "keep"] == fields
    assert str(prompt.key) == form["private_metadata"]


async def test_a_sent_form_is_kept_however_often_slack_delivers_it(
    flywheel: Flywheel, send: Send, prompt: Prompt
) -> None:
    body = payloads.submission(TOM, "answer_form", typed(), about=str(prompt.key))

    assert [OPEN] * 3 == [await send(body) for _ in range(3)]
    await flywheel.deliver()

    assert ["Faster exports"] == [one.text for one in flywheel.rows(Answer)]
    assert "Your answers are in." in flywheel.slack.asked("chat.update")[-1]["text"]


async def test_a_draft_is_kept_and_shown_when_the_form_opens_again(
    flywheel: Flywheel, send: Send, prompt: Prompt
) -> None:
    as_draft = typed(keep=payloads.picked("draft"))
    await send(payloads.submission(TOM, "answer_form", as_draft, about=str(prompt.key)))

    await send(payloads.click(TOM, "answer", str(prompt.key)))

    blocks = {block.get("block_id"): block for block in flywheel.slack.views()[-1]["blocks"]}
    assert "Faster exports" == blocks[FIRST]["element"]["initial_value"]
    assert "draft" == blocks["keep"]["element"]["initial_option"]["value"]
    assert PromptState.ASKED == the_prompt(flywheel).state


async def test_an_empty_form_stays_open_and_says_why(flywheel: Flywheel, send: Send, prompt: Prompt) -> None:
    answer = await send(payloads.submission(TOM, "answer_form", typed(**{FIRST: " "}), about=str(prompt.key)))

    assert ("errors", [FIRST]) == (answer.said["response_action"], list(answer.said["errors"]))


async def test_a_reply_in_the_thread_is_an_answer_and_no_pain(flywheel: Flywheel, send: Send, prompt: Prompt) -> None:
    where = {"channel": prompt.message_channel, "thread_ts": prompt.message_ts}
    body = payloads.direct_message(TOM, "8.8", "Exports are <https://x.example|fast> now", **where)

    assert [OPEN] * 2 == [await send(body) for _ in range(2)]
    await flywheel.deliver()

    assert ["Exports are fast (https://x.example) now"] == [one.text for one in flywheel.rows(Answer)]
    assert [] == flywheel.rows(Pain)
    said = flywheel.slack.asked("chat.postMessage")[-1]
    assert (prompt.message_ts, True) == (said["thread_ts"], "2 questions are left." in said["text"])


async def test_a_line_outside_the_thread_is_heard_as_ever(flywheel: Flywheel, send: Send, prompt: Prompt) -> None:
    await send(payloads.direct_message(TOM, "8.8", "Contoso waits", channel=prompt.message_channel))
    await flywheel.deliver()

    assert [] == flywheel.rows(Answer)
    assert "Contoso waits" not in the_prompt(flywheel).why


async def test_whoever_decides_there_no_more_is_told_so_in_the_thread(
    flywheel: Flywheel, send: Send, prompt: Prompt
) -> None:
    flywheel.write(seat, MAYA.user_id, "product", SeatRole.LEAD)
    where = {"channel": prompt.message_channel, "thread_ts": prompt.message_ts}

    await send(payloads.direct_message(TOM, "8.8", "Still mine?", **where))
    await flywheel.deliver()

    assert "You may not do that here" in flywheel.slack.asked("chat.postMessage")[-1]["text"]
    assert [] == flywheel.rows(Answer)


async def test_not_this_time_asks_why_and_keeps_it(flywheel: Flywheel, send: Send, prompt: Prompt) -> None:
    await send(payloads.click(TOM, "not_this_time", str(prompt.key)))
    form = flywheel.slack.views()[-1]

    sent = payloads.submission(TOM, form["callback_id"], {"why": "At the fair"}, about=form["private_metadata"])
    assert OPEN == await send(sent)

    assert (PromptState.NOT_THIS_TIME, "At the fair") == (the_prompt(flywheel).state, the_prompt(flywheel).why)


@pytest.mark.parametrize("wish", ["answer", "notnow"])
async def test_the_menu_of_the_daily_list_opens_the_same_forms(
    flywheel: Flywheel, send: Send, prompt: Prompt, wish: str
) -> None:
    flywheel.clock.move_to(datetime(2026, 3, 26, 9, tzinfo=UTC))
    shown = flywheel.write(list_now, TOM.user_id, said="")
    options = [option["value"] for option in shown.blocks[1]["accessory"]["options"]]

    await send(payloads.choose(TOM, "list_menu", f"{wish}:{prompt.key}"))

    assert [f"answer:{prompt.key}", f"notnow:{prompt.key}"] == options
    assert {"answer": "answer_form", "notnow": "not_this_time_form"}[wish] == flywheel.slack.views()[-1]["callback_id"]


@pytest.mark.parametrize("value", ["", "nonsense", "999", "²"])
async def test_a_button_of_no_questions_says_so(flywheel: Flywheel, send: Send, prompt: Prompt, value: str) -> None:
    for button in ("answer", "not_this_time", "read_answers", "read_answer"):
        assert OPEN == await send(payloads.click(TOM, button, value))

    assert 4 == len([text for text in flywheel.slack.answers() if "not there any more" in text])


async def test_answers_are_read_by_colleagues_and_not_by_guests_or_strangers(
    flywheel: Flywheel, send: Send, prompt: Prompt
) -> None:
    await send(payloads.submission(TOM, "answer_form", typed(), about=str(prompt.key)))
    reference = f"{prompt.subject} kick_off.close.1"

    for who in (GUEST, PARTNER, LAN):
        await send(payloads.click(who, "read_answers", reference))

    assert 2 == len(flywheel.slack.answers())
    (window,) = flywheel.slack.views()
    assert "Faster exports" in window["blocks"][-1]["text"]["text"]


@pytest.mark.parametrize("word", ["answers", "trả lời", "câu trả lời"])
async def test_the_command_shows_the_quarter(flywheel: Flywheel, send: Send, prompt: Prompt, word: str) -> None:
    await send(payloads.submission(TOM, "answer_form", typed(), about=str(prompt.key)))

    answer = await send(payloads.command(TOM, "/flywheel", word))

    assert "• *Product* Faster exports" in answer.said["text"]
