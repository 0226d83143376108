"""What is said about who leads the meeting. Pure: facts in, messages out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.followups.views import day_text
from bot.i18n import Texts
from bot.meetings.models import Meeting
from bot.slack.blocks import Block, Message, actions, button, context, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, moment

MOST_LINES = 30  # people of one team


@dataclass(frozen=True)
class RotationLine:
    """One person's place. `name` is raw; `leads`: the next meeting that is hers; `away`: (first, last) days."""

    person: str
    name: str
    leads: Meeting | None = None
    away: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True)
class RotationFacts:
    """All that `/flywheel rotation` shows to one person."""

    lines: Sequence[RotationLine]
    by: str = ""  # who looks
    may_edit: bool = False
    unled: Meeting | None = None  # the first one nobody can lead


@dataclass(frozen=True)
class Charge:
    """A meeting and its leader, as a message names them. Names are raw."""

    meeting_id: int
    starts_at: datetime
    zone: str  # of the series, IANA
    wall: str  # "10:00", on the wall of that zone
    name: str = ""  # of whoever it is about
    late: bool = False


def rotation_message(facts: RotationFacts, t: Texts) -> Message:
    """Names, not mentions: looking at the rotation pings nobody."""
    title = t("Who leads the flywheel meeting")
    texts, blocks = [title], [section(f"*{title}*")]
    for number, line in enumerate(facts.lines[:MOST_LINES], 1):
        text = _line(number, line, t)
        texts.append(text)
        blocks.append(section(text, accessory=_menu(line, t) if facts.may_edit else None))
    for text in _below(facts, t):
        texts.append(text)
        blocks.append(context(text))
    return Message("\n".join(texts), [*blocks, _buttons(facts, t)])


def lead_message(charge: Charge, t: Texts) -> Message:
    """To whoever leads a meeting, a week before."""
    said = t("It is your turn to lead the flywheel meeting: {when}.", when=_when(charge, t))
    what = t(
        "The agenda writes itself and is posted the working day before; you can reorder it. In the meeting you drive"
        " the board: *Decide*, *Action*, *Park*, *Next*."
    )
    late = "_" + t("This comes late: I could not write to you on time.") + "_" if charge.late else ""
    below = t("Not you this time? Somebody else can take it; until they say yes it stays with you.")
    text = "\n".join(line for line in (said, late, what) if line)
    buttons = actions(button(t("Pass it on"), ActionId.ASK_TO_LEAD, str(charge.meeting_id)))
    return Message(f"{text}\n{below}", [section(text), context(below), buttons])


def asked_message(charge: Charge, giver: str, t: Texts) -> Message:
    """To somebody who is asked to lead instead. `giver`: the id of who leads it until she says yes."""
    who = escape(charge.name) or t("Somebody")
    said = t("{name} asks whether you lead the flywheel meeting: {when}.", name=who, when=_when(charge, t))
    below = t("Until you say yes, it stays as it is.")
    value = f"{charge.meeting_id}:{giver}"
    buttons = actions(
        button(t("Accept"), ActionId.ACCEPT_LEAD, value, style="primary"),
        button(t("Decline"), ActionId.DECLINE_LEAD, value),
    )
    return Message(f"{said}\n{below}", [section(said), context(below), buttons])


def asked_note(charge: Charge, t: Texts) -> Message:
    """To whoever asked."""
    who = escape(charge.name) or t("Somebody")
    said = t("I have asked {name} to lead the flywheel meeting: {when}. Until there is a yes, it stays as it is.",
             name=who, when=_when(charge, t))  # fmt: skip
    return _note(said)


def accepted_note(charge: Charge, t: Texts) -> Message:
    """In the place of the question."""
    return _note(t("You lead the flywheel meeting: {when}.", when=_when(charge, t)))


def declined_note(charge: Charge, t: Texts) -> Message:
    """In the place of the question."""
    return _note(t("You declined to lead the flywheel meeting: {when}. It stays as it was.", when=_when(charge, t)))


def passed_news(charge: Charge, t: Texts) -> Message:
    """To whoever was to lead it."""
    who = escape(charge.name) or t("Somebody")
    return _note(t("{name} leads the flywheel meeting instead: {when}.", name=who, when=_when(charge, t)))


def declined_news(charge: Charge, t: Texts) -> Message:
    """To whoever leads it still."""
    who = escape(charge.name) or t("Somebody")
    said = t("{name} cannot lead the flywheel meeting: {when}. It stays with you; you can ask somebody else.",
             name=who, when=_when(charge, t))  # fmt: skip
    buttons = actions(button(t("Pass it on"), ActionId.ASK_TO_LEAD, str(charge.meeting_id)))
    return Message(said, [section(said), buttons])


def days_text(first: date, last: date, t: Texts) -> str:
    """ "Mon, Mar 2 – Fri, Mar 6" """
    one, other = day_text(first, t.language), day_text(last, t.language)
    return one if first == last else f"{one} – {other}"


def _line(number: int, line: RotationLine, t: Texts) -> str:
    name = f"*{number}. {escape(line.name)}*"
    leads = t("leads on {day}", day=day_text(line.leads.starts_local.date(), t.language)) if line.leads else ""
    away = [t("away {days}", days=days_text(first, last, t)) for first, last in line.away[:3]]
    return " · ".join(part for part in (name, leads, *away) if part)


def _below(facts: RotationFacts, t: Texts) -> list[str]:
    if not facts.lines:
        return [t("Nobody is in the rotation yet: `/flywheel team` gives people seats. Until then anyone may drive.")]
    if facts.unled:
        day = day_text(facts.unled.starts_local.date(), t.language)
        return [t("Nobody can lead on {day}: anyone of the team may drive.", day=day)]
    return [t("Whoever has not led for longest is next. They are told a week before.")]


def _menu(line: RotationLine, t: Texts) -> Block:
    wishes = [(t("Skip this turn"), f"skip:{line.person}"), (t("Swap with somebody"), f"swap:{line.person}")]
    return overflow(ActionId.ROTATION_MENU, wishes)


def _buttons(facts: RotationFacts, t: Texts) -> Block:
    away = button(t("I am away"), ActionId.SAY_AWAY, "rotation")
    if not facts.may_edit or not facts.lines:
        return actions(away)
    return actions(away, button(t("Change the order"), ActionId.CHANGE_ROTATION, "rotation"))


def _when(charge: Charge, t: Texts) -> str:
    return t("{moment} ({wall} in {zone})", moment=moment(charge.starts_at, t.language), wall=charge.wall,
             zone=charge.zone.replace("_", " "))  # fmt: skip


def _note(text: str) -> Message:
    return Message(text, [section(text)])
