"""When leaders are asked, what stands beside a question, and where a reply goes; values in, answers out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.followups.rules import MORNING
from bot.prompts.models import Moment, Prompt
from bot.workdays.rules import ONE_DAY, Calendar, at_time, first_morning, zone_of
from bot.years.models import Theme, ThemeKind
from bot.years.rules import Quarter, day_of
from bot.years.themes import CUSTOMER

ANSWER_DAYS = 5  # working days from the questions to the roll-up
STAGGER = timedelta(seconds=3)  # between two leaders
LATE = timedelta(hours=3)  # after the time a message was due, it says so
LONGEST_TYPED = 3000  # characters a field of a form takes; docs.slack.dev/reference/block-kit
KEEP_DRAFT, SEND = "draft", "send"
NAMING = frozenset({ThemeKind.KICK_OFF, ThemeKind.PLANNING})  # quarters in which departments say what comes first


@dataclass(frozen=True)
class Times:
    """Of one moment. Days are the company's; `closes` is when the roll-up goes out.

    It `opens` before the company's own day begins: leaders east of it are asked on that very day too.
    """

    asked_on: date
    over_on: date  # the next questions come, or the quarter is over
    opens: datetime
    closes: datetime
    over: datetime


def subject_of(theme_id: int, moment: Moment) -> str:
    return f"theme:{theme_id}:{moment.value}"


def read_subject(subject: str) -> tuple[int, Moment]:
    """(theme, moment). Raises ValueError for what is about something else."""
    _, theme_id, moment = subject.split(":")
    return int(theme_id), Moment(moment)


def times_of(theme: Theme, moment: Moment, calendar: Calendar) -> Times | None:
    """None where the next questions come on the same day: a very short quarter."""
    quarter = Quarter(theme.year, theme.quarter, theme.starts_on, theme.ends_on)
    asked_on = day_of(quarter, moment, calendar)
    later = [day_of(quarter, one, calendar) for one in list(Moment)[list(Moment).index(moment) + 1 :]]
    over_on = min([*later, theme.ends_on])
    if over_on <= asked_on:
        return None
    closes = roll_up_at(asked_on, over_on, calendar, theme.zone)
    return Times(asked_on, over_on, first_morning(asked_on), closes, first_morning(over_on))


def roll_up_at(asked_on: date, over_on: date, calendar: Calendar, zone: str) -> datetime:
    """A working week later in the morning, and not after the next questions: those come on a working day."""
    return at_time(calendar.next_workday(min(calendar.after(asked_on, ANSWER_DAYS), over_on)), MORNING, zone_of(zone))


def morning_for(times: Times, zone: ZoneInfo, calendar: Calendar) -> datetime:
    """Nine o'clock of a leader on the day of the questions, or on her first working day after it."""
    return at_time(calendar.next_workday(times.asked_on), MORNING, zone)


def last_day(roll_up_on: date, calendar: Calendar) -> date:
    """The last working day before the roll-up: until its end an answer is on time."""
    day = roll_up_on - ONE_DAY
    while not calendar.is_workday(day):
        day -= ONE_DAY
    return day


# What stands beside a question


class Fact(StrEnum):
    PAINS = "pains"
    HANDOFFS = "handoffs"
    CUSTOMERS = "customers"
    DECISIONS = "decisions"


@dataclass(frozen=True)
class Known:
    """What the bot knows of one department since the quarter began; `open` is as of now."""

    open: int = 0
    taken: int = 0
    resolved: int = 0
    given: int = 0  # offered to another department
    received: int = 0
    declined: int = 0  # of those given
    told: int = 0  # customers on its pains
    waiting: int = 0
    decisions: int = 0


@dataclass(frozen=True)
class Earlier:
    """What was said to the question this one grows from, raw."""

    text: str
    quarter: str  # "Q2 FY27"
    moment: Moment
    by: str = ""  # the name of whoever said it; "" = the reader herself


@dataclass(frozen=True)
class Item:
    """One question as a leader sees it, raw. `text` is her answer, or her draft of one."""

    key: str
    question: str
    facts: tuple[Fact, ...] = ()
    earlier: Earlier | None = None
    text: str = ""
    is_fixed: bool = False  # it stands in the roll-up, and stays as it is


@dataclass(frozen=True)
class First:
    """What a department puts first in a quarter: its key, and how many priorities it has named so far."""

    theme_id: int
    department: str
    named: int = 0


@dataclass(frozen=True)
class LeaderFacts:
    """All a leader is shown of one moment. Names are raw, and in her language."""

    prompt: Prompt
    moment: Moment
    quarter: str  # "Q3 FY27"
    theme: str
    purpose: str
    department: str
    last_day: date
    items: Sequence[Item]
    known: Known = field(default_factory=Known)
    first: First | None = None  # None = not asked for in this quarter
    answered_by: str = ""  # the name of whoever answered for her; "" = she herself, or nobody
    draft_of: str = ""  # the name of somebody else who keeps a draft
    is_draft: bool = False  # the reader keeps one
    is_out: bool = False  # the roll-up is
    is_late: bool = False  # the questions come late


# Where what we know is about what is asked; else it stands beside the first question.
ABOUT_OTHERS = {"kick_off.kick_off.3", "kick_off.half_way.2", "planning.half_way.1", "goals.half_way.2"}


def beside(keys: Sequence[str]) -> Mapping[str, tuple[Fact, ...]]:
    """Which facts stand beside which question: each once, and each where it fits."""
    others = [key for key in keys if key != CUSTOMER]
    if not others:
        return {key: tuple(Fact) for key in keys}
    found: dict[str, list[Fact]] = {key: [] for key in keys}
    found[others[0]].append(Fact.PAINS)
    found[next((key for key in others if key in ABOUT_OTHERS), others[0])].append(Fact.HANDOFFS)
    found[others[-1]].append(Fact.DECISIONS)
    found[CUSTOMER if CUSTOMER in found else others[-1]].append(Fact.CUSTOMERS)
    return {key: tuple(facts) for key, facts in found.items()}


# Where an answer goes


@dataclass(frozen=True)
class Typed:
    """A sent form: what was written, by the key of its question; all of it a draft, or to be seen."""

    texts: Mapping[str, str] = field(default_factory=dict)
    is_draft: bool = False


def place_for(keys: Sequence[str], texts: Mapping[str, str]) -> tuple[str, bool]:
    """Which question a reply answers: the first without a word, else it is added to the last (True)."""
    empty = next((key for key in keys if not texts.get(key)), None)
    return (empty, False) if empty else (keys[-1], True)
