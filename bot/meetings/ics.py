"""The calendar file of the series (RFC 5545): the rule, its zone, and what is otherwise than the rule says. Pure.

Skipped ones are left out (EXDATE), cancelled ones stay and say so, moved ones name what they were (RECURRENCE-ID). A
change of the series ends one event (UNTIL) and begins another.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.meetings.models import MeetingStatus, Series
from bot.meetings.rules import to_utc
from bot.meetings.shown import Shown
from bot.meetings.zones import Change, changes, yearly
from bot.workdays.rules import zone_of

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Event

SECOND = timedelta(seconds=1)
LONG_AGO = datetime(1970, 1, 1)  # noqa: DTZ001 - on the wall


@dataclass(frozen=True)
class Words:
    """What the events say, raw."""

    title: str
    place: str
    about: str
    address: str = ""  # a link


@dataclass(frozen=True)
class Recurring:
    """One row of the series, with its meetings as far as they are known."""

    series: Series
    meetings: Sequence[Shown]
    words: Words


def calendar_text(parts: Sequence[Recurring], *, now: datetime) -> bytes:
    """All rows of the series; one that ended before it began is left out."""
    import icalendar  # costs a start more than it is needed there

    calendar = icalendar.Calendar()
    said = {"prodid": "-//Flywheel//The flywheel meeting//EN", "version": "2.0", "method": "PUBLISH"}
    for name, value in said.items():
        calendar.add(name, value)
    happening = [part for part in parts if _happens(part.series)]
    for zone in dict.fromkeys(part.series.zone for part in happening):
        first = min(part.series.first_local for part in happening if part.series.zone == zone)
        calendar.add_component(_zone(zone, first))
    for part in happening:
        _add(calendar, part, now)
    return bytes(calendar.to_ical())


def _happens(series: Series) -> bool:
    return series.until_local is None or series.until_local > series.first_local


def _add(calendar: "Calendar", part: Recurring, now: datetime) -> None:
    calendar.add_component(_rule(part, now))
    for one in part.meetings:
        is_cancelled = one.status is MeetingStatus.CANCELLED
        if is_cancelled or (one.status is not MeetingStatus.SKIPPED and one.starts_local != one.original_local):
            calendar.add_component(_otherwise(part, one, now))


def _rule(part: Recurring, now: datetime) -> "Event":
    from icalendar import vRecur

    series = part.series
    event = _event(part, series.first_local, now)
    rule = vRecur.from_ical(series.rule)
    if series.until_local is not None:
        rule["UNTIL"] = [to_utc(series.until_local, series.zone) - SECOND]  # in UTC, where the start has a zone
    event.add("rrule", rule)
    for one in part.meetings:
        if one.status is MeetingStatus.SKIPPED:
            event.add("exdate", _wall(one.original_local, series.zone))
    return event


def _otherwise(part: Recurring, one: Shown, now: datetime) -> "Event":
    event = _event(part, one.starts_local, now)
    event.add("recurrence-id", _wall(one.original_local, part.series.zone))
    if one.status is MeetingStatus.CANCELLED:
        event["status"] = "CANCELLED"
    return event


def _event(part: Recurring, starts: datetime, now: datetime) -> "Event":
    import icalendar

    series, words = part.series, part.words
    event = icalendar.Event()
    event.add("uid", series.uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", series.sequence)
    event.add("dtstart", _wall(starts, series.zone))
    event.add("dtend", _wall(starts + timedelta(minutes=series.minutes), series.zone))
    said = {"summary": words.title, "location": words.place, "description": words.about, "status": "CONFIRMED"}
    for name, value in said.items():
        event.add(name, value)
    if words.address:
        event.add("url", words.address)
    return event


def _wall(local: datetime, zone: str) -> datetime:
    return local.replace(tzinfo=zone_of(zone))


def _zone(name: str, first: datetime) -> "Component":
    import icalendar

    zone = icalendar.Timezone()
    zone.add("tzid", name)
    found = changes(zone_of(name), first)
    if not found or found[0].at > first:
        offset = first.replace(tzinfo=zone_of(name)).utcoffset() or timedelta()
        zone.add_component(_offset([Change(LONG_AGO, offset, offset, name, is_summer=False)]))
    kinds: defaultdict[tuple[Any, ...], list[Change]] = defaultdict(list)
    for change in found:
        kinds[change.before, change.after, change.name, change.is_summer].append(change)
    for alike in kinds.values():
        zone.add_component(_offset(alike))
    return zone


def _offset(alike: Sequence[Change]) -> "Component":
    """Changes that lead to the same time, each year anew."""
    import icalendar

    one = alike[0]
    part: Component = icalendar.TimezoneDaylight() if one.is_summer else icalendar.TimezoneStandard()
    part.add("dtstart", one.at)
    part.add("tzoffsetfrom", one.before)
    part.add("tzoffsetto", one.after)
    part.add("tzname", one.name)
    rule = yearly([change.at for change in alike])
    if rule:
        part.add("rrule", rule)
    for change in [] if rule else alike[1:]:
        part.add("rdate", change.at)
    return part
