"""A year of meetings as people would count it on a calendar on the wall: what is said, at which hour, and why not.

Days are counted one by one, hours are read off the wall: nothing of how the product makes its plans.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import holidays

from tests.people import LAN, TOM

DAY, FORTNIGHT = timedelta(days=1), timedelta(days=14)
LENGTH = timedelta(minutes=5)
ENDED_AFTER = timedelta(minutes=2)  # by whoever remembers to; every eighth is forgotten
OUTAGE = timedelta(days=3)
MOVED, SKIPPED, SILENT, AN_HOUR = 3, 5, 8, 10  # which one is moved, skipped by hand, missed; an agenda that is late
HOLIDAYS = {country: holidays.country_holidays(country, years=(2026, 2027)) for country in ("US", "DE", "VN")}
WHY = "Everybody is at the fair"


@dataclass(frozen=True)
class Town:
    """Where a team meets every second week at ten."""

    zone: str
    country: str
    first: date
    meetings: int
    language: str = "en"

    def is_holiday(self, day: date) -> bool:
        return day in HOLIDAYS[self.country]

    def works(self, day: date) -> bool:
        return day.weekday() < 5 and not self.is_holiday(day)

    def before(self, day: date, workdays: int) -> date:
        while workdays:
            day -= DAY
            workdays -= self.works(day)
        return day


# A whole year in one; in the others what differs: the winter between two other changes of the clocks, and no change.
TOWNS = {
    "New York": Town("America/New_York", "US", date(2026, 3, 5), 27),
    "Berlin": Town("Europe/Berlin", "DE", date(2026, 10, 12), 14),
    "Ho Chi Minh City": Town("Asia/Ho_Chi_Minh", "VN", date(2026, 4, 2), 12, "vi"),
}


@dataclass(frozen=True)
class Meeting:
    """One of the year, as it went; all times are on the wall."""

    number: int
    town: Town
    day: date  # as the rule has it

    @property
    def is_holiday(self) -> bool:
        return self.town.is_holiday(self.day)

    @property
    def is_held(self) -> bool:
        return not self.is_holiday and self.number not in {SKIPPED, SILENT}

    @property
    def starts(self) -> datetime:
        """The moved one: a day later, in the afternoon."""
        return _at(self.day + DAY, 14) if self.number == MOVED else _at(self.day, 10)

    @property
    def call(self) -> datetime:
        """Of the moved one it went out before it was moved."""
        return _at(self.town.before(self.day, 3), 9)

    @property
    def agenda(self) -> datetime:
        return _at(self.town.before(self.starts.date(), 1), 10)

    @property
    def changed(self) -> datetime:
        """When somebody moves it: three hours after the call; or skips it: before anything but the leader was told."""
        return self.call + timedelta(hours=3) if self.number == MOVED else _at(self.day - 6 * DAY, 12)

    @property
    def is_forgotten(self) -> bool:
        return self.number % 8 == 2

    @property
    def ends(self) -> datetime:
        return self.starts + (LENGTH + timedelta(minutes=30) if self.is_forgotten else ENDED_AFTER)

    @property
    def outage(self) -> tuple[datetime, datetime] | None:
        """Three days over the meeting, or an hour over its agenda."""
        if self.number == SILENT:
            first = self.starts - timedelta(hours=19)
            return first, first + OUTAGE
        half = timedelta(minutes=30)
        return (self.agenda - half, self.agenda + half) if self.number == AN_HOUR else None


@dataclass(frozen=True, order=True)
class Said:
    """Something the bot said: when on the wall, what, about the meeting of when, and to whom; "" = to the channel."""

    at: datetime
    what: str
    meeting: datetime
    to: str = ""


def meetings_of(town: Town) -> list[Meeting]:
    return [Meeting(number, town, town.first + number * FORTNIGHT) for number in range(town.meetings)]


def said_in(town: Town) -> list[Said]:
    """Everything that is to be said in the year, and nothing else. Tom and Lan lead in turn."""
    found, led = [], 0
    for meeting in meetings_of(town):
        leader = (TOM, LAN)[led % 2].user_id
        found += [Said(at, what, meeting.starts, leader * (what == "lead")) for at, what in _said(meeting)]
        led += meeting.is_held
    return sorted(found)


def _said(meeting: Meeting) -> Iterator[tuple[datetime, str]]:
    if meeting.is_holiday:
        yield meeting.call, "call"
        return
    yield _at(meeting.day - 7 * DAY, 9), "lead"
    if meeting.number in {MOVED, SKIPPED}:
        yield meeting.changed, "change"
    if meeting.number == SKIPPED:
        return
    yield meeting.call, "call"
    yield meeting.outage[1] if meeting.number == AN_HOUR and meeting.outage else meeting.agenda, "agenda"
    if meeting.number == SILENT and meeting.outage:
        yield meeting.outage[1], "missed"
        return
    yield meeting.starts, "board"
    yield meeting.ends + timedelta(minutes=0 if meeting.is_forgotten else 5), "minutes"


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))
