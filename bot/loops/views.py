"""What is said while a loop is closed. Pure: facts in, messages out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import Texts
from bot.loops.models import Outcome, Telling
from bot.loops.rules import HOWS, Counts, Loop, sentence
from bot.pains.models import Pain
from bot.pains.rules import label
from bot.slack.blocks import Block, Element, Message, actions, button, context, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, moment, one_line, shorten

LONGEST_TEXT = 3000  # of what is ready to send; what a field holds


@dataclass(frozen=True)
class Asked:
    """What one person was asked about one pain. `shown_as`: what she may know it as, raw; "" = its number alone."""

    pain: Pain
    tellings: Sequence[Telling]
    shown_as: str = ""
    own_text: str = ""  # what she wants to say instead of what is proposed

    @property
    def waiting(self) -> list[Telling]:
        return [telling for telling in self.tellings if telling.outcome is Outcome.WAITING]


def telling_message(asked: Asked, t: Texts) -> Message:
    """The one direct message to a teller; it changes with what she answers."""
    pain = label(asked.pain.number)
    if any(telling.outcome is Outcome.CANCELLED for telling in asked.tellings):
        return _said(t("{pain} is open again: it was not fixed for somebody. There is nothing to tell for now.",
                       pain=pain))  # fmt: skip
    answered = [_answered(telling, t) for telling in asked.tellings if telling.outcome is not Outcome.WAITING]
    if not asked.waiting:
        return _said("\n".join([_thanks(asked, t), *answered]))
    customers = ", ".join(customer_name(telling, t) for telling in asked.waiting)
    if asked.pain.not_doing:
        first = t("*{pain}* is not going to be done. Please tell {customer} why.", pain=pain, customer=customers)
    else:
        first = t("*{pain}* is resolved. Please tell {customer}.", pain=pain, customer=customers)
    message = _with_text(first, asked, t, ask_to_change=True)
    return Message("\n".join([message.text, *answered]), message.blocks + [context(line) for line in answered])


def owner_note(asked: Asked, teller: str, t: Texts) -> Message:
    """Slack does not let the bot write to a teller (a raw name): the owner asks her, or tells the customer."""
    customers = ", ".join(customer_name(telling, t) for telling in asked.waiting)
    first = t(
        "I cannot write to {name}, who was to tell {customer} that *{pain}* is resolved. Ask, or tell them yourself:"
        " then say here what became of it.",
        name=escape(teller) or t("somebody"),
        customer=customers,
        pain=label(asked.pain.number),
    )
    return _with_text(first, asked, t, ask_to_change=False)


def told_by_bot(telling: Telling, pain: Pain, t: Texts) -> Message:
    """To a colleague who is the customer herself."""
    name, said = label(pain.number), escape(sentence(pain.resolution))
    if pain.not_doing:
        text = t("*{pain}*, which you reported, is not going to be done: {said}", pain=name, said=said)
    else:
        text = t("*{pain}*, which you reported, is resolved: {said}", pain=name, said=said)
    no = button(t("Not fixed for me"), ActionId.NOT_FIXED, str(telling.id))
    return Message(text, [section(text), actions(no)])


def not_fixed_note(pain: Pain, telling: Telling, who: str, t: Texts) -> Message:
    """To the owner; `who` is the raw name of whoever said so."""
    return _said(
        t("*{pain}* is open again. {name} says it is not fixed for {customer}: {why}", pain=label(pain.number),
          name=escape(who) or t("somebody"), customer=customer_name(telling, t), why=escape(telling.how))
    )  # fmt: skip


def back_note(pain: Pain, who: str, t: Texts) -> Message:
    """To the owner: somebody reported a closed pain again."""
    return _said(
        t("*{pain}* is open again. {name} says it is back.", pain=label(pain.number), name=escape(who) or t("somebody"))
    )


def is_it_back(pain: Pain, t: Texts) -> Message:
    """To whoever reports a closed pain again."""
    name = label(pain.number)
    at = moment(pain.closed_at, t.language) if pain.closed_at else ""
    text = t("That is {pain}, which was closed {when}. Is it back?", pain=name, when=at)
    yes = button(t("Yes, open it again"), ActionId.REOPEN, str(pain.id), style="primary")
    return Message(text, [section(text), actions(yes)])


def opened_again(pain: Pain, t: Texts) -> Message:
    return _said(t("{pain} is open again. Thank you for saying so.", pain=label(pain.number)))


def resolved_line(pain: Pain, counts: Counts, t: Texts) -> str:
    """The state of a resolved pain, as mrkdwn."""
    said = escape(sentence(pain.resolution))
    first = t("Not doing: {said}", said=said) if pain.not_doing else t("Resolved: {said}", said=said)
    told = t.plural("{told} of {n} customer told", "{told} of {n} customers told", counts.asked, told=counts.told)
    return f"{first} {told}"


def closed_line(pain: Pain, counts: Counts, t: Texts) -> str:
    """The state of a closed pain, as mrkdwn."""
    told = t.plural("Closed: the customer was told.", "Closed: all {n} customers were told.", counts.asked)
    if counts.unreachable:
        told = t("Closed: {told} of {n} customers told, {unreachable} could not be reached.", told=counts.told,
                 n=counts.asked, unreachable=counts.unreachable)  # fmt: skip
    return f"{told} {escape(sentence(pain.resolution))}"


def again_line(pain: Pain, loop: Loop, t: Texts) -> str:
    """Why a pain that was resolved is open again, as mrkdwn; "" for one that never was."""
    if not pain.round:
        return ""
    if loop.not_fixed is None:
        return t("Open again: somebody says it is back.")
    return t("Open again: not fixed for {customer}. {why}", customer=customer_name(loop.not_fixed, t),
             why=escape(loop.not_fixed.how))  # fmt: skip


def thread_line(pain: Pain, counts: Counts, t: Texts) -> Message:
    """One line under the message the pain came from."""
    return _said(f"*{label(pain.number)}* {closed_line(pain, counts, t)}")


def ready_text(asked: Asked, t: Texts) -> str:
    """What the teller may send as it stands: plain text. What she wrote herself comes first."""
    if asked.own_text:
        return asked.own_text
    names = [telling.customer for telling in asked.waiting]
    hello = t("Hello {name},", name=names[0]) if len(names) == 1 and names[0] else t("Hello,")
    about = t("you told us about this: “{pain}”", pain=one_line(asked.shown_as, 300)) if asked.shown_as else ""
    lines = [hello, about, sentence(asked.pain.resolution), t("Thank you for telling us.")]
    return shorten("\n".join(filter(None, lines)), LONGEST_TEXT)


def customer_name(telling: Telling, t: Texts) -> str:
    """As mrkdwn."""
    return f"*{escape(telling.customer)}*" if telling.customer else t("the customer you heard it from")


def how_told(how: str, t: Texts) -> str:
    """As mrkdwn."""
    return t(HOWS[how]) if how in HOWS else escape(how)


def _answered(telling: Telling, t: Texts) -> str:
    name = customer_name(telling, t)
    name = name[:1].upper() + name[1:]
    if telling.outcome is Outcome.TOLD:
        return t("{customer}: told {how}", customer=name, how=how_told(telling.how, t))
    if telling.outcome is Outcome.UNREACHABLE:
        return t("{customer}: could not be reached", customer=name)
    return t("{customer}: not fixed. {why}", customer=name, why=escape(telling.how))


def _thanks(asked: Asked, t: Texts) -> str:
    pain = label(asked.pain.number)
    if any(telling.outcome is Outcome.NOT_FIXED for telling in asked.tellings):
        return t("{pain} is open again. Thank you for saying so.", pain=f"*{pain}*")
    return t("*{pain}*: thank you, that is all.", pain=pain)


def _with_text(first: str, asked: Asked, t: Texts, *, ask_to_change: bool) -> Message:
    """The text stands in a code block: one click copies it, and nothing in it is markup."""
    text = ready_text(asked, t)
    code = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    blocks: list[Block] = [section(first), {"type": "rich_text", "elements": [code]}]
    lines = [first, escape(text)]
    for telling in asked.waiting:
        if len(asked.waiting) > 1:
            blocks.append(section(customer_name(telling, t)))
        change = ask_to_change and telling is asked.waiting[-1]
        more = [button(t("Change the text"), ActionId.CHANGE_TEXT, str(telling.id))] if change else []
        blocks.append(actions(*_answers(telling, t), *more))
    return Message("\n".join(lines), blocks)


def _answers(telling: Telling, t: Texts) -> list[Element]:
    about = str(telling.id)
    return [
        button(t("I told them"), ActionId.TOLD_THEM, about, style="primary"),
        button(t("Could not reach"), ActionId.NOT_REACHED, about),
        button(t("Not fixed for them"), ActionId.NOT_FIXED, about),
    ]


def _said(text: str) -> Message:
    return Message(text, [section(text)])
