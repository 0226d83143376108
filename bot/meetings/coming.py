"""What is coming: the next meeting, the quarter, the business year. Rows as far as there are any, then the rule."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session, col, select

from bot.i18n import Texts
from bot.meetings import rules
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.meetings.periods import Period, quarter_of, year_of
from bot.meetings.planning import days_off, every, placed_between
from bot.meetings.queries import next_meeting, series_at, series_of
from bot.meetings.shown import Shown, shown_meeting, shown_placed, with_clock_changes
from bot.meetings.views import Ahead, NextMeeting, Stretch, next_lines
from bot.people.services import names_of
from bot.slack.blocks import Block, section
from bot.slack.text import permalink
from bot.workdays.rules import zone_of
from bot.workspaces.models import Workspace

PREVIEWED = 6


def ahead_of(session: Session, workspace_id: int, t: Texts, *, now: datetime) -> Ahead | None:
    """None = there is no series."""
    series = series_of(session, workspace_id)
    if series is None:
        return None
    workspace = session.get_one(Workspace, workspace_id)
    zone = zone_of(workspace.time_zone)
    today = now.astimezone(zone).date()
    quarter, year = (of(today, workspace.fiscal_year_start) for of in (quarter_of, year_of))
    since = datetime.combine(year[0], time(), zone).astimezone(UTC)
    rows = _rows(session, workspace_id, since)
    dates = _dates(session, series, rows, year, t, now=now)
    return Ahead(
        series=series,
        next=_next(session, workspace, t, now=now),
        dates=dates[:PREVIEWED],
        quarter=_stretch(quarter, rows, dates),
        year=_stretch(year, rows, dates),
    )


def next_block(session: Session, workspace_id: int, t: Texts, *, now: datetime) -> list[Block]:
    """For the Home; nothing where there is no series."""
    ahead = ahead_of(session, workspace_id, t, now=now)
    return [section("\n".join(next_lines(ahead, t)[1:]))] if ahead else []  # it stands under a title there


def _rows(session: Session, workspace_id: int, since: datetime) -> Sequence[Meeting]:
    wanted = select(Meeting).where(
        Meeting.workspace_id == workspace_id,
        col(Meeting.starts_at) >= since,
        Meeting.status != MeetingStatus.SUPERSEDED,
    )
    return session.exec(wanted.order_by(col(Meeting.starts_at))).all()


def _dates(
    session: Session, series: Series, rows: Sequence[Meeting], year: Period, t: Texts, *, now: datetime
) -> list[Shown]:  # fmt: skip
    """All that has not begun yet, until the end of the year, and six of them in any case."""
    days = days_off(session, series)
    known = [shown_meeting(row, series_at(session, row).zone, days, t) for row in rows if row.starts_at > now]
    horizon = series.horizon or now
    end = datetime.combine(year[1], time(), UTC)
    until = max(end, now + (PREVIEWED + 1) * every(series)) + timedelta(days=1)
    beyond = [shown_placed(one, series.zone, days, t) for one in placed_between(series, days, horizon, until)]
    return with_clock_changes([*known, *beyond])


def _stretch(period: Period, rows: Sequence[Meeting], dates: Sequence[Shown]) -> Stretch:
    held = [row for row in rows if row.status is MeetingStatus.HELD and _within(row.starts_local, period)]
    return Stretch(
        period[1] - timedelta(days=1), len(held), [one for one in dates if _within(one.starts_local, period)]
    )


def _within(local: datetime, period: Period) -> bool:
    first, after = period
    day: date = local.date()
    return first <= day < after


def _next(session: Session, workspace: Workspace, t: Texts, *, now: datetime) -> NextMeeting | None:
    meeting = next_meeting(session, workspace.key, now=now)
    if meeting is None:
        return None
    series = series_at(session, meeting)
    days = days_off(session, series)
    where = (meeting.starts_local, series.zone, days.calendar)
    call, agenda = rules.call_at(*where), rules.agenda_at(*where)
    post = meeting.agenda_ts or meeting.call_ts
    return NextMeeting(
        shown=shown_meeting(meeting, series.zone, days, t),
        facilitator=names_of(session, workspace.key, [meeting.facilitator]).get(meeting.facilitator, ""),
        in_turn=now < rules.lead_at(meeting.starts_local, series.zone),
        call_at=call if now < call and not meeting.call_ts else None,
        agenda_at=agenda if now < agenda and not meeting.agenda_ts else None,
        url=permalink(workspace.url, series.channel, post) if post else "",
    )
