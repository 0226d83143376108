"""The minutes as Markdown, whole: for a file, and for a canvas. Pure."""

from collections.abc import Iterable, Sequence

from bot.actions.models import ActionState
from bot.actions.views import STATES, ActionShown
from bot.agenda.views import ItemShown
from bot.decisions.rules import QUESTIONS, label
from bot.decisions.views import DecisionShown
from bot.followups.views import day_text
from bot.i18n import Texts
from bot.meetings.models import Meeting
from bot.minutes.rules import MinutesFacts, by_owner, marked_down
from bot.pains.rules import label as pain_label


def minutes_title(meeting: Meeting, t: Texts) -> str:
    return t("Flywheel meeting, {day}", day=f"{meeting.starts_local:%Y-%m-%d}")


def minutes_markdown(facts: MinutesFacts, t: Texts) -> str:
    """Headings of at most three levels, lists and quotations: what a canvas can show."""
    lines = [f"# {minutes_title(facts.meeting, t)}", "", _where(facts, t), ""]
    lines += _section(t("Decided"), [line for one in facts.decisions for line in _decision(one, t)])
    lines += _section(t("To do"), _actions(facts.actions, t))
    lines += _section(t("Parked"), _items(facts.parked, t))
    lines += _section(t("Dropped"), _items(facts.dropped, t))
    lines += _section(t("Not reached"), _items(facts.not_reached, t))
    lines += _section(t("Not today"), _items(facts.not_today, t))
    return "\n".join(lines).rstrip() + "\n"


def _where(facts: MinutesFacts, t: Texts) -> str:
    meeting = facts.meeting
    lines = [f"{meeting.starts_local:%H:%M} ({facts.zone.replace('_', ' ')})"]
    if facts.theme:
        lines.append(t("Theme of the quarter: {theme}", theme=marked_down(facts.theme)))
    if facts.facilitator:
        lines.append(t("Led by {name}", name=marked_down(facts.facilitator)))
    if facts.present:
        lines.append(t("There: {names}", names=marked_down(", ".join(facts.present))))
    if facts.rating is not None:
        lines.append(t("Was it about the customer? {mean} of 5", mean=f"{facts.rating:.1f}"))
    return "  \n".join(lines)


def _section(name: str, lines: Sequence[str]) -> list[str]:
    return [f"## {name}", "", *lines, ""] if lines else []


def _decision(one: DecisionShown, t: Texts) -> list[str]:
    decision = one.decision
    lines = [f"### {label(decision.number)} {marked_down(decision.what)}", ""]
    about = [t("decided by {name}", name=marked_down(one.decided_by) or t("somebody"))]
    if one.pain is not None:
        about.append(f"{pain_label(one.pain)} {marked_down(one.title)}".strip())
    if one.customer:
        about.append(t("for {customer}", customer=marked_down(one.customer)))
    lines += [" · ".join(about), ""]
    for name, question in QUESTIONS.items():
        lines.append(f"- **{t(question)}** {marked_down(getattr(decision, name))}")
    if decision.look_back_on:
        lines.append("- " + t("We look back at it on {day}.", day=day_text(decision.look_back_on, t.language)))
    return [*lines, ""]


def _actions(actions: tuple[ActionShown, ...], t: Texts) -> list[str]:
    lines = []
    for name, hers in by_owner(actions):
        lines += [f"**{marked_down(name) or t('somebody')}**", ""]
        lines += [_action(one, t) for one in hers]
        lines.append("")
    return lines


def _action(one: ActionShown, t: Texts) -> str:
    action = one.action
    box = "x" if action.state is ActionState.DONE else " "
    parts = [marked_down(action.what), t("by {day}", day=day_text(action.due_on, t.language))]
    if one.pain:
        parts.append(one.pain.name)
    if action.state in STATES:
        parts.append(t(STATES[action.state]))
    return f"- [{box}] " + " · ".join(parts)


def _items(items: Iterable[ItemShown], t: Texts) -> list[str]:
    found = []
    for one in items:
        name = f"{pain_label(one.pain)} " if one.pain is not None else ""
        found.append(f"- {name}{marked_down(one.title) or t('A customer pain from a private place')}")
    return found
