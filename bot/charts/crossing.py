"""The chart of what went from department to department: who gives in the rows, who receives in the columns. Pure."""

from collections.abc import Sequence

from bot.charts.rules import ChartKind, Crossings
from bot.charts.shapes import Cell, Chart, Grid, Table
from bot.charts.wording import number
from bot.departments.rules import department_name
from bot.i18n import Texts
from bot.ownership.rules import Boundary
from bot.ownership.views import shown_wait

MOST_SIDES = 8  # departments in a row or a column: more cannot be read
MOST_LINES = 40


def handoff_chart(figures: Crossings, title: str, t: Texts) -> Chart:
    if not figures.found:
        return Chart(ChartKind.HANDOFFS, title, t("No pain was handed over yet."))
    busiest, total = figures.found[0], sum(one.count for one in figures.found)
    finding = t(
        "Most handoffs: {here} → {there}, {n} of {total}, median wait {wait}.",
        here=_name(busiest.from_department, figures, t), there=_name(busiest.to_department, figures, t),
        n=number(busiest.count, t), total=number(total, t), wait=shown_wait(busiest.median_wait, t),
    )  # fmt: skip
    grid = _grid(figures, t)
    rows: list[list[str | float]] = [
        [name, *(f"{cell.count} ({cell.below})" if cell else "–" for cell in cells)]
        for name, cells in zip(grid.rows, grid.cells, strict=True)
    ]
    return Chart(
        ChartKind.HANDOFFS, title, finding,
        lines=_lines(figures, t), notes=_notes(figures, t),
        table=Table(title, [grid.from_to, *grid.columns], rows), picture=grid,
    )  # fmt: skip


def _grid(figures: Crossings, t: Texts) -> Grid:
    givers = _busiest([(one.from_department, one.count) for one in figures.found])
    receivers = _busiest([(one.to_department, one.count) for one in figures.found])
    between = {(one.from_department, one.to_department): one for one in figures.found}
    return Grid(
        rows=[_name(key, figures, t) for key in givers],
        columns=[_name(key, figures, t) for key in receivers],
        cells=[[_cell(between.get((here, there)), t) for there in receivers] for here in givers],
        from_to=t("From ↓ to →"),
    )


def _busiest(sides: Sequence[tuple[str, int]]) -> list[str]:
    counts: dict[str, int] = {}
    for key, count in sides:
        counts[key] = counts.get(key, 0) + count
    return sorted(counts, key=lambda key: (-counts[key], key))[:MOST_SIDES]


def _cell(one: Boundary | None, t: Texts) -> Cell | None:
    return Cell(one.count, shown_wait(one.median_wait, t)) if one else None


def _lines(figures: Crossings, t: Texts) -> list[str]:
    said = [_line(one, figures, t) for one in figures.found[:MOST_LINES]]
    more = len(figures.found) - MOST_LINES
    return [*said, t("and {n} more", n=more)] if more > 0 else said


def _line(one: Boundary, figures: Crossings, t: Texts) -> str:
    here, there = _name(one.from_department, figures, t), _name(one.to_department, figures, t)
    said = t.plural(
        "{here} → {there}: {n} handoff", "{here} → {there}: {n} handoffs", one.count, here=here, there=there
    )
    wait, declined = t("median wait {wait}", wait=shown_wait(one.median_wait, t)), t("{n} declined", n=one.declined)
    return f"{said}, {wait}, {declined}"


def _notes(figures: Crossings, t: Texts) -> list[str]:
    notes = [t("How many, and the median wait from the offer to its answer, or until now.")]
    sides = {one.from_department for one in figures.found}, {one.to_department for one in figures.found}
    if max(map(len, sides)) > MOST_SIDES:
        notes.append(t("The {n} busiest departments on each side.", n=MOST_SIDES))
    if figures.newest:
        notes.append(t("This is about the newest {n} handoffs.", n=figures.newest))
    return [" ".join(notes)]


def _name(key: str, figures: Crossings, t: Texts) -> str:
    return department_name(figures.departments.get(key, key), t) if key else t("nobody's")
