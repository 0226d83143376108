"""What is true of a pain: values in, answers out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from bot.channels.models import ChannelKind
from bot.i18n import N_
from bot.pains.models import Pain, PainStatus
from bot.slack.text import one_line

STAGES = {
    "discover": N_("Discover"),
    "buy": N_("Buy"),
    "onboard": N_("Onboard"),
    "use": N_("Use"),
    "help": N_("Get help"),
    "renew": N_("Renew"),
}
# What may stand in the history of a pain, as a reader is told it.
DEEDS = {
    "reported": N_("reported it"),
    "me too": N_("has it too"),
    "details": N_("added details"),
    "joined": N_("joined it to P-{detail}"),
    "took in": N_("joined P-{detail} to it"),
    "taken back": N_("took it back"),
    "took": N_("took it"),
    "let go": N_("has left: it is back in the queue"),
    "offered": N_("offered it to {detail}"),
    "asked": N_("asked before answering: {detail}"),
    "accepted": N_("accepted it"),
    "declined": N_("declined it: {detail}"),
    "date": N_("set its next date: {detail}"),
    "agenda": N_("put it on the next flywheel agenda"),
    "decided": N_("decided: {detail}"),
    "off agenda": N_("dropped it from the agenda: {detail}"),
    "action": N_("agreed on an action for it: {detail}"),
    "action done": N_("did an action for it: {detail}"),
    "action dropped": N_("dropped an action for it: {detail}"),
    "action date": N_("moved an action for it: {detail}"),
    "resolved": N_("resolved it: {detail}"),
    "not doing": N_("said that it is not going to be done: {detail}"),
    "told": N_("told the customer {detail}"),
    "unreachable": N_("could not reach the customer {detail}"),
    "not fixed": N_("said that it is not fixed for the customer {detail}"),
    "opened again": N_("opened it again: {detail}"),
    "came back": N_("said that it is back"),
    "closed": N_("closed it: every customer has an answer"),
}
SEVERITIES = {
    "annoys": N_("Annoys them"),
    "slows": N_("Slows them down"),
    "stops": N_("Stops them"),
    "leaves": N_("They may leave us"),
}


def label(number: int) -> str:
    return f"P-{number}"


def words_visible(pain: Pain, place: ChannelKind | None) -> bool:
    """Whether the team may see the customer's words.

    The reporter's word decides. Where she was not asked, words said in a public channel are public already; a place
    we know nothing about is private until Slack says otherwise. A pain typed straight into a report has no place.
    """
    if pain.share_words is not None:
        return pain.share_words
    return not pain.channel_id or place is ChannelKind.PUBLIC


def headline(pain: Pain, *, visible: bool) -> str:
    """One line that names the pain; "" when all there is are words that must not be shown."""
    if pain.title:
        return pain.title
    return one_line(pain.words, 140) if visible else ""


def may_take_back(pain: Pain, person: str) -> bool:
    """Until somebody else has touched it."""
    return pain.reporter == person and pain.status is PainStatus.OPEN and not pain.touched


def wordless(text: str) -> bool:
    """Nothing a reader could understand: empty, only punctuation or emoji; `:tada:` is an emoji, not a word."""
    words = (part for part in text.split() if not (part.startswith(":") and part.endswith(":")))
    return not any(character.isalnum() for word in words for character in word)


@dataclass(frozen=True)
class Report:
    """What somebody reports. `title` or `words` holds at least a word."""

    reporter: str
    title: str = ""
    words: str = ""
    customer: str = ""
    is_colleague: bool = False
    stage: str = ""
    severity: str = ""
    share_words: bool | None = None


@dataclass(frozen=True)
class Line:
    """One line of a pain's history."""

    at: datetime
    name: str  # "" for somebody the bot does not know
    what: str  # a key of DEEDS
    detail: str


T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list. `number` counts from 0; `count` is of the whole list."""

    rows: Sequence[T] = ()
    number: int = 0
    count: int = 0
    size: int = 1

    @property
    def pages(self) -> int:
        return pages_of(self.count, self.size)

    def showing(self, rows: Sequence[U]) -> "Page[U]":
        """The same page, its rows told in another way."""
        return Page(rows, self.number, self.count, self.size)


def pages_of(count: int, size: int) -> int:
    """At least one: an empty list has an empty page."""
    return max(1, -(-count // size))


def page_within(number: int, count: int, size: int) -> int:
    """The page that is shown for one that was asked for: the list may have become shorter meanwhile."""
    return min(max(number, 0), pages_of(count, size) - 1)


def page_of(rows: Sequence[T], number: int, size: int) -> Page[T]:
    """Of a list that is all there."""
    number = page_within(number, len(rows), size)
    return Page(rows[number * size : (number + 1) * size], number, len(rows), size)
