"""The menus of the daily list, the form for another day, and pausing: pressed once, twice, too late, by anyone."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from bot.ownership.handoffs import offer
from bot.ownership.models import HandoffState
from bot.ownership.rules import Receiver
from bot.ownership.services import take
from bot.pains.models import History, Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, report_pain
from bot.people.models import Person
from bot.roster.models import Seat, SeatRole
from tests.fake_workspace import PARTNER
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.handlers.payloads import picked
from tests.people import LAN, MAYA, TOM, Somebody

OPEN = Answer(200, {})


def toms(flywheel: Flywheel, **said: str) -> Pain:
    """A pain Lan reported and Tom took: it comes back in ten working days."""
    fields: dict[str, Any] = {"title": "Slow export", **said}
    pain = flywheel.write(report_pain, Report(LAN.user_id, **fields), Origin(Via.FORM)).pain
    flywheel.write(take, pain.key, TOM.user_id)
    return flywheel.pains()[-1]


def another_day(
    who: Somebody, pain: Pain, when: str = "other", day: str | None = None, why: str = ""
) -> dict[str, Any]:
    typed = {"when": picked(when), "day": {"type": "datepicker", "selected_date": day}, "why": why}
    return payloads.submission(who, "date_form", typed, about=str(pain.id))


def errors(answer: Answer) -> dict[str, str]:
    found: dict[str, str] = answer.said["errors"]
    return found


def paused(flywheel: Flywheel, who: Somebody) -> bool:
    return next(person for person in flywheel.rows(Person) if person.user_id == who.user_id).reminders_paused


def test_a_pain_that_is_taken_has_its_next_date(flywheel: Flywheel) -> None:
    dates = [toms(flywheel, severity=severity).next_on for severity in ("stops", "slows", "", "annoys")]

    assert [date(2026, 3, day) for day in (4, 9, 16, 30)] == dates


async def test_snoozing_moves_the_date_and_writes_the_list_anew(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel)

    answers = [await send(payloads.choose(TOM, "list_menu", f"snooze_1:{pain.id}"))]
    await flywheel.deliver()

    assert [OPEN] == answers
    assert (date(2026, 3, 3), 1) == (flywheel.pain().next_on, flywheel.pain().next_moves)
    (anew,) = flywheel.slack.asked("response_url")
    assert (True, True) == (anew["replace_original"], "P-1 comes back on Tue, Mar 3." in anew["text"])
    assert "1 thing is waiting for you" in anew["text"]
    assert ["2026-03-03"] == [line.detail for line in flywheel.rows(History) if line.what == "date"]


async def test_a_repeated_delivery_snoozes_once(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel)
    click = payloads.choose(TOM, "list_menu", f"snooze_1:{pain.id}")

    assert [OPEN] * 3 == [await send(click) for _ in range(3)]

    assert 1 == flywheel.pain().next_moves


async def test_after_the_second_change_it_is_asked_why(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel)
    for day in ("2026-03-10", "2026-03-11"):
        await send(another_day(TOM, pain, day=day))

    await send(payloads.choose(TOM, "list_menu", f"snooze_1:{pain.id}"))
    shown = json.dumps(flywheel.slack.views()[-1])
    without = await send(another_day(TOM, pain, "1"))
    with_reason = await send(another_day(TOM, pain, "1", why="the vendor is late"))

    assert "Its date was moved 2 times." in shown
    assert ["why"] == list(errors(without))
    assert OPEN == with_reason
    assert (date(2026, 3, 3), 3) == (flywheel.pain().next_on, flywheel.pain().next_moves)
    assert "2026-03-03: the vendor is late" == flywheel.rows(History)[-1].detail


async def test_the_form_offers_working_days(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel)

    await send(payloads.choose(TOM, "list_menu", f"date:{pain.id}"))

    shown = json.dumps(flywheel.slack.views()[-1])
    assert all(text in shown for text in ("day: Tue, Mar 3", "days: Thu, Mar 5", "week: Mon, Mar 9"))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-03-01", "That day is over."),
        ("2020-01-01", "That day is over."),
        ("2028-03-02", "more than a year away"),
        (None, "Choose the day below."),
        ("nonsense", "Choose the day below."),
    ],
)
async def test_a_day_that_cannot_be_is_refused_at_its_field(
    flywheel: Flywheel, send: Send, day: str | None, sentence: str
) -> None:
    pain = toms(flywheel)

    answer = await send(another_day(TOM, pain, day=day))

    assert ["day"] == list(errors(answer))
    assert sentence in errors(answer)["day"]
    assert pain.next_on == flywheel.pain().next_on


async def test_the_day_she_has_already_is_no_change(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel)

    assert OPEN == await send(another_day(TOM, pain, day=str(pain.next_on)))

    assert 0 == flywheel.pain().next_moves


@pytest.mark.parametrize("who", [LAN, PARTNER])
async def test_only_the_owner_her_lead_and_admins_move_a_date(flywheel: Flywheel, send: Send, who: Somebody) -> None:
    pain = toms(flywheel)
    team = "T0PARTNER" if who is PARTNER else "T0ACME"

    await send(payloads.choose(who, "list_menu", f"snooze_1:{pain.id}", team_id=team))

    assert pain.next_on == flywheel.pain().next_on
    assert 1 == len(flywheel.slack.answers())


async def test_an_admin_may_move_it(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel)

    await send(payloads.choose(MAYA, "list_menu", f"snooze_week:{pain.id}"))

    assert date(2026, 3, 9) == flywheel.pain().next_on


async def test_done_opens_the_form_that_resolves_and_hand_over_the_one_that_offers(
    flywheel: Flywheel, send: Send
) -> None:
    pain = toms(flywheel)

    for wish in ("resolve", "notdoing", "handover"):
        await send(payloads.choose(TOM, "list_menu", f"{wish}:{pain.id}"))

    assert ["resolve_form", "resolve_form", "hand_over_form"] == [
        view["callback_id"] for view in flywheel.slack.views()
    ]


async def test_an_offer_is_answered_from_the_list(flywheel: Flywheel, send: Send) -> None:
    pain = toms(flywheel)
    flywheel.write(
        lambda session, workspace_id, *, now: session.add(
            Seat(workspace_id=workspace_id, person=LAN.user_id, role=SeatRole.LEAD, department="sales",
                 valid_from=now.date() - timedelta(days=1))
        )
    )  # fmt: skip
    handoff = flywheel.write(offer, pain.key, TOM.user_id, Receiver("sales"), "It is a promise of yours")

    await send(payloads.choose(LAN, "list_menu", f"decline:{handoff.id}"))
    await send(payloads.choose(LAN, "list_menu", f"accept:{handoff.id}"))
    await flywheel.deliver()

    assert ["decline_offer_form"] == [view["callback_id"] for view in flywheel.slack.views()]
    assert LAN.user_id == flywheel.pain().owner
    assert HandoffState.ACCEPTED is flywheel.rows(type(handoff))[0].state
    assert "Bây giờ P-1 do bạn phụ trách." in flywheel.slack.answers()[-1]


@pytest.mark.parametrize("value", ["snooze_1:99", "date:x", "", "newer:1", "snooze_1:-1"])
async def test_a_menu_of_something_that_is_gone_says_so(flywheel: Flywheel, send: Send, value: str) -> None:
    assert OPEN == await send(payloads.choose(TOM, "list_menu", value))

    assert 1 == len(flywheel.slack.answers())


async def test_reminders_are_paused_and_resumed_by_command(flywheel: Flywheel, send: Send) -> None:
    pause = await send(payloads.command(LAN, "/flywheel", "pause"))
    while_paused = paused(flywheel, LAN)
    resume = await send(payloads.command(TOM, "/flywheel", "resume"))
    await send(payloads.command(LAN, "/flywheel", "resume"))

    assert "Lời nhắc của bạn đã tạm dừng." in pause.said["text"]
    assert "Your reminders are back" in resume.said["text"]
    assert (True, False) == (while_paused, paused(flywheel, LAN))


async def test_reminders_are_paused_and_resumed_on_the_home(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click_home(TOM, "pause_reminders", "home"))
    while_paused = paused(flywheel, TOM)
    await flywheel.deliver()
    await send(payloads.click_home(TOM, "resume_reminders", "home"))
    await flywheel.deliver()

    homes = [json.dumps(arguments["view"]) for arguments in flywheel.slack.asked("views.publish")]
    assert (True, False) == (while_paused, paused(flywheel, TOM))
    assert [True, False] == ["My reminders are paused" in home for home in homes]
