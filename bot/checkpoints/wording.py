"""Numbers, months and differences as a reader writes them. Pure."""

from datetime import date

from bot.charts import wording
from bot.checkpoints.hindsight import NONE, Line, Unit
from bot.figures.rules import change
from bot.i18n import Texts

FEW = 5  # below so many a difference in percent says nothing


def number(value: float | None, t: Texts) -> str:
    """ "1,234.5"; "–" for none."""
    return NONE if value is None else wording.number(value, t)


def amount(value: float | None, unit: Unit, t: Texts) -> str:
    """Days were counted whole: 0 is the same day, or less than one."""
    if value is None or unit is not Unit.DAYS:
        return number(value, t)
    return wording.days(value, t) if value else t("under a day")


def difference(line: Line, t: Texts) -> str:
    """Against the period before: "20 % more", "2 fewer"; "" where there is nothing to compare with, or no change."""
    if line.now is None or line.before is None or line.now == line.before:
        return ""
    percent = change(line.now, line.before)
    if percent is None or max(line.now, line.before) < FEW:
        by = number(abs(line.now - line.before), t)
        return t("{n} more", n=by) if line.now > line.before else t("{n} fewer", n=by)
    by = number(abs(percent), t)
    return t("{n} % more", n=by) if percent >= 0 else t("{n} % less", n=by)


def in_words(line: Line, t: Texts) -> str:
    """The whole line, raw: "Reports: 12 (before 10, a year ago –)"; "Reports: 12" where there is nothing to compare."""
    now, before, ago = (amount(value, line.unit, t) for value in (line.now, line.before, line.year_ago))
    said = t("{label}: {now} (before {before}, a year ago {ago})", label=line.label, now=now, before=before, ago=ago)
    if line.before is None and line.year_ago is None:
        said = f"{line.label}: {now}"
    return f"{said}; {line.detail}" if line.detail else said


def month_label(month: date, t: Texts) -> str:
    """ "Sep 2026" """
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMM", month, locale=t.language))


def period_label(first: date, months: int, t: Texts) -> str:
    """ "September 2026", "Jul – Sep 2026" """
    from babel.dates import format_interval

    last = date(first.year + (first.month + months - 2) // 12, (first.month + months - 2) % 12 + 1, 1)
    skeleton = "yMMMM" if months == 1 else "yMMM"
    return str(format_interval(first, last, skeleton, locale=t.language)).replace("\N{THIN SPACE}", " ")
