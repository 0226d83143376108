"""The minutes in the channel, what each person owes by direct message, and the link of a canvas: written as they go
out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.actions.models import Action, ActionState
from bot.actions.queries import actions_of, shown
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.i18n import Texts, language_for, texts_in
from bot.meetings.models import Meeting
from bot.meetings.queries import series_at
from bot.minutes import views
from bot.minutes.rules import is_late
from bot.minutes.services import minutes_of
from bot.people.models import Person
from bot.people.services import reader_of
from bot.slack.ids import PurposeId
from bot.workspaces.models import Workspace


def post(session: Session, meeting: Meeting, *, until: datetime | None, now: datetime) -> None:
    """To the channel once, and to each person who owes something, once. `until`: nobody wants them from then on."""
    name, channel = _name(session, meeting), series_at(session, meeting).channel
    to_all = Letter(
        key=f"minutes:{name}",
        method=Method.POST,
        channel=channel,
        purpose=PurposeId.MINUTES,
        subject=str(meeting.key),
        expires_at=until,
    )
    to_each = [
        Letter(
            key=f"minutes:{name}:{person}",
            method=Method.POST,
            channel=person,
            purpose=PurposeId.MINUTES_DEBTS,
            subject=str(meeting.key),
            expires_at=until,
        )
        for person in dict.fromkeys(action.owner for action in _owed(session, meeting))
    ]
    enqueue(session, meeting.workspace_id, to_all, *to_each, now=now)


def render_minutes(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """As it is now: who said yes meanwhile has said yes."""
    meeting = session.get_one(Meeting, int(row.subject))
    goes_out = row.perhaps_since or row.due_at
    late = is_late(meeting.ended_at or goes_out, goes_out)
    t = _channel_texts(session, row.workspace_id)
    message = views.minutes_message(minutes_of(session, meeting, t, is_late=late), t)
    return {"unfurl_links": False, "unfurl_media": False, **message.payload()}


def render_debts(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for somebody who owes nothing any more, or is gone."""
    meeting = session.get_one(Meeting, int(row.subject))
    hers = [action for action in _owed(session, meeting) if action.owner == row.channel]
    person = select(Person).where(Person.workspace_id == row.workspace_id, Person.user_id == row.channel)
    known = session.exec(person).first()
    if not hers or (known and known.is_gone):
        return None
    t = texts_in(reader_of(session, row.workspace_id, row.channel).language)
    return views.debts_message(meeting, shown(session, row.workspace_id, hers), t).payload()


def canvas_made(session: Session, delivered: Delivered, now: datetime) -> None:
    """Its link goes into the channel: that is where its tab is."""
    row, workspace = delivered.row, session.get_one(Workspace, delivered.row.workspace_id)
    url = f"{workspace.url.rstrip('/')}/docs/{workspace.team_id}/{delivered.response['canvas_id']}"
    message = views.canvas_ready(url, _channel_texts(session, row.workspace_id))
    letter = Letter(f"{row.key}:link", Method.POST, row.channel, message.payload())
    enqueue(session, row.workspace_id, letter, now=now)


def canvas_refused(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    """Whoever asked is told, and that there is another way."""
    person = row.subject.partition(":")[2]
    t = texts_in(reader_of(session, row.workspace_id, person).language)
    message = views.canvas_refused(code, t)
    letter = Letter(f"{row.key}:refused", Method.POST, person, message.payload())
    enqueue(session, row.workspace_id, letter, now=now)


def _owed(session: Session, meeting: Meeting) -> list[Action]:
    """What waits for a yes is not owed: its offer has a message of its own."""
    return [action for action in actions_of(session, meeting.key) if action.state is ActionState.OPEN]


def _name(session: Session, meeting: Meeting) -> str:
    return f"{series_at(session, meeting).uid}:{meeting.original_local:%Y%m%dT%H%M}"


def _channel_texts(session: Session, workspace_id: int) -> Texts:
    """A channel is written in the workspace's language."""
    return texts_in(language_for(None, session.get_one(Workspace, workspace_id).language, None))
