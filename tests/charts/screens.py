"""Every chart, with names people may have given, and with nothing in it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.charts import views
from bot.charts.readings import chart_of
from bot.charts.rules import ChartKind, Crossings, Figures, Flow, Middle, Pace, StageWeeks, last_weeks
from bot.charts.shapes import Chart
from bot.departments.models import Department, DepartmentKind, Stage
from bot.i18n import Texts
from bot.ownership.rules import Boundary
from bot.slack.blocks import Message

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
PERIOD = last_weeks(NOW, ZoneInfo("Asia/Ho_Chi_Minh"))
NOTHING = (0,) * 12


def stage(text: str) -> Stage:
    return Stage(workspace_id=1, key="use", name=text[:100], department="product")


def department(text: str) -> Department:
    return Department(workspace_id=1, key="product", name=text[:100], kind=DepartmentKind.ENABLING)


def figures(kind: ChartKind, text: str = "") -> Figures:
    """Busy: a row of "no stage", a department nobody knows, more of everything than fits."""
    weeks, departments = tuple(range(12)), {"product": department(text)}
    if kind is ChartKind.STAGES:
        rows: list[tuple[Stage | str, tuple[int, ...]]] = [
            (stage(text), weeks),
            ("buy", NOTHING),
            ("", weeks),
            *[(stage(text), weeks)] * 20,
        ]
        return StageWeeks(PERIOD, rows)
    if kind is ChartKind.FLOW:
        return Flow(PERIOD, weeks, tuple(reversed(weeks)), (1,) * 12, 1200)
    if kind is ChartKind.PACE:
        owners = {"product": Middle(31, 0.4), "sales": Middle(40, 1.0), "": Middle(2, 1234.5)}
        owners |= {f"part {number}": Middle(1, number) for number in range(30)}
        return Pace(PERIOD, 90, owners, {"product": Middle(3, 6.3)}, Middle(73, 1.2), Middle(3, 6.3), departments)
    sides = ["", "product", *(f"part {number}" for number in range(10))]
    pairs = [(here, there) for here in sides for there in sides if there not in {here, ""}]
    waits = [timedelta(minutes=5), timedelta(hours=30), timedelta(days=9)]
    found = [Boundary(*pair, 40 - index % 30, waits[index % 3], index % 2) for index, pair in enumerate(pairs)]
    return Crossings(found, departments, 5000)


def no_figures(kind: ChartKind) -> Figures:
    empty: dict[ChartKind, Figures] = {
        ChartKind.STAGES: StageWeeks(PERIOD, [("buy", NOTHING)]),
        ChartKind.FLOW: Flow(PERIOD, NOTHING, NOTHING, NOTHING, 0),
        ChartKind.PACE: Pace(PERIOD, 0, {}, {}, None, None, {}),
        ChartKind.HANDOFFS: Crossings([], {}),
    }
    return empty[kind]


def chart(kind: ChartKind, t: Texts, text: str = "") -> Chart:
    return chart_of(kind, figures(kind, text), t)


def empty_chart(kind: ChartKind, t: Texts) -> Chart:
    return chart_of(kind, no_figures(kind), t)


def _chart(kind: ChartKind) -> Callable[[str, Texts], Message]:
    return lambda text, t: views.chart_message(chart(kind, t, text), t)


def _empty(kind: ChartKind) -> Callable[[str, Texts], Message]:
    return lambda text, t: views.chart_message(empty_chart(kind, t), t)


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    **{f"chart of {kind}": _chart(kind) for kind in ChartKind},
    **{f"empty chart of {kind}": _empty(kind) for kind in ChartKind},
    "picture sent": lambda text, t: views.picture_sent(t),
    "picture refused": lambda text, t: views.picture_refused(text[:80], t),
    "picture unclear": lambda text, t: views.picture_unclear(t),
    "nothing to draw": lambda text, t: views.nothing_to_draw(t),
}
