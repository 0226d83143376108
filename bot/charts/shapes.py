"""A chart that is finished in one language: what it says, what Slack draws, and what the picture shows.

Every text in it is raw: a view escapes it for Slack, the drawing for SVG.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.charts.rules import ChartKind
from bot.slack.text import one_line

# docs.slack.dev/reference/block-kit/blocks/data-visualization-block
LONGEST_LABEL = 20
MOST_LABELS = 20
MOST_SERIES = 12


@dataclass(frozen=True)
class Series:
    """One number for each label of its plot."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Plot:
    """One `data_visualization`; a message holds two."""

    title: str
    kind: Literal["bar", "line"]
    labels: Sequence[str]
    series: Sequence[Series]
    x_label: str
    y_label: str


@dataclass(frozen=True)
class Table:
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str | float]]


@dataclass(frozen=True)
class Weeks:
    """A row of bars for each name, one bar a week; the last week is not over yet. `after`: said behind each row."""

    labels: Sequence[str]
    rows: Sequence[Series]
    after: Sequence[str]
    not_over: str


@dataclass(frozen=True)
class Bar:
    name: str
    value: float
    shown: str


@dataclass(frozen=True)
class Lengths:
    """Bars that lie, in panels with a title each."""

    panels: Sequence[tuple[str, Sequence[Bar]]]


@dataclass(frozen=True)
class Cell:
    count: int
    below: str  # a second line


@dataclass(frozen=True)
class Grid:
    """From each of the rows to each of the columns; None where nothing went."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[Cell | None]]
    from_to: str  # what rows and columns are


@dataclass(frozen=True)
class Chart:
    """`lines` and `notes` say in words all that is drawn. No picture: there is nothing to draw."""

    kind: ChartKind
    title: str
    finding: str
    lines: Sequence[str] = ()
    notes: Sequence[str] = ()
    plots: Sequence[Plot] = ()
    table: Table | None = None
    picture: Weeks | Lengths | Grid | None = None


def labels(names: Iterable[str]) -> list[str]:
    """Short enough for Slack, and no two alike."""
    found: list[str] = []
    for name in names:
        label, number = one_line(name, LONGEST_LABEL) or "–", 2
        while label in found:
            label = f"{one_line(name, LONGEST_LABEL - len(str(number)) - 1)} {number}"
            number += 1
        found.append(label)
    return found
