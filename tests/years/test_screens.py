"""`/flywheel theme`, the year's forms and the setup, through the real Bolt."""

import json
from typing import Any

import pytest

from bot.years.models import QuarterDates, Theme, ThemeKind, ThemeText
from bot.years.services import begin_year
from tests.fake_workspace import FLYWHEEL
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.handlers.payloads import conversation, picked
from tests.people import LAN, MAYA, TOM, Somebody
from tests.years.test_rules import RETAIL

NOT_ALLOWED = "You may not do that here. Ask the department's lead, or a workspace admin."


@pytest.fixture
def year(flywheel: Flywheel) -> Flywheel:
    """On Monday, March 2, 2026; the year begins in January."""
    flywheel.write(begin_year)
    return flywheel


def wish(month: int = 4, **changes: Any) -> dict[str, Any]:
    typed = {"fiscal_start": picked(str(month)), "named_by": picked("ends"), "from_quarter": picked("next")}
    return typed | {"quarters": ""} | changes


def setup_typed(month: int, **changes: Any) -> dict[str, Any]:
    typed = {"channel": conversation(FLYWHEEL), "language": picked("own"), "time_zone": picked("Europe/Berlin")}
    return typed | {"fiscal_start": picked(str(month)), "emoji": ":ouch:"} | changes


def themes(year: Flywheel) -> list[str]:
    return [f"Q{one.quarter} {one.year} {one.starts_on} {one.ends_on}" for one in year.rows(Theme)]


def buttons(message: dict[str, Any]) -> list[str]:
    rows = [block for block in message["blocks"] if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row["elements"]]


async def second_step(send: Send, answer: Answer, who: Somebody = MAYA) -> Answer:
    """Saves what was shown."""
    view = answer.said["view"]
    form = payloads.submission(who, view["callback_id"], {}, about=view["private_metadata"], blocks=view["blocks"])
    return await send(form)


async def test_the_theme_is_shown_with_its_days_and_moments(year: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(TOM, "/flywheel", "theme"))

    assert [
        "Q1 FY26: kick-off",
        "Agree what this year is for: one direction, the same in every department.",
        "30 days left, until Mar 31, 2026.",
        "• Kick-off: Thu, Jan 1, over",
        "• Half-way: Mon, Feb 16, over",
        "• Close of the quarter: Tue, Mar 24",
        "Next: Q2 FY26, big ideas, from Apr 1, 2026.",
    ] == answer.said["text"].splitlines()
    assert [] == buttons(answer.said)


async def test_a_vietnamese_reader_asks_with_her_own_word(year: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(LAN, "/flywheel", "chủ đề"))

    assert answer.said["text"].startswith("Q1 FY26: khởi động")


async def test_who_may_change_it_finds_two_buttons(year: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(MAYA, "/flywheel", "theme"))

    assert ["Change the texts", "Change the year"] == buttons(answer.said)


async def test_before_the_setup_it_says_what_is_missing(fresh: Flywheel, send: Send) -> None:
    answer = await send(payloads.command(MAYA, "/flywheel", "theme"))

    assert "The business year is not known yet. `/flywheel setup` asks for it." == answer.said["text"]


@pytest.mark.parametrize("button", ["change_year", "change_theme"])
async def test_who_may_not_change_it_is_told_whom_to_ask(year: Flywheel, send: Send, button: str) -> None:
    await send(payloads.click(TOM, button, "theme"))

    assert ([], [NOT_ALLOWED]) == (year.slack.views(), year.slack.answers())


async def test_what_moves_is_shown_first_and_then_saved(year: Flywheel, send: Send) -> None:
    before = themes(year)
    await send(payloads.click(MAYA, "change_year", "theme"))

    shown = await send(payloads.submission(MAYA, "year_form", wish(2)))
    untouched = themes(year)
    done = await second_step(send, shown)
    await year.deliver()

    said = json.dumps(shown.said["view"]["blocks"], ensure_ascii=False)
    assert ("push", "clear") == (shown.said["response_action"], done.said["response_action"])
    assert "The current quarter stays as it is: Q1 FY26" in said
    assert "*Q2 FY26* big ideas\\nApr 1 – Jun 30, 2026" in said
    assert "*Q2 FY27* big ideas\\nApr 1 – Jul 31, 2026" in said
    assert "Q2 FY27 takes 122 days, so that no day is left out." in said
    assert before == untouched
    assert [before[0], "Q2 FY27 2026-04-01 2026-08-01"] == themes(year)
    assert year.slack.quiet(MAYA.user_id)[-1].startswith("Q1 FY26: kick-off")


async def test_saved_twice_it_is_said_once(year: Flywheel, send: Send) -> None:
    shown = await send(payloads.submission(MAYA, "year_form", wish(2)))
    view = shown.said["view"]
    form = payloads.submission(MAYA, view["callback_id"], {}, about=view["private_metadata"], blocks=view["blocks"])

    await send(form)
    await send(form)
    await year.deliver()

    assert 1 == len(year.slack.quiet(MAYA.user_id))


async def test_a_year_that_was_wrong_is_mended_for_the_current_quarter_too(year: Flywheel, send: Send) -> None:
    shown = await send(payloads.submission(MAYA, "year_form", wish(4, from_quarter=picked("current"))))
    await second_step(send, shown)

    assert "The current quarter changes too." in str(shown.said["view"])
    assert ["Q4 FY26 2026-01-01 2026-04-01", "Q1 FY27 2026-04-01 2026-07-01"] == themes(year)


async def test_a_change_of_nothing_says_so(year: Flywheel, send: Send) -> None:
    shown = await send(payloads.submission(MAYA, "year_form", wish(1)))

    assert "Nothing moves in the coming year." in str(shown.said["view"])


async def test_own_dates_are_pasted_and_each_wrong_line_is_told(year: Flywheel, send: Send) -> None:
    lines = RETAIL.replace("2026-05-03", "2026-05-04").replace("2026-10-31", "someday")

    wrong = await send(payloads.submission(MAYA, "year_form", wish(quarters=lines)))
    right = await send(payloads.submission(MAYA, "year_form", wish(quarters=RETAIL)))
    await second_step(send, right)

    assert ["Line 2: some", "Line 3: writ", "Line 4: some"] == [
        line[:12] for line in wrong.said["errors"]["quarters"].splitlines()
    ]
    assert 4 == len(year.rows(QuarterDates))
    assert ["Q1 FY26 2026-01-01 2026-04-01", "Q2 FY27 2026-04-01 2026-08-02"] == themes(year)


async def test_own_dates_that_end_soon_are_told_to_those_who_can_add_more(year: Flywheel, send: Send) -> None:
    table = "FY26,1,2026-01-01,2026-03-31\nFY26,2,2026-04-01,2026-05-15"
    await second_step(send, await send(payloads.submission(MAYA, "year_form", wish(quarters=table))))

    hers, his = [(await send(payloads.command(who, "/flywheel", "theme"))).said["text"] for who in (MAYA, TOM)]

    sentence = "Your own dates end on May 15, 2026."
    assert (False, False) == (sentence in hers, sentence in his)  # the next quarter is the table's last
    year.clock.advance(days=40)
    year.write(begin_year)
    hers, his = [(await send(payloads.command(who, "/flywheel", "theme"))).said["text"] for who in (MAYA, TOM)]
    assert (True, False) == (sentence in hers, sentence in his)


async def test_the_setup_shows_what_moves_when_the_year_begins_in_another_month(year: Flywheel, send: Send) -> None:
    shown = await send(payloads.submission(MAYA, "setup_form", setup_typed(5)))
    kept = year.workspace().fiscal_year_start
    done = await second_step(send, shown)

    assert ("push", 1, "clear") == (shown.said["response_action"], kept, done.said["response_action"])
    workspace = year.workspace()
    assert (5, "ouch", "Europe/Berlin") == (workspace.fiscal_year_start, workspace.emoji, workspace.time_zone)
    assert "Q1 FY27 2026-04-01 2026-08-01" == themes(year)[1]


async def test_the_setup_with_the_same_month_is_saved_at_once(year: Flywheel, send: Send) -> None:
    answer = await send(payloads.submission(MAYA, "setup_form", setup_typed(1)))

    assert (Answer(200, {}), "ouch") == (answer, year.workspace().emoji)


async def test_a_wrong_setting_is_told_before_what_moves(year: Flywheel, send: Send) -> None:
    answer = await send(payloads.submission(MAYA, "setup_form", setup_typed(5, emoji="two words")))

    assert ["emoji"] == list(answer.said["errors"])


async def test_the_first_setup_asks_nothing_twice_and_makes_the_themes(fresh: Flywheel, send: Send) -> None:
    answer = await send(payloads.submission(LAN, "setup_form", setup_typed(4)))

    assert Answer(200, {}) == answer
    assert ["Q4 FY26 2026-01-01 2026-04-01", "Q1 FY27 2026-04-01 2026-07-01"] == themes(fresh)


async def test_the_texts_open_with_the_current_theme_and_turn_to_another(year: Flywheel, send: Send) -> None:
    await send(payloads.click(MAYA, "change_theme", "theme"))
    first = year.slack.views()[-1]
    await send(_choose_in(first, "theme_kind", "planning"))
    second = year.slack.asked("views.update")[-1]["view"]
    await send(_choose_in(second, "theme_language", "vi"))

    third = year.slack.asked("views.update")[-1]["view"]
    assert ["kick_off:en", "planning:en", "planning:vi"] == [
        view["private_metadata"] for view in (first, second, third)
    ]
    assert "lập kế hoạch" == third["blocks"][2]["element"]["initial_value"]


async def test_the_companys_texts_are_kept_and_shown_with_what_they_typed_escaped(year: Flywheel, send: Send) -> None:
    answer = await send(_texts(name="<!channel> first", purpose="", kick_off="Why?"))
    shown = await send(payloads.command(TOM, "/flywheel", "theme"))

    assert "update" == answer.said["response_action"]
    assert "You left these empty, so ours stand there: What it is for." in str(answer.said["view"])
    assert shown.said["text"].startswith("Q1 FY26: &lt;!channel&gt; first")
    (row,) = year.rows(ThemeText)
    assert (ThemeKind.KICK_OFF, {"kick_off": ["Why?", "", ""]}) == (row.kind, row.questions)


async def test_too_many_questions_keep_the_form_open_at_their_field(year: Flywheel, send: Send) -> None:
    answer = await send(_texts(kick_off="a?\nb?\nc?\nd?"))

    assert {"theme_questions:kick_off:en:kick_off": "Ask three questions at most, one a line."} == answer.said["errors"]


def _texts(**typed: str) -> dict[str, Any]:
    """The form of the kick-off's texts in English; a moment that is not named is as we ship it."""
    fields = {"theme_name:kick_off:en": typed.get("name", "kick-off")}
    fields["theme_purpose:kick_off:en"] = typed.get("purpose", "As it is")
    fields |= {f"theme_questions:kick_off:en:{moment}": typed.get(moment, "Ours?")
               for moment in ("kick_off", "half_way", "close")}  # fmt: skip
    if "kick_off" in typed:
        fields["theme_questions:kick_off:en:half_way"] = (
            "What has changed for the customer since the kick-off?\nWhat is in the way, and who could clear it?"
        )
        fields["theme_questions:kick_off:en:close"] = (
            "What did we begin that the customer already notices?\nWhat did we say at the kick-off and have not begun?"
        )
    return payloads.submission(MAYA, "theme_form", dict(fields), about="kick_off:en")


def _choose_in(view: dict[str, Any], action_id: str, value: str) -> dict[str, Any]:
    """A select in the form itself."""
    body = payloads.choose(MAYA, action_id, value)
    window = {"id": "V0FORM", "type": "modal", "private_metadata": view["private_metadata"], "state": {"values": {}}}
    return {key: part for key, part in body.items() if key != "message"} | {"view": window}
