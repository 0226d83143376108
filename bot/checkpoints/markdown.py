"""The brief as Markdown, whole: for a canvas. Pure."""

from collections.abc import Sequence

from bot.checkpoints.facts import BriefFacts, Spoken
from bot.checkpoints.hindsight import Line
from bot.checkpoints.kpi_views import kpi_words
from bot.checkpoints.wording import amount, difference
from bot.i18n import Texts

MARKS = "\\`*_{}[]()#+-.!|<>~"


def brief_markdown(facts: BriefFacts, t: Texts) -> str:
    """Headings, one table, lists and quotations: what a canvas can show."""
    told = [line for line in facts.lines if not line.is_blank]
    lines = [f"# {marked_down(facts.title)}", "", marked_down(facts.period), ""]
    if facts.mix:
        lines += [t("Hindsight / insight / foresight: **{mix}**", mix=facts.mix), ""]
    lines += [f"## {t('Hindsight: what happened')}", "", *_table(told, t), ""]
    if facts.kpis:
        own = [f"- {marked_down(kpi_words(one, t))}" for one in facts.kpis]
        lines += [f"## {t('Numbers of our own')}", "", *own, ""]
    lines += _part(t("Insight: why"), facts.insight, t)
    lines += _part(t("Foresight: what is next"), facts.foresight, t)
    return "\n".join(lines).rstrip() + "\n"


def marked_down(text: str) -> str:
    """What people typed as it is: nothing in it is markup."""
    flat = " ".join(text.split())
    return "".join(f"\\{letter}" if letter in MARKS else letter for letter in flat)


def _table(lines: Sequence[Line], t: Texts) -> list[str]:
    if not lines:
        return [t("Nothing was counted.")]
    head = [t("What"), t("Now"), t("Before"), t("A year ago"), t("Difference")]
    rows = [_row(head), _row(["---"] * len(head))]
    for line in lines:
        label = f"{line.label} ({line.detail})" if line.detail else line.label
        values = [amount(value, line.unit, t) for value in (line.now, line.before, line.year_ago)]
        rows.append(_row([marked_down(cell) for cell in (label, *values, difference(line, t))]))
    return rows


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _part(name: str, said: Sequence[Spoken], t: Texts) -> list[str]:
    lines = [f"## {name}", ""]
    for one in said:
        late = f" ({t('late')})" if one.is_late else ""
        lines += [f"**{marked_down(one.department)}**{late}, {marked_down(one.by)}", ""]
        lines += [f"> {marked_down(each)}" for each in one.text.splitlines() if each.strip()] + [""]
    return lines if said else [*lines, t("Nobody has said anything yet."), ""]
