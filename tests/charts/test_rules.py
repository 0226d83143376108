"""Weeks as the company counts them, and figures that add up."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.charts.rules import ChartKind, Flow, chart_kind, last_weeks, stage_rows
from bot.departments.models import Stage
from tests.charts.screens import PERIOD

BERLIN = ZoneInfo("Europe/Berlin")


def a_stage(key: str, **changes: object) -> Stage:
    return Stage(workspace_id=1, key=key, department="sales", **changes)  # type: ignore[arg-type]


def test_a_week_begins_on_monday_where_the_company_is() -> None:
    sunday_evening_in_london = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)

    assert date(2026, 3, 2) == last_weeks(sunday_evening_in_london, ZoneInfo("Asia/Ho_Chi_Minh")).mondays[-1]
    assert date(2026, 2, 23) == last_weeks(sunday_evening_in_london, ZoneInfo("UTC")).mondays[-1]


def test_a_week_with_a_changed_clock_begins_at_midnight_too() -> None:
    period = last_weeks(datetime(2026, 4, 1, 12, tzinfo=UTC), BERLIN, 2)

    assert (datetime(2026, 3, 22, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC)) == period.begins


def test_there_are_twelve_weeks_the_present_one_last() -> None:
    assert (12, date(2026, 3, 2)) == (len(PERIOD.mondays), PERIOD.mondays[-1])


def test_stages_stand_in_the_order_of_the_journey_and_what_is_left_over_last() -> None:
    stages = [a_stage("buy"), a_stage("use"), a_stage("old", is_archived=True), a_stage("gone", is_archived=True)]
    counts = {"": [1], "old": [2], "use": [3], "foreign": [4]}

    rows = stage_rows(counts, stages)

    shown = [(stage.key if isinstance(stage, Stage) else stage, counts) for stage, counts in rows]
    assert [("buy", (0,)), ("use", (3,)), ("old", (2,)), ("foreign", (4,)), ("", (1,))] == shown


def test_what_was_open_is_counted_back_from_what_is_open_now() -> None:
    flow = Flow(PERIOD, opened=(5, 2, 1), resolved=(0, 4, 0), told=(0, 0, 0), open_now=4)

    assert (5, 3, 4) == flow.still_open


def test_a_menu_of_an_older_release_shows_the_first_chart() -> None:
    assert [ChartKind.STAGES, ChartKind.PACE] == [chart_kind("pie in the sky"), chart_kind("pace")]
