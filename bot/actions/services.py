"""What people do with actions: give one, say yes or no to it, finish it, drop it, move its day.

Every service locks the action first, so of two people at once one wins and the other sees that.
"""

from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.actions.models import AHEAD, Action, ActionState
from bot.actions.news import ask_owner, tell_each
from bot.actions.rules import ActionWish
from bot.actions.talked import note_on_item, show_on_board
from bot.actions.views import declined_news, dropped_news, left_news
from bot.board.outcomes import hold
from bot.board.queries import present_at
from bot.errors import UserError
from bot.followups.mornings import first_look
from bot.followups.rules import needs_reason
from bot.followups.services import WHY as WHY_MOVED
from bot.followups.services import check_day, today_of
from bot.i18n import N_
from bot.meetings.models import Meeting
from bot.pains.models import Pain
from bot.pains.rules import wordless
from bot.pains.services import VOICED, find_pain, remember
from bot.people.services import find_person, names_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.workdays.services import today_in

WHAT = N_("Say in a few words what is to be done.")
WHO = N_("Choose one person who does it.")
WHEN = N_("Choose a day.")
WHY = N_("Say in a few words why not.")
NO_ACTION = N_("That action is not there any more.")
NOT_HERS = N_("Only {name} can answer that.")
MEANWHILE = {
    ActionState.OFFERED: N_("This action still waits for a yes. Accept it first, or decline it."),
    ActionState.OPEN: N_("This action was accepted already."),
    ActionState.DONE: N_("This action is done already."),
    ActionState.DROPPED: N_("This action is not going to be done: somebody said so already."),
    ActionState.DECLINED: N_("This action was declined already."),
}


def give(session: Session, workspace_id: int, by: str, wish: ActionWish, *, now: datetime) -> Action:
    """At once where the owner is in the meeting or gives it herself; else she is asked first.

    Raises UserError for whoever may not, for an owner who cannot have one, and for a day that is over.
    """
    require(session, workspace_id, by, Act.RUN_MEETING, on=today_in(session, workspace_id, now))
    due_on = _checked(session, workspace_id, by, wish, now=now)
    if wish.meeting_id and (meeting := session.get(Meeting, wish.meeting_id)):
        hold(session, meeting)  # before anything else is, as everything on the board does
    pain = find_pain(session, workspace_id, wish.pain_id, *VOICED) if wish.pain_id else None
    agreed = wish.owner == by or _is_there(session, wish)
    action = Action(
        **{**vars(wish), "due_on": due_on},
        workspace_id=workspace_id,
        by=by,
        state=ActionState.OPEN if agreed else ActionState.OFFERED,
        created_at=now,
        accepted_at=now if agreed else None,
    )
    session.add(action)
    session.flush()
    _begin_mornings(session, action, now=now)
    if pain:
        pain.touched = True
        remember(session, pain, by, "action", wish.what, now=now)
    if not agreed:
        ask_owner(session, action, now=now)
    note_on_item(session, action, now=now)
    return action


def accept(session: Session, workspace_id: int, by: str, action_id: int, *, now: datetime) -> Action:
    """Hers from now on. Raises UserError for anybody else, and when it was answered before."""
    action = _hers(session, workspace_id, by, action_id)
    action.state, action.accepted_at = ActionState.OPEN, now
    return _kept(session, action, now=now)


def decline(session: Session, workspace_id: int, by: str, action_id: int, why: str, *, now: datetime) -> Action:
    """The giver is told why. Raises UserError as `accept`, and without a reason."""
    action = _hers(session, workspace_id, by, action_id)
    _end(session, action, ActionState.DECLINED, why, now=now)
    tell_each(session, action, {action.by} - {by}, "declined", declined_news, now=now)
    return action


def finish(session: Session, workspace_id: int, by: str, action_id: int, *, now: datetime) -> Action:
    """Raises UserError for whoever may not, and when it is not open any more."""
    action = _open(session, workspace_id, by, action_id, now=now)
    action.state, action.ended_at = ActionState.DONE, now
    _remember(session, action, by, "action done", action.what, now=now)
    return _kept(session, action, now=now)


def drop(session: Session, workspace_id: int, by: str, action_id: int, why: str, *, now: datetime) -> Action:
    """The others are told why. Raises UserError as `finish`, and without a reason."""
    action = _open(session, workspace_id, by, action_id, now=now)
    _end(session, action, ActionState.DROPPED, why, now=now)
    _remember(session, action, by, "action dropped", why, now=now)
    name = names_of(session, workspace_id, [by]).get(by, "")
    others = [person for person in (action.by, action.owner) if person != by]
    tell_each(session, action, others, "dropped", lambda known, t: dropped_news(known, name, t), now=now)
    return action


def change_date(  # noqa: PLR0913 - who, what, to when, why, when
    session: Session, workspace_id: int, by: str, action_id: int, day: date, why: str, *, now: datetime
) -> Action:
    """Raises UserError as `finish`, for a day in the past, and from the third change on without a reason."""
    action = _open(session, workspace_id, by, action_id, now=now)
    check_day(day, today_of(session, workspace_id, by, now=now))
    if day == action.due_on:
        return action
    if needs_reason(action.moves) and wordless(why):
        raise UserError(WHY_MOVED, block_id=BlockId.WHY)
    action.due_on, action.moves = day, action.moves + 1
    _remember(session, action, by, "action date", ": ".join(filter(None, (str(day), why))), now=now)
    return _kept(session, action, now=now)


def owner_gone(session: Session, workspace_id: int, person: str, *, now: datetime) -> None:
    """What she had waits for another owner: whoever gave it is told, and it stays open until then."""
    hers = select(Action).where(AHEAD, Action.workspace_id == workspace_id, Action.owner == person)
    for action in session.exec(hers.order_by(col(Action.id))).all():
        tell_each(session, action, {action.by} - {person}, "left", left_news, now=now)


def find_action(session: Session, workspace_id: int, action_id: int, *states: ActionState) -> Action:
    """In one of these states, or any where none is named. Raises UserError, which says what became of it."""
    action = session.get(Action, action_id)
    if action is None or action.workspace_id != workspace_id:
        raise UserError(NO_ACTION)
    if states and action.state not in states:
        raise UserError(MEANWHILE[action.state])
    return action


def look_at(session: Session, workspace_id: int, by: str, action_id: int, *, now: datetime) -> Action:
    """An open one somebody may change: asked before she types. Raises UserError as `finish`."""
    action = find_action(session, workspace_id, action_id, ActionState.OPEN)
    if action.owner != by:
        require(session, workspace_id, by, Act.RUN_MEETING, on=today_in(session, workspace_id, now))
    return action


def offered_to(session: Session, workspace_id: int, by: str, action_id: int) -> Action:
    """One that waits for her answer. Raises UserError as `accept`."""
    action = find_action(session, workspace_id, action_id, ActionState.OFFERED)
    if action.owner != by:
        names = names_of(session, workspace_id, [action.owner])
        raise UserError(NOT_HERS, name=names.get(action.owner) or action.owner)
    return action


def check_can_act(session: Session, workspace_id: int, person: str) -> None:
    """Raises UserError for a bot, a guest, and somebody who is gone or from another company."""
    known = find_person(session, workspace_id, person)
    if known is None:
        return  # somebody new: Slack's own doors keep strangers out
    if known.is_bot or known.is_outside or known.is_gone:
        raise UserError(N_("{name} cannot have an action: only people who work here can."), name=known.name,
                        block_id=BlockId.PERSON)  # fmt: skip
    if known.is_guest:
        raise UserError(N_("{name} is a guest here, and guests cannot have an action."), name=known.name,
                        block_id=BlockId.PERSON)  # fmt: skip


def _checked(session: Session, workspace_id: int, by: str, wish: ActionWish, *, now: datetime) -> date:
    """The day it is due."""
    if wordless(wish.what):
        raise UserError(WHAT, block_id=BlockId.WHAT)
    if not wish.owner:
        raise UserError(WHO, block_id=BlockId.PERSON)
    check_can_act(session, workspace_id, wish.owner)
    if wish.due_on is None:
        raise UserError(WHEN, block_id=BlockId.DAY)
    check_day(wish.due_on, today_of(session, workspace_id, by, now=now))
    return wish.due_on


def _is_there(session: Session, wish: ActionWish) -> bool:
    return wish.meeting_id is not None and wish.owner in present_at(session, wish.meeting_id)


def _begin_mornings(session: Session, action: Action, *, now: datetime) -> None:
    """Her daily list, if she had none yet."""
    known = find_person(session, action.workspace_id, action.owner)
    first_look(session, action.workspace_id, action.owner, known.time_zone if known else "", now=now)


def _lock(session: Session, action_id: int) -> None:
    """As it is now, and until the end of this transaction."""
    wanted = select(Action).where(Action.id == action_id)
    session.exec(wanted.with_for_update().execution_options(populate_existing=True)).first()


def _hers(session: Session, workspace_id: int, by: str, action_id: int) -> Action:
    _lock(session, action_id)
    return offered_to(session, workspace_id, by, action_id)


def _open(session: Session, workspace_id: int, by: str, action_id: int, *, now: datetime) -> Action:
    """Its owner may change it, and whoever may run the meeting."""
    _lock(session, action_id)
    return look_at(session, workspace_id, by, action_id, now=now)


def _end(session: Session, action: Action, state: ActionState, why: str, *, now: datetime) -> None:
    if wordless(why):
        raise UserError(WHY, block_id=BlockId.WHY)
    action.state, action.answer, action.ended_at = state, why, now
    _kept(session, action, now=now)


def _kept(session: Session, action: Action, *, now: datetime) -> Action:
    session.add(action)
    session.flush()
    show_on_board(session, action, now=now)
    return action


def _remember(session: Session, action: Action, by: str, what: str, detail: str, *, now: datetime) -> None:
    if action.pain_id:
        remember(session, session.get_one(Pain, action.pain_id), by, what, detail, now=now)
