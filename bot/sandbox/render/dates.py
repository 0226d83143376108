"""`<!date^…>` and rich_text dates, in the viewer's zone and language.

https://docs.slack.dev/messaging/formatting-message-text#date-formatting
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, format_timedelta
from markupsafe import Markup

from bot.sandbox.render.html import openable, tag
from bot.sandbox.render.reader import Reader

_TOKEN = re.compile(r"\{([a-z_]{1,30})\}")
_LENGTHS: Mapping[str, Literal["long", "medium", "full", "short"]] = {
    "date": "long",
    "date_short": "medium",
    "date_long": "full",
    "date_slash": "short",
}
_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def show_date(unix: str, pattern: str, reader: Reader, *, link: str = "", fallback: str = "") -> Markup:
    """The moment `unix` (seconds since 1970) as the tokens of `pattern` say; the fallback where it is no moment."""
    try:
        moment = datetime.fromtimestamp(int(unix), UTC).astimezone(ZoneInfo(reader.tz))
    except (ValueError, OverflowError, OSError):
        return tag("span", fallback, class_="sk-date")
    words = _TOKEN.sub(lambda found: _token(found[1], moment, reader) or found[0], pattern)
    shown = tag("time", words, class_="sk-date", datetime=moment.isoformat(), title=fallback or None)
    address = openable(link)
    return tag("a", shown, class_="sk-link", href=address, rel="noopener noreferrer") if address else shown


def _token(name: str, moment: datetime, reader: Reader) -> str | None:
    if name == "date_num":
        return moment.date().isoformat()
    if name in ("time", "time_secs"):
        length: Literal["short", "medium"] = "short" if name == "time" else "medium"
        shown = format_time(moment, length, tzinfo=moment.tzinfo, locale=reader.babel)
        return shown.replace("\N{NARROW NO-BREAK SPACE}", " ")
    if name == "ago":
        return format_timedelta(moment - reader.now, add_direction=True, locale=reader.babel)
    plain = name.removesuffix("_pretty")
    if plain not in _LENGTHS:
        return None
    near = _near_day(moment, reader) if name != plain else None
    return near or format_date(moment.date(), _LENGTHS[plain], locale=reader.babel)


def _near_day(moment: datetime, reader: Reader) -> str | None:
    """Yesterday, today or tomorrow, by the viewer's calendar."""
    days = (moment.date() - reader.now.astimezone(moment.tzinfo).date()).days
    return reader.word(_DAYS[days]) if days in _DAYS else None
