"""The one card of a pain: posted once, edited in place, and never saying more than may be said."""

import json
import re
from functools import partial
from typing import Any

import pytest

from bot.channels.services import keep_channel
from bot.pains.models import Via
from bot.pains.rules import Report
from bot.pains.services import Origin, Reported, add_details, me_too, report_pain, same_as, take_back
from bot.slack.payloads import SlackMessage
from bot.workspaces.services import channel_open
from tests.fake_workspace import DIRECT, FLYWHEEL, GENERAL, SECRET
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA, TOM, Somebody

QUOTE = "Nine minutes, <!channel>! We will cancel."


def report(flywheel: Flywheel, who: Somebody = LAN, channel: str = GENERAL, ts: str = "1.1", **said: Any) -> Reported:
    given = Report(who.user_id, **{"words": QUOTE, **said})
    return flywheel.write(report_pain, given, Origin(Via.REACTION, "", SlackMessage(channel, ts, "")))


def cards(flywheel: Flywheel) -> list[dict[str, Any]]:
    """What was posted in the flywheel channel, then every edit, in order."""
    shown = ("chat.postMessage", "chat.update")
    return [dict(call) for method, call in flywheel.slack.calls if method in shown and call["channel"] == FLYWHEEL]


def newest(flywheel: Flywheel) -> str:
    return json.dumps(cards(flywheel)[-1], ensure_ascii=False)


async def test_a_pain_gets_one_card_with_the_words_as_they_were_said_and_the_way_back_to_them(
    flywheel: Flywheel,
) -> None:
    report(flywheel, customer="Contoso", severity="leaves")

    await flywheel.deliver()

    (card,) = cards(flywheel)
    assert "P-1" in card["text"]
    assert "> Nine minutes, &lt;!channel&gt;! We will cancel." in card["text"]
    for said in ("Contoso", "They may leave us", "From #general", "https://acme.slack.com/archives/C0GENERAL/p11"):
        assert said in card["text"]


async def test_the_reporter_is_named_on_her_card_but_not_pinged(flywheel: Flywheel) -> None:
    report(flywheel)

    await flywheel.deliver()

    assert LAN.name in newest(flywheel)
    assert f"<@{LAN.user_id}" not in newest(flywheel)


async def test_the_card_is_edited_in_place_and_its_count_grows(flywheel: Flywheel) -> None:
    pain = report(flywheel).pain
    await flywheel.deliver()

    flywheel.write(me_too, pain.key, MAYA.user_id, "Fabrikam")
    await flywheel.deliver()

    posted, edit = cards(flywheel)
    assert flywheel.pain().card_ts == edit["ts"]
    assert "2 voices" not in posted["text"]
    assert "2 voices" in edit["text"]
    assert "Fabrikam" in edit["text"]


async def test_the_count_is_seen_however_many_customers_are_named(flywheel: Flywheel) -> None:
    pain = report(flywheel).pain
    for number in range(12):
        flywheel.write(me_too, pain.key, f"U0N{number}", f"Customer number {number} " + "x" * 150)

    await flywheel.deliver()

    assert "13 voices" in cards(flywheel)[-1]["text"]
    assert "13 voices" in json.dumps(cards(flywheel)[-1]["blocks"])


async def test_what_changed_while_the_card_was_on_its_way_is_edited_in(flywheel: Flywheel) -> None:
    pain = report(flywheel).pain
    echo = partial(flywheel.write, me_too, pain.key, MAYA.user_id, "Fabrikam")
    flywheel.slack.meanwhile["chat.postMessage"] = echo

    await flywheel.deliver()

    assert ("chat.update", FLYWHEEL) == (flywheel.slack.calls[-1][0], flywheel.slack.calls[-1][1]["channel"])
    assert "Fabrikam" in newest(flywheel)


async def test_a_pain_taken_back_before_its_card_went_out_has_none(flywheel: Flywheel) -> None:
    flywheel.write(take_back, report(flywheel).pain.key, LAN.user_id)

    await flywheel.deliver()

    assert [] == cards(flywheel)


async def test_a_pain_taken_back_leaves_a_card_without_its_words(flywheel: Flywheel) -> None:
    pain = report(flywheel).pain
    await flywheel.deliver()

    flywheel.write(take_back, pain.key, LAN.user_id)
    await flywheel.deliver()

    assert "P-1 was taken back" in newest(flywheel)
    assert "Nine minutes" not in newest(flywheel)


async def test_a_joined_pain_points_to_the_one_that_counts_it(flywheel: Flywheel) -> None:
    first, second = report(flywheel).pain, report(flywheel, TOM, ts="2.2").pain
    await flywheel.deliver()

    flywheel.write(same_as, second.key, first.key, TOM.user_id)
    await flywheel.deliver()

    texts = [card["text"] for card in cards(flywheel)[2:]]
    assert any("P-2 is the same as P-1" in text for text in texts)
    assert any("2 voices" in text for text in texts)


@pytest.mark.parametrize("channel", [SECRET, DIRECT, "C0UNSEEN"])
async def test_words_said_in_a_private_place_are_on_no_card(flywheel: Flywheel, channel: str) -> None:
    report(flywheel, channel=channel)

    await flywheel.deliver()

    (card,) = cards(flywheel)
    shown = newest(flywheel)
    assert "stay private" in card["text"]
    for secret in ("Nine minutes", "board", channel, "1.1", "p11"):
        assert secret not in shown


async def test_words_said_in_private_are_shown_once_the_reporter_says_so(flywheel: Flywheel) -> None:
    pain = report(flywheel, channel=SECRET).pain
    await flywheel.deliver()

    flywheel.write(add_details, pain.key, Report(LAN.user_id, share_words=True))
    await flywheel.deliver()

    assert "Nine minutes" in newest(flywheel)
    assert "board" not in newest(flywheel)


async def test_her_no_holds_in_a_public_channel_too(flywheel: Flywheel) -> None:
    report(flywheel, share_words=False)

    await flywheel.deliver()

    assert "Nine minutes" not in newest(flywheel)


async def test_a_channel_made_private_since_is_asked_about_before_its_words_are_shown(flywheel: Flywheel) -> None:
    was_public = flywheel.slack.channels[GENERAL]
    flywheel.write(keep_channel, was_public)
    flywheel.slack.channels[GENERAL] = was_public | {"is_private": True}
    flywheel.clock.advance(minutes=11)

    report(flywheel)
    await flywheel.deliver()

    assert "Nine minutes" not in newest(flywheel)


async def test_the_whole_of_a_long_text_is_one_click_away(flywheel: Flywheel) -> None:
    report(flywheel, words="word " * 8_000)

    await flywheel.deliver()

    (card,) = cards(flywheel)
    assert "Open the menu to read it all." in card["text"]
    assert "Read every word" in newest(flywheel)


async def test_cards_are_in_the_workspaces_language_whoever_reported(flywheel: Flywheel) -> None:
    flywheel.set_up(language="vi")

    report(flywheel, MAYA)
    await flywheel.deliver()

    assert "Nỗi đau khách hàng P-1" in newest(flywheel)


async def test_before_a_channel_is_chosen_pains_are_kept_and_their_cards_go_out_once_there_is_one(
    fresh: Flywheel,
) -> None:
    report(fresh, channel=SECRET)
    report(fresh, TOM, ts="2.2")
    await fresh.deliver()
    before = cards(fresh)

    fresh.set_up()
    await fresh.deliver()

    assert ([], 2) == (before, len(fresh.pains()))
    texts = [message["text"] for message in fresh.slack.messages if message["channel"] == FLYWHEEL]
    assert (3, {"P-1", "P-2"}) == (len(texts), {found for text in texts for found in re.findall(r"P-\d", text)})
    assert 1 == len([text for text in texts if "Nine minutes" in text])


async def test_choosing_another_channel_sends_no_second_card(flywheel: Flywheel) -> None:
    report(flywheel)
    await flywheel.deliver()

    flywheel.set_up(channel=GENERAL)
    await flywheel.deliver()

    assert ["P-1" in message["text"] for message in flywheel.slack.messages].count(True) == 1


async def test_a_card_somebody_deleted_comes_back_with_the_next_change(flywheel: Flywheel) -> None:
    key = report(flywheel).pain.key
    await flywheel.deliver()
    flywheel.slack.refusals["chat.update"] = "message_not_found"
    flywheel.write(me_too, key, TOM.user_id, "")
    flywheel.write(me_too, key, MAYA.user_id, "")
    await flywheel.deliver()
    flywheel.slack.refusals.clear()

    flywheel.write(add_details, key, Report(TOM.user_id, stage="use"))
    await flywheel.deliver()

    first, second = flywheel.slack.texts(FLYWHEEL)
    assert ("P-1" in first, "3 voices" in second) == (True, True)
    assert cards(flywheel)[-1]["ts"] == flywheel.pain().card_ts == flywheel.slack.messages[-1]["ts"]


async def test_a_deleted_card_of_a_pain_that_is_over_stays_away(flywheel: Flywheel) -> None:
    key = report(flywheel).pain.key
    await flywheel.deliver()
    flywheel.slack.refusals["chat.update"] = "message_not_found"

    flywheel.write(take_back, key, LAN.user_id)
    await flywheel.deliver()

    assert 1 == len(flywheel.slack.texts(FLYWHEEL))


async def test_what_changes_while_the_channel_is_archived_is_on_the_card_once_it_is_back(flywheel: Flywheel) -> None:
    key = report(flywheel).pain.key
    await flywheel.deliver()
    flywheel.slack.refusals["chat.update"] = "is_archived"
    for who in (TOM, MAYA):
        flywheel.write(me_too, key, who.user_id, "")
    await flywheel.deliver()
    flywheel.slack.refusals.clear()
    told = flywheel.slack.quiet(MAYA.user_id)

    flywheel.write(channel_open, FLYWHEEL)
    await flywheel.deliver()

    assert ["Slack says `is_archived`" in text for text in told] == [True]
    assert "3 voices" in newest(flywheel)
