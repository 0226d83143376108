"""`/flywheel review` and `/flywheel kpi` with all behind them, through the real Bolt."""

from typing import Any

import pytest
from sqlmodel import Session, select

from bot.checkpoints.models import CheckpointState, Kpi, KpiValue
from bot.pains.models import Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from bot.roster.models import Seat
from tests.checkpoints.conftest import NEXT, WHY, Reviews
from tests.fake_workspace import GUEST, PARTNER
from tests.handlers import payloads
from tests.handlers.conftest import Answer, Send
from tests.handlers.payloads import picked
from tests.people import LAN, MAYA, TOM, Somebody

NOT_ALLOWED = "You may not do that here. Ask the department's lead, or a workspace admin."


def opened(reviews: Reviews) -> dict[str, Any]:
    """The form or window that was opened last."""
    views = [one for method in ("views.open", "views.push") for one in reviews.flywheel.slack.asked(method)]
    return dict(views[-1]["view"])


def said(reviews: Reviews) -> dict[str, Any]:
    return dict(reviews.flywheel.slack.asked("response_url")[-1])


def menu(answer: Answer, place: int = 0) -> list[str]:
    """What the menu of a review offers."""
    menus = [block["accessory"] for block in answer.said["blocks"] if "accessory" in block]
    return [option["text"]["text"] for option in menus[place]["options"]]


async def write(reviews: Reviews, send: Send, who: Somebody, insight: str = WHY, foresight: str = NEXT) -> Answer:
    await send(payloads.click(who, "write_remarks", f"{reviews.review().key}:"))
    view = opened(reviews)
    typed = {"insight": insight, "foresight": foresight}
    return await send(payloads.submission(who, "remarks_form", typed, about=view["private_metadata"]))


async def test_the_next_reviews_are_shown_with_their_mix(reviews: Reviews, send: Send) -> None:
    answer = await send(payloads.command(TOM, "/flywheel", "review"))
    lines = answer.said["text"].splitlines()

    assert lines[0].startswith("*KPI review: March 2026* · <!date^")
    assert "Leaders are asked on Wed, Apr 1." == lines[1]  # before that nobody is missing
    assert lines[2].startswith("*QBR: Q1 FY26* · <!date^")
    assert ["Write for Product", "Show the numbers", "Move it", "Call it off"] == menu(answer)


async def test_once_leaders_were_asked_it_says_who_is_missing(reviews: Reviews, send: Send) -> None:
    await reviews.undisturbed_until(2026, 4, 1, 17)
    answer = await send(payloads.command(TOM, "/flywheel", "review"))

    assert (
        answer.said["text"]
        .splitlines()[1]
        .startswith("Nothing was said yet: insight and foresight are missing from Sales, Customer service, and")
    )


async def test_a_vietnamese_reader_asks_with_her_own_word(reviews: Reviews, send: Send) -> None:
    answer = await send(payloads.command(LAN, "/flywheel", "đánh giá"))

    assert answer.said["text"].startswith("*Xem lại KPI: tháng 3 năm 2026*")


@pytest.mark.parametrize("who", [GUEST, PARTNER])
@pytest.mark.parametrize("word", ["review", "kpi"])
async def test_guests_and_people_of_other_companies_see_no_figures(
    reviews: Reviews, send: Send, who: Somebody, word: str
) -> None:
    answer = await send(payloads.command(who, "/flywheel", word))

    assert "KPI" not in str(answer.said)
    assert [] == reviews.flywheel.slack.asked("views.open")


async def test_a_leader_writes_from_the_message_that_asks_her(reviews: Reviews, send: Send) -> None:
    await write(reviews, send, TOM)

    assert {WHY, NEXT} == {one.text for one in reviews.remarks()}
    assert {"product"} == {one.department for one in reviews.remarks()}


async def test_the_form_shows_what_was_said_and_the_figures_of_the_department(reviews: Reviews, send: Send) -> None:
    reviews.flywheel.report(Report(LAN.user_id, "Slow export", stage="use"), Origin(Via.FORM))
    await write(reviews, send, TOM)
    await send(payloads.choose(TOM, "review_menu", f"write:{reviews.review().key}:product"))
    fields = {block["block_id"]: block["element"] for block in opened(reviews)["blocks"] if block["type"] == "input"}

    assert WHY == fields["insight"]["initial_value"]
    assert "Reports: Use: 1" in opened(reviews)["blocks"][1]["text"]["text"]


async def test_an_empty_form_keeps_what_was_typed_open_with_a_sentence(reviews: Reviews, send: Send) -> None:
    answer = await write(reviews, send, TOM, "", "")

    assert {"insight": "Write a few words in one field at least."} == answer.said["errors"]


async def test_who_decides_nowhere_is_told_so(reviews: Reviews, send: Send) -> None:
    reviews.change(without_seats, LAN)
    answer = await send(payloads.click(LAN, "write_remarks", f"{reviews.review().key}:"))
    await reviews.flywheel.deliver()

    assert 200 == answer.status
    assert [] == reviews.flywheel.slack.asked("views.open")


async def test_a_review_is_moved_in_a_form(reviews: Reviews, send: Send) -> None:
    number = str(reviews.review().key)
    await send(payloads.choose(MAYA, "review_menu", f"move:{number}"))
    typed = {"review_day": {"selected_date": "2026-04-08"}, "review_clock": {"selected_time": "15:30"}}
    await send(payloads.submission(MAYA, "move_review_form", typed, about=number))

    assert "2026-04-08 15:30" == f"{reviews.review().meets_local:%Y-%m-%d %H:%M}"


async def test_a_review_is_called_off_in_a_form(reviews: Reviews, send: Send) -> None:
    number = str(reviews.review().key)
    await send(payloads.choose(MAYA, "review_menu", f"off:{number}"))
    await send(payloads.submission(MAYA, "call_off_review_form", {"why": "Fair"}, about=number))

    assert (CheckpointState.CANCELLED, "Fair") == (reviews.review().state, reviews.review().why)


async def test_the_brief_is_shown_to_whoever_asks_and_each_number_has_a_list(reviews: Reviews, send: Send) -> None:
    reviews.flywheel.report(Report(LAN.user_id, "Slow export", stage="use"), Origin(Via.FORM))
    await send(payloads.click(TOM, "show_brief", str(reviews.review().key)))
    await reviews.flywheel.deliver()
    (controls,) = [block for block in said(reviews)["blocks"] if block["type"] == "actions"]
    values = [option["value"] for option in controls["elements"][0]["options"]]
    await send(payloads.choose(TOM, "behind_number", values[0]))
    window = opened(reviews)

    assert f"{reviews.review().key}:reports" == values[0]
    assert "Behind the number" == window["title"]["text"]
    assert "|P-1>* Slow export" in window["blocks"][1]["text"]["text"]


async def test_what_everybody_said_can_be_read_whole(reviews: Reviews, send: Send) -> None:
    reviews.say(TOM, "word " * 500, NEXT)
    await send(payloads.click(LAN, "read_remarks", str(reviews.review().key)))
    shown = " ".join(block.get("text", {}).get("text", "") for block in opened(reviews)["blocks"])

    assert 500 == shown.count("word")


async def test_a_number_of_our_own_is_added_typed_in_and_archived(reviews: Reviews, send: Send) -> None:
    await send(payloads.command(MAYA, "/flywheel", "kpi"))
    await send(payloads.click(MAYA, "add_kpi", "new"))
    typed = {"kpi_name": "Churn", "kpi_unit": "%", "kpi_direction": picked("less"), "kpi_target": "3"}
    await send(payloads.submission(MAYA, "kpi_form", typed | {"kpi_department": picked("-")}))
    (kpi,) = reviews.flywheel.rows(Kpi)
    number = {"kpi_month": picked("2026-03"), "kpi_number": "3.2 %"}
    await send(payloads.submission(MAYA, "kpi_number_form", number, about=str(kpi.id)))
    (value,) = reviews.flywheel.rows(KpiValue)
    await send(payloads.choose(MAYA, "kpi_menu", f"archive:{kpi.id}"))

    assert ("Churn", "%", False, 3.0) == (kpi.name, kpi.unit, kpi.more_is_better, kpi.target)
    assert ("2026-03-01", 3.2) == (str(value.month), value.value)
    assert reviews.flywheel.rows(Kpi)[0].is_archived


async def test_bad_lines_are_named_at_the_field_and_nothing_is_kept(reviews: Reviews, send: Send) -> None:
    await send(payloads.submission(MAYA, "kpi_form", {"kpi_name": "Churn", "kpi_department": picked("-")}))
    answer = await send(payloads.submission(MAYA, "kpi_paste_form", {"kpi_lines": "Churn,2026-03,1\nX,2026-03,2"}))

    assert {"kpi_lines": "Line 2: there is no number “X” here."} == answer.said["errors"]
    assert [] == reviews.flywheel.rows(KpiValue)


def without_seats(session: Session, _workspace_id: int, who: Somebody) -> None:
    for seat in session.exec(select(Seat).where(Seat.person == who.user_id)):
        session.delete(seat)
