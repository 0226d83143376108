"""The question to a leader, the mix before a review, what was moved, and what `/flywheel review` shows. Pure."""

from collections.abc import Sequence
from datetime import datetime

from bot.checkpoints.facts import AskFacts, BriefFacts, Missing, ReviewFacts
from bot.checkpoints.kpi_views import kpi_lines
from bot.checkpoints.models import View
from bot.checkpoints.rules import Mix
from bot.checkpoints.wording import in_words
from bot.followups.views import day_text
from bot.i18n import N_, Texts
from bot.slack.blocks import Block, Element, Message, actions, button, context, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, link, moment, one_line

INSIGHT_ASKED = N_("Why was it so? What is behind these numbers for your customers?")
FORESIGHT_ASKED = N_("What is likely next, and what will you watch?")
SHOWN_LINES = 8
MOST_MENUS = 2  # departments one person writes for, in one menu


def ask_message(facts: AskFacts, t: Texts) -> Message:
    """To a leader: her department's own figures, and the two questions."""
    when = moment(facts.checkpoint.meets_at, t.language)
    top = [
        f"*{escape(facts.title)} · {escape(facts.department)}*",
        t(
            "We look at it {when}. I bring the numbers; why they are so, and what comes next, only you know.",
            when=when,
        ),
    ]
    if facts.is_late:
        top.append("_" + t("This comes late; until the review there is time all the same.") + "_")
    asked = [f"• {t(INSIGHT_ASKED)}", f"• {t(FORESIGHT_ASKED)}"]
    blocks: list[Block] = [section("\n".join(top)), section(_beside(facts, t)), section("\n".join(asked))]
    blocks.append(actions(button(t("Write"), ActionId.WRITE_REMARKS, facts.reference, style="primary")))
    until = t("A few sentences are enough. You can change them until the review.")
    blocks.append(context(until))
    return Message("\n".join([*top, _beside(facts, t), *asked, until]), blocks)


def _beside(facts: AskFacts, t: Texts) -> str:
    lines = [f"• {escape(in_words(line, t))}" for line in facts.lines[:SHOWN_LINES]]
    lines += kpi_lines(facts.kpis[:SHOWN_LINES], t)
    return "\n".join(lines) or t("Nothing was counted for your department in that time.")


def mix_message(facts: BriefFacts, t: Texts) -> Message:
    """To the flywheel channel, the working day before."""
    when = moment(facts.checkpoint.meets_at, t.language)
    top = f"*{escape(facts.title)}* · {when}"
    lines = [
        top,
        *(["_" + t("This comes late.") + "_"] if facts.is_late else []),
        mix_line(facts.mix, facts.missing, t),
    ]
    note = t(
        "Share of the words about what happened, why, and what is next. Each leader has what is missing on her list."
    )
    blocks: list[Block] = [section("\n".join(lines))]
    buttons = [button(t("Write"), ActionId.WRITE_REMARKS, f"{facts.checkpoint.key}:"),
               button(t("Show the numbers"), ActionId.SHOW_BRIEF, str(facts.checkpoint.key))]  # fmt: skip
    blocks += [actions(*buttons), context(note)]
    return Message("\n".join([*lines, note]), blocks)


def mix_line(mix: Mix | None, missing: Missing, t: Texts) -> str:
    """ "80 / 15 / 5: foresight is missing from Product and Finance." """
    gaps = gap_lines(missing, t) or [_nobody_missing(missing, t)]
    if mix is None:
        return t("Nothing was said yet: {gaps}.", gaps="; ".join(gaps))
    return t("Hindsight / insight / foresight: *{mix}*; {gaps}.", mix=mix, gaps="; ".join(gaps))


def gap_lines(missing: Missing, t: Texts) -> list[str]:
    """Escaped; as they are, without a word of blame."""
    both = [one for one in missing.insight if one in missing.foresight]
    insight, foresight = ([one for one in part if one not in both] for part in (missing.insight, missing.foresight))
    lines = []
    if both:
        lines.append(t("insight and foresight are missing from {departments}", departments=names(both, t)))
    if insight:
        lines.append(t("insight is missing from {departments}", departments=names(insight, t)))
    if foresight:
        lines.append(t("foresight is missing from {departments}", departments=names(foresight, t)))
    return lines


def _nobody_missing(missing: Missing, t: Texts) -> str:
    if missing.without_lead and not missing.asked:
        return t("nobody decides for a department yet, so nobody is asked")
    return t("everybody who is asked has said both")


def nobody_line(missing: Missing, t: Texts) -> str:
    """ "" where every department has somebody to ask."""
    if not missing.without_lead:
        return ""
    return t("Not asked, because nobody decides there yet: {departments}.", departments=names(missing.without_lead, t))


def names(departments: Sequence[str], t: Texts) -> str:
    """ "Product and Finance", escaped."""
    from babel.lists import format_list  # only here: it would cost every start

    return escape(str(format_list(list(departments), locale=t.language)))


def moved_message(title: str, name: str, moments: tuple[datetime, datetime], t: Texts) -> Message:
    """`moments`: when it was, and when it is; names are raw."""
    was, now = (moment(at, t.language) for at in moments)
    text = t("{name} moved the review “{title}” from {was} to {now}.", name=escape(name), title=escape(title), was=was,
             now=now)  # fmt: skip
    return Message(text, [section(text)])


def called_off_message(title: str, name: str, why: str, t: Texts) -> Message:
    text = t("{name} called off the review “{title}”: {why}", name=escape(name), title=escape(title), why=escape(why))
    return Message(text, [section(text)])


def review_message(reviews: Sequence[ReviewFacts], t: Texts) -> Message:
    """One section a kind: the next one, and the last brief."""
    blocks: list[Block] = []
    texts: list[str] = []
    for facts in reviews:
        text = _review(facts, t)
        texts.append(text)
        menu = _menu(facts, t)
        blocks.append(section(text, accessory=menu) if menu else section(text))
        if facts.last_id:
            last = t(
                "Last: {title}",
                title=link(facts.last_url, facts.last_title) if facts.last_url else escape(facts.last_title),
            )
            texts.append(last)
            show = button(t("Show it"), ActionId.SHOW_BRIEF, str(facts.last_id))
            blocks.append(section(last, accessory=show))
    below = t("Numbers of your own: `/flywheel kpi`")
    return Message("\n".join([*texts, below]), [*blocks, context(below)])


def _review(facts: ReviewFacts, t: Texts) -> str:
    if facts.meets_at is None:
        return f"*{escape(facts.kind_name)}*\n" + t("None is planned yet.")
    top = f"*{escape(facts.title)}* · {moment(facts.meets_at, t.language)}"
    if facts.asked_on:
        return top + "\n" + t("Leaders are asked on {day}.", day=day_text(facts.asked_on, t.language))
    return top + "\n" + mix_line(facts.mix, facts.missing, t)


def _menu(facts: ReviewFacts, t: Texts) -> Element | None:
    """Slack takes five."""
    if facts.meets_at is None:
        return None
    number = facts.checkpoint_id
    wishes = [
        (one_line(t("Write for {department}", department=department), 75), f"write:{reference}")
        for department, reference in facts.mine[:MOST_MENUS]
    ]
    wishes.append((t("Show the numbers"), f"show:{number}"))
    if facts.may_move:
        wishes += [(t("Move it"), f"move:{number}"), (t("Call it off"), f"off:{number}")]
    return overflow(ActionId.REVIEW_MENU, wishes)


def part_name(part: View, t: Texts) -> str:
    return t("Insight") if part is View.INSIGHT else t("Foresight")
