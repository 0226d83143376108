"""Times as the viewer reads them: in their zone and with their clock of 12 or 24 hours."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time

from bot.sandbox.world import User


def at(ts: str, viewer: User) -> datetime:
    """A message's timestamp in the viewer's zone."""
    return datetime.fromtimestamp(float(ts), UTC).astimezone(ZoneInfo(viewer.tz))


def clock_time(when: datetime, viewer: User) -> str:
    """ "09:42" or "9:42 AM"; `when` is already in the viewer's zone."""
    return format_time(when, "short", locale=_locale(viewer)).replace("\u202f", " ")


def day_name(day: date, today: date, viewer: User) -> str:
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return format_date(day, "EEEE, MMMM d" if viewer.locale == "en-US" else "EEEE d MMMM", _locale(viewer))


def short_day(when: datetime, viewer: User) -> str:
    """ "Sat 21 Nov" or "Sat, Nov 21"."""
    return format_skeleton("MMMEd", when, locale=_locale(viewer))


def full(when: datetime, viewer: User) -> str:
    return f"{format_skeleton('yMMMEd', when, locale=_locale(viewer))}, {clock_time(when, viewer)}"


def ago(then: datetime, now: datetime) -> str:
    minutes = int((now - then).total_seconds() // 60)
    for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")):
        count = minutes // size
        if count >= 1:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def _locale(viewer: User) -> str:
    """The frame around messages is English, as Slack has no Vietnamese one; only the form of dates differs."""
    return viewer.locale.replace("-", "_") if viewer.locale.startswith("en") else "en_GB"
