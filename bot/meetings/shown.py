"""A meeting as a reader sees it in a list, whether it is a row already or only the rule says so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.followups.views import day_text
from bot.i18n import Texts
from bot.meetings.holidays import DaysOff, Placed
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.rules import is_in_gap, to_utc
from bot.slack.text import escape, moment
from bot.workdays.rules import zone_of

PLANNED, SKIPPED = MeetingStatus.PLANNED, MeetingStatus.SKIPPED


@dataclass(frozen=True)
class Shown:
    """`why` is raw: a holiday in the reader's language, or what somebody wrote."""

    starts_at: datetime
    starts_local: datetime
    original_local: datetime
    zone: str
    status: MeetingStatus = PLANNED
    why: str = ""
    on_day_off: bool = False
    clocks_changed: bool = False  # since the one before it


def shown_placed(placed: Placed, zone: str, days: DaysOff, t: Texts) -> Shown:
    """One that only the rule knows."""
    return Shown(
        starts_at=to_utc(placed.starts, zone),
        starts_local=placed.starts,
        original_local=placed.original,
        zone=zone,
        status=SKIPPED if placed.is_skipped else PLANNED,
        why=days.name(placed.day_off, t.language) if placed.day_off else "",
        on_day_off=placed.day_off is not None,
    )


def shown_meeting(meeting: Meeting, zone: str, days: DaysOff, t: Texts) -> Shown:
    """The name of a holiday is the reader's, unless somebody wrote another reason."""
    day = meeting.original_local.date()
    by_rule = not meeting.moved and days.is_off(day)
    why = days.name(day, t.language) if by_rule else meeting.why
    local = meeting.starts_local
    return Shown(meeting.starts_at, local, meeting.original_local, zone, meeting.status, why, on_day_off=by_rule)


def with_clock_changes(dates: Sequence[Shown]) -> list[Shown]:
    """Each knows whether the clocks of its zone changed since the one before."""
    offsets = [one.starts_at.astimezone(zone_of(one.zone)).utcoffset() for one in dates]
    before = [*offsets[:1], *offsets]
    pairs = zip(dates, before, offsets, strict=False)
    return [replace(one, clocks_changed=then != now) for one, then, now in pairs]


def date_line(one: Shown, t: Texts) -> str:
    """mrkdwn: when it is in the reader's zone, and what is special about it."""
    at = moment(one.starts_at, t.language)
    notes = [note for note in (_fate(one, t), _clock(one, t)) if note]
    if one.status not in (PLANNED, MeetingStatus.RUNNING):
        at = f"~{at}~"
    return " · ".join([at, *notes])


def day_and_time(local: datetime, language: str) -> str:
    """On the wall of the series: "Tue, Mar 10, 10:00"."""
    return f"{day_text(local, language)}, {local:%H:%M}"


def _fate(one: Shown, t: Texts) -> str:
    why = escape(one.why)
    if one.status is SKIPPED:
        return t("skipped: {why}", why=why or t("a day off")) if one.on_day_off or why else t("skipped")
    if one.status is MeetingStatus.CANCELLED:
        return t("cancelled: {why}", why=why) if why else t("cancelled")
    if one.starts_local != one.original_local:
        was = moment(to_utc(one.original_local, one.zone), t.language)
        return t("instead of {was}: {why}", was=was, why=why) if why else t("instead of {was}", was=was)
    return t("takes place although it is a day off: {why}", why=why or t("a day off")) if one.on_day_off else ""


def _clock(one: Shown, t: Texts) -> str:
    if one.status is not PLANNED:
        return ""
    if is_in_gap(one.starts_local, one.zone):
        return t("the clocks jump over {clock} that day, so it starts later", clock=f"{one.starts_local:%H:%M}")
    if one.clocks_changed:
        return t("the clocks have changed: still {clock} in {zone}", clock=f"{one.starts_local:%H:%M}", zone=one.zone)
    return ""
