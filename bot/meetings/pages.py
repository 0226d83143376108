"""What a click opens: the forms of the series, filled with what is known."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.errors import UserError
from bot.i18n import N_, Texts, texts_in
from bot.meetings import views
from bot.meetings.coming import PREVIEWED, ahead_of
from bot.meetings.forms import Option, call_off_form, dates_form, meeting_option, move_form, series_form
from bot.meetings.models import HolidayPolicy, Meeting, MeetingStatus, Place
from bot.meetings.planning import days_off, every, placed_between
from bot.meetings.queries import meetings_ahead, series_at, series_of
from bot.meetings.rules import to_local, to_utc
from bot.meetings.services import NONE_YET, THERE_IS_ONE, check_may_edit, new_series
from bot.meetings.shown import shown_meeting, shown_placed, with_clock_changes
from bot.meetings.wishes import SeriesWish, wish_of
from bot.people.services import reader_of
from bot.permissions.rules import Act, may
from bot.permissions.services import roles_of
from bot.slack.blocks import Message, View
from bot.slack.ids import BlockId
from bot.workdays.services import calendar_of, today_in
from bot.workspaces.models import Workspace

NOTHING_PLANNED = N_("No meeting is planned just now. `/flywheel next` shows what is coming.")
CHANGE = "change"  # what the form is about, when it is no new series
A_DAY = timedelta(days=1)
PLANNED, SKIPPED = MeetingStatus.PLANNED, MeetingStatus.SKIPPED
PROPOSED = SeriesWish(clock="10:00", weeks="2", minutes="60", place=Place.HUDDLE, holidays=HolidayPolicy.SKIP)


def series_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> Message | None:
    """The series, for whoever looks at it; None = there is none, and she may set it up. Raises UserError."""
    t = _texts(session, workspace_id, person)
    ahead = ahead_of(session, workspace_id, t, now=now)
    if ahead is not None:
        return views.series_message(ahead, t, may_edit=_may_edit(session, workspace_id, person, now))
    check_may_edit(session, workspace_id, person, now=now)
    return None


def next_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> Message:
    t = _texts(session, workspace_id, person)
    ahead = ahead_of(session, workspace_id, t, now=now)
    if ahead is None:
        return views.no_series(t, may_edit=_may_edit(session, workspace_id, person, now))
    return views.next_message(ahead, t)


def set_up_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> View:
    """Raises UserError."""
    check_may_set_up(session, workspace_id, person, now=now)
    workspace = session.get_one(Workspace, workspace_id)
    tomorrow = to_local(now, workspace.time_zone).date() + A_DAY
    day = calendar_of(session, workspace_id, "").next_workday(tomorrow)
    wish = replace(PROPOSED, day=str(day), zone=workspace.time_zone, channel=workspace.flywheel_channel or "")
    return series_form(wish, _texts(session, workspace_id, person))


def change_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> View:
    """Raises UserError."""
    check_may_edit(session, workspace_id, person, now=now)
    series = series_of(session, workspace_id)
    if series is None:
        raise UserError(NONE_YET)
    planned = [one for one in _ahead(session, workspace_id, PLANNED, now=now) if one.series_id == series.key]
    t = _texts(session, workspace_id, person)
    starting = [(_option(session, one, t)[0], one.original_local.isoformat()) for one in planned]
    return series_form(wish_of(series, planned[0].starts_local), t, starting=starting, about=CHANGE)


def dates_page(
    session: Session, workspace_id: int, person: str, wish: SeriesWish, from_local: str, *, now: datetime
) -> View:  # fmt: skip
    """What a right wish leads to. `from_local`: of the meeting a change begins with; "" = it is a new series.

    Raises UserError: what is only found out now would be found out too late with the next step.
    """
    check = check_may_edit if from_local else check_may_set_up
    check(session, workspace_id, person, now=now)
    t, series = _texts(session, workspace_id, person), new_series(workspace_id, person, wish, now=now)
    days, first = days_off(session, series), to_utc(series.first_local, series.zone)
    placed = placed_between(series, days, first - A_DAY, first + PREVIEWED * every(series))
    dates = [shown_placed(one, series.zone, days, t) for one in placed[:PREVIEWED]]
    return dates_form(with_clock_changes(dates), f"{from_local} {wish.to_text()}", t)


def move_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> View:
    """Raises UserError."""
    check_may_edit(session, workspace_id, person, now=now)
    meetings = _ahead(session, workspace_id, PLANNED, SKIPPED, now=now)
    t, first = (
        _texts(session, workspace_id, person),
        next((one for one in meetings if one.status is PLANNED), meetings[0]),
    )
    options = [_option(session, one, t) for one in meetings]
    return move_form(options, str(first.key), first.starts_local, series_at(session, first).zone, t)


def call_off_page(session: Session, workspace_id: int, person: str, wish: str, *, now: datetime) -> View:
    """`wish` is "skip" or "cancel". Raises UserError."""
    check_may_edit(session, workspace_id, person, now=now)
    t = _texts(session, workspace_id, person)
    options = [_option(session, one, t) for one in _ahead(session, workspace_id, PLANNED, now=now)]
    return call_off_form(options, wish, t)


def check_may_set_up(session: Session, workspace_id: int, person: str, *, now: datetime) -> None:
    """Raises UserError, also where there is a series already."""
    check_may_edit(session, workspace_id, person, now=now)
    if series_of(session, workspace_id):
        raise UserError(THERE_IS_ONE, block_id=BlockId.FIRST_DAY)


def _ahead(session: Session, workspace_id: int, *statuses: MeetingStatus, now: datetime) -> list[Meeting]:
    """At least one. Raises UserError."""
    meetings = meetings_ahead(session, workspace_id, *statuses, since=now)
    if not meetings:
        raise UserError(NOTHING_PLANNED)
    return meetings


def _option(session: Session, meeting: Meeting, t: Texts) -> Option:
    series = series_at(session, meeting)
    return meeting_option(shown_meeting(meeting, series.zone, days_off(session, series), t), str(meeting.key), t)


def _may_edit(session: Session, workspace_id: int, person: str, now: datetime) -> bool:
    roles = roles_of(session, workspace_id, person, on=today_in(session, workspace_id, now))
    return may(Act.EDIT_MEETING, roles)


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
