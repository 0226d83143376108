"""The call for the agenda, and the agenda. Pure: facts in, messages out."""

from dataclasses import dataclass

from bot.agenda.models import AgendaItem, ItemKind
from bot.agenda.reasons import Speaking, why
from bot.agenda.rules import NotToday
from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.i18n import N_, Texts
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.meetings.views import place_text
from bot.pains.rules import label
from bot.slack.blocks import Block, Element, Message, actions, button, context, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, link, moment, one_line, quote

WORDS_SHOWN = 180  # characters of a customer's words: a glance; all of them are on the card
TITLE_SHOWN = 150

KINDS = {
    ItemKind.OBSTACLE: N_("Obstacle"),
    ItemKind.OPPORTUNITY: N_("Opportunity"),
    ItemKind.DECISION: N_("Decision to take"),
    ItemKind.REVIEW: N_("Review"),
}


@dataclass(frozen=True)
class ItemShown:
    """What is shown of an item. Names and texts are raw; a department is its row, or its key where there is none."""

    item: AgendaItem
    title: str = ""  # "" = all there is are words that must not be shown
    words: str = ""  # the customer's own; "" = none, or withheld
    withheld: bool = False  # there are words, and they stay private
    pain: int | None = None  # its number
    card_url: str = ""
    owner: str = ""  # the name of who owns the pain; "" = nobody
    department: Department | str = ""  # the owner's
    offered_to: Department | str = ""  # who has not answered a handoff
    touched: tuple[Department | str, ...] = ()  # the departments it touches
    by: str = ""  # the name of who brought it; "" = the evidence
    minutes: int = 0


@dataclass(frozen=True)
class AgendaFacts:
    """All that the agenda of one meeting shows."""

    meeting: Meeting
    series: Series
    items: tuple[ItemShown, ...] = ()
    not_today: tuple[ItemShown, ...] = ()  # the first of them
    not_today_count: int = 0
    facilitator: str = ""  # her name; "" = nobody yet
    theme: str = ""  # one line about what leaders think about this quarter, raw; "" = none
    is_late: bool = False


@dataclass(frozen=True)
class CallFacts:
    """All that the call for a meeting's agenda shows. `warnings`: who has a day off, in mrkdwn."""

    meeting: Meeting
    series: Series
    facilitator: str = ""
    warnings: tuple[str, ...] = ()
    is_late: bool = False


def call_message(facts: CallFacts, t: Texts) -> Message:
    """Three working days before, in the channel of the series."""
    if over := _over(facts.meeting, t):
        return Message(over, [section(over)])
    when = moment(facts.meeting.starts_at, t.language)
    said = t("*The flywheel meeting is {when}.* What stands in your way? Where could two departments do more together?",
             when=when)  # fmt: skip
    said = f"{_late(facts.is_late, t)} {said}".strip()
    where = _where(facts.meeting, facts.series, facts.facilitator, t)
    kept = [t("It is a day off here: {name}", name=escape(facts.meeting.why))] if facts.meeting.why else []
    off = [t("A day off for some of the team: {who}", who=", ".join(facts.warnings))] if facts.warnings else []
    warnings = [f":warning: {warning}" for warning in (*kept, *off)]
    blocks = [section(said), context(where), *(context(line) for line in warnings), _bring(facts.meeting, t)]
    return Message("\n".join([said, where, *warnings]), blocks)


def agenda_message(facts: AgendaFacts, t: Texts) -> Message:
    """The working day before, in the channel of the series; a minute's reading."""
    if over := _over(facts.meeting, t):
        return Message(over, [section(over)])
    if not facts.items:
        return _nothing(facts, t)
    head = _head(facts, t)
    blocks: list[Block] = [section(head[0]), *(context(line) for line in head[1:])]
    for number, shown in enumerate(facts.items, start=1):
        blocks += item_blocks(shown, number, t)
    waiting = not_today_lines(facts, t)
    blocks += [context("\n".join(waiting))] if waiting else []
    blocks.append(_buttons(t))
    lines = [item_lines(shown, number, t) for number, shown in enumerate(facts.items, start=1)]
    return Message("\n".join([*head, *lines, *waiting]), blocks)


def taken_off(name: str, about: str, why: str, t: Texts) -> Message:
    """To whoever brought it; all raw: who took it off, what it was, the reason."""
    who = escape(name) or t("Somebody")
    what = escape(one_line(about, TITLE_SHOWN))
    text = t("{name} took “{title}” off the agenda: {why}", name=who, title=what, why=escape(why))
    return Message(text, [section(text)])


def item_blocks(
    shown: ItemShown, number: int, t: Texts, *, accessory: Element | None = None, most: int = WORDS_SHOWN
) -> list[Block]:
    """An item on a message or in a window: what and the customer's words, then why, minutes and owner in small."""
    said = "\n".join(line for line in (_name(shown, number, t), words(shown, t, most)) if line)
    return [section(said, accessory=accessory), context(details(shown, t))]


def item_lines(shown: ItemShown, number: int, t: Texts) -> str:
    """An item in a few lines of mrkdwn: what, the customer's words, why it is there, minutes, owner."""
    return "\n".join(line for line in (_name(shown, number, t), words(shown, t), details(shown, t)) if line)


def _name(shown: ItemShown, number: int, t: Texts) -> str:
    return f"*{number}.* " + (f"*{_number(shown)}*" if _said_below(shown) else title(shown, t))


def title(shown: ItemShown, t: Texts) -> str:
    """mrkdwn: the number of its pain, as a link to its card where there is one, and what it is about."""
    said = "*" + escape(one_line(title_text(shown, t), TITLE_SHOWN)) + "*"
    return f"{_number(shown)} {said}".strip()


def _number(shown: ItemShown) -> str:
    if shown.pain is None:
        return ""
    return link(shown.card_url, label(shown.pain)) if shown.card_url else label(shown.pain)


def _said_below(shown: ItemShown) -> bool:
    """Its only name are the customer's words, which stand below it anyway."""
    return shown.pain is not None and " ".join(shown.words.split()).startswith(shown.title.rstrip("…") or "\0")


def title_text(shown: ItemShown, t: Texts) -> str:
    """Raw: what it is about."""
    if shown.item.kind is ItemKind.REVIEW:
        return t("What was promised")
    return shown.title or t("A customer pain from a private place")


def words(shown: ItemShown, t: Texts, most: int = WORDS_SHOWN) -> str:
    """The customer's own words, or what its author wrote about it; "" where the title says it all."""
    if shown.withheld:
        return "_" + t("The customer's words are kept, and stay private.") + "_"
    said = shown.words or shown.item.detail
    if not said or (" ".join(said.split()) == " ".join(shown.title.split()) and not _said_below(shown)):
        return ""
    cut = quote(one_line(said, most))
    if len(" ".join(said.split())) <= most:
        return cut
    more = t("All of it is on the card.") if shown.words else t("All of it: `/flywheel agenda`")
    return f"{cut}\n_{more}_"


def details(shown: ItemShown, t: Texts) -> str:
    """mrkdwn: its kind, its minutes, why it is there, who owns it, where it came from."""
    item = shown.item
    reasons = why(Speaking(item, shown.by, shown.offered_to), t)
    parts = [t(KINDS[item.kind]), t("{n} min", n=shown.minutes), reasons, _owner(shown, t)]
    if item.source_url:
        parts.append(link(item.source_url, t("See the message")))
    return " · ".join(part for part in parts if part)


def not_today_lines(facts: AgendaFacts, t: Texts) -> list[str]:
    """What waits for another day and why; only the first of many by name."""
    if not facts.not_today_count:
        return []
    lines = ["*" + t("Not today") + "*"]
    lines += [f"• {title(shown, t).replace('*', '')} ({waits_for(shown.item, t)})" for shown in facts.not_today]
    if more := facts.not_today_count - len(facts.not_today):
        lines.append(t.plural("… and {n} more: *Open the agenda* shows it.",
                              "… and {n} more: *Open the agenda* shows them.", more))  # fmt: skip
    return lines


def waits_for(item: AgendaItem, t: Texts) -> str:
    """Why there is no room for it."""
    if item.facts.get("waits_for") == NotToday.NINE:
        return t("nine items are on already")
    return t("no time left")


def _head(facts: AgendaFacts, t: Texts) -> list[str]:
    when = moment(facts.meeting.starts_at, t.language)
    total = sum(shown.minutes for shown in facts.items)
    said = t("*Agenda of the flywheel meeting, {when}*", when=when)
    said = f"{said} {_late(facts.is_late, t)}".strip()
    planned = t("{planned} of {minutes} minutes planned", planned=total, minutes=facts.meeting.minutes)
    lines = [said, f"{_where(facts.meeting, facts.series, facts.facilitator, t)} · {planned}"]
    return [*lines, theme_text(facts.theme, t)] if facts.theme else lines


def theme_text(theme: str, t: Texts) -> str:
    """mrkdwn. `theme`: one line, raw."""
    return t("Theme of the quarter: {theme}", theme=escape(theme))


def _where(meeting: Meeting, series: Series, facilitator: str, t: Texts) -> str:
    """When it is on the wall of the series' zone, where, how long, who leads it."""
    parts = [
        f"{meeting.starts_local:%H:%M} ({series.zone.replace('_', ' ')})",
        t("{n} min", n=meeting.minutes),
        place_text(series, t),
        t("Facilitator: {name}", name=escape(facilitator) or t("nobody yet")),
    ]
    return " · ".join(parts)


def _nothing(facts: AgendaFacts, t: Texts) -> Message:
    """Neither obstacle nor opportunity: the meeting need not be."""
    head = _head(facts, t)
    said = t("There is nothing to talk about so far: nothing stands open, and nobody brought anything. Skip this one?")
    skip = button(t("Skip this meeting"), ActionId.SKIP_EMPTY, str(facts.meeting.key))
    add = button(t("Bring something"), ActionId.BRING_ITEM, "any")
    blocks = [section(head[0]), *(context(line) for line in head[1:]), section(said), actions(skip, add)]
    return Message("\n".join([*head, said]), blocks)


def _over(meeting: Meeting, t: Texts) -> str:
    """What takes the place of a call or an agenda whose meeting is not going to be; "" while it is."""
    when, reason = moment(meeting.starts_at, t.language), escape(meeting.why)
    said = {
        MeetingStatus.SKIPPED: t("The flywheel meeting of {when} is skipped.", when=when),
        MeetingStatus.CANCELLED: t("The flywheel meeting of {when} is cancelled.", when=when),
        MeetingStatus.MISSED: t("The flywheel meeting of {when} did not take place.", when=when),
        MeetingStatus.SUPERSEDED: t("The flywheel meeting was changed: that of {when} is not going to be.", when=when),
    }
    return f"{said[meeting.status]} {reason}".strip() if meeting.status in said else ""


def _bring(meeting: Meeting, t: Texts) -> Block:
    """Two buttons and a menu: three buttons do not fit beside each other on a phone."""
    more = [(t("Add decision"), ItemKind.DECISION.value), (t("Open the agenda"), "open")]
    return actions(
        button(t("Add obstacle"), ActionId.ADD_OBSTACLE, ItemKind.OBSTACLE.value),
        button(t("Add opportunity"), ActionId.ADD_OPPORTUNITY, ItemKind.OPPORTUNITY.value),
        overflow(ActionId.CALL_MENU, more),
        block_id=f"call:{meeting.id}",
    )


def _buttons(t: Texts) -> Block:
    return actions(
        button(t("Bring something"), ActionId.BRING_ITEM, "any"),
        button(t("Open the agenda"), ActionId.OPEN_AGENDA, "agenda"),
    )


def _owner(shown: ItemShown, t: Texts) -> str:
    if shown.pain is None:
        return ", ".join(escape(department_name(one, t)) for one in shown.touched)
    if not shown.owner:
        return ""
    if not shown.department:
        return escape(shown.owner)
    department = escape(department_name(shown.department, t))
    return t("{name} ({department})", name=escape(shown.owner), department=department)


def _late(is_late: bool, t: Texts) -> str:
    return t("(late)") if is_late else ""
