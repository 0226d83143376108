"""Contact days as they are shown: mine, and how long ago each department met a customer. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.contacts.models import Contact, ContactKind
from bot.contacts.rules import is_chosen
from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.followups.views import day_text
from bot.i18n import Texts
from bot.slack.blocks import Block, Element, Message, actions, button, context, divider, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, one_line, quote, shorten

MOST_LINES = 10
SHOWN_LEARNT = 500  # characters of what somebody learnt


@dataclass(frozen=True)
class Learnt:
    """What somebody wrote down, raw. `who` is her name."""

    contact: Contact
    who: str


@dataclass(frozen=True)
class ContactFacts:
    """All of `/flywheel contact`. `days_since` is in the company's order; names are raw."""

    today: date
    coming: Sequence[Contact] = ()
    last: Contact | None = None
    days_since: Sequence[tuple[Department, int | None]] = ()
    learnt: Sequence[Learnt] = ()


def contact_message(facts: ContactFacts, t: Texts) -> Message:
    lines = [coming_line(contact, t) for contact in facts.coming[:MOST_LINES]]
    title = "*" + t("My days with customers") + "*" + ("" if lines else "\n" + t("Nothing is planned for you."))
    last = _last(facts, t)
    picture = _picture(facts, t)
    learnt = [_learnt(one, t) for one in facts.learnt]
    blocks: list[Block] = [section(title)]
    blocks += [
        section(line, accessory=contact_menu(contact, t)) for line, contact in zip(lines, facts.coming, strict=False)
    ]
    blocks += [context(last), actions(button(t("Note a contact"), ActionId.LOG_CONTACT, "0", style="primary"))]
    blocks += [divider(), section(picture), *(section(one) for one in learnt)]
    return Message("\n".join([title, *lines, last, picture, *learnt]), blocks)


def coming_line(contact: Contact, t: Texts) -> str:
    day = day_text(contact.planned_on, t.language)
    if not is_chosen(contact):
        return t("*{what}*, proposed from {day}: the days are yours to choose", what=what(contact, t), day=day)
    if contact.kind is ContactKind.MONTHLY:
        return t("*{what}* on {day}", what=what(contact, t), day=day)
    return t("*{what}* from {day}", what=what(contact, t), day=day)


def what(contact: Contact, t: Texts) -> str:
    """In a few words, for the start of a line."""
    if contact.kind is ContactKind.MONTHLY:
        return t("A talk with a customer")
    if contact.days == 5:  # one of two parts
        return t("A week with customers")
    return t("Two weeks with customers")


def contact_menu(contact: Contact, t: Texts) -> Element:
    """The same as on the daily list."""
    another = t("Another day") if is_chosen(contact) else t("Choose my days")
    wishes = [(t("Done"), "met"), (another, "metday"), (t("Not this time"), "notmet")]
    return overflow(ActionId.LIST_MENU, [(label, f"{wish}:{contact.id}") for label, wish in wishes])


def since_text(days: int | None, t: Texts) -> str:
    if days is None:
        return t("none noted yet")
    return t.plural("{n} day ago", "{n} days ago", days) if days else t("today")


def _last(facts: ContactFacts, t: Texts) -> str:
    if facts.last is None or facts.last.done_on is None:
        return t("Every talk counts, planned or not: note who it was and what you learnt.")
    customer = escape(one_line(facts.last.customer, 100))
    return t("Your last one: {customer}, on {day}.", customer=customer, day=day_text(facts.last.done_on, t.language))


def _picture(facts: ContactFacts, t: Texts) -> str:
    """By department, in the company's order: a picture, and no ranking."""
    lines = [
        f"• {escape(department_name(department, t))}: {since_text(days, t)}" for department, days in facts.days_since
    ]
    return "\n".join(["*" + t("When we last met a customer") + "*", *lines])


def _learnt(one: Learnt, t: Texts) -> str:
    said = t(
        "*{name}* learnt from {customer}:", name=escape(one.who), customer=escape(one_line(one.contact.customer, 100))
    )
    return f"{said}\n{quote(shorten(one.contact.learnt, SHOWN_LEARNT))}"
