"""What makes a decision, and what somebody looks for. Values in, answers out."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.errors import UserError
from bot.i18n import N_
from bot.pains.rules import wordless
from bot.slack.ids import BlockId

# What the form asks, and every place that shows a decision. The words are fixed.
QUESTIONS = {
    "effect": N_("What does it do to the customer?"),
    "feeling": N_("How will it make her feel?"),
    "problem": N_("Which problem does it solve for her?"),
    "value": N_("What value does it create for her?"),
}
FIELDS = {
    "effect": BlockId.EFFECT,
    "feeling": BlockId.FEELING,
    "problem": BlockId.PROBLEM,
    "value": BlockId.VALUE,
}
BARE = frozenset({"none", "no", "nope", "nothing", "n/a", "na", "nil", "x", "không", "không có", "ko", "khong"})
BECAUSE = ("because", "vì")
NO_WORDS = N_("Say in a sentence what was decided.")
NO_IMPACT = N_("A decision says what it does to the customer. If there is nothing, say why: “none, because …”.")
OVER = N_("That day is over. Choose one that is still to come, or none.")
NO_ANSWER = N_("Choose yes, partly or no.")
NOT_LEARNT = N_("Say in a sentence what you learnt: next time it helps.")


class CameTrue(StrEnum):
    """Did it do for the customer what was said?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


ANSWERS = {CameTrue.YES: N_("Yes"), CameTrue.PARTLY: N_("Partly"), CameTrue.NO: N_("No")}


@dataclass(frozen=True)
class Impact:
    """The four answers, as typed."""

    effect: str
    feeling: str
    problem: str
    value: str


@dataclass(frozen=True)
class DecisionWish:
    """What somebody writes down."""

    what: str
    impact: Impact
    decided_by: str = ""  # Slack user id; "" = whoever writes it down
    meeting_id: int = 0  # 0 = between meetings
    item_id: int = 0  # 0 = about no item
    pain_id: int = 0  # 0 = the item's, if it has one
    look_back_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """What came of a decision; `came_true` is as typed, a CameTrue when all is well."""

    came_true: str
    learnt: str


def label(number: int) -> str:
    return f"D-{number}"


def check(wish: DecisionWish, today: date) -> None:
    """Raises UserError at the field that is wrong: without the customer it is no decision."""
    if wordless(wish.what):
        raise UserError(NO_WORDS, block_id=BlockId.DECISION)
    for name, block_id in FIELDS.items():
        if says_nothing(getattr(wish.impact, name)):
            raise UserError(NO_IMPACT, block_id=block_id)
    if wish.look_back_on and wish.look_back_on < today:
        raise UserError(OVER, block_id=BlockId.LOOK_BACK_ON)


def check_answer(answer: Answer) -> None:
    """Raises UserError at the field that is wrong."""
    if answer.came_true not in set(CameTrue):
        raise UserError(NO_ANSWER, block_id=BlockId.CAME_TRUE)
    if wordless(answer.learnt):
        raise UserError(NOT_LEARNT, block_id=BlockId.LEARNT)


def says_nothing(answer: str) -> bool:
    """A bare "none", in either language, with or without a dangling "because"."""
    words = unicodedata.normalize("NFC", answer).lower().strip(" .,!?…-–—:;\"'()\n\t")
    for because in BECAUSE:
        words = words.removesuffix(because).strip(" ,.:;-–—…")
    return wordless(answer) or words in BARE or wordless(words)


# What somebody looks for


@dataclass(frozen=True)
class Wanted:
    """What a decision must have, all of it."""

    pains: tuple[int, ...] = ()  # numbers
    decisions: tuple[int, ...] = ()  # numbers
    people: tuple[str, ...] = ()  # Slack user ids
    days: tuple[tuple[date, date], ...] = ()  # (first, last), both included
    words: tuple[str, ...] = ()  # of it, of its pain and customer, or of the name of who decided


_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_NUMBER = re.compile(r"([PD])-(\d{1,9})", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
MOST_WORDS = 8


def wanted_in(query: str) -> Wanted:
    """Reads what somebody typed: "P-12", "@lan", "2026-03", "2026-03-05", and words."""
    people = tuple(_MENTION.findall(query))
    found: dict[str, list[int]] = {"P": [], "D": []}
    days, words = [], []
    for part in _MENTION.sub(" ", query).split():
        if number := _NUMBER.fullmatch(part):
            found[number[1].upper()].append(int(number[2]))
        elif span := days_in(part):
            days.append(span)
        elif word := part.strip("@,;"):
            words.append(word)
    return Wanted(tuple(found["P"]), tuple(found["D"]), people, tuple(days), tuple(words[:MOST_WORDS]))


def days_in(text: str) -> tuple[date, date] | None:
    """The first and the last day of "2026-03" or "2026-03-05"; None for what is no date. A year alone is a word."""
    parts = _DAY.fullmatch(text)
    if parts is None or parts[2] is None:
        return None
    year, month, day = int(parts[1]), int(parts[2]), parts[3]
    try:
        first = date(year, month, int(day or 1))
        return (first, first) if day else (first, _last_of(first))
    except ValueError:
        return None


def _last_of(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
