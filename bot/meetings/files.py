"""The calendar file as a message: the series with all that is otherwise than its rule says."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.delivery.files import File
from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.errors import UserError
from bot.i18n import Texts, texts_in
from bot.meetings.ics import Recurring, Words, calendar_text
from bot.meetings.models import Meeting, MeetingStatus, Place, Series
from bot.meetings.planning import days_off, placed_between
from bot.meetings.queries import series_of
from bot.meetings.services import NONE_YET
from bot.meetings.shown import shown_meeting, shown_placed
from bot.people.services import reader_of
from bot.slack.ids import PurposeId

NAME = "flywheel-meeting.ics"
HOLIDAYS_AHEAD = timedelta(days=400)  # of the days off that are known already


def calendar_file(session: Session, series: Series, t: Texts, *, now: datetime) -> bytes:
    """Also what it was before it was changed, so that a calendar that has it ends it there."""
    rows = session.exec(select(Series).where(Series.workspace_id == series.workspace_id).order_by(col(Series.id))).all()
    return calendar_text([_recurring(session, row, t, now) for row in rows], now=now)


def send_calendar(session: Session, workspace_id: int, person: str, key: str, *, now: datetime) -> None:
    """To her direct message with the bot; `key` is the delivery's. Raises UserError where there is no series."""
    series = series_of(session, workspace_id)
    if series is None:
        raise UserError(NONE_YET)
    t = texts_in(reader_of(session, workspace_id, person).language)
    said = t("Open it, and the meeting is in your calendar. After a change, ask for it again: it replaces the old one.")
    file = File(NAME, t("The flywheel meeting"), calendar_file(session, series, t, now=now), comment=said)
    letter = Letter(f"calendar:{key}", Method.FILE, person, file.payload(), PurposeId.TOLD, f":{person}")
    enqueue(session, workspace_id, letter, now=now)


def _recurring(session: Session, series: Series, t: Texts, now: datetime) -> Recurring:
    days = days_off(session, series)
    wanted = select(Meeting).where(Meeting.series_id == series.key, Meeting.status != MeetingStatus.SUPERSEDED)
    rows = session.exec(wanted.order_by(col(Meeting.original_local))).all()
    known = [shown_meeting(row, series.zone, days, t) for row in rows]
    horizon = series.horizon or now
    beyond = placed_between(series, days, horizon, now + HOLIDAYS_AHEAD)
    return Recurring(series, [*known, *(shown_placed(one, series.zone, days, t) for one in beyond)], _words(series, t))


def _words(series: Series, t: Texts) -> Words:
    """Raw: calendars know no mrkdwn."""
    places = {Place.HUDDLE: t("Huddle in Slack"), Place.LINK: series.place_detail, Place.ROOM: series.place_detail}
    address = series.place_detail if series.place is Place.LINK else ""
    about = t("What stands in the customers' way, and what we do about it. The agenda is in Slack.")
    return Words(t("Flywheel meeting"), places[series.place], about, address)
