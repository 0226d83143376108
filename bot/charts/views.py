"""A chart as a message: Slack draws it, the table holds its numbers, and the text says the same. Pure."""

from collections.abc import Sequence

from bot.charts.readings import TITLES
from bot.charts.shapes import Chart, Plot, Series, Table
from bot.charts.wording import number
from bot.i18n import Texts
from bot.slack.blocks import Block, Message, actions, button, choice, context, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, one_line, shorten

LONGEST_TITLE = 50
LONGEST_ALT = 1000  # docs.slack.dev/reference/methods/files.getUploadURLExternal, `alt_txt`
LONGEST_CELL = 60
LONGEST_PAGE = 15  # rows seen at once


def chart_message(chart: Chart, t: Texts) -> Message:
    """With a menu of the other charts, and a button for the picture."""
    said = f"*{escape(chart.title)}*\n{escape(chart.finding)}"
    notes = [context(escape(note)) for note in chart.notes]
    table = [_table(chart.table, t)] if chart.table else []
    blocks = [section(said), *map(plot_block, chart.plots), *table, *notes, _choices(chart, t)]
    lines = [chart.title, chart.finding, *chart.lines, *chart.notes]
    return Message(escape("\n".join(lines)), blocks)


def alt_text(chart: Chart) -> str:
    """What the picture shows, for who does not see it."""
    return shorten(". ".join([chart.title, chart.finding, *chart.lines]), LONGEST_ALT)


def picture_sent(t: Texts) -> Message:
    return _note(t("The picture is on its way: look into *Messages* of Flywheel."))


def picture_refused(reason: str, t: Texts) -> Message:
    """`reason` is Slack's code."""
    return _note(
        t(
            "Slack did not take the picture you asked for (`{reason}`). `/flywheel charts` shows the same.",
            reason=escape(reason),
        )
    )


def picture_unclear(t: Texts) -> Message:
    return _note(t("I do not know whether your picture reached Slack. If it is not here, ask for it once more."))


def nothing_to_draw(t: Texts) -> Message:
    return _note(t("There is nothing to draw yet."))


def _choices(chart: Chart, t: Texts) -> Block:
    kinds = [(t(title), kind.value) for kind, title in TITLES.items()]
    menu = {**choice("static_select", kinds, initial=chart.kind), "action_id": ActionId.CHOOSE_CHART}
    picture = button(t("As a picture"), ActionId.CHART_PICTURE, chart.kind)
    return actions(menu, picture) if chart.picture else actions(menu)


def plot_block(plot: Plot) -> Block:
    chart = {
        "type": plot.kind,
        "series": [_series(series, plot.labels) for series in plot.series],
        "axis_config": {"categories": list(plot.labels), "x_label": plot.x_label, "y_label": plot.y_label},
    }
    return {"type": "data_visualization", "title": shorten(plot.title, LONGEST_TITLE), "chart": chart}


def _series(series: Series, labels: Sequence[str]) -> Block:
    points = [{"label": label, "value": value} for label, value in zip(labels, series.values, strict=True)]
    return {"name": series.name, "data": points}


def _table(table: Table, t: Texts) -> Block:
    rows = [[_cell(cell, t) for cell in row] for row in [table.head, *table.rows]]
    return {
        "type": "data_table",
        "caption": table.caption,
        "rows": rows,
        "page_size": min(len(table.rows), LONGEST_PAGE),
    }


def _cell(value: str | float, t: Texts) -> Block:
    if isinstance(value, str):
        return {"type": "raw_text", "text": one_line(value, LONGEST_CELL) or "–"}
    return {"type": "raw_number", "value": value, "text": number(value, t)}


def _note(text: str) -> Message:
    return Message(text, [section(text)])
