"""Writing a decision down, and looking back at it."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from bot.agenda.models import AgendaItem, ItemState
from bot.board.carrying import settle_marks
from bot.board.models import ItemOutcome
from bot.board.outcomes import attend, hold, record
from bot.board.posting import edit_board
from bot.decisions.forms import AboutWhat
from bot.decisions.models import Decision
from bot.decisions.queries import decisions_of, find_decision, pain_headline
from bot.decisions.rules import Answer, DecisionWish, check, check_answer, label
from bot.errors import UserError
from bot.figures.models import What
from bot.figures.services import count
from bot.i18n import N_
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.queries import find_meeting, running_meeting
from bot.pains.cards import edit_card
from bot.pains.models import Pain
from bot.pains.services import GONE, remember
from bot.people.services import find_person
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.slack.text import one_line
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace

__all__ = ["about_what", "check_may_look_back", "decide", "decisions_of", "look_back"]

TOOK_PLACE = (MeetingStatus.RUNNING, MeetingStatus.HELD)
ITEM_GONE = N_("This item is not on the agenda any more.")
NOT_OURS = N_("{name} cannot have decided that: choose somebody who works here.")
LOOKED_BACK = N_("{decision} was looked back at already. Thank you.")


def decide(session: Session, workspace_id: int, by: str, wish: DecisionWish, *, now: datetime) -> Decision:
    """Raises UserError for whoever may not, and at the field that is wrong: no decision without the customer.

    What it is about need not be current any more, and the meeting may be over meanwhile: what was decided is kept.
    """
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, by, Act.RUN_MEETING, on=today)
    check(wish, today)
    _check_decider(session, workspace_id, wish.decided_by or by)
    meeting = _meeting(session, workspace_id, wish.meeting_id)
    item = find_item(session, workspace_id, wish.item_id) if wish.item_id else None
    pain = find_pain(session, workspace_id, wish.pain_id or (item.pain_id if item else None) or 0)
    decision = _write(session, workspace_id, by, wish, pain, now=now)
    count(session, workspace_id, What.DECIDED, now)
    if pain:
        _tell_pain(session, pain, decision, now=now)
    if item:
        _settle(session, item, meeting, now=now)
    if meeting:
        attend(session, workspace_id, meeting.key, by, now=now)
        edit_board(session, meeting, now=now)
    return decision


def look_back(
    session: Session, workspace_id: int, by: str, decision_id: int, answer: Answer, *, now: datetime
) -> Decision:
    """Did it do for the customer what was said? Raises UserError for whoever may not, and when it was answered."""
    decision = check_may_look_back(session, workspace_id, by, decision_id, now=now)
    check_answer(answer)
    session.refresh(decision, with_for_update=True)
    if decision.looked_back_at is not None:
        raise UserError(LOOKED_BACK, decision=label(decision.number))
    decision.came_true, decision.learnt, decision.looked_back_at = answer.came_true, answer.learnt, now
    session.add(decision)
    count(session, workspace_id, What.LOOKED_BACK, now, of=answer.came_true)
    return decision


def check_may_look_back(session: Session, workspace_id: int, by: str, decision_id: int, *, now: datetime) -> Decision:
    """Whoever decided, and the team. Raises UserError for others, and for one that was looked back at."""
    decision = find_decision(session, workspace_id, decision_id)
    if decision.decided_by != by:
        require(session, workspace_id, by, Act.RUN_MEETING, on=today_in(session, workspace_id, now))
    if decision.looked_back_at is not None:
        raise UserError(LOOKED_BACK, decision=label(decision.number))
    return decision


def about_what(session: Session, workspace_id: int, about: AboutWhat, *, now: datetime) -> AboutWhat:
    """With what the form shows of the item or the pain. Raises UserError for whoever may not decide."""
    require(session, workspace_id, about.by, Act.RUN_MEETING, on=today_in(session, workspace_id, now))
    if about.meeting_id:
        find_meeting(session, workspace_id, about.meeting_id, *TOOK_PLACE)
    elif meeting := running_meeting(session, workspace_id, now=now):  # what is decided meanwhile was decided there
        about = replace(about, meeting_id=meeting.key)
    item = find_item(session, workspace_id, about.item_id) if about.item_id else None
    pain = find_pain(session, workspace_id, about.pain_id or (item.pain_id if item else None) or 0)
    title = (item.title if item else "") or (pain_headline(session, pain) if pain else "")
    return replace(about, pain_id=pain.key if pain else 0, pain=pain.number if pain else None, title=title)


def find_item(session: Session, workspace_id: int, item_id: int) -> AgendaItem:
    """Raises UserError for one that is not there, or not theirs."""
    item = session.get(AgendaItem, item_id)
    if item is None or item.workspace_id != workspace_id or item.state in {ItemState.DRAFT, ItemState.GONE}:
        raise UserError(ITEM_GONE)
    return item


def find_pain(session: Session, workspace_id: int, pain_id: int) -> Pain | None:
    """The one that counts it now, whatever became of it; None for 0. Raises UserError for one that is not theirs."""
    if not pain_id:
        return None
    pain = session.get(Pain, pain_id)
    if pain is None or pain.workspace_id != workspace_id:
        raise UserError(GONE, block_id=BlockId.OTHER_PAIN)
    return find_pain(session, workspace_id, pain.merged_into) if pain.merged_into else pain


def _check_decider(session: Session, workspace_id: int, person: str) -> None:
    known = find_person(session, workspace_id, person)
    if known and (known.is_bot or known.is_outside or known.is_gone or known.is_guest):
        raise UserError(NOT_OURS, name=known.name, block_id=BlockId.PERSON)


def _meeting(session: Session, workspace_id: int, meeting_id: int) -> Meeting | None:
    """Locked, before anything else is: so does whoever ends it."""
    if not meeting_id:
        return None
    meeting = find_meeting(session, workspace_id, meeting_id, *TOOK_PLACE)
    hold(session, meeting)
    return meeting


def _write(  # what a row is made of
    session: Session, workspace_id: int, by: str, wish: DecisionWish, pain: Pain | None, *, now: datetime
) -> Decision:
    decision = Decision(
        workspace_id=workspace_id,
        number=_next_number(session, workspace_id),
        meeting_id=wish.meeting_id or None,
        item_id=wish.item_id or None,
        pain_id=pain.id if pain else None,
        what=wish.what,
        **vars(wish.impact),
        decided_by=wish.decided_by or by,
        written_by=by,
        look_back_on=wish.look_back_on,
        made_at=now,
    )
    session.add(decision)
    session.flush()
    return decision


def _next_number(session: Session, workspace_id: int) -> int:
    """One after the other: the workspace is held until the end of the transaction, on SQLite the whole database is."""
    session.connection().execute(
        sa.select(col(Workspace.id)).where(col(Workspace.id) == workspace_id).with_for_update(key_share=True)
    ).one()
    last = session.exec(select(func.max(Decision.number)).where(Decision.workspace_id == workspace_id)).one()
    return (last or 0) + 1


def _tell_pain(session: Session, pain: Pain, decision: Decision, *, now: datetime) -> None:
    """Its history and its card say so."""
    said = f"{label(decision.number)} {one_line(decision.what, 300)}"
    remember(session, pain, decision.decided_by, "decided", said, now=now)
    pain.touched = True
    settle_marks(session, pain.key, now=now)
    edit_card(session, pain, now=now)


def _settle(session: Session, item: AgendaItem, meeting: Meeting | None, *, now: datetime) -> None:
    """It does not go on, even if the meeting ended while somebody was typing."""
    if meeting:
        item.meeting_id = meeting.key
        record(session, meeting.key, item, ItemOutcome.DECIDED, now=now)
    else:
        item.state = ItemState.DECIDED
        session.add(item)
