"""Numbers and weeks as a reader writes them."""

from collections.abc import Sequence
from datetime import date

from bot.charts.rules import Period
from bot.i18n import Texts

SHORTEST = {"vi": "Md"}  # a day with its month; a Vietnamese month has no short name


def number(value: float, t: Texts) -> str:
    from babel.numbers import format_decimal  # only here: it would cost every start

    return str(format_decimal(value, locale=t.language))


def numbers(values: Sequence[float], t: Texts) -> str:
    return "; ".join(number(value, t) for value in values)


def days(value: float, t: Texts) -> str:
    shown, many = number(value, t), 1 if value == 1 else 2
    return t.plural("{days} day", "{days} days", many, days=shown)


def week_label(monday: date, t: Texts) -> str:
    """ "Sep 7", "7/9": short enough to stand below a bar."""
    from babel.dates import format_skeleton

    return str(format_skeleton(SHORTEST.get(t.language, "MMMd"), monday, locale=t.language))


def week_labels(period: Period, t: Texts) -> list[str]:
    return [week_label(monday, t) for monday in period.mondays]


def weeks_in_words(period: Period, t: Texts) -> str:
    return t("Weeks from Monday: {weeks}", weeks="; ".join(week_labels(period, t)))


def lately(period: Period, t: Texts) -> str:
    return t("The last {n} weeks, the present one included.", n=len(period.mondays))
