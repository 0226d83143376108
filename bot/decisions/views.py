"""Decisions as people read them. Pure: facts in, messages out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.decisions.models import Decision
from bot.decisions.rules import ANSWERS, QUESTIONS, CameTrue, label
from bot.followups.views import day_text
from bot.i18n import Texts
from bot.pains.rules import label as pain_label
from bot.slack.blocks import Block, Element, Message, View, actions, button, context, divider, modal, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, moment, one_line, quotations, quote, shorten

LONGEST_WHAT = 300  # of a decision in a list; the whole is one click away
LONGEST_TITLE = 120


@dataclass(frozen=True)
class DecisionShown:
    """A decision with what it is about; names and texts are raw."""

    decision: Decision
    decided_by: str = ""  # her name; "" = somebody the bot does not know
    pain: int | None = None  # its number
    title: str = ""  # of the pain or the item; "" = of neither, or not to be shown
    customer: str = ""


@dataclass(frozen=True)
class Found:
    """One page of what somebody looked for."""

    query: str
    page: int  # from 0
    count: int  # of all pages
    page_size: int
    decisions: Sequence[DecisionShown]


def impact_lines(decision: Decision, t: Texts) -> list[str]:
    """The four questions and what was answered, each as mrkdwn."""
    return [f"*{t(question)}*\n{quote(getattr(decision, name))}" for name, question in QUESTIONS.items()]


def found_message(found: Found, t: Texts) -> Message:
    """Only to whoever looked."""
    if not found.count:
        return _nothing(found.query, t)
    first = found.page * found.page_size + 1
    count = t.plural("*{n} decision*", "*{n} decisions*", found.count)
    about = t("for “{query}”", query=escape(found.query)) if found.query else ""
    last = first + len(found.decisions) - 1
    shown = t("{first} to {last}, newest first", first=first, last=last) if found.count > found.page_size else ""
    top = " · ".join(filter(None, (count, about, shown)))
    texts, blocks = [top], [section(top)]
    for one in found.decisions:
        texts += [_line(one, t), _about(one, t)]
        impact = button(t("Its impact"), ActionId.SHOW_DECISION, str(one.decision.id))
        blocks += [divider(), section(texts[-2], accessory=impact), context(texts[-1])]
    return Message("\n".join(texts), [*blocks, *_pager(found, t)])


def decision_window(one: DecisionShown, t: Texts) -> View:
    """A decision whole: what, the four answers, and what came of it."""
    decision = one.decision
    blocks: list[Block] = [*map(section, quotations(decision.what)), context(_about(one, t))]
    for name, question in QUESTIONS.items():
        pieces = quotations(getattr(decision, name))
        blocks += [section(f"*{t(question)}*"), *map(section, pieces)]
    if came := came_true_line(decision, t):
        blocks += [divider(), section(came), *map(section, quotations(decision.learnt))]
    elif decision.look_back_on:
        day = day_text(decision.look_back_on, t.language)
        blocks.append(context(t("We look back at it on {day}.", day=day)))
    return modal("decision", label(decision.number), blocks, buttons=("", t("Close")))


def came_true_line(decision: Decision, t: Texts) -> str:
    """What was found when looking back; "" as long as nobody has."""
    if decision.came_true not in set(CameTrue):
        return ""
    answer = t(ANSWERS[CameTrue(decision.came_true)])
    return t("*Did it do for the customer what we said?* {answer}", answer=answer)


def card_line(decision: Decision, t: Texts) -> str:
    """One line on the card of its pain."""
    return t("Decided ({decision}): {what}", decision=label(decision.number), what=escape(one_line(decision.what, 200)))


def _line(one: DecisionShown, t: Texts) -> str:
    what = escape(shorten(one.decision.what, LONGEST_WHAT))
    lines = [f"*{label(one.decision.number)}* {what}"]
    if came := came_true_line(one.decision, t):
        lines.append(came)
    return "\n".join(lines)


def _about(one: DecisionShown, t: Texts) -> str:
    parts = [moment(one.decision.made_at, t.language)]
    parts.append(t("decided by {name}", name=escape(one.decided_by) or t("somebody")))
    title = escape(one_line(one.title, LONGEST_TITLE))
    if one.pain is not None:
        title = f"{pain_label(one.pain)} {title}".strip()
    if title:
        parts.append(title)
    if one.customer:
        parts.append(t("Customer: *{name}*", name=escape(one.customer)))
    return " · ".join(parts)


def _nothing(query: str, t: Texts) -> Message:
    write = button(t("Write one down"), ActionId.WRITE_DECISION, "new")
    if not query:
        text = t("Nothing was decided yet. Decisions are written down in the meeting, or with `/flywheel decide`.")
        return Message(text, [section(text), actions(write)])
    text = t(
        "No decision has “{query}”. Try fewer words, a pain (P-12), a customer, a person, or a month (2026-03).",
        query=escape(query),
    )
    return Message(text, [section(text)])


def _pager(found: Found, t: Texts) -> list[Block]:
    turns: list[Element] = []
    if found.page:
        turns.append(button(t("Newer"), ActionId.DECISIONS_NEWER, f"{found.page - 1}:{found.query}"))
    if (found.page + 1) * found.page_size < found.count:
        turns.append(button(t("Older"), ActionId.DECISIONS_OLDER, f"{found.page + 1}:{found.query}"))
    return [actions(*turns)] if turns else []
