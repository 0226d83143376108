"""What is due when, and who is told how often; values in, answers out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from bot.workdays.rules import ONE_DAY, Calendar, at_time

MORNING, NOON, EVENING = time(9), time(12), time(17)  # on the wall of whoever is reminded
WORKING_DAYS = {"stops": 2, "leaves": 2, "slows": 5, "annoys": 20}  # until the first look, by how bad it is
NOT_SAID_HOW_BAD = 10
ANSWER_IN = 2  # working days for an offer, and for telling a customer
AHEAD, TO_LEAD, TO_AGENDA = 2, 2, 4  # working days before and after the date
NEAR = timedelta(days=31)  # a date further away than this is not two working days away, whatever the holidays
FURTHEST = timedelta(days=366)
MOVES_WITHOUT_REASON = 2


class Rung(IntEnum):
    """How far the ladder is climbed. Each is told once for one date of one thing, and none is left out."""

    NONE = 0
    AHEAD = 1  # two days before; of an offer or a telling: it is new
    DAY = 2
    LEAD = 3  # to the department's lead; of a telling, to the owner of the pain
    AGENDA = 4


class Owed(StrEnum):
    PAIN = "pain"  # her own, with a next date
    HANDOFF = "handoff"  # offered to her, or to the department she decides for
    TELLING = "telling"  # a customer she is to tell
    LATE = "late"  # somebody else's pain in the department she decides for
    UNTOLD = "untold"  # a customer of her pain whom somebody else was to tell
    ACTION = "action"  # her own, which she said yes to
    ACTION_OFFER = "action_offer"  # one she has not said yes to
    LATE_ACTION = "late_action"  # somebody else's, in the department she decides for
    LOOK_BACK = "look_back"  # a decision of hers: did it do for the customer what was said?
    ANSWER = "answer"  # the questions of her department, until the roll-up
    REVIEW = "review"  # why, and what is next, of her department, until the review
    CONTACT = "contact"  # her own days with customers
    CHOICE = "choice"  # two weeks with customers, whose days she has not chosen yet


TO_SOMEBODY_ABOVE = frozenset({Owed.LATE, Owed.UNTOLD, Owed.LATE_ACTION})  # seen from Rung.LEAD on, and not before
CLIMBS = frozenset({Owed.PAIN, Owed.ACTION})  # to the lead and on to the agenda, past whoever owns it


ABOUT_THE_SAME = {Owed.LATE: Owed.PAIN, Owed.UNTOLD: Owed.TELLING, Owed.LATE_ACTION: Owed.ACTION}


@dataclass(frozen=True)
class Obligation:
    """One thing a person owes. `title` and names are raw; "" = not known, or not to be shown."""

    kind: Owed
    id: int  # of the pain, the handoff, the telling, the action or the decision
    pain_id: int  # 0 = about no pain
    number: int  # of the pain, or of the decision; 0 = of none
    title: str
    since: datetime  # in the zone of whoever owes it
    due_on: date
    department: str = ""  # the key of the one whose calendar counts
    who: str = ""  # Slack user id: who offered it, who owns it, who was to tell
    customer: str = ""
    card: tuple[str, str] = ("", "")  # channel and ts of the pain's card
    ahead_on: date | None = None  # from then on it is said that it is due soon; None = two working days before

    @property
    def subject(self) -> str:
        """What its rungs are written down under. Another date is another ladder."""
        kind = ABOUT_THE_SAME.get(self.kind, self.kind)
        of = f"{self.id}:{self.department}" if kind is Owed.REVIEW else f"{self.id}"  # each department has its own part
        return f"{kind}:{of}:{self.due_on}"


@dataclass(frozen=True)
class Week:
    """One department's. `oldest`: (number, when it was reported)."""

    department: str
    open: int = 0
    under_a_week: int = 0
    over_four_weeks: int = 0
    overdue: int = 0
    # in the last seven days
    taken: int = 0  # from the queue, or from a colleague there
    taken_over: int = 0  # from other departments
    handed_on: int = 0  # to other departments
    resolved: int = 0
    oldest: tuple[int, datetime] | None = None

    @property
    def under_four_weeks(self) -> int:
        return self.open - self.under_a_week - self.over_four_weeks


Told = Mapping[Rung, date]  # which rungs were told, and on what day


def first_day(severity: str, today: date, calendar: Calendar) -> date:
    """When the owner of a pain looks at it first, unless she says otherwise."""
    return calendar.after(today, WORKING_DAYS.get(severity, NOT_SAID_HOW_BAD))


def answer_day(asked: date, calendar: Calendar) -> date:
    return calendar.after(asked, ANSWER_IN)


def rung_at(due_on: date, today: date, calendar: Calendar, ahead_on: date | None = None) -> Rung:
    """How far the ladder for a date reaches today. `ahead_on` as in `Obligation`."""
    if today < due_on:
        soon = today >= ahead_on if ahead_on else calendar.after(today, AHEAD) >= due_on
        return Rung.AHEAD if soon else Rung.NONE
    if today >= calendar.after(due_on, TO_AGENDA):
        return Rung.AGENDA
    return Rung.LEAD if today >= calendar.after(due_on, TO_LEAD) else Rung.DAY


def next_rung(
    due_on: date, told: Told, today: date, calendar: Calendar, ahead_on: date | None = None
) -> Rung:  # fmt: skip
    """What is to be told now; NONE = nothing new.

    After an outage it is the lowest rung that was not told, and the one above follows two working days after that: the
    owner has her chance before her lead hears of it. That something is due soon is not told once it is due.
    """
    reached, highest = rung_at(due_on, today, calendar, ahead_on), max(told, default=Rung.NONE)
    if reached <= highest:
        return Rung.NONE
    if highest < Rung.DAY:
        return min(reached, Rung.DAY)
    return Rung(highest + 1) if today >= calendar.after(told[highest], TO_LEAD) else Rung.NONE


def says(obligation: Obligation, told: Told, today: date, calendar: Calendar) -> Rung:
    """The rung the person who owes this is to be told now."""
    rung = next_rung(obligation.due_on, told, today, calendar, obligation.ahead_on)
    if obligation.kind in TO_SOMEBODY_ABOVE:
        return rung if rung is Rung.LEAD else Rung.NONE
    own_act = obligation.kind in CLIMBS and rung is Rung.AHEAD and obligation.since.date() >= today
    return Rung.NONE if own_act or rung > Rung.DAY else rung


def is_shown(obligation: Obligation, told: Told, today: date, calendar: Calendar) -> bool:
    """Whether it stands on her list: everything of her own, what has climbed to her, what it is time to look at."""
    if obligation.kind is Owed.LOOK_BACK:
        return obligation.due_on <= today
    if obligation.kind not in TO_SOMEBODY_ABOVE:
        return True
    return Rung.LEAD in told or next_rung(obligation.due_on, told, today, calendar) is Rung.LEAD


# When she is written to


def is_at_work(local: datetime, calendar: Calendar) -> bool:
    """Whether a reminder may come now. `local` is the time on her wall."""
    return calendar.is_workday(local.date()) and MORNING <= local.time() < EVENING


def is_late(local: datetime) -> bool:
    """Due at nine: from noon on it is said that the message comes late."""
    return local.time() >= NOON


def next_morning(now: datetime, zone: ZoneInfo, calendar: Calendar) -> datetime:
    """Nine o'clock on her next working day; today's if that is still to come."""
    local = now.astimezone(zone)
    first = local.date() if local.time() < MORNING else local.date() + ONE_DAY
    return at_time(calendar.next_workday(first), MORNING, zone)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


# Another day


class Snooze(StrEnum):
    ONE_DAY = "1"
    THREE_DAYS = "3"
    NEXT_WEEK = "week"
    NEXT_MEETING = "meeting"


def snoozed_to(snooze: Snooze, today: date, calendar: Calendar, meets_on: date | None = None) -> date:
    """Working days, counted from today; next week is its first working day.

    `meets_on`: the day of the next flywheel meeting; where none is planned, the next meeting is next week.
    """
    if snooze is Snooze.NEXT_MEETING and meets_on:
        return meets_on
    if snooze in {Snooze.NEXT_WEEK, Snooze.NEXT_MEETING}:
        return calendar.next_workday(monday_of(today) + timedelta(days=7))
    return calendar.after(today, int(snooze))


def snoozes(meets_on: date | None) -> list[Snooze]:
    """What is offered: until the next meeting where one is planned, else until next week."""
    return [Snooze.ONE_DAY, Snooze.THREE_DAYS, Snooze.NEXT_MEETING if meets_on else Snooze.NEXT_WEEK]


def needs_reason(moves: int) -> bool:
    """After the second change it is asked why."""
    return moves >= MOVES_WITHOUT_REASON
