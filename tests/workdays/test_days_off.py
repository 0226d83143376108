"""A company lists its own days off."""

from datetime import date

import pytest

from bot.departments.models import Department
from bot.errors import UserError
from bot.i18n import texts_in
from bot.slack.blocks import View
from bot.workdays.editing import add_days_off, days_off_window, remove_days_off
from bot.workdays.models import DayOff
from bot.workdays.services import calendar_of
from bot.workdays.spans import Span, read, spans_in, written
from bot.workdays.views import EVERYBODY, days_off_list
from tests.flywheel import Flywheel, flywheel, fresh, prepared
from tests.people import LAN, MAYA, Somebody

__all__ = ["flywheel", "fresh", "prepared"]


def add(flywheel: Flywheel, first: str, last: str = "", whose: str = EVERYBODY, who: Somebody = MAYA) -> None:
    flywheel.write(add_days_off, who.user_id, (first, last), "Tết", whose)


def days(flywheel: Flywheel) -> list[tuple[str, str]]:
    return [(str(one.day), one.department) for one in flywheel.rows(DayOff)]


def shown(flywheel: Flywheel) -> str:
    window: View = flywheel.store.read_now(
        days_off_window, flywheel.workspace_id, MAYA.user_id, now=flywheel.clock.now()
    )
    return str(window["blocks"])


def test_a_day_is_off_for_everybody(flywheel: Flywheel) -> None:
    add(flywheel, "2026-03-03")

    assert [("2026-03-03", "")] == days(flywheel)
    calendar = flywheel.store.read_now(calendar_of, flywheel.workspace_id, "sales")
    assert not calendar.is_workday(date(2026, 3, 3))


def test_days_in_a_row_are_off_for_one_department_and_shown_as_one_line(flywheel: Flywheel) -> None:
    add(flywheel, "2026-03-04", "2026-03-06", "sales")

    assert [(f"2026-03-0{day}", "sales") for day in (4, 5, 6)] == days(flywheel)
    assert "*Tết* · Sales\\nWed, Mar 4, 2026 – Fri, Mar 6, 2026" in shown(flywheel)


def test_they_are_removed_with_one_click_and_days_that_are_over_stay(flywheel: Flywheel) -> None:
    add(flywheel, "2026-03-02", "2026-03-06")
    flywheel.clock.advance(days=2)

    flywheel.write(remove_days_off, MAYA.user_id, "2026-03-02 2026-03-06 ")

    assert [("2026-03-02", ""), ("2026-03-03", "")] == days(flywheel)
    assert "Over already" in shown(flywheel)


@pytest.mark.parametrize("value", ["", "soon", "2026-03-03", "2026-03-03 2026-03-03 sales"])
def test_a_button_of_days_that_are_not_there_removes_nothing(flywheel: Flywheel, value: str) -> None:
    add(flywheel, "2026-03-03")

    flywheel.write(remove_days_off, MAYA.user_id, value)

    assert 1 == len(days(flywheel))


@pytest.mark.parametrize(
    ("first", "last", "said", "block_id"),
    [
        ("", "", "Choose the day", "day"),
        ("2026-03-01", "", "is over", "day"),
        ("2026-03-05", "2026-03-04", "before the first", "last_day"),
        ("2026-03-05", "2026-12-04", "more than", "last_day"),
        ("2026-03-09", "2026-03-11", "off already", "day"),
    ],
)
def test_days_that_cannot_be_are_said_at_the_field_that_is_wrong(
    flywheel: Flywheel, first: str, last: str, said: str, block_id: str
) -> None:
    add(flywheel, "2026-03-10")

    with pytest.raises(UserError, match=said) as refused:
        add(flywheel, first, last)

    assert block_id == refused.value.block_id
    assert 1 == len(days(flywheel))


def test_only_admins_and_the_team_change_them(flywheel: Flywheel) -> None:
    with pytest.raises(UserError, match="may not do that"):
        add(flywheel, "2026-03-03", who=LAN)


def test_days_are_one_line_when_they_follow_each_other_under_one_name() -> None:
    def off(day: int, name: str = "Tết", department: str = "") -> DayOff:
        return DayOff(workspace_id=1, day=date(2026, 2, day), name=name, department=department)

    found = spans_in([off(18), off(17), off(16), off(20), off(19, "Outing"), off(17, department="sales")])

    assert [(16, 18, ""), (17, 17, "sales"), (19, 19, ""), (20, 20, "")] == [
        (span.first.day, span.last.day, span.department) for span in found
    ]


def test_a_button_names_its_days() -> None:
    span = Span(date(2026, 2, 16), date(2026, 2, 18), department="sales")

    assert span == read(written(span))


def test_more_days_than_a_window_lists_are_counted() -> None:
    spans = [Span(date(2026, 3, 3), date(2026, 3, 3), f"{number}") for number in range(200)]
    past = [Span(date(2026, 2, 3), date(2026, 2, 3), f"{number}") for number in range(20)]
    nobody: list[Department] = []

    window = days_off_list([*past, *spans], date(2026, 3, 2), nobody, texts_in("en"))

    assert ("and 140 more" in str(window), "and 10 more" in str(window)) == (True, True)
    assert 100 >= len(window["blocks"])
