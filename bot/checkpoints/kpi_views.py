"""Numbers of the company's own in words: what stands, its target and direction; and the window of all. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.checkpoints.hindsight import NONE
from bot.checkpoints.kpi_rules import KpiFacts, Problem, Standing
from bot.checkpoints.models import Kpi
from bot.checkpoints.wording import month_label, number
from bot.i18n import Texts
from bot.slack.blocks import Block, Element, View, actions, button, context, modal, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape

MOST_SHOWN = 40
SHOWN_PROBLEMS = 8


@dataclass(frozen=True)
class KpiListFacts:
    """What the window shows; `departments` by key, raw."""

    kpis: Sequence[KpiFacts]
    departments: dict[str, str]
    may_edit: bool


def with_unit(value: float | None, kpi: Kpi, t: Texts) -> str:
    """ "3.2 %"; "–" without a number."""
    return number(value, t) + (f" {kpi.unit}" if kpi.unit and value is not None else "")


def target_words(kpi: Kpi, t: Texts) -> str:
    """ "target: at least 95 %", or which way is better."""
    if kpi.target is None:
        return t("more is better") if kpi.more_is_better else t("less is better")
    value = with_unit(kpi.target, kpi, t)
    return (
        t("target: at least {value}", value=value) if kpi.more_is_better else t("target: at most {value}", value=value)
    )


def standing_words(facts: KpiFacts, t: Texts) -> str:
    """ "" where there is no target to stand to."""
    kpi = facts.kpi
    if facts.standing is Standing.REACHED:
        return t("reached")
    if facts.standing is not Standing.MISSED or facts.now is None or kpi.target is None:
        return ""
    short = with_unit(round(abs(kpi.target - facts.now), 10), kpi, t)
    return (
        t("not reached, {short} below", short=short)
        if kpi.more_is_better
        else t("not reached, {short} above", short=short)
    )


def kpi_words(facts: KpiFacts, t: Texts) -> str:
    """The whole line, raw: "Churn: 3.2 % in Sep 2026, not reached, 0.2 % above (target: at most 3 %; before …)"."""
    kpi, target = facts.kpi, target_words(facts.kpi, t)
    if facts.now is None:
        return t("{name}: no number yet ({target})", name=kpi.name, target=target)
    now = (
        t("{value} in {month}", value=with_unit(facts.now, kpi, t), month=month_label(facts.of, t))
        if facts.of
        else NONE
    )
    stands = standing_words(facts, t)
    beside = t("before {before}, a year ago {ago}", before=with_unit(facts.before, kpi, t),
               ago=with_unit(facts.year_ago, kpi, t))  # fmt: skip
    said = f"{now}, {stands}" if stands else now
    return f"{kpi.name}: {said} ({target}; {beside})"


def kpi_lines(kpis: Sequence[KpiFacts], t: Texts) -> list[str]:
    """For mrkdwn: the name bold."""
    return [f"• *{escape(one.kpi.name)}*{escape(kpi_words(one, t).removeprefix(one.kpi.name))}" for one in kpis]


def kpi_window(facts: KpiListFacts, t: Texts) -> View:
    """`/flywheel kpi`: each with its newest number and a menu."""
    blocks: list[Block] = [section(t("Numbers of your own stand in every review, beside the bot's."))]
    if not facts.kpis:
        blocks.append(section(t("There is none yet.")))
    for one in facts.kpis[:MOST_SHOWN]:
        blocks.append(section(_listed(one, facts, t), accessory=_menu(one.kpi, t) if facts.may_edit else None))
    if facts.may_edit:
        blocks.append(actions(button(t("Add a number"), ActionId.ADD_KPI, "new"),
                              button(t("Paste many"), ActionId.PASTE_KPI, "paste")))  # fmt: skip
    else:
        blocks.append(context(t("The flywheel team adds them and types them in.")))
    return modal("kpis", t("Numbers of your own"), blocks, buttons=("", t("Close")))


def problem_sentences(problems: Sequence[Problem], t: Texts) -> str:
    """One a line, raw: for the field they were pasted into."""
    lines = [t(problem.sentence, **problem.values) for problem in problems[:SHOWN_PROBLEMS]]
    more = len(problems) - SHOWN_PROBLEMS
    return "\n".join([*lines, *([t.plural("And {n} more line.", "And {n} more lines.", more)] if more > 0 else [])])


def _listed(one: KpiFacts, facts: KpiListFacts, t: Texts) -> str:
    (line,) = kpi_lines([one], t)
    whose = facts.departments.get(one.kpi.department, one.kpi.department)
    return line.removeprefix("• ") + (f"\n{escape(whose)}" if whose else "")


def _menu(kpi: Kpi, t: Texts) -> Element:
    wishes = [(t("Type a number"), "number"), (t("Change"), "change"), (t("Archive"), "archive")]
    return overflow(ActionId.KPI_MENU, [(label, f"{wish}:{kpi.id}") for label, wish in wishes])
