"""Quarters and years of the business, by the month its year begins in. Pure; ends are the first day after."""

from datetime import date

Period = tuple[date, date]  # half open


def quarter_of(day: date, start_month: int) -> Period:
    """Three months, counted from the month the business year begins in."""
    return _months(day, start_month, 3)


def year_of(day: date, start_month: int) -> Period:
    return _months(day, start_month, 12)


def _months(day: date, start_month: int, length: int) -> Period:
    month = day.year * 12 + day.month - 1  # since year 0
    first = month - (month - (start_month - 1)) % length
    return _first_of(first), _first_of(first + length)


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
