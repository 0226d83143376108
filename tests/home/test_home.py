"""App Home: what this is, what to press, what became of what she reported. Each her own, in her own language."""

import json

import pytest

from bot.home.help import help_message
from bot.home.publishing import publish_home
from bot.home.rules import Pages
from bot.home.views import home_view
from bot.i18n import texts_in
from bot.pains.models import Via
from bot.pains.rules import Report
from bot.pains.services import Origin, report_pain, take_back
from bot.slack.payloads import SlackMessage
from tests.fake_workspace import GUEST, PARTNER, SECRET
from tests.flywheel import Flywheel
from tests.home.screens import facts
from tests.people import LAN, MAYA, TOM, Somebody


async def opened(flywheel: Flywheel, who: Somebody, pages: Pages | None = None) -> str:
    """Her Home after she opened it."""
    flywheel.write(publish_home, who.user_id, flywheel.key(), pages=pages)
    await flywheel.deliver()
    call = flywheel.slack.asked("views.publish")[-1]
    assert who.user_id == call["user_id"]
    return json.dumps(call["view"], ensure_ascii=False)


def report(flywheel: Flywheel, who: Somebody, text: str, ts: str = "1.1") -> int:
    origin = Origin(Via.REACTION, "", SlackMessage(SECRET, ts, ""))
    return flywheel.write(report_pain, Report(who.user_id, words=text), origin).pain.key


async def test_a_first_home_says_what_to_do_first(fresh: Flywheel) -> None:
    home = await opened(fresh, TOM)

    for said in ("One step is left", "Set up Flywheel", "Log customer pain", "How it works", "Nothing yet."):
        assert said in home


@pytest.mark.parametrize("who", [GUEST, PARTNER])
async def test_whoever_may_not_set_up_is_not_asked_to(fresh: Flywheel, who: Somebody) -> None:
    await fresh.deliver()

    assert "Set up Flywheel" not in await opened(fresh, who)


@pytest.mark.parametrize(("who", "may"), [(MAYA, True), (TOM, False)])
async def test_the_setup_is_changed_by_those_who_may(flywheel: Flywheel, who: Somebody, may: bool) -> None:
    assert may is ("Change the setup" in await opened(flywheel, who))


async def test_home_shows_my_reports_and_nobody_elses(flywheel: Flywheel) -> None:
    report(flywheel, LAN, "Contoso <!channel> waits")
    flywheel.write(take_back, report(flywheel, LAN, "never mind", "2.2"), LAN.user_id)
    report(flywheel, TOM, "somebody else's secret", "3.3")

    home = await opened(flywheel, LAN)

    assert "*P-1* Contoso &lt;!channel&gt; waits" in home
    assert "đã được rút lại" in home or "đã rút lại" in home
    assert "secret" not in home


async def test_many_reports_come_in_pages(flywheel: Flywheel) -> None:
    for number in range(10):
        report(flywheel, MAYA, f"report {number}", f"1.{number}")

    first, second = await opened(flywheel, MAYA), await opened(flywheel, MAYA, Pages(reports=1))

    assert (True, False) == ("Next page" in first, "Previous page" in first)
    assert (False, True) == ("Next page" in second, "Previous page" in second)
    assert ("P-10" in first, "P-2" in first, "P-2" in second) == (True, False, True)
    assert "Page 2 of 2, 10 in all" in second


@pytest.mark.parametrize(("who", "said"), [(LAN, "Tôi đã báo cáo"), (TOM, "What I reported")])
async def test_home_speaks_the_readers_language(flywheel: Flywheel, who: Somebody, said: str) -> None:
    assert said in await opened(flywheel, who)


async def test_vietnamese_is_offered_where_the_sun_says_so(flywheel: Flywheel) -> None:
    flywheel.set_up(language="en")

    assert "Bạn có muốn Flywheel nói tiếng Việt" in await opened(flywheel, LAN)
    assert "tiếng Việt với bạn" not in await opened(flywheel, TOM)


async def test_an_admin_sees_what_slack_refuses_and_why(flywheel: Flywheel) -> None:
    flywheel.slack.refusals["chat.postMessage"] = "is_archived"
    report(flywheel, LAN, "It hurts")
    await flywheel.deliver()

    assert "`is_archived` (1)" in await opened(flywheel, MAYA)
    assert "is_archived" not in await opened(flywheel, TOM)


async def test_a_quiet_receipt_that_was_refused_is_no_trouble_of_an_admin(flywheel: Flywheel) -> None:
    flywheel.slack.refusals["views.publish"] = "not_enabled"
    flywheel.write(publish_home, LAN.user_id, "1")
    await flywheel.deliver()
    flywheel.slack.refusals.clear()

    assert "cannot be sent" not in await opened(flywheel, MAYA)


async def test_opening_it_again_shows_it_anew(flywheel: Flywheel) -> None:
    before = await opened(flywheel, MAYA)
    report(flywheel, MAYA, "It hurts")

    assert ("It hurts" in before, "It hurts" in await opened(flywheel, MAYA)) == (False, True)


async def test_a_report_from_a_private_place_is_named_by_her_own_words_to_herself_alone(flywheel: Flywheel) -> None:
    report(flywheel, TOM, "the board is split")

    assert "the board is split" in await opened(flywheel, TOM)


def test_the_language_menu_shows_the_language_in_use() -> None:
    home = home_view(facts(), texts_in("vi"))

    asides = [block["accessory"] for block in home["blocks"] if "accessory" in block]
    assert ["vi"] == [one["initial_option"]["value"] for one in asides if one["type"] == "static_select"]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_help_tells_every_way_in(language: str) -> None:
    text = help_message("ouch", "Flywheel", texts_in(language)).text

    for way in (":ouch:", "`/pain`", "/invite @Flywheel", "*Log customer pain*", "`/flywheel setup`", "help"):
        assert way in text


def test_what_was_not_understood_is_given_back_as_text() -> None:
    text = help_message("ouch", "Flywheel", texts_in("en"), unknown="<!channel> dance").text

    assert "I do not know “&lt;!channel&gt; dance” yet." in text
