"""A calendar that is not ours: it reads the file as Google, Outlook and Apple do, and tells when everything begins.

`vobject` parses, with a time zone made of nothing but the file's own VTIMEZONE; dateutil expands.
"""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import vobject
from dateutil import tz
from dateutil.rrule import rrulestr


def begins(file: bytes, until: datetime) -> dict[str, str]:
    """Every occurrence up to `until`: when it begins in UTC -> its status. In order."""
    zones = tz.tzical(StringIO(file.decode()))
    for name in zones.keys():  # noqa: SIM118 - it is no dictionary
        vobject.icalendar.registerTzid(name, zones.get(name))  # else it remembers those of other files
    calendar: Any = vobject.readOne(file.decode())
    masters = [event for event in calendar.vevent_list if not hasattr(event, "recurrence_id")]
    found: dict[datetime, str] = {}
    for event in masters:
        instead = {_utc(other.recurrence_id.value): other for other in _others(calendar, event)}
        for at in _expanded(event, until):
            other = instead.pop(at, None)
            shown = other or event
            found[_utc(other.dtstart.value) if other else at] = shown.status.value
        assert not instead, "a moved or cancelled one that the rule does not know"
    return {f"{at:%Y-%m-%d %H:%M}": found[at] for at in sorted(found)}


def _others(calendar: Any, event: Any) -> list[Any]:
    return [one for one in calendar.vevent_list if hasattr(one, "recurrence_id") and one.uid.value == event.uid.value]


def _expanded(event: Any, until: datetime) -> list[datetime]:
    """The naive wall times of the rule, each put into the file's own zone; without those left out."""
    start = event.dtstart.value
    parts = event.rrule.value.split(";")
    ends = [part.removeprefix("UNTIL=") for part in parts if part.startswith("UNTIL=")]
    last = datetime.strptime(ends[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if ends else until
    rule = ";".join(part for part in parts if not part.startswith("UNTIL="))
    walls = rrulestr(rule, dtstart=start.replace(tzinfo=None)).between(
        start.replace(tzinfo=None), until.replace(tzinfo=None) + timedelta(days=1), inc=True
    )
    left_out = {_utc(at) for line in getattr(event, "exdate_list", []) for at in line.value}
    moments = [_utc(wall.replace(tzinfo=start.tzinfo)) for wall in walls]
    return [at for at in moments if at <= min(last, until) and at not in left_out]


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
