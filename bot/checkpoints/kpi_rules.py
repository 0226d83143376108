"""Numbers of the company's own: reading what was typed, and how one stands to its target. Pure.

A number is typed as its language writes it: "1.234,5" in Vietnamese, "1,234.5" in English. Where only the other way
makes sense of it, that is taken.
"""

import csv
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.checkpoints.models import Kpi
from bot.i18n import N_

LARGEST = 1e15  # beyond it a number of this kind loses its last digits
MOST_LINES = 500
LONGEST_NAME, LONGEST_UNIT = 100, 20
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?$")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})$")
_OTHER_WAY = {"en": "vi", "vi": "en"}


@dataclass(frozen=True)
class Problem:
    """What is wrong with one line, for the person who pasted it."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """One good line."""

    name: str  # as the company calls the number
    month: date
    value: float


class Standing(StrEnum):
    """How a number stands to its target."""

    REACHED = "reached"
    MISSED = "missed"
    NO_TARGET = "no_target"
    NO_NUMBER = "no_number"


@dataclass(frozen=True)
class KpiFacts:
    """One number of the company's own in one period; names and units are raw."""

    kpi: Kpi
    now: float | None = None
    of: date | None = None  # the month the number is of: the newest one of the period that has one
    before: float | None = None
    year_ago: float | None = None

    @property
    def standing(self) -> Standing:
        return standing_of(self.kpi, self.now)


def standing_of(kpi: Kpi, value: float | None) -> Standing:
    if value is None:
        return Standing.NO_NUMBER
    if kpi.target is None:
        return Standing.NO_TARGET
    reached = value >= kpi.target if kpi.more_is_better else value <= kpi.target
    return Standing.REACHED if reached else Standing.MISSED


def number_in(typed: str, language: str, unit: str = "") -> float | None:
    """None for what is no number, or none that can be kept. The unit may stand behind it."""
    text = "".join(typed.split()).removesuffix("".join(unit.split()) or "\0").replace("−", "-")
    for locale in (language, _OTHER_WAY.get(language, "en")):
        value = _parsed(text, locale)
        if value is not None:
            return value
    return None


def month_in(typed: str) -> date | None:
    """Its first day: of "2026-09", "9/2026", "2026-09-30"."""
    text = typed.strip()
    if found := _YEAR_FIRST.match(text):
        return _month(int(found[1]), int(found[2]))
    if found := _MONTH_FIRST.match(text):
        return _month(int(found[2]), int(found[1]))
    return None


def lines_in(pasted: str, kpis: Sequence[Kpi], language: str) -> tuple[list[Typed], list[Problem]]:
    """Every line "name, month, number", also with ";" or a tab between, as a spreadsheet copies it."""
    lines = [(number, line) for number, line in enumerate(pasted.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        return [], [Problem(N_("{most} lines at a time at most."), {"most": MOST_LINES})]
    known = {kpi.name.casefold(): kpi for kpi in kpis}
    good, bad, seen = [], [], set()
    for number, line in lines:
        found = _read(number, line, known, language)
        if isinstance(found, Typed) and (found.name, found.month) in seen:
            found = Problem(N_("Line {line}: that number of that month stands above already."), {"line": number})
        if isinstance(found, Typed):
            seen.add((found.name, found.month))
            good.append(found)
        else:
            bad.append(found)
    return good, bad


def _read(number: int, line: str, known: Mapping[str, Kpi], language: str) -> Typed | Problem:
    cells = _cells(line)
    if len(cells) != 3:
        return Problem(N_("Line {line}: write name, month, number."), {"line": number})
    name, month, value = cells
    kpi = known.get(name.casefold())
    if kpi is None:
        return Problem(N_("Line {line}: there is no number “{name}” here."), {"line": number, "name": name[:60]})
    first = month_in(month)
    if first is None:
        sentence = N_("Line {line}: “{month}” is no month. Write 2026-09 or 9/2026.")
        return Problem(sentence, {"line": number, "month": month[:30]})
    amount = number_in(value, language, kpi.unit)
    if amount is None:
        return Problem(N_("Line {line}: “{number}” is no number."), {"line": number, "number": value[:30]})
    return Typed(kpi.name, first, amount)


def _cells(line: str) -> list[str]:
    between = next((each for each in ("\t", ";") if each in line), ",")
    try:
        row = next(csv.reader([line], delimiter=between, skipinitialspace=True, strict=True))
    except csv.Error:  # a quotation mark that never ends
        return []
    cells = [cell.strip() for cell in row]
    return cells[:3] if len(cells) > 3 and not any(cells[3:]) else cells


def _parsed(text: str, locale: str) -> float | None:
    from babel.numbers import NumberFormatError, parse_decimal  # only here: it would cost every start

    if not re.fullmatch(r"[+-]?[\d.,]+", text, re.ASCII):
        return None
    try:
        value: Decimal = parse_decimal(text.removeprefix("+"), locale=locale, strict=True)
    except NumberFormatError:
        return None
    amount = float(value)
    return amount if math.isfinite(amount) and abs(amount) <= LARGEST else None


def _month(year: int, month: int) -> date | None:
    return date(year, month, 1) if 2000 <= year <= 2100 and 1 <= month <= 12 else None
