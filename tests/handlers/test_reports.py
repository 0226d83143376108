"""Reporting by shortcut, command and form: kept before Slack gets its ack, in one clear sentence when it cannot be."""

import asyncio
from typing import Any

import pytest

from bot.captures.models import Draft
from bot.pains.models import PainStatus, Source, Via
from tests.fake_workspace import FLYWHEEL, GENERAL, PARTNER, SECRET
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.handlers.payloads import picked, ticked
from tests.people import LAN, MAYA, TOM

OPEN = Answer(200, {})


def fields(view: dict[str, Any]) -> dict[str, Any]:
    """The initial text of every field of a form."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: block["element"].get("initial_value", "") for block in inputs}


async def test_the_message_menu_opens_a_form_filled_with_the_message(flywheel: Flywheel, send: Send) -> None:
    text = "Contoso &amp; <@U0MAYA> wait &lt;9 min&gt;"
    answer = await send(payloads.message_shortcut(LAN, GENERAL, "1.1", text))

    assert OPEN == answer
    (view,) = flywheel.slack.views()
    assert ["title", "words", "customer", "colleague", "stage", "severity"] == list(fields(view))
    assert "Contoso & @Maya Lopez wait <9 min>" == fields(view)["words"] == fields(view)["title"]
    assert [False, True, True, True, True, True] == [block["optional"] for block in view["blocks"]]


async def test_the_form_is_in_the_readers_language(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.global_shortcut(LAN))
    await send(payloads.global_shortcut(TOM))

    titles = [view["title"]["text"] for view in flywheel.slack.views()]
    assert ["Ghi nỗi đau khách hàng", "Log customer pain"] == titles


@pytest.mark.parametrize(
    ("channel", "name"),
    [(SECRET, "board"), ("D0TWO", "directmessage"), ("G0X", "privategroup"), ("C0UNSEEN", "x"), ("C0M", "mpdm-a--b-1")],
)
async def test_from_a_private_place_it_is_asked_whether_the_team_may_see_the_words(
    flywheel: Flywheel, send: Send, channel: str, name: str
) -> None:
    await send(payloads.message_shortcut(LAN, channel, "1.1", "Contoso will cancel", channel_name=name))

    (view,) = flywheel.slack.views()
    assert "share" in fields(view)
    assert "" == fields(view)["title"]  # a title is for everybody: she writes it herself


async def test_while_slack_is_slow_to_tell_a_place_is_private_and_the_form_opens(
    flywheel: Flywheel, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.places.PATIENCE", 0.01)
    flywheel.slack.hang.add("conversations.info")

    await asyncio.wait_for(send(payloads.message_shortcut(LAN, GENERAL, "1.1", "It hurts")), 5)

    assert "share" in fields(flywheel.slack.views()[0])


async def test_a_sent_form_is_kept_whole_and_answered_where_she_was(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.message_shortcut(MAYA, GENERAL, "1.1", "Contoso waits"))
    (view,) = flywheel.slack.views()
    typed = {"title": "Slow export", "words": "Contoso waits", "customer": "Contoso", "colleague": ticked("yes")}
    typed |= {"stage": picked("use"), "severity": picked("stops")}

    answer = await send(payloads.submission(MAYA, "pain_form", typed, about=view["private_metadata"]))
    await flywheel.deliver()

    assert OPEN == answer
    pain, (source,) = flywheel.pain(), flywheel.rows(Source)
    assert ("Slow export", "Contoso waits", "Contoso", True) == (
        pain.title,
        pain.words,
        pain.customer,
        pain.is_colleague,
    )
    assert ("use", "stops", Via.SHORTCUT) == (pain.stage, pain.severity, pain.via)
    assert (GENERAL, "1.1", TOM.user_id) == (source.channel_id, source.ts, source.author)
    assert ["Kept as P-1" in text for text in flywheel.slack.answers()] == [True]
    assert 1 == len(flywheel.slack.texts(FLYWHEEL))


async def test_a_message_edited_or_deleted_while_the_form_is_open_is_kept_as_it_was(
    flywheel: Flywheel, send: Send
) -> None:
    words = "word " * 8_000 + "and the end"
    await send(payloads.message_shortcut(LAN, GENERAL, "1.1", words))
    (view,) = flywheel.slack.views()
    flywheel.slack.said.clear()

    left_alone = {"title": "Long", "words": fields(view)["words"]}
    await send(payloads.submission(LAN, "pain_form", left_alone, about=view["private_metadata"]))

    assert words == flywheel.pain().words


@pytest.mark.parametrize("title", ["", "   ", ":tada:", None])
async def test_an_empty_report_is_answered_under_its_field_and_the_form_stays(
    flywheel: Flywheel, send: Send, title: str | None
) -> None:
    answer = await send(payloads.submission(TOM, "pain_form", {"title": title, "words": ""}))

    said = {"response_action": "errors", "errors": {"title": "Say in a few words what hurts the customer."}}
    assert Answer(200, said) == answer
    assert [] == flywheel.pains()


async def test_a_form_delivered_four_times_is_one_pain_and_one_receipt(flywheel: Flywheel, send: Send) -> None:
    form = payloads.submission(MAYA, "pain_form", {"title": "Slow export"})

    for _ in range(4):
        assert OPEN == await send(form)
    await flywheel.deliver()

    assert (1, 1) == (len(flywheel.pains()), len(flywheel.slack.quiet(MAYA.user_id)))


async def test_her_no_to_showing_the_words_holds_even_when_the_draft_is_gone(flywheel: Flywheel, send: Send) -> None:
    typed = {"title": "Slow export", "words": "secret", "share": ticked()}

    await send(payloads.submission(MAYA, "pain_form", typed, about="forgotten"))
    await flywheel.deliver()

    assert "secret" not in str(flywheel.slack.texts(FLYWHEEL))


async def test_a_draft_of_somebody_else_is_not_hers_to_send(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.message_shortcut(LAN, SECRET, "1.1", "Contoso will cancel", channel_name="board"))
    (draft,) = flywheel.rows(Draft)

    await send(payloads.submission(TOM, "pain_form", {"title": "Mine"}, about=draft.id))

    assert ("Mine", "", []) == (flywheel.pain().title, flywheel.pain().words, flywheel.rows(Source))


async def test_a_command_with_a_text_keeps_it_at_once_with_a_quiet_receipt(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(LAN, "/pain", "Contoso waits for <@U0MAYA|maya>"))
    await flywheel.deliver()

    assert (OPEN, []) == (answer, flywheel.slack.views())
    assert ("Contoso waits for @Maya Lopez", Via.COMMAND) == (flywheel.pain().title, flywheel.pain().via)
    (receipt,) = flywheel.slack.asked("response_url")
    assert ("ephemeral", True) == (receipt["response_type"], "P-1" in receipt["text"])


async def test_a_command_of_40000_characters_is_kept_whole(flywheel: Flywheel, send: Send) -> None:
    text = "<!channel> đau " * 2_700

    await send(payloads.command(LAN, "/pain", text))
    await flywheel.deliver()

    assert text.replace("<!", "@").replace(">", "").strip() == flywheel.pain().words
    assert "<!channel" not in str(flywheel.slack.calls)


async def test_a_command_without_a_text_opens_the_form(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(LAN, "/pain", "  "))

    assert (OPEN, ["", "", ""]) == (answer, list(fields(flywheel.slack.views()[0]).values())[:3])


async def test_a_command_that_says_nothing_is_answered_with_what_to_write(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(TOM, "/pain", ":tada:"))

    assert ("ephemeral", "Say in a few words what hurts the customer.") == (
        answer.said["response_type"],
        answer.said["text"],
    )
    assert [] == flywheel.pains()


async def test_a_command_without_its_text_field_opens_the_form(flywheel: Flywheel, send: Send) -> None:
    body = payloads.command(LAN, "/pain", "")

    assert OPEN == await send({**body, "text": None})
    assert 1 == len(flywheel.slack.views())


async def test_before_setup_reports_are_kept_and_she_is_told_when_the_team_sees_them(
    fresh: Flywheel, send: Send
) -> None:
    await send(payloads.command(MAYA, "/pain", "Contoso waits"))
    await fresh.deliver()

    assert PainStatus.OPEN is fresh.pain().status
    assert ["as soon as a flywheel channel is chosen" in text for text in fresh.slack.answers()] == [True]


async def test_an_outside_person_is_told_whom_to_ask(flywheel: Flywheel, send: Send) -> None:
    body = payloads.message_shortcut(PARTNER, GENERAL, "1.1", "It hurts", team_id="T0PARTNER")

    assert OPEN == await send(body)
    assert ["Only people of this company can do that." in text for text in flywheel.slack.answers()] == [True]
    assert ([], []) == (flywheel.slack.views(), flywheel.rows(Draft))


@pytest.mark.parametrize("code", ["expired_trigger_id", "exchanged_trigger_id"])
async def test_a_form_that_came_too_late_is_asked_to_be_opened_again(flywheel: Flywheel, send: Send, code: str) -> None:
    flywheel.slack.refusals["views.open"] = code

    by_command = await send(payloads.command(TOM, "/pain", ""))
    await send(payloads.message_shortcut(TOM, GENERAL, "1.1", "It hurts"))
    await send(payloads.global_shortcut(TOM))

    told = "Slack gave up waiting for the form. Nothing is lost: please open it again."
    assert (told, [told], [told]) == (
        by_command.said["text"],
        flywheel.slack.answers(),
        flywheel.slack.quiet(TOM.user_id),
    )


async def test_a_message_without_text_opens_an_empty_form(flywheel: Flywheel, send: Send) -> None:
    assert OPEN == await send(payloads.message_shortcut(LAN, GENERAL, "1.1", None))
    assert ("", "") == (fields(flywheel.slack.views()[0])["title"], fields(flywheel.slack.views()[0])["words"])
