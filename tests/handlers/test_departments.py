"""The company is changed in windows: a list, a form for each part, and back to the list."""

from typing import Any

import pytest

from bot.departments.models import Department, Stage
from bot.workdays.models import DayOff
from tests.flywheel import Flywheel
from tests.handlers import payloads
from tests.handlers.conftest import Send
from tests.people import LAN, MAYA

FINANCE = {"name": "Money", "kind": payloads.picked("enabling"), "country": "vn", "archived": payloads.ticked()}
RETURNS = {"name": "Return goods", "department": payloads.picked("sales"), "after": payloads.picked("use")}
OUTING = {
    "day": payloads.day("2026-03-03"),
    "last_day": payloads.day(None),
    "name": "Outing",
    "department": payloads.picked("+everybody"),
}


def listed(window: dict[str, Any]) -> list[str]:
    """The lines of a window that lists things."""
    return [block["text"]["text"] for block in window["blocks"] if block["type"] == "section"]


def stages_in(form: dict[str, Any]) -> list[str]:
    (field,) = [block for block in form["blocks"] if block.get("block_id") == "stage"]
    return [option["text"]["text"] for option in field["element"]["options"]]


@pytest.mark.parametrize(
    ("wish", "title", "lines"),
    [("departments", "Departments", 7), ("stages", "Journey stages", 6), ("days_off", "Days off", 1)],
)
async def test_the_menu_opens_a_window_that_lists_them(
    flywheel: Flywheel, send: Send, wish: str, title: str, lines: int
) -> None:
    await send(payloads.choose(MAYA, "team_menu", wish))

    (window,) = flywheel.slack.views()
    assert (title, lines) == (window["title"]["text"], len(listed(window)))


async def test_whoever_may_not_is_told_instead(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.choose(LAN, "team_menu", "departments"))

    assert [] == flywheel.slack.views()
    assert 1 == len(flywheel.slack.answers())


async def test_a_department_is_changed_and_the_window_lists_it_anew(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click_in_window(MAYA, "change_department", "finance"))
    (form,) = flywheel.slack.turned()
    assert ("department_form", "finance") == (form["callback_id"], form["private_metadata"])

    answer = await send(payloads.submission(MAYA, "department_form", FINANCE, about="finance"))
    assert "update" == answer.said["response_action"]
    assert "*Money*\nEnabling · holidays of VN" in listed(answer.said["view"])


async def test_a_department_is_added(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click_in_window(MAYA, "change_department", "+new"))
    await send(payloads.submission(MAYA, "department_form", {**FINANCE, "name": "Legal"}))

    assert ["", "legal"] == [flywheel.slack.turned()[0]["private_metadata"], flywheel.rows(Department)[-1].key]


async def test_a_wrong_country_keeps_the_form_and_what_was_typed(flywheel: Flywheel, send: Send) -> None:
    answer = await send(
        payloads.submission(MAYA, "department_form", {**FINANCE, "country": "Atlantis"}, about="finance")
    )

    assert "errors" == answer.said["response_action"]
    assert ["country"] == list(answer.said["errors"])


async def test_a_new_stage_is_on_the_form_for_pains_where_it_stands_on_the_journey(
    flywheel: Flywheel, send: Send
) -> None:
    await send(payloads.click_in_window(MAYA, "change_stage", "+new"))
    answer = await send(payloads.submission(MAYA, "stage_form", RETURNS))
    assert "*Return goods*\n→ Sales" in listed(answer.said["view"])

    await send(payloads.global_shortcut(LAN))
    form = flywheel.slack.views()[-1]
    assert ["Sử dụng", "Return goods", "Được hỗ trợ"] == stages_in(form)[3:6]


async def test_a_renamed_stage_is_renamed_on_the_card(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.submission(MAYA, "stage_form", {**RETURNS, "name": "Daily work & more"}, about="use"))
    await send(payloads.submission(MAYA, "pain_form", {"title": "It is slow", "stage": payloads.picked("use")}))
    await flywheel.deliver()

    assert ["Daily work &amp; more" in card for card in flywheel.slack.texts("C0FLYWHEEL")] == [True]
    assert "Daily work & more" in [stage.name for stage in flywheel.rows(Stage)]


async def test_days_off_are_added_and_removed_in_one_window(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click_in_window(MAYA, "add_days_off", "days off"))
    answer = await send(payloads.submission(MAYA, "days_off_form", OUTING))
    assert ["*Outing* · Everybody\nTue, Mar 3, 2026"] == listed(answer.said["view"])

    await send(payloads.click_in_window(MAYA, "remove_days_off", "2026-03-03 2026-03-03 ", "V0DAYS"))
    assert ([], "V0DAYS") == (flywheel.rows(DayOff), flywheel.slack.asked("views.update")[-1]["view_id"])


async def test_a_day_that_is_over_is_refused_in_the_form(flywheel: Flywheel, send: Send) -> None:
    answer = await send(payloads.submission(MAYA, "days_off_form", {**OUTING, "day": payloads.day("2026-03-01")}))

    assert ["day"] == list(answer.said["errors"])


async def test_a_person_of_another_company_changes_nothing(flywheel: Flywheel, send: Send) -> None:
    await send(payloads.click(MAYA, "team_menu", "departments", team_id="T0PARTNER"))

    assert [] == flywheel.slack.views()
