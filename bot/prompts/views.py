"""The questions as a leader gets them, and what is said to her about her answers. Pure: facts in, messages out."""

from bot.followups.views import day_text
from bot.goals.picture import priorities_button
from bot.i18n import Texts
from bot.prompts.models import PromptState
from bot.prompts.rules import Earlier, Fact, First, Item, Known, LeaderFacts
from bot.slack.blocks import Block, Message, actions, button, context, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, one_line, quote, shorten
from bot.years.themes import MOMENTS

NUMBERS = {
    Fact.PAINS: ("open", "taken", "resolved"),
    Fact.HANDOFFS: ("given", "received"),
    Fact.CUSTOMERS: ("told", "waiting"),
    Fact.DECISIONS: ("decisions",),
}
SHOWN_EARLIER, SHOWN_ANSWER, SHOWN_REPLY = 280, 200, 600  # characters


def questions_message(facts: LeaderFacts, t: Texts) -> Message:
    """One section a question, with what we know and what was said beside it."""
    top = "\n".join(filter(None, [f"*{title(facts, t)}*", _purpose(facts), _late(facts, t)]))
    asked = [_question(number, item, facts, t) for number, item in enumerate(facts.items, 1)]
    hints = [hint for hint in (_nothing(facts, t), _state(facts, t), _how(facts, t)) if hint]
    blocks: list[Block] = [section(top), *(section(each) for each in asked)]
    if facts.first:
        asked.append(_first(facts.first, facts.department, t))
        first = facts.first
        name_them = priorities_button(first.theme_id, first.department, t, again=first.named > 0)
        blocks.append(section(asked[-1], accessory=name_them))
    return Message("\n".join([top, *asked, *hints]), [*blocks, context(*hints), _buttons(facts, t)])


def asked_instead(name: str, department: str, t: Texts) -> Message:
    """In the place of the questions: somebody else decides there now. Names are raw."""
    text = t("{name} decides for {department} now, and is asked instead. Thank you.",
             name=escape(name), department=escape(department))  # fmt: skip
    return Message(text, [section(text)])


def reply_note(facts: LeaderFacts, key: str, said: str, t: Texts) -> Message:
    """Under a reply: as the answer to which question it was kept, and what is left. `said` is the whole answer, raw."""
    item = next(item for item in facts.items if item.key == key)
    text = t("Kept as your answer to “{question}”", question=escape(one_line(item.question, 300)))
    shown = quote(shorten(said, SHOWN_REPLY))
    left = sum(not each.text for each in facts.items)
    rest = t.plural("{n} question is left.", "{n} questions are left.", left) if left else t("That was the last one.")
    more = [button(t("Answer the rest") if left else t("Change it"), ActionId.ANSWER, str(facts.prompt.key))]
    if len(said) > SHOWN_REPLY:
        more.append(button(t("Read all"), ActionId.READ_ANSWER, f"{facts.prompt.key} {key}"))
    blocks = [section(f"{text}\n{shown}"), context(rest), actions(*more)]
    return Message(f"{text}\n{shown}\n{rest}", blocks)


def reply_refused(sentence: str) -> Message:
    return Message(sentence, [section(sentence)])


def title(facts: LeaderFacts, t: Texts) -> str:
    """ "Half-way · Q3 FY27, planning · Product", escaped."""
    return " · ".join([t(MOMENTS[facts.moment]), escape(f"{facts.quarter}, {facts.theme}"), escape(facts.department)])


def fact_line(fact: Fact, known: Known, t: Texts) -> str:
    """ "" where there is nothing to tell."""
    if not any(getattr(known, name) for name in NUMBERS[fact]):
        return ""
    if fact is Fact.PAINS:
        return t("pains: {open} open now, {taken} taken and {resolved} resolved this quarter",
                 open=known.open, taken=known.taken, resolved=known.resolved)  # fmt: skip
    if fact is Fact.HANDOFFS:
        return t("handoffs: {given} given ({declined} declined), {received} received",
                 given=known.given, declined=known.declined, received=known.received)  # fmt: skip
    if fact is Fact.CUSTOMERS:
        return t("customers: {told} told what became of their pain, {waiting} waiting to hear",
                 told=known.told, waiting=known.waiting)  # fmt: skip
    return t("decisions this quarter: {n}", n=known.decisions)


def known_line(item: Item, known: Known, t: Texts) -> str:
    """ "" where nothing stands beside the question."""
    facts = "; ".join(line for line in (fact_line(fact, known, t) for fact in item.facts) if line)
    return t("What we know: {facts}.", facts=facts) if facts else ""


def earlier_line(earlier: Earlier | None, t: Texts) -> str:
    """Raw: for a hint as it is, for mrkdwn to be escaped."""
    if earlier is None:
        return ""
    when = f"{earlier.quarter}, {t(MOMENTS[earlier.moment])}"
    words = one_line(earlier.text, SHOWN_EARLIER)
    if earlier.by:
        return t("What {name} said ({when}): “{words}”", name=earlier.by, when=when, words=words)
    return t("What you said ({when}): “{words}”", when=when, words=words)


def _question(number: int, item: Item, facts: LeaderFacts, t: Texts) -> str:
    lines = [f"*{number}. {escape(one_line(item.question, 400))}*"]
    if item.text:
        lines.append("> " + escape(one_line(item.text, SHOWN_ANSWER)))
    lines += [known_line(item, facts.known, t), escape(earlier_line(item.earlier, t))]
    return "\n".join(line for line in lines if line)


def _first(first: First, department: str, t: Texts) -> str:
    """`department`: its name, raw."""
    if first.named:
        return t.plural("{n} priority of {department} is named for this quarter. You can change it.",
                        "{n} priorities of {department} are named for this quarter. You can change them.",
                        first.named, department=escape(department))  # fmt: skip
    return t("What comes first for {department} this quarter? Tie each to the theme, a goal or a customer's pain.",
             department=escape(department))  # fmt: skip


def _purpose(facts: LeaderFacts) -> str:
    return f"_{escape(one_line(facts.purpose, 300)).replace('_', ' ')}_" if facts.purpose else ""


def _late(facts: LeaderFacts, t: Texts) -> str:
    return t("These questions come late; you have until the day below all the same.") if facts.is_late else ""


def _state(facts: LeaderFacts, t: Texts) -> str:
    """What became of it so far; "" where nothing did."""
    prompt = facts.prompt
    draft = t("You keep a draft. Nobody else sees it.") if facts.is_draft else ""
    if prompt.state is PromptState.NOT_THIS_TIME:
        return t("Not this time: {why}", why=escape(one_line(prompt.why, 300)))
    if prompt.state is not PromptState.ANSWERED:
        return draft
    said = t("Your answers are in.")
    if prompt.is_late:
        said = t("Your answers came after the roll-up and are added to it.")
    if facts.answered_by:
        said = t("{name} answered for you.", name=escape(facts.answered_by))
    return " ".join(filter(None, [said, draft]))


def _nothing(facts: LeaderFacts, t: Texts) -> str:
    """That nothing stands beside the questions is said too."""
    if facts.known != Known():
        return ""
    return t("Nothing is known of {department} yet this quarter.", department=escape(facts.department))


def _how(facts: LeaderFacts, t: Texts) -> str:
    if facts.is_out:
        return t("The roll-up is out. What you answer now is added to it, and labelled as late.")
    day = day_text(facts.last_day, t.language)
    if facts.prompt.state is PromptState.ANSWERED:
        return t("You can change them until the end of {day}.", day=day)
    return t("Answer in the form, or write in this thread, until the end of {day}. Then the flywheel channel sees all"
             " departments side by side.", day=day)  # fmt: skip


def _buttons(facts: LeaderFacts, t: Texts) -> Block:
    prompt, key = facts.prompt, str(facts.prompt.key)
    if prompt.state is PromptState.ANSWERED:
        left = any(not item.text for item in facts.items)
        return actions(button(t("Answer the rest") if left else t("Change it"), ActionId.ANSWER, key))
    label = t("Go on writing") if facts.is_draft else t("Answer")
    answer = button(label, ActionId.ANSWER, key, style="primary")
    if prompt.state is PromptState.NOT_THIS_TIME:
        return actions(answer)
    return actions(answer, button(t("Not this time"), ActionId.NOT_THIS_TIME, key))
