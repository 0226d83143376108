"""The roll-up: what every department said to each question, one under the other. Pure: facts in, a message out.

A table would put seven columns on a phone; lines under each question read there, and each question has a window that
shows the answers whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.contacts.views import since_text
from bot.goals.picture import Picture, picture_message
from bot.i18n import Texts
from bot.slack.blocks import Block, Message, button, context, divider, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, one_line

ROOM = 2_000  # characters of one question's answers
MOST_CHARACTERS, LEAST_CHARACTERS = 180, 60  # of one answer


@dataclass(frozen=True)
class Line:
    """One department's answer, raw."""

    department: str
    text: str
    is_late: bool = False


@dataclass(frozen=True)
class Row:
    question: str
    lines: Sequence[Line]
    reference: str  # the value of the button that shows the answers whole


@dataclass(frozen=True)
class RollUpFacts:
    """All names are raw, departments as the reader calls them."""

    title: str
    rows: Sequence[Row] = ()
    stood_in: Sequence[tuple[str, str, str]] = ()  # (deputy, leader, department)
    not_this_time: Sequence[tuple[str, str]] = ()  # (department, why)
    to_come: Sequence[str] = ()  # departments that have not answered
    without_lead: Sequence[str] = ()
    last_met: Sequence[tuple[str, int | None]] = ()  # (department, days since it met a customer; None = none is noted)
    picture: Picture | None = None  # of what comes first, in the quarters that ask for it
    is_late: bool = False


@dataclass(frozen=True)
class Mine:
    """Questions the reader can still answer; `is_asked`: she herself was, not the leader she stands in for."""

    prompt_id: int
    department: str
    is_asked: bool


def roll_up_message(facts: RollUpFacts, t: Texts) -> Message:
    texts, blocks = _one(facts, t)
    return Message("\n".join(texts), blocks)


def answers_message(all_facts: Sequence[RollUpFacts], mine: Sequence[Mine], t: Texts) -> Message:
    """`/flywheel answers`: one moment of the quarter after the other, and what the reader can still answer."""
    if not all_facts:
        text = t(
            "I know of no questions to your department this quarter. What all said stands in the flywheel channel."
        )
        return Message(text, [section(text)])
    texts: list[str] = []
    blocks: list[Block] = []
    for facts in all_facts:
        more_texts, more_blocks = _one(facts, t)
        texts, blocks = texts + more_texts, blocks + more_blocks
    for one in mine[:5]:
        said = t("The questions for {department} are waiting for you.", department=escape(one.department))
        if not one.is_asked:
            said = t("You can answer for {department}.", department=escape(one.department))
        texts.append(said)
        blocks.append(section(said, accessory=button(t("Answer"), ActionId.ANSWER, str(one.prompt_id))))
    return Message("\n".join(texts), blocks)


def _one(facts: RollUpFacts, t: Texts) -> tuple[list[str], list[Block]]:
    top = f"*{escape(facts.title)}*\n" + t("What the leaders say, department by department.")
    if facts.is_late:
        top += "\n_" + t("This comes late.") + "_"
    texts: list[str] = [top]
    blocks: list[Block] = [section(top)]
    for row in facts.rows:
        texts.append(_row(row, t))
        blocks.append(section(texts[-1], accessory=button(t("Read all"), ActionId.READ_ANSWERS, row.reference)))
    if not facts.rows:
        texts.append(t("Nobody has answered yet. There is still time: what comes is added here."))
        blocks.append(section(texts[-1]))
    notes = _notes(facts, t)
    if notes:
        texts += notes
        blocks.append(context(*notes))
    if facts.picture:
        message = picture_message(facts.picture, t)
        texts.append(message.text)
        blocks += [divider(), *message.blocks]
    return texts, blocks


def _row(row: Row, t: Texts) -> str:
    room = max(LEAST_CHARACTERS, min(MOST_CHARACTERS, ROOM // max(len(row.lines), 1)))
    said = [f"• *{escape(one.department)}* {escape(one_line(one.text, room))}" + _late(one, t) for one in row.lines]
    return "\n".join([f"*{escape(one_line(row.question, 400))}*", *said])


def _late(line: Line, t: Texts) -> str:
    return " _(" + t("late") + ")_" if line.is_late else ""


def _notes(facts: RollUpFacts, t: Texts) -> list[str]:
    """Who stood in, who did not answer and where nobody decides: as they are, without a word of blame."""
    notes = [
        t("{deputy} answered for {name} ({department}).", deputy=escape(deputy), name=escape(name),
          department=escape(department))
        for deputy, name, department in facts.stood_in
    ]  # fmt: skip
    notes += [
        t("Not this time: {department} (“{why}”).", department=escape(department), why=escape(one_line(why, 200)))
        for department, why in facts.not_this_time
    ]
    if facts.to_come and facts.rows:
        notes.append(t("Still to come: {departments}. It is added here.", departments=_names(facts.to_come)))
    if facts.without_lead:
        notes.append(t("Not asked, because nobody decides there yet: {departments}.",
                       departments=_names(facts.without_lead)))  # fmt: skip
    if facts.last_met:
        notes.append(_last_met(facts.last_met, t))
    return notes


def _last_met(days: Sequence[tuple[str, int | None]], t: Texts) -> str:
    """In the company's order: a picture, and no ranking."""
    met = [f"{escape(department)} {since_text(since, t)}" for department, since in days if since is not None]
    if not met:
        return t("No talk with a customer is noted yet: `/flywheel contact` is the place.")
    none = [department for department, since in days if since is None]
    said = t("When we last met a customer: {departments}.", departments=", ".join(met))
    return f"{said} " + t("None noted yet: {departments}.", departments=_names(none)) if none else said


def _names(departments: Sequence[str]) -> str:
    return escape(", ".join(departments))
