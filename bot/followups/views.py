"""The one message a day, and what is said about dates. Pure: facts in, messages out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.decisions.rules import label as decision_label
from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.followups.rules import Obligation, Owed, Snooze, Week
from bot.i18n import N_, Texts
from bot.pains.rules import label
from bot.slack.blocks import Element, Message, context, divider, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, link, one_line, permalink

AGREED = {
    Owed.ACTION: N_("your action since {day}"),
    Owed.ACTION_OFFER: N_("{name} asks whether you do it: accept or decline"),
    Owed.LATE_ACTION: N_("an action of {name}, and late"),
    Owed.LOOK_BACK: N_("decided on {day}: did it do that for the customer?"),
}
ABOUT = AGREED | {Owed.LATE: N_("owned by {name}, and late")}
MOST_LINES = 20
MOST_WEEKS = 5  # departments of one lead
LONGEST_TITLE = 140
DAYS = frozenset({Owed.CONTACT, Owed.CHOICE})  # with customers
LEADERS = frozenset({Owed.ANSWER, Owed.REVIEW})  # asked of who decides for a department
ASKED = DAYS | LEADERS


@dataclass(frozen=True)
class ListFacts:
    """All a list says. `lines` are sorted; names are raw; `said` is what was just done from the list."""

    workspace_url: str
    today: date
    lines: Sequence[Obligation]
    weeks: Sequence[Week] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, Department] = field(default_factory=dict)
    is_late: bool = False
    said: str = ""
    meets_on: date | None = None  # the day of the next flywheel meeting; None = none is planned


def list_message(facts: ListFacts, t: Texts) -> Message:
    texts, blocks = _top(facts, t), []
    if texts:
        blocks.append(section("\n".join(texts)))
    for owed in facts.lines[:MOST_LINES]:
        line = obligation_line(owed, facts, t)
        texts.append(line)
        blocks.append(section(line, accessory=_menu(owed, facts.meets_on, t)))
    for week in facts.weeks[:MOST_WEEKS]:
        texts.append(_week(week, facts, t))
        blocks += [divider(), section(texts[-1])]
    below = _below(facts, t)
    if below:
        blocks.append(context(*below))
    return Message("\n".join([*texts, *below]), blocks)


def day_text(day: date, language: str) -> str:
    """ "Mon, Mar 2" """
    from babel.dates import format_skeleton  # only here: it would cost every start

    return format_skeleton("MMMEd", day, locale=language)


def date_chosen(number: int, day: date, t: Texts) -> str:
    return t("{pain} comes back on {day}.", pain=label(number), day=day_text(day, t.language))


def yours_now(number: int, t: Texts) -> str:
    return t("{pain} is yours now.", pain=label(number))


def reminders_paused(t: Texts) -> Message:
    text = t("Your reminders are paused. `/flywheel resume` brings them back.")
    return Message(text, [section(text)])


def reminders_resumed(t: Texts) -> Message:
    text = t("Your reminders are back, from your next working morning on.")
    return Message(text, [section(text)])


def _top(facts: ListFacts, t: Texts) -> list[str]:
    texts = [facts.said] if facts.said else []
    if facts.lines:
        n = len(facts.lines)
        texts.append("*" + t.plural("{n} thing is waiting for you", "{n} things are waiting for you", n) + "*")
    elif not facts.weeks:
        texts.append(t("Nothing is waiting for you."))
    if facts.is_late:
        texts.append("_" + t("This comes late: I could not write to you this morning.") + "_")
    return texts


def _below(facts: ListFacts, t: Texts) -> list[str]:
    texts = []
    if more := max(0, len(facts.lines) - MOST_LINES):
        texts.append(t.plural("… and {n} more on my Home.", "… and {n} more on my Home.", more))
    if facts.lines or facts.weeks:
        texts.append(t("At most one such message a day. `/flywheel pause` stops them."))
    return texts


def obligation_line(owed: Obligation, facts: ListFacts, t: Texts) -> str:
    if owed.kind in DAYS:
        return f"*{escape(owed.title)}*\n{_planned(owed, facts.today, t)}"
    if owed.kind is Owed.REVIEW:
        return f"*{escape(owed.title)}*\n{_what(owed, facts, t)} · {when_due(owed.due_on, facts.today, t)}"
    name = name_of(owed, t)
    channel, ts = owed.card
    if ts:
        name = link(permalink(facts.workspace_url, channel, ts), name)
    title = escape(one_line(owed.title, LONGEST_TITLE)) or t("A customer pain from a private place")
    return f"*{name}* {title}\n{_what(owed, facts, t)} · {when_due(owed.due_on, facts.today, t)}"


def name_of(owed: Obligation, t: Texts) -> str:
    """ "P-12", "D-3"; an action that serves no pain has no number."""
    if owed.kind is Owed.LOOK_BACK:
        return decision_label(owed.number)
    if owed.kind is Owed.ANSWER:
        return t("Questions")
    return label(owed.number) if owed.number else t("Action")


def _what(owed: Obligation, facts: ListFacts, t: Texts) -> str:
    who = escape(facts.names.get(owed.who, "")) or t("somebody")
    since = day_text(owed.since.date(), t.language)
    customer = escape(owed.customer) or t("the customer")
    if owed.kind is Owed.HANDOFF:
        return t("offered by {name} on {day}: accept, decline or ask", name=who, day=since)
    if owed.kind is Owed.TELLING:
        return t("tell {customer} what became of it, since {day}", customer=customer, day=since)
    if owed.kind is Owed.UNTOLD:
        return t("{name} has not told {customer} yet", name=who, customer=customer)
    if owed.kind in LEADERS:
        return _asked(owed, facts, t)
    if owed.kind in ABOUT:
        return t(ABOUT[owed.kind], name=who, day=since)
    return t("yours since {day}", day=since)


def _asked(owed: Obligation, facts: ListFacts, t: Texts) -> str:
    since = day_text(owed.since.date(), t.language)
    department = department_name(facts.departments.get(owed.department, owed.department), t)
    asked = t("asked of {department} on {day}", department=escape(department), day=since)
    return t("why, and what is next") + ", " + asked if owed.kind is Owed.REVIEW else asked


def when_due(due_on: date, today: date, t: Texts) -> str:
    if due_on == today:
        return "*" + t("due today") + "*"
    day = day_text(due_on, t.language)
    return "*" + t("was due on {day}", day=day) + "*" if due_on < today else t("due on {day}", day=day)


def _planned(owed: Obligation, today: date, t: Texts) -> str:
    """Nobody is late with a talk: its day is said, and how to choose another."""
    day = day_text(owed.due_on, t.language)
    if owed.kind is Owed.CHOICE:
        return t("the days are yours to choose, best by {day}", day=day)
    if owed.due_on == today:
        return t("planned for *today*: note whom you met, or choose another day")
    return t("was planned for {day}", day=day) if owed.due_on < today else t("planned for {day}", day=day)


def _menu(owed: Obligation, meets_on: date | None, t: Texts) -> Element:
    """One action id, the wish and what it is about in the value. Slack takes five."""
    return overflow(ActionId.LIST_MENU, wishes_of(owed, t, meets_on))


def wishes_of(owed: Obligation, t: Texts, meets_on: date | None = None) -> list[tuple[str, str]]:
    """What can be done with it, the likeliest first: (label, value)."""
    pain, row = owed.pain_id, owed.id
    if owed.kind is Owed.HANDOFF:
        return [(t("Accept"), f"accept:{row}"), (t("Decline"), f"decline:{row}"), (t("Ask"), f"ask:{row}")]
    if owed.kind in ASKED:
        return _asked_wishes(owed, t)
    if owed.kind in (Owed.TELLING, Owed.UNTOLD):
        return [
            (t("I told them"), f"told:{row}"),
            (t("Could not reach"), f"unreached:{row}"),
            (t("Not fixed for them"), f"notfixed:{row}"),
        ]
    if owed.kind in AGREED:
        return _agreed_wishes(owed, meets_on, t)
    return [
        (t("Done"), f"resolve:{pain}"),
        (t("Snooze 1 day"), f"snooze_{Snooze.ONE_DAY}:{pain}"),
        (t("Another day"), f"date:{pain}"),
        (t("Hand over"), f"handover:{pain}"),
        (t("Not doing"), f"notdoing:{pain}"),
    ]


def _asked_wishes(owed: Obligation, t: Texts) -> list[tuple[str, str]]:
    """Of what she is asked for as a leader."""
    row = owed.id
    if owed.kind is Owed.ANSWER:
        return [(t("Answer"), f"answer:{row}"), (t("Not this time"), f"notnow:{row}")]
    if owed.kind is Owed.REVIEW:
        return [(t("Write"), f"remarks:{row}:{owed.department}")]
    days = t("Another day") if owed.kind is Owed.CONTACT else t("Choose my days")
    return [(t("Done"), f"met:{row}"), (days, f"metday:{row}"), (t("Not this time"), f"notmet:{row}")]


def _agreed_wishes(owed: Obligation, meets_on: date | None, t: Texts) -> list[tuple[str, str]]:
    """Of what was agreed in a meeting."""
    row = owed.id
    if owed.kind is Owed.ACTION_OFFER:
        return [(t("Accept"), f"actaccept:{row}"), (t("Decline"), f"actdecline:{row}")]
    if owed.kind is Owed.LOOK_BACK:
        return [(t("Look back at it"), f"lookback:{row}")]
    later = t("Until the meeting on {day}", day=day_text(meets_on, t.language)) if meets_on else t("Until next week")
    return [
        (t("Done"), f"actdone:{row}"),
        (t("Snooze 1 day"), f"actsnooze_{Snooze.ONE_DAY}:{row}"),
        (later, f"actsnooze_{Snooze.NEXT_MEETING if meets_on else Snooze.NEXT_WEEK}:{row}"),
        (t("Another day"), f"actdate:{row}"),
        (t("Not doing"), f"actdrop:{row}"),
    ]


def _moved(week: Week, t: Texts) -> str:
    moves = [
        (week.taken, t("{n} taken", n=week.taken)),
        (week.taken_over, t("{n} taken over from other departments", n=week.taken_over)),
        (week.handed_on, t("{n} handed on to other departments", n=week.handed_on)),
        (week.resolved, t("{n} resolved", n=week.resolved)),
    ]
    said = ", ".join(words for n, words in moves if n) or t("nothing moved")
    return t("In the last seven days: {moves}.", moves=said)


def _week(week: Week, facts: ListFacts, t: Texts) -> str:
    """The second part of a lead's message, once a week."""
    name = escape(department_name(facts.departments.get(week.department, week.department), t))
    first = t.plural("{department} this week: {n} open pain", "{department} this week: {n} open pains", week.open,
                     department=name)  # fmt: skip
    ages = t(
        "By age: {new} under a week, {middle} up to four weeks, {old} older.",
        new=week.under_a_week,
        middle=week.under_four_weeks,
        old=week.over_four_weeks,
    )
    late = t("Past their date now: {late}.", late=week.overdue) if week.overdue else ""
    lines = [f"*{first}*", ages if week.open else "", _moved(week, t), late]
    if week.oldest:
        number, reported = week.oldest
        lines.append(t("The oldest is {pain}, reported on {day}.", pain=label(number),
                       day=day_text(reported.date(), t.language)))  # fmt: skip
    return "\n".join(line for line in lines if line)
