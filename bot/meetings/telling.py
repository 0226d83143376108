"""What the channel is told about the series: one line, in the thread of what was posted for that meeting."""

from datetime import datetime

from sqlmodel import Session

from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.i18n import Texts, language_for, texts_in
from bot.meetings import views
from bot.meetings.models import Meeting, Series
from bot.meetings.planning import days_off
from bot.meetings.queries import planned_meetings, series_at
from bot.meetings.shown import Shown, shown_meeting
from bot.people.services import names_of
from bot.slack.blocks import Message
from bot.workspaces.models import Workspace


def channel_texts(session: Session, workspace_id: int) -> Texts:
    """A channel is written in the workspace's language."""
    return texts_in(language_for(None, session.get_one(Workspace, workspace_id).language, None))


def tell_of_series(session: Session, series: Series, *, now: datetime, is_new: bool = True) -> None:
    """It was set up, or changed."""
    t, days = channel_texts(session, series.workspace_id), days_off(session, series)
    first = planned_meetings(session, series.workspace_id, since=now)[:1]
    dates = [shown_meeting(meeting, series.zone, days, t) for meeting in first]
    message = views.series_announced(series, dates, t, is_new=is_new)
    lane = f"open:{series.channel}"  # after the bot came into the channel
    letter = Letter(f"series:{series.uid}", Method.POST, series.channel, message.payload(), lane=lane)
    enqueue(session, series.workspace_id, letter, now=now)


def tell_moved(session: Session, meeting: Meeting, by: str, was: datetime, *, now: datetime) -> None:
    t = channel_texts(session, meeting.workspace_id)
    message = views.moved_line(_name(session, meeting, by), was, _shown(session, meeting, t), t)
    _below(session, meeting, message, now=now)


def tell_called_off(session: Session, meeting: Meeting, by: str, *, now: datetime) -> None:
    t = channel_texts(session, meeting.workspace_id)
    message = views.called_off_line(_name(session, meeting, by), _shown(session, meeting, t), t)
    _below(session, meeting, message, now=now)


def _below(session: Session, meeting: Meeting, message: Message, *, now: datetime) -> None:
    """Without a post to answer to it is a post of its own: people have the old time in their calendars."""
    series, post = series_at(session, meeting), meeting.agenda_ts or meeting.call_ts
    key = f"change:{series.uid}:{meeting.original_local:%Y%m%dT%H%M}:v{meeting.version}"
    thread = {"thread_ts": post} if post else {}
    letter = Letter(key, Method.POST, series.channel, {**message.payload(), **thread})
    enqueue(session, meeting.workspace_id, letter, now=now)


def _shown(session: Session, meeting: Meeting, t: Texts) -> Shown:
    series = series_at(session, meeting)
    return shown_meeting(meeting, series.zone, days_off(session, series), t)


def _name(session: Session, meeting: Meeting, person: str) -> str:
    return names_of(session, meeting.workspace_id, [person]).get(person, "")
