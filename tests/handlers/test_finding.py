"""Searching, the lists of what waits, and clicking in a line of the Home, through the real Bolt."""

import json
from datetime import date
from typing import Any

import pytest

from bot.home.rules import FOUND_ROWS
from bot.loops.services import resolve
from bot.ownership.handoffs import offer
from bot.ownership.models import HandoffState
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.pains import queries
from bot.pains.models import Pain, PainStatus, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, take_back
from bot.sandbox.validation import check_view
from bot.slack.payloads import SlackMessage
from tests.fake_workspace import GUEST, PARTNER, SECRET
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.people import LAN, MAYA, TOM, Somebody

OPEN = Answer(200, {})


def report(flywheel: Flywheel, title: str, who: Somebody = LAN, **said: Any) -> Pain:
    return flywheel.report(Report(who.user_id, title=title, **said), Origin(Via.FORM))


def toms(flywheel: Flywheel, title: str = "Slow export", **said: Any) -> Pain:
    pain = report(flywheel, title, **said)
    flywheel.write(take, pain.key, TOM.user_id)
    return pain


async def searched(send: Send, who: Somebody, words: str) -> str:
    """What the window shows after she sent it."""
    answer = await send(payloads.submission(who, "search_form", {"query": words}))
    assert "update" == answer.said["response_action"]
    return json.dumps(answer.said["view"], ensure_ascii=False)


async def window(flywheel: Flywheel, send: Send, who: Somebody, what: str) -> str:
    await send(payloads.click_home(who, "open_waiting", what))
    return json.dumps(flywheel.slack.views()[-1], ensure_ascii=False)


async def test_the_search_button_opens_a_window_with_one_field(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click_home(TOM, "open_search", "home"))

    (view,) = flywheel.slack.views()
    assert ["query"] == [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


async def test_what_was_found_comes_in_the_same_window_with_its_state(flywheel: Flywheel, send: Send) -> None:
    toms(flywheel, "Slow export")
    report(flywheel, "Export fails", customer="Contoso")
    flywheel.write(resolve, toms(flywheel, "Old export", customer="Contoso").key, TOM.user_id, "It is quick now")

    shown = await searched(send, TOM, "EXPORT")

    assert "3 pains with “EXPORT”" in shown
    for said in ("open, Tom Becker owns it", "open, no owner yet", "resolved, customers are being told"):
        assert said in shown


@pytest.mark.parametrize("words", ["P-1", "1", "p-1", "contoso slow"])
async def test_a_pain_is_found_by_its_number_and_by_several_words(flywheel: Flywheel, send: Send, words: str) -> None:
    report(flywheel, "Slow export", customer="Contoso")
    report(flywheel, "Slow printer", customer="Fabrikam")

    shown = await searched(send, TOM, words)

    assert ("Slow export" in shown, "Slow printer" in shown) == (True, False)


async def test_words_from_private_places_are_neither_found_nor_shown(flywheel: Flywheel, send: Send) -> None:
    origin = Origin(Via.SHORTCUT, "", SlackMessage(SECRET, "1.1", ""))
    flywheel.report(Report(LAN.user_id, words="the merger"), origin)

    by_word, by_number = await searched(send, LAN, "merger"), await searched(send, LAN, "P-1")

    assert "I found no pain with “merger”." in by_word or "Không tìm thấy" in by_word
    assert ("private" in by_number or "riêng tư" in by_number, "merger" in by_number) == (True, False)


async def test_more_than_fit_are_counted_and_a_way_to_them_is_told(flywheel: Flywheel, send: Send) -> None:
    for number in range(FOUND_ROWS + 3):
        report(flywheel, f"Export {number}")

    assert "These are the newest. 3 more: add a word to see them." in await searched(send, TOM, "export")


async def test_what_was_not_looked_at_is_said_and_found_by_its_number(
    flywheel: Flywheel, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        report(flywheel, f"Export {number}")
    monkeypatch.setattr(queries, "LOOKED_AT", 2)

    by_word, by_number = await searched(send, TOM, "export"), await searched(send, TOM, "P-1")

    assert ("Export 3" in by_word, "Export 0" in by_word, "Export 0" in by_number) == (True, False, True)
    assert "I looked at the newest 2 pains." in by_word


async def test_what_was_taken_back_is_not_found(flywheel: Flywheel, send: Send) -> None:
    flywheel.write(take_back, report(flywheel, "Slow export").key, LAN.user_id)

    assert "I found no pain" in await searched(send, TOM, "export")


@pytest.mark.parametrize("words", ["", "   "])
async def test_no_word_is_told_at_the_field(flywheel: Flywheel, send: Send, words: str) -> None:
    answer = await send(payloads.submission(TOM, "search_form", {"query": words}))

    assert {"query": "Type a word or a number to look for."} == answer.said["errors"]


@pytest.mark.parametrize("words", ["<!channel> & _%'\"\\", "% _", "x" * 200, "nine " * 30, "P-99999999999"])
async def test_whatever_is_typed_is_searched_as_text(flywheel: Flywheel, send: Send, words: str) -> None:
    report(flywheel, "Slow export")

    answer = await send(payloads.submission(TOM, "search_form", {"query": words}))
    _field, first, *_rest = answer.said["view"]["blocks"]

    assert (True, False) == (first["text"]["text"].startswith("*I found no pain"), "<" in first["text"]["text"])
    assert None is check_view(answer.said["view"], home=False)


@pytest.mark.parametrize("typed", ["find export", "FIND  export", "tìm export"])
async def test_a_pain_is_found_by_command(flywheel: Flywheel, send: Send, typed: str) -> None:
    toms(flywheel)

    answer = await send(payloads.command(TOM, "/flywheel", typed))

    assert ("ephemeral", True) == (answer.said["response_type"], "Slow export" in answer.said["text"])
    assert "open, Tom Becker owns it" in answer.said["text"]


async def test_the_command_without_words_opens_the_search(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.command(TOM, "/flywheel", "find"))

    assert ["search_form"] == [view["callback_id"] for view in flywheel.slack.views()]


async def test_a_guest_may_not_search(flywheel: Flywheel, send: Send) -> None:
    report(flywheel, "Slow export")

    answer = await send(payloads.command(GUEST, "/flywheel", "find export"))
    form = await send(payloads.submission(GUEST, "search_form", {"query": "export"}))

    assert answer.said["text"].startswith("You may not do that here.")
    assert "errors" == form.said["response_action"]


async def test_each_list_of_what_waits_shows_what_it_counts(flywheel: Flywheel, send: Send) -> None:
    report(flywheel, "Nobody's")
    late, offered, done = (toms(flywheel, title, customer="Contoso") for title in ("Late", "Offered", "Done"))
    flywheel.write(offer, offered.key, TOM.user_id, Receiver("sales"), "closer to you")
    flywheel.write(resolve, done.key, TOM.user_id, "It is quick now")
    flywheel.clock.advance(days=30)

    shown = {what: await window(flywheel, send, MAYA, what) for what in ("unowned", "handoffs", "overdue", "loops")}

    assert ("Nobody's" in shown["unowned"], "reported " in shown["unowned"]) == (True, True)
    assert ("Offered" in shown["handoffs"], "offered to Sales, waits since" in shown["handoffs"]) == (True, True)
    assert ("Late" in shown["overdue"], "was due on" in shown["overdue"]) == (True, True)
    assert ("Done" in shown["loops"], "1 customer waits for a word" in shown["loops"]) == (True, True)
    assert date(2026, 3, 16) == flywheel.pains()[1].next_on != late.next_on


async def test_a_long_list_has_pages_in_the_same_window(flywheel: Flywheel, send: Send) -> None:
    for number in range(12):
        report(flywheel, f"Pain {number:02}")
    first = await window(flywheel, send, MAYA, "unowned")

    await send(payloads.click_home(MAYA, "waiting_next", "unowned:1"))

    (turned,) = [json.dumps(call["view"]) for call in flywheel.slack.asked("views.update")]
    assert ("Pain 00" in first, "Pain 11" in first, "Pain 11" in turned) == (True, False, True)
    assert "Page 2 of 2, 12 in all" in turned


@pytest.mark.parametrize("value", ["unowned:99", "unowned:x", "nothing", ""])
async def test_a_page_that_is_not_there_any_more_is_the_last_one(flywheel: Flywheel, send: Send, value: str) -> None:
    report(flywheel, "Slow export")

    assert "Slow export" in await window(flywheel, send, MAYA, value)


async def test_a_list_that_became_empty_says_so(flywheel: Flywheel, send: Send) -> None:
    assert "Nothing waits here any more." in await window(flywheel, send, MAYA, "loops")


@pytest.mark.parametrize("who", [TOM, GUEST, PARTNER])
async def test_whoever_does_not_decide_sees_no_list(flywheel: Flywheel, send: Send, who: Somebody) -> None:
    await send(payloads.click_home(who, "open_waiting", "unowned"))

    assert ([], 1) == (flywheel.slack.views(), len(flywheel.slack.quiet(who.user_id)))


async def test_snoozing_on_the_home_moves_the_date_and_publishes_it_anew(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel)

    assert OPEN == await send(payloads.click_home(TOM, "home_second", f"snooze_1:{pain.id}"))
    await flywheel.deliver()

    assert date(2026, 3, 3) == flywheel.pain().next_on
    (home,) = flywheel.slack.asked("views.publish")
    assert "due on Tue, Mar 3" in json.dumps(home["view"])
    assert [] == flywheel.slack.asked("response_url")


async def test_done_on_the_home_opens_the_form_and_its_end_is_seen_there(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel, customer="Contoso")

    await send(payloads.click_home(TOM, "home_first", f"resolve:{pain.id}"))
    await send(payloads.submission(TOM, "resolve_form", {"resolution": "It is quick now"}, about=str(pain.id)))
    await flywheel.deliver()

    assert PainStatus.RESOLVED is flywheel.pain().status
    assert "Nothing is waiting for you." in json.dumps(flywheel.slack.asked("views.publish")[-1]["view"])


async def test_an_offer_is_accepted_on_the_home(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel)
    handoff = flywheel.write(offer, pain.key, TOM.user_id, Receiver(person=MAYA.user_id), "closer to you")

    await send(payloads.click_home(MAYA, "home_first", f"accept:{handoff.id}"))
    await flywheel.deliver()

    assert (MAYA.user_id, HandoffState.ACCEPTED) == (flywheel.pain().owner, HandoffState.ACCEPTED)
    homes = [call for call in flywheel.slack.asked("views.publish") if call["user_id"] == MAYA.user_id]
    assert "yours since" in json.dumps(homes[-1]["view"])


async def test_a_line_that_is_over_is_told_and_the_home_is_not_lost(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel, customer="Contoso")
    flywheel.write(resolve, pain.key, TOM.user_id, "It is quick now")

    assert OPEN == await send(payloads.click_home(TOM, "home_second", f"snooze_1:{pain.id}"))

    await flywheel.deliver()
    assert flywheel.slack.quiet(TOM.user_id)[0].startswith("P-1 is resolved.")
    assert flywheel.slack.asked("views.publish")
