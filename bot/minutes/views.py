"""The minutes in the channel, and what each person owes. Pure: facts in, messages out."""

from collections.abc import Iterable, Iterator, Sequence

from bot.actions.views import ActionShown, action_line
from bot.agenda.views import ItemShown, theme_text, title
from bot.decisions.models import Decision
from bot.decisions.rules import label
from bot.decisions.views import DecisionShown
from bot.i18n import N_, Texts
from bot.meetings.models import Meeting
from bot.minutes.rules import MinutesFacts, by_owner
from bot.slack.blocks import Block, Message, actions, button, context, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, moment, one_line, shorten

MOST_DECISIONS, MOST_ACTIONS, MOST_ITEMS = 10, 30, 12  # what a channel can read; the Markdown has all of it
LONGEST_WHAT, LONGEST_ANSWER = 600, 160
LONGEST_SECTION = 2900

SHORT = {
    "effect": N_("For the customer: {answer}"),
    "feeling": N_("She will feel: {answer}"),
    "problem": N_("It solves: {answer}"),
    "value": N_("Its value to her: {answer}"),
}


def minutes_message(facts: MinutesFacts, t: Texts) -> Message:
    """One message, read in a minute."""
    if facts.is_empty:
        return _nothing_said(facts, t)
    head = "*" + t("Minutes of the flywheel meeting, {when}", when=moment(facts.meeting.starts_at, t.language)) + "*"
    parts = [head + _late(facts, t), *_decisions(facts.decisions, t), *_actions(facts.actions, t), *_items(facts, t)]
    blocks: list[Block] = [section(part) for part in parts]
    small = _small(facts, t)
    if small:
        blocks.append(context(small))
    blocks.append(_buttons(facts.meeting, t))
    return Message("\n".join([*parts, small]).strip(), blocks)


def debts_message(meeting: Meeting, hers: Sequence[ActionShown], t: Texts) -> Message:
    """To one person: her actions, and nothing else."""
    said = t.plural(
        "From the flywheel meeting of {when}, this is yours:",
        "From the flywheel meeting of {when}, these are yours:",
        len(hers),
        when=moment(meeting.starts_at, t.language),
    )
    lines = ["• " + action_line(one, t, with_owner=False) for one in hers[:MOST_ACTIONS]]
    below = t("They are in your daily list half-way, and on their day.")
    return Message("\n".join([said, *lines, below]), [*map(section, _pieces([said, *lines])), context(below)])


def canvas_ready(url: str, t: Texts) -> Message:
    """In the channel, once there is one."""
    text = t("The minutes are a canvas now: <{url}|open it>.", url=url)
    return Message(text, [section(text)])


def canvas_refused(code: str, t: Texts) -> Message:
    """To whoever asked for it."""
    text = t("Slack did not make the canvas (`{code}`). *As Markdown* under the minutes gives you a file.",
             code=escape(code))  # fmt: skip
    return Message(text, [section(text)])


def _nothing_said(facts: MinutesFacts, t: Texts) -> Message:
    when = moment(facts.meeting.starts_at, t.language)
    text = t("The flywheel meeting of {when} is over, with nothing to write down. What was on its agenda comes back.",
             when=when)  # fmt: skip
    if not (facts.not_today or facts.not_reached):
        text = t("The flywheel meeting of {when} is over, with nothing to write down. Thank you for coming.", when=when)
    text += _late(facts, t)
    return Message(text, [section(text)])


def _decisions(decisions: Sequence[DecisionShown], t: Texts) -> Iterator[str]:
    if decisions:
        yield "*" + t("Decided") + "*"
    for one in decisions[:MOST_DECISIONS]:
        yield _decision(one, t)
    if (more := len(decisions) - MOST_DECISIONS) > 0:
        yield t.plural("… and {n} more decision.", "… and {n} more decisions.", more)


def _decision(one: DecisionShown, t: Texts) -> str:
    what = escape(shorten(one.decision.what, LONGEST_WHAT))
    whom = escape(one.customer)
    for_whom = " · " + t("for {customer}", customer=whom) if whom else ""
    return "\n".join([f"*{label(one.decision.number)}* {what}{for_whom}", *_impact(one.decision, t)])


def _impact(decision: Decision, t: Texts) -> list[str]:
    answers = {name: escape(one_line(getattr(decision, name), LONGEST_ANSWER)) for name in SHORT}
    return ["• " + t(sentence, answer=answers[name]) for name, sentence in SHORT.items()]


def _actions(given: tuple[ActionShown, ...], t: Texts) -> list[str]:
    lines, left = [], MOST_ACTIONS
    for name, hers in by_owner(given):
        if left > 0:
            lines.append("*" + (escape(name) or t("somebody")) + "*")
            lines += ["• " + action_line(one, t, with_owner=False) for one in hers[:left]]
        left -= len(hers)
    if left < 0:
        lines.append(t.plural("… and {n} more action.", "… and {n} more actions.", -left))
    return list(_pieces(["*" + t("To do") + "*", *lines])) if lines else []


def _items(facts: MinutesFacts, t: Texts) -> list[str]:
    groups = (
        (t("Parked"), facts.parked),
        (t("Dropped"), facts.dropped),
        (t("Not reached"), facts.not_reached),
        (t("Not today"), facts.not_today),
    )
    lines = [line for name, items in groups for line in _group(name, items, t)]
    return list(_pieces(lines))


def _group(name: str, items: Sequence[ItemShown], t: Texts) -> list[str]:
    if not items:
        return []
    shown = [f"• {title(one, t).replace('*', '')}" for one in items[:MOST_ITEMS]]
    more = len(items) - len(shown)
    rest = [t("and {n} more", n=more)] if more else []
    return [f"*{name}*", *shown, *rest]


def _small(facts: MinutesFacts, t: Texts) -> str:
    parts = [theme_text(facts.theme, t)] if facts.theme else []
    if facts.present:
        parts.append(t("There: {names}", names=escape(", ".join(facts.present))))
    if facts.facilitator:
        parts.append(t("Led by {name}", name=escape(facts.facilitator)))
    if facts.rating is not None:
        parts.append(t("Was it about the customer? {mean} of 5", mean=f"{facts.rating:.1f}"))
    return " · ".join(parts)


def _buttons(meeting: Meeting, t: Texts) -> Block:
    return actions(
        button(t("As Markdown"), ActionId.MINUTES_MARKDOWN, str(meeting.id)),
        button(t("As a canvas"), ActionId.MINUTES_CANVAS, str(meeting.id)),
    )


def _late(facts: MinutesFacts, t: Texts) -> str:
    return "\n_" + t("These come late: I could not write them on time.") + "_" if facts.is_late else ""


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    """As many lines in one section as it holds."""
    piece: list[str] = []
    for line in lines:
        if piece and sum(map(len, piece)) + len(piece) + len(line) > LONGEST_SECTION:
            yield "\n".join(piece)
            piece = []
        piece.append(line)
    if piece:
        yield "\n".join(piece)
