"""When meetings are, and what goes out before them. Pure: wall times and zones in, moments out.

The wall time and the zone are what people agreed on, so a rule is expanded on naive local times and each of them made
a moment on its own. A clock that counts hours would drift over a change to summer time.
"""

from datetime import UTC, date, datetime, time, timedelta

from bot.workdays.rules import Calendar, at_time, zone_of

CALL_AT, AGENDA_AT, LEAD_AT = time(9), time(10), time(9)  # on the wall of the series' zone
CALL_BEFORE, AGENDA_BEFORE = 3, 1  # working days
LEAD_BEFORE = timedelta(days=7)
FORGOTTEN_AFTER = timedelta(minutes=30)  # after its length: then it is closed by itself


def every_weeks(n: int) -> str:
    """The rule of a meeting every `n` weeks, on the weekday of the first one."""
    return f"FREQ=WEEKLY;INTERVAL={n};WKST=MO"


def weeks_of(rule: str) -> int:
    """The `n` of `every_weeks`."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    return int(parts.get("INTERVAL", 1))


def occurrences(
    rule: str, first_local: datetime, until_local: datetime | None, after: datetime, before: datetime
) -> list[datetime]:
    """The wall times after `after` and not after `before`, in order; none at or after `until_local`. All naive."""
    from dateutil.rrule import rrulestr  # costs a start more than it is needed there

    expanded = rrulestr(rule, dtstart=first_local).between(after, before, inc=True)
    return [at for at in expanded if at > after and (until_local is None or at < until_local)]


def to_utc(local: datetime, zone: str) -> datetime:
    """A wall time as a moment. In the hour that comes twice it is the first; one that the clock jumps over is as much
    later as it jumps: 02:30 becomes 03:30 (RFC 5545 3.3.5)."""
    return local.replace(tzinfo=zone_of(zone), fold=0).astimezone(UTC)


def to_local(at: datetime, zone: str) -> datetime:
    """A moment as (naive) wall time."""
    return at.astimezone(zone_of(zone)).replace(tzinfo=None, fold=0)


def is_in_gap(local: datetime, zone: str) -> bool:
    """Whether the clocks of the zone jump over it."""
    return to_local(to_utc(local, zone), zone) != local


def call_day(day: date, calendar: Calendar) -> date:
    """Three working days before the meeting."""
    return calendar.before(day, CALL_BEFORE)


def agenda_day(day: date, calendar: Calendar) -> date:
    """The working day before the meeting."""
    return calendar.before(day, AGENDA_BEFORE)


def call_at(starts_local: datetime, zone: str, calendar: Calendar) -> datetime:
    return at_time(call_day(starts_local.date(), calendar), CALL_AT, zone_of(zone))


def agenda_at(starts_local: datetime, zone: str, calendar: Calendar) -> datetime:
    return at_time(agenda_day(starts_local.date(), calendar), AGENDA_AT, zone_of(zone))


def lead_at(starts_local: datetime, zone: str) -> datetime:
    """A week before: whoever leads it is told."""
    return at_time(starts_local.date() - LEAD_BEFORE, LEAD_AT, zone_of(zone))


def end_at(starts_at: datetime, minutes: int) -> datetime:
    """When a meeting that nobody ended is closed by itself."""
    return starts_at + timedelta(minutes=minutes) + FORGOTTEN_AFTER
