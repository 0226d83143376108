"""The digest, what `/flywheel voice` shows, and the question whether a story may be told. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.departments.models import Stage
from bot.departments.rules import stage_name
from bot.followups.views import day_text
from bot.i18n import Texts
from bot.pains.rules import label
from bot.slack.blocks import Block, Element, Message, View, actions, button, context, divider, modal, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, link, moment, one_line, quotations, quote, shorten
from bot.voices.models import Story
from bot.voices.rules import FORTNIGHT, Heard
from bot.workdays.rules import ONE_DAY

SHOWN_WORDS, SHOWN_CHANGE, SHOWN_STORY = 600, 250, 450  # characters
ON, OFF, FROM_DIGEST, FROM_HOME = "on", "off", "digest", "home"


@dataclass(frozen=True)
class Change:
    """What changed because somebody reported it, raw. `others`: voices that are not named."""

    number: int
    sentence: str
    names: Sequence[str]
    others: int
    url: str = ""


@dataclass(frozen=True)
class Told:
    """One story, raw. `by`: whoever told it; "" = the person herself."""

    person: str
    by: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class DigestFacts:
    """All of one digest. `waiting`: customers somebody still has to tell."""

    day: date
    heard: Sequence[Heard]
    stages: Mapping[str, Stage] = field(default_factory=dict)
    changes: Sequence[Change] = ()
    more_changes: int = 0
    stories: Sequence[Told] = ()
    question: str = ""
    told: int = 0
    waiting: int = 0
    is_late: bool = False


@dataclass(frozen=True)
class Hearing:
    """What one person said about the digest. `next_at`: when she gets the next one; None = not known yet."""

    wants: bool = False
    by_name: bool = False
    next_at: datetime | None = None


def digest(facts: DigestFacts, t: Texts) -> Message:
    parts = [_top(facts, t), *_heard(facts, t)]
    more = [part for part in (_changes(facts, t), _stories(facts, t), _question(facts, t), _number(facts, t)) if part]
    below = t("Every second week, because you asked for it. `/flywheel voice` changes that.")
    blocks: list[Block] = [section(part) for part in parts]
    for part in more:
        blocks += [divider(), section(part)]
    stop = button(t("No more of these"), ActionId.HEAR_VOICE, f"{OFF}:{FROM_DIGEST}")
    blocks += [context(below), actions(stop)]
    return Message("\n".join([*parts, *more, below]), blocks)


def hearing_message(hearing: Hearing, t: Texts) -> Message:
    """`/flywheel voice`."""
    what = t(
        "*The customer's voice*: every second week three customers in their own words, what changed because somebody"
        " reported it, and one question to think about."
    )
    state = _hears(hearing, t)
    named = (
        t("When a pain you reported is closed, you may be thanked by name.")
        if hearing.by_name
        else t("When a pain you reported is closed, you are thanked without your name.")
    )
    return Message("\n".join([what, state, named]), [section(f"{what}\n{state}"), context(named), _buttons(hearing, t)])


def no_more(t: Texts) -> Message:
    text = t("You do not get the customer's voice any more. `/flywheel voice` brings it back.")
    return Message(text, [section(text)])


def story_question(story: Story, by: str, t: Texts) -> Message:
    """To the person it is about. `by` is the raw name of who tells it."""
    told = t("*{name}* would like to tell what you did for a customer:", name=escape(by))
    ask = t("May it stand in the customer's voice? It goes to everybody here who asked for it, once, with your name.")
    hint = t("It is told only if you say yes, and nobody hears if you do not.")
    words = quote(shorten(story.text, SHOWN_STORY * 2))
    yes = button(t("Yes, tell it"), ActionId.STORY_YES, str(story.id), style="primary")
    no = button(t("Rather not"), ActionId.STORY_NO, str(story.id))
    blocks = [section(f"{told}\n{words}"), section(ask), context(hint), actions(yes, no)]
    return Message("\n".join([told, words, ask, hint]), blocks)


def story_answered(story: Story, t: Texts) -> Message:
    """In the place of the question: what she said, and the way back."""
    if story.agreed:
        text = t("Thank you. It stands in the next customer's voice, once.")
        other = button(t("Rather not"), ActionId.STORY_NO, str(story.id))
    else:
        text = t("It is not told, and nobody hears that you said so.")
        other = button(t("Yes, tell it"), ActionId.STORY_YES, str(story.id))
    words = quote(shorten(story.text, SHOWN_STORY * 2))
    return Message(f"{text}\n{words}", [section(f"{text}\n{words}"), actions(other)])


def story_window(name: str, t: Texts, *, own: bool) -> View:
    """In the place of the form. `name`: raw, of whom it is about; `own`: she told it of herself."""
    if own:
        text = t("Thank you. It stands in the next customer's voice, once.")
    else:
        text = t("Thank you. {name} is asked first: it is told only if the answer is yes.", name=escape(name))
    return modal("story", t("Tell a story"), [section(text)], buttons=("", t("Close")))


def _top(facts: DigestFacts, t: Texts) -> str:
    last = facts.day - ONE_DAY
    days = f"{day_text(facts.day - FORTNIGHT, t.language)} – {day_text(last, t.language)}"
    lines = ["*" + t("The customer's voice") + f"* · {days}"]
    if facts.is_late:
        lines.append("_" + t("This comes late: I could not write to you on the day.") + "_")
    if not (facts.heard or facts.changes or facts.stories):
        lines.append(t("A quiet fortnight: there is nothing that everybody may read. One question all the same."))
    return "\n".join(lines)


def _heard(facts: DigestFacts, t: Texts) -> list[str]:
    return [_words(one, facts, t) for one in facts.heard]


def _words(one: Heard, facts: DigestFacts, t: Texts) -> str:
    """Word for word; of what is too long the beginning, and where the rest is."""
    pieces = quotations(one.words, SHOWN_WORDS)
    name = link(one.url, label(one.number)) if one.url else label(one.number)
    stage = escape(stage_name(facts.stages.get(one.stage, one.stage), t)) if one.stage else ""
    source = " · ".join(filter(None, [_customer(one, t), stage, name]))
    rest = "\n" + t("The beginning, word for word; all of it is on {pain}.", pain=name) if len(pieces) > 1 else ""
    return f"{pieces[0]}\n{source}{rest}"


def _customer(one: Heard, t: Texts) -> str:
    if one.is_colleague:
        return "*" + t("a colleague") + "*"
    return f"*{escape(one_line(one.customer, 100))}*" if one.customer else "*" + t("a customer") + "*"


def _changes(facts: DigestFacts, t: Texts) -> str:
    if not facts.changes:
        return ""
    lines = ["*" + t("Changed because somebody reported it") + "*", *(_change(one, t) for one in facts.changes)]
    if facts.more_changes:
        lines.append(t.plural("… and {n} more.", "… and {n} more.", facts.more_changes))
    return "\n".join(lines)


def _change(one: Change, t: Texts) -> str:
    name = link(one.url, label(one.number)) if one.url else label(one.number)
    sentence = escape(one_line(one.sentence, SHOWN_CHANGE))
    return f"• {sentence} ({name}) {_thanks(one, t)}"


def _thanks(one: Change, t: Texts) -> str:
    names = escape(", ".join(one.names))
    if not one.names:
        return t("Thanks to whoever reported it.")
    if not one.others:
        return t("Thanks to {names}.", names=names)
    return t.plural("Thanks to {names} and {n} other.", "Thanks to {names} and {n} others.", one.others, names=names)


def _stories(facts: DigestFacts, t: Texts) -> str:
    if not facts.stories:
        return ""
    return "\n".join(["*" + t("Did right by a customer") + "*", *(_story(one, t) for one in facts.stories)])


def _story(one: Told, t: Texts) -> str:
    by = " · " + t("told by {name}", name=escape(one.by)) if one.by else ""
    source = " · " + link(one.url, t("the message")) if one.url else ""
    return f"*{escape(one.person)}*{by}{source}\n{quote(shorten(one.text, SHOWN_STORY))}"


def _question(facts: DigestFacts, t: Texts) -> str:
    return "*" + t("To think about") + "*\n" + escape(facts.question)


def _number(facts: DigestFacts, t: Texts) -> str:
    told = t.plural(
        "*{n}* customer heard this fortnight what became of her pain.",
        "*{n}* customers heard this fortnight what became of their pain.",
        facts.told,
    )
    if not facts.waiting:
        return told
    return f"{told} " + t.plural("{n} customer still waits.", "{n} customers still wait.", facts.waiting)


def _hears(hearing: Hearing, t: Texts) -> str:
    if not hearing.wants:
        return t("You do not get it.")
    if hearing.next_at is None:
        return t("You get it.")
    return t("You get it; the next one comes {when}.", when=moment(hearing.next_at, t.language))


def _buttons(hearing: Hearing, t: Texts) -> Block:
    hear: Element = button(t("Send it to me"), ActionId.HEAR_VOICE, ON, style="primary")
    if hearing.wants:
        hear = button(t("Stop sending it"), ActionId.HEAR_VOICE, OFF)
    thank = button(t("Thank me without my name"), ActionId.THANK_ME, OFF)
    if not hearing.by_name:
        thank = button(t("You may name me"), ActionId.THANK_ME, ON)
    return actions(hear, thank)
