"""A time zone as calendars want it (RFC 5545, VTIMEZONE): when its clocks change, by a yearly rule where there is one.

Onsets are told on the wall as it was before the change: the hour that is skipped, or the one that comes again.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEARS = 6  # looked at: who changes the clocks by a rule has done it as often
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Change:
    """The clocks of a zone change."""

    at: datetime  # naive, on the wall before it
    before: timedelta  # from UTC
    after: timedelta
    name: str  # of the time that begins: "CEST"
    is_summer: bool


def changes(zone: ZoneInfo, since: datetime) -> list[Change]:
    """From a year before `since` (naive) on, in order."""
    found, day = [], datetime(since.year - 1, 1, 1, tzinfo=UTC)
    end = datetime(since.year + YEARS, 1, 1, tzinfo=UTC)
    while day < end:
        following = day + timedelta(days=1)
        if _offset(zone, day) != _offset(zone, following):
            found.append(_change(zone, day, following))
        day = following
    return found


def yearly(onsets: Sequence[datetime]) -> dict[str, object]:
    """The rule that makes all of these from the first one; {} where there is none."""
    years = [at.year for at in onsets]
    if len(onsets) < 3 or years != list(range(years[0], years[0] + len(years))):
        return {}
    places = {(at.month, at.weekday(), at.time()) for at in onsets}
    if len(places) > 1:
        return {}
    weeks = {(at.day - 1) // 7 + 1 for at in onsets}
    is_last = all(at.day + 7 > monthrange(at.year, at.month)[1] for at in onsets)
    if len(weeks) > 1 and not is_last:
        return {}
    which = -1 if is_last else weeks.pop()
    return {"FREQ": "YEARLY", "BYMONTH": onsets[0].month, "BYDAY": f"{which}{DAYS[onsets[0].weekday()]}"}


def _change(zone: ZoneInfo, low: datetime, high: datetime) -> Change:
    """The one that lies between; found to the minute, by halves."""
    before = _offset(zone, low)
    while high - low > MINUTE:
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    at = high.replace(second=0, microsecond=0)
    there = at.astimezone(zone)
    wall = (at + before).replace(tzinfo=None)
    return Change(wall, before, _offset(zone, at), there.tzname() or "", bool(there.dst()))


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
