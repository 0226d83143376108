"""A brief as tables: the same for CSV and Excel. Pure: facts in, rows out; texts raw, numbers as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.checkpoints.behind_views import row_text
from bot.checkpoints.facts import Behind, BriefFacts, Spoken
from bot.checkpoints.hindsight import Line, Unit
from bot.checkpoints.kpi_rules import KpiFacts
from bot.checkpoints.kpi_views import standing_words, target_words
from bot.checkpoints.wording import month_label
from bot.i18n import Texts

Cell = str | float | None  # None = there is no number


@dataclass(frozen=True)
class Sheet:
    """`links`: the address the first cell of each row leads to, "" = none; only ours, none that was typed."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    links: Sequence[str] = ()


def sheets_of(facts: BriefFacts, pains: Sequence[Behind], t: Texts) -> list[Sheet]:
    """What happened, what was said, the company's own numbers, and the pains behind the reports."""
    return [_hindsight(facts, t), _said(facts, t), _own(facts.kpis, t), _pains(pains, t)]


def _hindsight(facts: BriefFacts, t: Texts) -> Sheet:
    head = [t("What"), t("Unit"), t("Now"), t("Before"), t("A year ago"), t("More")]
    return Sheet(t("Hindsight"), head, [_line(line, t) for line in facts.lines])


def _line(line: Line, t: Texts) -> list[Cell]:
    unit = t("days") if line.unit is Unit.DAYS else ""
    return [line.label, unit, line.now, line.before, line.year_ago, line.detail]


def _said(facts: BriefFacts, t: Texts) -> Sheet:
    head = [t("Part"), t("Department"), t("Words"), t("By"), t("Late")]
    rows = [_spoken(t("Insight"), one, t) for one in facts.insight]
    rows += [_spoken(t("Foresight"), one, t) for one in facts.foresight]
    return Sheet(t("Insight and foresight"), head, rows)


def _spoken(part: str, one: Spoken, t: Texts) -> list[Cell]:
    return [part, one.department, one.text, one.by, t("late") if one.is_late else ""]


def _own(kpis: Sequence[KpiFacts], t: Texts) -> Sheet:
    head = [t("Name"), t("Unit"), t("Now"), t("Month"), t("Before"), t("A year ago"), t("Target"), t("Stands")]
    return Sheet(t("Numbers of our own"), head, [_kpi(one, t) for one in kpis])


def _kpi(one: KpiFacts, t: Texts) -> list[Cell]:
    kpi, stands = one.kpi, standing_words(one, t) or ("" if one.now is not None else t("no number yet"))
    month = month_label(one.of, t) if one.of else ""
    return [kpi.name, kpi.unit, one.now, month, one.before, one.year_ago, target_words(kpi, t), stands]


def _pains(pains: Sequence[Behind], t: Texts) -> Sheet:
    head = [t("Pain"), t("What hurts"), t("Reported"), t("Card")]
    rows: list[list[Cell]] = [[one.name, row_text(one, t), f"{one.at:%Y-%m-%d %H:%M} UTC", one.url] for one in pains]
    return Sheet(t("Pains"), head, rows, [one.url for one in pains])
