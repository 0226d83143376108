"""What a chart says: the same in the drawing, in the table and in words, and no more than Slack takes."""

import re
from typing import Any

import pytest

from bot.charts.readings import chart_of
from bot.charts.rules import ChartKind, StageWeeks
from bot.charts.shapes import labels
from bot.charts.views import LONGEST_ALT, alt_text, chart_message
from bot.charts.wording import number
from bot.i18n import LANGUAGES, texts_in
from bot.sandbox.validation import check_message
from bot.slack.blocks import Message
from tests.charts.screens import NOTHING, PERIOD, chart, empty_chart, figures

EN = texts_in("en")
EVERY = pytest.mark.parametrize("kind", ChartKind)


def blocks_of(message: Message, kind: str) -> list[dict[str, Any]]:
    return [block for block in message.blocks if block["type"] == kind]


def said_numbers(line: str) -> list[str]:
    return re.findall(r"\d[\d,.]*\d|\d", line)


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_slack_takes_every_chart(kind: ChartKind, language: str) -> None:
    t = texts_in(language)

    for drawn in (chart(kind, t, "Ứng dụng " * 20), empty_chart(kind, t)):
        assert None is check_message({"channel": "C1", **chart_message(drawn, t).payload()})


@pytest.mark.parametrize("kind", [ChartKind.STAGES, ChartKind.FLOW, ChartKind.PACE])
def test_the_text_says_every_number_slack_draws(kind: ChartKind) -> None:
    message = chart_message(chart(kind, EN), EN)
    said = said_numbers(message.text)

    for plot in blocks_of(message, "data_visualization"):
        for series in plot["chart"]["series"]:
            assert [] == [point for point in series["data"] if number(point["value"], EN) not in said]


@EVERY
def test_the_text_says_every_row_of_the_table(kind: ChartKind) -> None:
    message = chart_message(chart(kind, EN), EN)
    (table,) = blocks_of(message, "data_table")

    if kind is ChartKind.FLOW:  # its rows are weeks, its lines are what happened
        columns = list(zip(*([cell["text"] for cell in row] for row in table["rows"]), strict=True))[1:]
        assert [name for name, *_ in columns] == [line.partition(":")[0] for line in message.text.splitlines()[3:7]]
    else:
        assert all(row[0]["text"] in message.text for row in table["rows"][1:])


@EVERY
def test_the_other_charts_and_the_picture_are_one_click_away(kind: ChartKind) -> None:
    (row,) = blocks_of(chart_message(chart(kind, EN), EN), "actions")

    menu, picture = row["elements"]
    assert [one.value for one in ChartKind] == [option["value"] for option in menu["options"]]
    assert (kind.value, kind.value) == (menu["initial_option"]["value"], picture["value"])


@EVERY
def test_nothing_to_show_is_said_and_cannot_be_drawn(kind: ChartKind) -> None:
    message = chart_message(empty_chart(kind, EN), EN)

    (row,) = blocks_of(message, "actions")
    assert 1 == len(row["elements"])
    assert [] == blocks_of(message, "data_visualization") + blocks_of(message, "data_table")
    assert "No pain" in message.text


def test_the_finding_names_the_stage_with_most_pains() -> None:
    rows = [("buy", (1, *NOTHING[1:])), ("use", (0, 4, *NOTHING[2:])), ("", NOTHING)]

    found = chart_of(ChartKind.STAGES, StageWeeks(PERIOD, rows), EN).finding

    assert "Most pains: Use, 4 of 5 in 12 weeks." == found


def test_too_many_stages_share_one_row_and_none_is_lost() -> None:
    drawn = chart(ChartKind.STAGES, EN, "Stage")
    shown = figures(ChartKind.STAGES, "Stage")

    assert isinstance(shown, StageWeeks)
    assert (12, "Other stages") == (len(drawn.plots[0].labels), drawn.plots[0].labels[-1])
    assert sum(sum(counts) for _, counts in shown.rows) == sum(drawn.plots[0].series[0].values)


def test_the_weeks_are_drawn_for_the_stages_with_most_pains_alone() -> None:
    rows = [(key, (count, *NOTHING[1:])) for key, count in (("a", 1), ("b", 5), ("c", 0), ("d", 2), ("e", 9))]

    _, weeks = chart_of(ChartKind.STAGES, StageWeeks(PERIOD, rows), EN).plots

    assert ["b", "d", "e"] == [series.name for series in weeks.series]


def test_a_stage_without_pains_stands_there_too() -> None:
    drawn = chart_of(ChartKind.STAGES, StageWeeks(PERIOD, [("buy", NOTHING), ("use", (1, *NOTHING[1:]))]), EN)

    assert ["Buy", "Use"] == drawn.plots[0].labels


def test_of_many_handoffs_it_is_said_that_only_the_newest_are_shown() -> None:
    assert "the newest 5000 handoffs" in chart(ChartKind.HANDOFFS, EN).notes[0]


def test_names_are_cut_and_never_alike() -> None:
    long = "Khách hàng dùng ứng dụng"

    shown = labels([long, long, "Buy", long])

    assert (4, True) == (len(set(shown)), all(len(name) <= 20 for name in shown))


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    assert "1.234,5" in chart_message(chart(ChartKind.PACE, texts_in("vi")), texts_in("vi")).text
    assert "1,234.5" in chart_message(chart(ChartKind.PACE, EN), EN).text


@EVERY
def test_the_alt_text_says_the_finding_first_and_fits(kind: ChartKind) -> None:
    drawn = chart(kind, EN, "x" * 100)

    assert alt_text(drawn).startswith(f"{drawn.title}. {drawn.finding}")
    assert len(alt_text(drawn)) <= LONGEST_ALT
