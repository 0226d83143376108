"""The call and the agenda in the channel: posted once, then edited in place. Both are written when they go out.

All letters of one message share a lane, so they never overtake each other, and of several edits that wait only the
last one goes out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.agenda.models import AgendaItem
from bot.agenda.rules import LATE_AFTER
from bot.agenda.showing import agenda_facts, call_facts
from bot.agenda.views import agenda_message, call_message
from bot.agenda.writing import items_of, write_agenda
from bot.delivery.letters import Letter, Method
from bot.delivery.models import UNFINISHED_IN_LANE, OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.i18n import Texts, language_for, texts_in
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.queries import series_at
from bot.slack.blocks import Message
from bot.slack.ids import PurposeId
from bot.workspaces.models import Workspace
from bot.years.queries import theme_line

BEGUN = (MeetingStatus.RUNNING, MeetingStatus.HELD)


@dataclass(frozen=True)
class _Kind:
    """What tells the call from the agenda."""

    name: str
    post: PurposeId
    edit: PurposeId


CALL = _Kind("call", PurposeId.MEETING_CALL, PurposeId.MEETING_CALL_EDIT)
AGENDA = _Kind("agenda", PurposeId.MEETING_AGENDA, PurposeId.MEETING_AGENDA_EDIT)


def post_call(session: Session, meeting: Meeting, due_at: datetime, *, now: datetime) -> None:
    """`due_at`: when it should go out; what comes later says so. Not sent any more once the meeting starts."""
    enqueue(session, meeting.workspace_id, _post(session, meeting, CALL, due_at), now=now)


def post_agenda(session: Session, meeting: Meeting, due_at: datetime, *, now: datetime) -> None:
    """As `post_call`. One that was posted before, for another day, is taken away."""
    again = ""
    if meeting.agenda_ts:
        channel = series_at(session, meeting).channel
        gone = {"channel": channel, "ts": meeting.agenda_ts}
        again = f":{meeting.agenda_ts}"
        away = Letter(f"{_key(session, meeting, AGENDA)}{again}:away", Method.DELETE, channel, gone)
        enqueue(session, meeting.workspace_id, away, now=now)
        meeting.agenda_ts = ""
        session.add(meeting)
    enqueue(session, meeting.workspace_id, _post(session, meeting, AGENDA, due_at, again), now=now)


def edit_call(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Nothing happens when none was posted, or once the meeting has begun."""
    _edit(session, meeting, CALL, meeting.call_ts, now=now)


def edit_agenda(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Nothing happens when none was posted, or once the meeting has begun."""
    _edit(session, meeting, AGENDA, meeting.agenda_ts, now=now)


def bring_up_to_date(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Written anew; what was posted is edited where that changed anything."""
    before = _picture(items_of(session, meeting.key))
    if _picture(write_agenda(session, meeting, now=now)) != before:
        edit_agenda(session, meeting, now=now)


def render_call(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for a meeting that has begun or is called off. A skipped one says so: people look out for the call."""
    meeting = _meeting(session, row)
    if meeting.call_ts or meeting.status not in (MeetingStatus.PLANNED, MeetingStatus.SKIPPED):
        return None
    return _quietly(_call(session, meeting, is_late=_went_late(row)))


def render_call_edit(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None where there is nothing to edit, and where a newer edit waits."""
    meeting = _meeting(session, row)
    if not _editable(session, row, meeting, meeting.call_ts):
        return None
    message = _call(session, meeting, is_late=_was_late(session, meeting, CALL))
    return {"channel": row.channel, "ts": meeting.call_ts, **message.payload()}


def render_agenda(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for a meeting that has begun, or is not going to be."""
    meeting = _meeting(session, row)
    if meeting.agenda_ts or meeting.status is not MeetingStatus.PLANNED:
        return None
    return _quietly(_agenda(session, meeting, is_late=_went_late(row)))


def render_agenda_edit(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None where there is nothing to edit, and where a newer edit waits."""
    meeting = _meeting(session, row)
    if not _editable(session, row, meeting, meeting.agenda_ts):
        return None
    message = _agenda(session, meeting, is_late=_was_late(session, meeting, AGENDA))
    return {"channel": row.channel, "ts": meeting.agenda_ts, **message.payload()}


def call_posted(session: Session, delivered: Delivered, _now: datetime) -> None:
    """Keep where it is. What changed while it was on its way waits in its lane."""
    meeting = _meeting(session, delivered.row)
    meeting.call_ts = str(delivered.response["ts"])
    session.add(meeting)


def agenda_posted(session: Session, delivered: Delivered, _now: datetime) -> None:
    """As `call_posted`; the board of a meeting that has begun meanwhile keeps its place."""
    meeting = _meeting(session, delivered.row)
    if meeting.status not in BEGUN:
        meeting.agenda_ts = str(delivered.response["ts"])
        session.add(meeting)


def _picture(items: Sequence[AgendaItem]) -> list[tuple[object, ...]]:
    """All that a reader of the agenda can see change."""
    return [(item.id, item.title, item.minutes, item.not_today, list(item.reasons), dict(item.facts)) for item in items]


def _post(session: Session, meeting: Meeting, kind: _Kind, due_at: datetime, again: str = "") -> Letter:
    return Letter(
        key=_key(session, meeting, kind) + again,
        method=Method.POST,
        channel=series_at(session, meeting).channel,
        purpose=kind.post,
        subject=f"{meeting.key}:{int(due_at.timestamp())}",
        lane=_lane(meeting, kind),
        expires_at=meeting.starts_at,
    )


def _edit(session: Session, meeting: Meeting, kind: _Kind, ts: str, *, now: datetime) -> None:
    if meeting.status in BEGUN or not (ts or _in_lane(session, meeting.workspace_id, _lane(meeting, kind))):
        return
    meeting.version += 1
    session.add(meeting)
    session.flush()
    letter = Letter(
        key=f"{_key(session, meeting, kind)}:v{meeting.version}",
        method=Method.UPDATE,
        channel=series_at(session, meeting).channel,
        purpose=kind.edit,
        subject=str(meeting.key),
        lane=_lane(meeting, kind),
    )
    enqueue(session, meeting.workspace_id, letter, now=now)


def _editable(session: Session, row: OutboxRow, meeting: Meeting, ts: str) -> bool:
    return bool(ts) and meeting.status not in BEGUN and not _in_lane(session, row.workspace_id, row.lane, row.id or 0)


def _in_lane(session: Session, workspace_id: int, lane: str, after: int = 0) -> bool:
    """Whether a letter of it is still to go out, later than this one."""
    waiting = select(OutboxRow.id).where(
        UNFINISHED_IN_LANE, OutboxRow.workspace_id == workspace_id, OutboxRow.lane == lane, col(OutboxRow.id) > after
    )
    return session.exec(waiting.limit(1)).first() is not None


def _call(session: Session, meeting: Meeting, *, is_late: bool) -> Message:
    t = _texts(session, meeting)
    return call_message(call_facts(session, meeting, t, is_late=is_late), t)


def _agenda(session: Session, meeting: Meeting, *, is_late: bool) -> Message:
    """The theme and its days left are as on the day of the meeting: an edit in between changes neither."""
    t = _texts(session, meeting)
    theme = theme_line(session, meeting.workspace_id, t, now=meeting.starts_at)
    return agenda_message(replace(agenda_facts(session, meeting, is_late=is_late), theme=theme), t)


def _quietly(message: Message) -> Mapping[str, Any]:
    return {"unfurl_links": False, "unfurl_media": False, **message.payload()}


def _went_late(row: OutboxRow) -> bool:
    """Whether it goes out, or went out, so long after it was due that it is said."""
    _, _, due = row.subject.partition(":")
    went = row.perhaps_since or row.finished_at or row.due_at
    return went - datetime.fromtimestamp(int(due), UTC) > LATE_AFTER


def _was_late(session: Session, meeting: Meeting, kind: _Kind) -> bool:
    """What was said when it was posted stays said."""
    wanted = select(OutboxRow).where(
        OutboxRow.workspace_id == meeting.workspace_id, OutboxRow.key == _key(session, meeting, kind)
    )
    posted = session.exec(wanted).first()
    return posted is not None and _went_late(posted)


def _texts(session: Session, meeting: Meeting) -> Texts:
    """A channel is written in the workspace's language."""
    workspace = session.get_one(Workspace, meeting.workspace_id)
    return texts_in(language_for(None, workspace.language, None))


def _meeting(session: Session, row: OutboxRow) -> Meeting:
    return session.get_one(Meeting, int(row.subject.partition(":")[0]))


def _key(session: Session, meeting: Meeting, kind: _Kind) -> str:
    return f"{kind.name}:{series_at(session, meeting).uid}:{meeting.original_local:%Y%m%dT%H%M}"


def _lane(meeting: Meeting, kind: _Kind) -> str:
    return f"{kind.name}:{meeting.key}"
