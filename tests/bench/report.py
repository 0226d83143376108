"""The table as text."""

from collections.abc import Sequence

HEAD = ("what", "ours", "beside", "ratio", "goal", "")


def show(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(cells[column]) for cells in rows) for column in range(len(HEAD))]
    for what, *figures in rows:
        cells = [cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True)]
        print(what.ljust(widths[0]), *cells, sep="  ")
