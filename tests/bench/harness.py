"""Runs variants in shuffled rounds, so that a noisy neighbour hits both sides alike, and sets them side by side."""

import gc
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Variant = Callable[[], Awaitable[float]]  # one round of it; the figure it measured: seconds, MB or a count

SCALE = {"us": 1e6, "ms": 1e3, "MB": 1.0, "": 1.0}


@dataclass(frozen=True)
class Line:
    """One line of the table: variant `ours` must be at most `goal` times variant `beside`, or at most `goal` alone."""

    what: str
    ours: str
    beside: str | None
    goal: float
    unit: str


@dataclass(frozen=True)
class Group:
    """Variants that are measured together, and the lines made of them."""

    variants: Mapping[str, Variant]
    lines: Sequence[Line]
    rounds: int


async def measure(group: Group) -> dict[str, list[float]]:
    """Each variant's figures, round by round; the first round only warms up."""
    figures: dict[str, list[float]] = {name: [] for name in group.variants}
    for _ in range(group.rounds + 1):
        for name in random.sample(list(group.variants), len(group.variants)):
            gc.collect()
            figures[name].append(await group.variants[name]())
    return {name: every[1:] for name, every in figures.items()}


def row(line: Line, figures: Mapping[str, Sequence[float]]) -> tuple[str, ...]:
    """The cells of one line. The ratio is the median of the rounds' ratios, not the ratio of the medians."""
    ours = figures[line.ours]
    if line.beside is None:
        found = max(ours)
        return (line.what, shown(found, line.unit), "-", "-", f"{line.goal:g}", verdict(found, line.goal))
    beside = figures[line.beside]
    ratio = median(mine / other for mine, other in zip(ours, beside, strict=True))
    sides = shown(median(ours), line.unit), shown(median(beside), line.unit)
    return (line.what, *sides, f"{ratio:.3g}x", f"{line.goal:g}x", verdict(ratio, line.goal))


def shown(figure: float, unit: str) -> str:
    figure *= SCALE[unit]
    return (f"{figure:,.0f} {unit}" if figure >= 100 else f"{figure:.3g} {unit}").strip()


def verdict(found: float, goal: float) -> str:
    return "ok" if found <= goal else "over"


def each(operation: Callable[[], Awaitable[object]], times: int) -> Variant:
    """A round is `times` operations one after the other; its figure is seconds for one."""

    async def one_round() -> float:
        start = perf_counter()
        for _ in range(times):
            await operation()
        return (perf_counter() - start) / times

    return one_round
