"""What somebody typed to set up the series, and what is wrong with it. Pure: values in, sentences out."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from urllib.parse import urlsplit

from bot.errors import UserError
from bot.i18n import N_
from bot.meetings.models import HolidayPolicy, Place, Series
from bot.meetings.rules import to_utc, weeks_of
from bot.slack.ids import BlockId
from bot.workdays.rules import country_code
from bot.workspaces.rules import time_zone

MOST_WEEKS = 13
SHORTEST, LONGEST = 5, 480  # minutes
LONGEST_DETAIL = 500
Problems = dict[str, UserError]


@dataclass(frozen=True)
class SeriesWish:
    """The form as typed; a day or a time that is none is ""."""

    day: str = ""  # "2026-03-10"
    clock: str = ""  # "10:00"
    zone: str = ""
    weeks: str = ""
    minutes: str = ""
    place: str = ""
    place_detail: str = ""
    channel: str = ""
    holidays: str = ""
    country: str = ""
    tell: bool = True  # the channel

    @property
    def first_local(self) -> datetime:
        """Raises ValueError for what is no day or no time."""
        return datetime.combine(date.fromisoformat(self.day), time.fromisoformat(self.clock))

    def to_text(self) -> str:
        """To go with a form and come back."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_text(text: str, *, tell: bool) -> "SeriesWish":
        """Raises ValueError for one of another release."""
        try:
            return SeriesWish(**{**json.loads(text), "tell": tell})
        except TypeError as error:
            raise ValueError(text) from error


def wish_of(series: Series, first_local: datetime) -> SeriesWish:
    """What the form shows when a series is changed."""
    return SeriesWish(
        day=f"{first_local:%Y-%m-%d}",
        clock=f"{first_local:%H:%M}",
        zone=series.zone,
        weeks=str(weeks_of(series.rule)),
        minutes=str(series.minutes),
        place=series.place,
        place_detail=series.place_detail,
        channel=series.channel,
        holidays=series.holidays,
        country=series.country,
    )


def problems_in(wish: SeriesWish, *, now: datetime) -> Problems:
    """By field: what is wrong, and what to do. Empty = nothing is."""
    checks = (_zone, _first, _weeks, _minutes, _place, _channel, _policy, _country)
    found: Problems = {}
    for check in checks:
        try:
            check(wish, now)
        except UserError as problem:
            found[problem.block_id] = problem
    return found


def check_wish(wish: SeriesWish, *, now: datetime) -> None:
    """Raises UserError: the first thing that is wrong."""
    for problem in problems_in(wish, now=now).values():
        raise problem


def _zone(wish: SeriesWish, _now: datetime) -> None:
    time_zone(wish.zone)


def _first(wish: SeriesWish, now: datetime) -> None:
    if not wish.day:
        raise UserError(N_("Choose the day of the first meeting."), block_id=BlockId.FIRST_DAY)
    if not re.fullmatch(r"\d\d:\d\d", wish.clock):
        raise UserError(N_("Choose a time, such as 10:00."), block_id=BlockId.CLOCK)
    if to_utc(wish.first_local, wish.zone) <= now:
        raise UserError(N_("That is in the past. Choose a day and a time to come."), block_id=BlockId.FIRST_DAY)


def _weeks(wish: SeriesWish, _now: datetime) -> None:
    if not 1 <= _number(wish.weeks) <= MOST_WEEKS:
        said = N_("Write how many weeks lie between two meetings: a whole number from 1 to {most}.")
        raise UserError(said, most=MOST_WEEKS, block_id=BlockId.WEEKS)


def _minutes(wish: SeriesWish, _now: datetime) -> None:
    if not SHORTEST <= _number(wish.minutes) <= LONGEST:
        said = N_("Write how long it takes: from {least} to {most} minutes.")
        raise UserError(said, least=SHORTEST, most=LONGEST, block_id=BlockId.MINUTES)


def _place(wish: SeriesWish, _now: datetime) -> None:
    if wish.place not in set(Place):
        raise UserError(N_("Choose where you meet."), block_id=BlockId.PLACE)
    if wish.place == Place.LINK and not _is_link(wish.place_detail):
        raise UserError(N_("Paste the whole link: it begins with https://"), block_id=BlockId.PLACE_DETAIL)
    if wish.place == Place.ROOM and not wish.place_detail:
        raise UserError(N_("Write which room it is."), block_id=BlockId.PLACE_DETAIL)


def _channel(wish: SeriesWish, _now: datetime) -> None:
    if not wish.channel:
        raise UserError(N_("Choose the channel of the meeting."), block_id=BlockId.CHANNEL)


def _policy(wish: SeriesWish, _now: datetime) -> None:
    if wish.holidays not in set(HolidayPolicy):
        raise UserError(N_("Choose what happens on a holiday."), block_id=BlockId.HOLIDAYS)


def _country(wish: SeriesWish, _now: datetime) -> None:
    try:
        country_code(wish.country)
    except UserError as error:
        raise UserError(error.sentence, block_id=BlockId.COUNTRY, **error.values) from None


def _number(typed: str) -> int:
    """0 for what is no whole number."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def _is_link(typed: str) -> bool:
    """One that is safe between `<` and `>`: Slack would end it at any of these."""
    try:
        parts = urlsplit(typed)
    except ValueError:  # "https://[": the brackets of an address that is none
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not re.search(r"[\s<>|]", typed)
