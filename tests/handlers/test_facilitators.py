"""Who leads the meeting, through the real Bolt: the rotation, passing it on, and days away."""

from datetime import date
from typing import Any

import pytest

from bot.facilitators.models import Away
from bot.facilitators.services import assign
from bot.meetings.models import Meeting
from tests.fake_workspace import GUEST
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.meetings.conftest import Beat
from tests.people import LAN, TOM, Somebody

OK = Answer(200, {})


@pytest.fixture(autouse=True)
def beat(flywheel: Flywheel) -> Beat:
    """Tom and Lan lead by turns; it is Tom's, and he was told."""
    beat = Beat(flywheel)
    beat.set_up()
    flywheel.write(
        lambda session, _id, *, now: assign(session, session.get_one(Meeting, beat.meetings()[0].key), now=now)
    )
    return beat


def meeting(flywheel: Flywheel) -> Meeting:
    return min(flywheel.rows(Meeting), key=lambda one: one.starts_at)


def person(who: Somebody | None) -> dict[str, Any]:
    return {"type": "users_select", "selected_user": who.user_id if who else None}


def day(text: str | None) -> dict[str, Any]:
    return {"type": "datepicker", "selected_date": text}


@pytest.mark.parametrize("word", ["rotation", "luân phiên"])
async def test_the_rotation_shows_who_leads_next_to_her_alone(send: Send, word: str) -> None:
    answer = await send(payloads.command(TOM, "/flywheel", word))

    assert "ephemeral" == answer.said["response_type"]
    assert "*1. Tom Becker* · leads on Tue, Mar 10" in answer.said["text"]
    assert "Change the order" in str(answer.said["blocks"])


async def test_whoever_is_not_on_the_team_sees_it_without_the_menus(send: Send) -> None:
    answer = await send(payloads.command(GUEST, "/flywheel", "rotation"))

    assert ("Change the order" in str(answer.said["blocks"]), "I am away" in str(answer.said["blocks"])) == (
        False,
        True,
    )


async def test_passing_it_on_asks_and_a_yes_gives_it(flywheel: Flywheel, send: Send) -> None:
    key = meeting(flywheel).key
    await send(payloads.click(TOM, "ask_to_lead", str(key)))
    about = flywheel.slack.views()[-1]["private_metadata"]
    await send(payloads.submission(TOM, "ask_to_lead_form", {"person": person(LAN)}, about=about))
    body = payloads.click(LAN, "accept_lead", f"{key}:{TOM.user_id}")

    assert [OK] * 2 == [await send(body) for _ in range(2)]
    await flywheel.deliver()

    assert LAN.user_id == meeting(flywheel).facilitator
    assert "Bạn điều phối cuộc họp flywheel" in flywheel.slack.answers()[-1]


async def test_a_no_is_told(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click(LAN, "decline_lead", f"{meeting(flywheel).key}:{TOM.user_id}"))
    await flywheel.deliver()

    assert "cannot lead the flywheel meeting" in flywheel.slack.quiet(TOM.user_id)[-1]


async def test_an_answer_from_a_second_phone_says_who_leads_it(flywheel: Flywheel, send: Send) -> None:
    for _ in range(2):
        await send(payloads.click(LAN, "accept_lead", f"{meeting(flywheel).key}:{TOM.user_id}"))

    assert "Trong lúc đó Trần Thị Lan" in flywheel.slack.answers()[0]


async def test_nobody_chosen_is_said_at_the_field(flywheel: Flywheel, send: Send) -> None:
    about = str(meeting(flywheel).key)
    answer = await send(payloads.submission(TOM, "ask_to_lead_form", {"person": person(None)}, about=about))

    assert ["person"] == list(answer.said["errors"])


async def test_the_menu_skips_and_swaps(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.choose(LAN, "rotation_menu", f"skip:{TOM.user_id}"))
    skipped = meeting(flywheel).facilitator
    await send(payloads.choose(LAN, "rotation_menu", f"swap:{TOM.user_id}"))
    about = flywheel.slack.views()[-1]["private_metadata"]
    await send(payloads.submission(LAN, "swap_turns_form", {"person": person(LAN)}, about=about))

    await flywheel.deliver()

    assert (LAN.user_id, TOM.user_id) == (skipped, meeting(flywheel).facilitator)
    first, second = flywheel.slack.asked("response_url")  # what she looks at is written anew
    assert ("*1. Trần Thị Lan*" in first["text"], "*1. Tom Becker*" in second["text"]) == (True, True)


async def test_an_unknown_wish_is_answered_kindly(flywheel: Flywheel, send: Send) -> None:
    assert 200 == (await send(payloads.choose(LAN, "rotation_menu", "dance:U1"))).status


async def test_the_order_is_the_one_in_which_they_were_chosen(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click(TOM, "change_rotation", "rotation"))
    shown = flywheel.slack.views()[-1]["blocks"][0]["element"]["initial_users"]
    chosen = {"type": "multi_users_select", "selected_users": [LAN.user_id, TOM.user_id]}
    await send(payloads.submission(TOM, "rotation_form", {"people": chosen}))
    answer = await send(payloads.command(TOM, "/flywheel", "rotation"))

    assert [TOM.user_id, LAN.user_id] == shown
    assert "*2. Trần Thị Lan* · leads on Tue, Mar 24" in answer.said["text"]  # the next one is Tom's: he was told


async def test_everybody_may_say_when_she_is_away_and_take_it_back(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click(TOM, "say_away", "rotation"))
    typed = {"first_away": day("2026-03-09"), "last_away": day("2026-03-11")}
    await send(payloads.submission(TOM, "away_form", typed))
    (away,) = flywheel.rows(Away)
    leads = meeting(flywheel).facilitator
    await send(payloads.click(TOM, "say_away", "rotation"))
    await send(payloads.submission(TOM, "away_form", {**typed, "away": payloads.ticked(str(away.id))}))

    assert (date(2026, 3, 9), date(2026, 3, 11), LAN.user_id) == (away.first, away.last, leads)
    assert [] == flywheel.rows(Away)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(None, "2026-03-11", "first_away"), ("2026-03-11", None, "last_away"), ("2026-03-11", "2026-03-09", "last_away")],
)
async def test_days_that_are_none_are_said(send: Send, first: str | None, last: str | None, field: str) -> None:
    typed = {"first_away": day(first), "last_away": day(last)}
    answer = await send(payloads.submission(TOM, "away_form", typed))

    assert [field] == list(answer.said["errors"])
