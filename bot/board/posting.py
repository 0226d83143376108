"""The board in the channel: posted at the start, then edited in place.

A board is written when it goes out, so the newest state is shown however late. All letters of one board share a lane.
The key of an edit is all that can change: where nothing visible did, there is no second edit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.actions.queries import actions_of, promised
from bot.actions.queries import shown as actions_shown
from bot.actions.views import ActionShown
from bot.agenda.models import AgendaItem, ItemKind, ItemState
from bot.agenda.rules import minutes_of
from bot.agenda.showing import all_shown
from bot.board.models import ItemOutcome
from bot.board.outcomes import hold
from bot.board.queries import became_of, closed_by_itself, items_on, mean_rating, outcomes_of, present_at
from bot.board.rules import closes_at, minutes_left
from bot.board.views import (
    BoardFacts,
    SummaryFacts,
    board_message,
    missed_message,
    moved_to_board,
    summary_message,
)
from bot.decisions.queries import decisions_of
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.i18n import Texts, language_for, texts_in
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.queries import series_at
from bot.people.services import names_of, reader_of
from bot.slack.blocks import Message
from bot.slack.ids import PurposeId
from bot.slack.text import permalink
from bot.workspaces.models import Workspace
from bot.workspaces.views import trouble

A_MINUTE = timedelta(minutes=1)
ON_THE_BOARD = (MeetingStatus.RUNNING, MeetingStatus.HELD)
NOT_SETTLED = (ItemOutcome.PARKED, ItemOutcome.NOT_REACHED, ItemOutcome.NOT_TODAY)


def post_board(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """A new message: the channel hears that the meeting is on. The agenda shrinks to a line that leads there."""
    letter = _letter(session, meeting, Method.POST, f"board:{_name(session, meeting)}", PurposeId.BOARD)
    enqueue(session, meeting.workspace_id, letter, now=now)


def edit_board(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """After each change of what it shows. Nothing happens for a meeting that never ran."""
    session.add(meeting)
    hold(session, meeting)
    if meeting.status not in ON_THE_BOARD:
        return
    meeting.version += 1
    session.add(meeting)
    session.flush()
    key = f"board:{_name(session, meeting)}:v{meeting.version}"
    enqueue(session, meeting.workspace_id, _edit(session, meeting, key), now=now)


def edit_time(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """The time left, and what came onto the agenda; where neither shows anything new, nothing is edited."""
    items = items_on(session, meeting.key)
    current = next((item for item in items if item.id == meeting.current_item), None)
    left = minutes_left(meeting.item_since, minutes_of(current), now) if current else 0
    key = f"board:{_name(session, meeting)}:v{meeting.version}:{len(items)}:{left}"
    enqueue(session, meeting.workspace_id, _edit(session, meeting, key, expires_at=now + A_MINUTE), now=now)


def post_missed(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """It was not started in time; said once."""
    message = missed_message(meeting.starts_at, _texts(session, meeting.workspace_id))
    channel = series_at(session, meeting).channel
    letter = Letter(f"missed:{_name(session, meeting)}", Method.POST, channel, message.payload())
    enqueue(session, meeting.workspace_id, letter, now=now)


def render_board(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for one that was over before it could be posted."""
    meeting = session.get_one(Meeting, int(row.subject))
    if meeting.status is not MeetingStatus.RUNNING:
        return None
    return {"unfurl_links": False, "unfurl_media": False, **_shown(session, meeting, row.created_at).payload()}


def board_posted(session: Session, delivered: Delivered, now: datetime) -> None:
    """Keep where it is, and lead there from the agenda."""
    meeting = session.get_one(Meeting, int(delivered.row.subject))
    workspace = session.get_one(Workspace, meeting.workspace_id)
    channel = str(delivered.response.get("channel") or delivered.row.channel)
    agenda_ts, meeting.agenda_ts = meeting.agenda_ts, str(delivered.response["ts"])
    session.add(meeting)
    if agenda_ts:
        url = permalink(workspace.url, channel, meeting.agenda_ts)
        payload = {"ts": agenda_ts, **moved_to_board(url, _texts(session, workspace.key)).payload()}
        key = f"to board:{_name(session, meeting)}:{meeting.agenda_ts}"
        enqueue(session, workspace.key, Letter(key, Method.UPDATE, channel, payload), now=now)
    if meeting.status is not MeetingStatus.RUNNING:
        edit_board(session, meeting, now=now)


def board_refused(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    """The channel is gone, or closed to the bot: whoever leads the meeting, and whoever set it up, hear of it once."""
    meeting = session.get_one(Meeting, int(row.subject))
    for person in {meeting.facilitator, series_at(session, meeting).made_by} - {""}:
        t = texts_in(reader_of(session, row.workspace_id, person).language)
        key = f"trouble:{_name(session, meeting)}:{code[:60]}:{person}"
        enqueue(session, row.workspace_id, Letter(key, Method.POST, person, trouble(row.channel, code, t).payload()),
                now=now)  # fmt: skip


def render_edit(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for a board that was never posted."""
    meeting = session.get_one(Meeting, int(row.subject))
    if not meeting.agenda_ts or meeting.status not in ON_THE_BOARD:
        return None
    return {"ts": meeting.agenda_ts, **_shown(session, meeting, row.created_at).payload()}


def edit_refused(session: Session, row: OutboxRow, code: str, now: datetime) -> None:
    """Somebody deleted the board: while the meeting runs there is another. Other trouble is told."""
    meeting = session.get_one(Meeting, int(row.subject))
    if code != "message_not_found":
        board_refused(session, row, code, now)
    elif meeting.status is MeetingStatus.RUNNING and meeting.agenda_ts:
        key = f"board:{_name(session, meeting)}:again:{meeting.agenda_ts}"
        meeting.agenda_ts = ""
        session.add(meeting)
        enqueue(session, row.workspace_id, _letter(session, meeting, Method.POST, key, PurposeId.BOARD), now=now)


def _shown(session: Session, meeting: Meeting, as_of: datetime) -> Message:
    """A channel is written in the workspace's language."""
    t = _texts(session, meeting.workspace_id)
    if meeting.status is MeetingStatus.HELD:
        return summary_message(summary_facts(session, meeting), t)
    return board_message(board_facts(session, meeting, as_of), t)


def board_facts(session: Session, meeting: Meeting, as_of: datetime) -> BoardFacts:
    """All the board shows, gathered."""
    items = items_on(session, meeting.key)
    present = present_at(session, meeting.key)
    names = names_of(session, meeting.workspace_id, [meeting.facilitator, *present])
    return BoardFacts(
        meeting=meeting,
        as_of=as_of,
        items=all_shown(session, [item for item in items if not item.not_today]),
        became=became_of(session, meeting.key),
        decisions=decisions_of(session, meeting.key),
        actions=actions_shown(session, meeting.workspace_id, actions_of(session, meeting.key)),
        promised=_promised(session, meeting, items),
        present=sorted(names.get(person, person) for person in present),
        facilitator=names.get(meeting.facilitator, ""),
        not_today=sum(item.not_today for item in items if item.state is ItemState.OPEN),
    )


def _promised(session: Session, meeting: Meeting, items: Sequence[AgendaItem]) -> Sequence[ActionShown]:
    """While that is talked about: what is late, what is not going to be done, what was kept, what is to come."""
    current = next((item for item in items if item.id == meeting.current_item), None)
    if current is None or current.kind is not ItemKind.REVIEW:
        return []
    found = promised(session, meeting.workspace_id, meeting)
    return actions_shown(session, meeting.workspace_id, [*found.late, *found.dropped, *found.kept, *found.open])


def summary_facts(session: Session, meeting: Meeting) -> SummaryFacts:
    carried = [row for row in outcomes_of(session, meeting.key) if row.outcome in NOT_SETTLED]
    return SummaryFacts(
        meeting=meeting,
        decided=len(decisions_of(session, meeting.key)),
        actions=len(actions_of(session, meeting.key)),
        carried=len(carried),
        by_itself=closed_by_itself(session, meeting),
        mean=mean_rating(session, meeting.key),
    )


def _letter(session: Session, meeting: Meeting, method: Method, key: str, purpose: str) -> Letter:
    return Letter(
        key=key,
        method=method,
        channel=series_at(session, meeting).channel,
        purpose=purpose,
        subject=str(meeting.key),
        lane=f"board:{_name(session, meeting)}",
        expires_at=closes_at(meeting) if method is Method.POST else None,
    )


def _edit(session: Session, meeting: Meeting, key: str, *, expires_at: datetime | None = None) -> Letter:
    letter = _letter(session, meeting, Method.UPDATE, key, PurposeId.BOARD_EDIT)
    return replace(letter, expires_at=expires_at)


def _name(session: Session, meeting: Meeting) -> str:
    """What makes it this meeting, however often it was moved."""
    return f"{series_at(session, meeting).uid}:{meeting.original_local:%Y%m%dT%H%M}"


def _texts(session: Session, workspace_id: int) -> Texts:
    workspace = session.get_one(Workspace, workspace_id)
    return texts_in(language_for(None, workspace.language, None))
