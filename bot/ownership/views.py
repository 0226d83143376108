"""What is said about owners and handoffs. Pure: facts in, messages out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.i18n import Texts
from bot.ownership.rules import About, Boundary, Standing
from bot.slack.blocks import Block, Message, actions, button, context, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, link, moment, quote, shorten

MOST_NAMED = 30  # pains in one message: each is a link, and a section holds 3000 characters
SHOWN_REASON = 200  # characters of a reason on a card
MOST_ROWS = 100  # of a data table, without its header; docs.slack.dev/reference/block-kit/blocks/data-table-block


@dataclass(frozen=True)
class Offer:
    """An offer as its receiver sees it."""

    handoff_id: int
    about: About
    giver: str  # her name; "" for somebody the bot does not know
    from_department: Department | str
    to_department: Department | str
    reason: str
    since: datetime
    to_you: bool = False  # to the reader herself, not to whoever decides for the department


def standing_line(standing: Standing, t: Texts) -> str:
    """Owner, where it is offered, how often it was handed over; one line of mrkdwn."""
    parts = [_owner(standing, t)]
    if standing.offered_at:
        who = _receiver(standing.offered_to, standing.offered_department, t)
        parts.append(
            t("Offered to {receiver} since {since}", receiver=who, since=moment(standing.offered_at, t.language))
        )
    if standing.declined_why:
        by, why = _receiver("", standing.declined_department, t), shorten(standing.declined_why, SHOWN_REASON)
        parts.append(t("Declined by {receiver}: “{reason}”", receiver=by, reason=escape(" ".join(why.split()))))
    if standing.handed_over:
        parts.append(":repeat: " + t.plural("Handed over {n} time", "Handed over {n} times", standing.handed_over))
    if standing.on_agenda:
        parts.append(t("On the next flywheel agenda"))
    return " · ".join(parts)


def offer_message(offer: Offer, t: Texts) -> Message:
    """To whoever answers for the receiver: accept, decline, or ask."""
    giver = escape(offer.giver) or t("Somebody")
    if offer.from_department:
        giver = t("{name} ({department})", name=giver, department=escape(department_name(offer.from_department, t)))
    to = _receiver("", offer.to_department, t)
    said = t("{giver} offers {pain} to {receiver}.", giver=giver, pain=offer.about.name, receiver=to)
    if offer.to_you:
        said = t("{giver} offers {pain} to you.", giver=giver, pain=offer.about.name)
    clock = t("Offered {since}. Until you accept it, it stays with them.", since=moment(offer.since, t.language))
    return _message([said, _headline(offer.about), quote(offer.reason)], clock, offer.about, t, _answers(offer, t))


def proposal_message(about: About, pain_id: int, department: Department | str, t: Texts) -> Message:
    """To the lead of the department its stage belongs to."""
    name = escape(department_name(department, t))
    said = t(
        "Nobody owns {pain} yet. Its stage belongs to {department}: is it yours?", pain=about.name, department=name
    )
    buttons = actions(
        button(t("Take it"), ActionId.TAKE, str(pain_id), style="primary"),
        button(t("Hand over"), ActionId.HAND_OVER, str(pain_id)),
    )
    return _message([said, _headline(about)], t("It stays in the queue until somebody takes it."), about, t, buttons)


def without_owner(name: str, queued: Sequence[About], loops: Sequence[About], t: Texts) -> Message:
    """To a lead: somebody has left, what she owned is back in the queue, and what she resolved is not told yet."""
    who = escape(name) or t("An owner")
    parts, hints = [], []
    if queued:
        said = t.plural("{name} has left. {n} pain is back in the queue:",
                        "{name} has left. {n} pains are back in the queue:", len(queued), name=who)  # fmt: skip
        parts.append(f"{said}\n{_named(queued, t)}")
        hints.append(t("Each is taken again with *Take it* on its card."))
    if loops:
        said = t.plural("{name} has left. The customers of {n} resolved pain still wait for a word:",
                        "{name} has left. The customers of {n} resolved pains still wait for a word:", len(loops),
                        name=who)  # fmt: skip
        parts.append(f"{said}\n{_named(loops, t)}")
        hints.append(t("Whoever reported them is asked to tell the customer; it stays in sight on your Home."))
    return Message("\n".join([*parts, *hints]), [*(section(part) for part in parts), context(*hints)])


def _named(abouts: Sequence[About], t: Texts) -> str:
    """The first of them by their numbers."""
    names = [_linked(about) for about in abouts[:MOST_NAMED]]
    more = [t("and {n} more", n=len(abouts) - MOST_NAMED)] if len(abouts) > MOST_NAMED else []
    return ", ".join([*names, *more])


def now_owned(about: About, owner: str, department: Department | str, t: Texts) -> Message:
    """To the reporter and to whoever had it before."""
    who = _receiver(owner, department, t)
    return _note(t("{owner} owns {pain} now.", owner=who, pain=about.name), about, t)


def you_own(about: About, t: Texts) -> Message:
    """In the place of the offer that was accepted."""
    return _note(t("{pain} is yours now.", pain=about.name), about, t)


def declined(about: About, receiver: str, department: Department | str, reason: str, t: Texts) -> Message:
    """To the giver; `receiver` is the name of whoever said no."""
    who = _receiver(receiver, department, t)
    said = t("{receiver} declined {pain}. It stays with you, with this reason:", receiver=who, pain=about.name)
    return _note(said, about, t, quote(reason))


def you_declined(about: About, t: Texts) -> Message:
    return _note(t("You declined {pain}. They were told why.", pain=about.name), about, t)


def asked(about: About, asker: str, question: str, t: Texts) -> Message:
    """To the giver; `asker` is her name."""
    who = escape(asker) or t("Somebody")
    said = t("{asker} asks before answering about {pain}. Tell them, or reply on its card:", asker=who, pain=about.name)
    return _note(said, about, t, quote(question))


def nobody_decides(about: About, department: Department | str, t: Texts) -> Message:
    """To the giver: there is nobody to ask."""
    name = escape(department_name(department, t))
    said = t(
        "{pain} is offered to {department}, which has no decision maker yet. The offer stands; without an answer it"
        " goes on the flywheel agenda after four working days.",
        pain=about.name,
        department=name,
    )
    return _note(said, about, t)


def offer_is_over(about: About, t: Texts) -> Message:
    """To the giver: whoever it was offered to is gone, and nobody stands in."""
    said = t("The person you offered {pain} to is gone. It stays with you: offer it to somebody else.", pain=about.name)
    return _note(said, about, t)


def not_answered(about: About, receiver: str, department: Department | str, t: Texts) -> Message:
    who = _receiver(receiver, department, t)
    said = t("{receiver} has not answered for four working days: {pain} is on the next flywheel agenda.",
             receiver=who, pain=about.name)  # fmt: skip
    return _note(said, about, t)


def picture(found: Sequence[Boundary], departments: dict[str, Department], t: Texts, *, newest: int = 0) -> Message:
    """`/flywheel handoffs`: the busiest boundaries first; the text says what the table shows.

    `newest`: only so many handoffs were looked at; 0 = all there are.
    """
    if not found:
        text = t("No pain was handed over yet. *Hand over* is in the menu of each card.")
        return Message(text, [section(text)])
    title = t("Handoffs between departments")
    shown = found[:MOST_ROWS]
    head = [t("From"), t("To"), t("Handoffs"), t("Median wait"), t("Declined")]
    rows = [[_cell(text) for text in head], *(_row(one, departments, t) for one in shown)]
    table: Block = {"type": "data_table", "caption": title, "rows": rows, "page_size": 10}
    lines = [_line(one, departments, t) for one in shown]
    hint = t("The wait is from the offer to its answer, or until now.")
    if newest:
        hint += " " + t("This is about the newest {n} handoffs.", n=newest)
    return Message("\n".join([title, *lines, hint]), [section(f"*{title}*"), table, context(hint)])


def shown_wait(wait: timedelta, t: Texts) -> str:
    hours = round(wait.total_seconds() / 3600)
    if hours < 1:
        return t("under an hour")
    return (
        t.plural("{n} hour", "{n} hours", hours) if hours < 48 else t.plural("{n} day", "{n} days", round(hours / 24))
    )


def _row(one: Boundary, departments: dict[str, Department], t: Texts) -> list[Block]:
    here, there = _side(one.from_department, departments, t), _side(one.to_department, departments, t)
    return [_cell(here), _cell(there), _count(one.count), _cell(shown_wait(one.median_wait, t)), _count(one.declined)]


def _line(one: Boundary, departments: dict[str, Department], t: Texts) -> str:
    said = t.plural("{here} → {there}: {n} handoff", "{here} → {there}: {n} handoffs", one.count,
                    here=escape(_side(one.from_department, departments, t)),
                    there=escape(_side(one.to_department, departments, t)))  # fmt: skip
    wait = t("median wait {wait}", wait=shown_wait(one.median_wait, t))
    return f"{said}, {wait}, " + t("{n} declined", n=one.declined)


def _side(key: str, departments: dict[str, Department], t: Texts) -> str:
    return department_name(departments.get(key, key), t) if key else t("nobody's")


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": text}


def _count(n: int) -> Block:
    return {"type": "raw_number", "value": n, "text": str(n)}


def _owner(standing: Standing, t: Texts) -> str:
    if not standing.owner:
        return t("Owner: nobody yet")
    return t("Owner: {name}", name=_receiver(standing.owner, standing.department, t))


def _receiver(name: str, department: Department | str, t: Texts) -> str:
    """ "Tom Becker (Product)", or whichever of the two there is; escaped."""
    there = escape(department_name(department, t)) if department else ""
    if name and there:
        return t("{name} ({department})", name=escape(name), department=there)
    return escape(name) or there or t("somebody")


def _answers(offer: Offer, t: Texts) -> Block:
    handoff = str(offer.handoff_id)
    return actions(
        button(t("Accept"), ActionId.ACCEPT_OFFER, handoff, style="primary"),
        button(t("Decline"), ActionId.DECLINE_OFFER, handoff),
        button(t("Ask"), ActionId.ASK_OFFER, handoff),
    )


def _headline(about: About) -> str:
    return f"*{about.name}* {escape(about.headline)}" if about.headline else ""


def _linked(about: About) -> str:
    return link(about.card_url, about.name) if about.card_url else about.name


def _note(said: str, about: About, t: Texts, more: str = "") -> Message:
    """One quiet line, with the way to the card."""
    card = link(about.card_url, t("See the card")) if about.card_url else ""
    lines = [part for part in (said, _headline(about), shorten(more, 1500), card) if part]
    return Message("\n".join(lines), [section("\n".join(lines))])


def _message(lines: list[str], hint: str, about: About, t: Texts, buttons: Block) -> Message:
    said = "\n".join(shorten(line, 1500) for line in lines if line)
    links = [link(about.card_url, t("See the card"))] if about.card_url else []
    below = " · ".join([hint, *links])
    return Message(f"{said}\n{below}", [section(said), context(below), buttons])
