"""Bringing something to the agenda, and one's drafts."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.agenda.models import AHEAD, AgendaItem, ItemKind, ItemState
from bot.agenda.posting import bring_up_to_date
from bot.agenda.rules import ItemWish, Reason
from bot.agenda.showing import item_shown
from bot.agenda.writing import items_of, write_agenda
from bot.board.carrying import take_on
from bot.errors import UserError
from bot.i18n import N_
from bot.meetings.models import MeetingStatus
from bot.meetings.queries import next_meeting
from bot.pains.rules import label, wordless
from bot.pains.services import open_pain
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.slack.text import shorten
from bot.workdays.services import today_in

__all__ = ["bring", "change_draft", "delete_draft", "drafts_of", "item_shown", "items_of", "put_draft", "write_agenda"]

LONGEST_TITLE, LONGEST_DETAIL = 300, 3000
MOST_DRAFTS = 20  # of one person
PAIN = "pain_id"  # where a draft keeps its pain: the place on the agenda is taken once it is put there
WHAT = N_("Say in one line what it is.")
WHICH = N_("Choose what it is: an obstacle, an opportunity or a decision to take.")
ON_ALREADY = N_("{pain} is on the agenda already, brought by a colleague. Leave the pain out to bring something else.")
NO_DRAFT = N_("That draft is not there any more.")
TOO_MANY = N_("You have {most} drafts. Put one on the agenda or delete one first.")


def bring(session: Session, workspace_id: int, by: str, wish: ItemWish, *, now: datetime) -> AgendaItem:
    """Onto the next agenda, or as a draft that only `by` sees. About a pain that stands there already by its evidence,
    her words join it.

    Raises UserError for whoever may not, without a word of what it is, and for a pain that a colleague brought.
    """
    _check(session, workspace_id, by, wish, now=now)
    item = AgendaItem(workspace_id=workspace_id, kind=wish.kind, by=by, created_at=now, state=ItemState.DRAFT)
    if wish.draft and len(drafts_of(session, workspace_id, by)) >= MOST_DRAFTS:
        raise UserError(TOO_MANY, most=MOST_DRAFTS, block_id=BlockId.DRAFT)
    _fill(item, wish)
    return item if _kept(session, item, wish) else _put(session, item, now=now)


def change_draft(
    session: Session, workspace_id: int, by: str, item_id: int, wish: ItemWish, *, now: datetime
) -> AgendaItem:
    """As `bring`, for a draft of hers."""
    item = find_draft(session, workspace_id, by, item_id)
    _check(session, workspace_id, by, wish, now=now)
    _fill(item, wish)
    return item if _kept(session, item, wish) else _put(session, item, now=now)


def put_draft(session: Session, workspace_id: int, by: str, item_id: int, *, now: datetime) -> AgendaItem:
    """Everybody sees it from now on. Raises UserError for one that is not hers, and as `bring`."""
    require(session, workspace_id, by, Act.BRING, on=today_in(session, workspace_id, now))
    return _put(session, find_draft(session, workspace_id, by, item_id), now=now)


def delete_draft(session: Session, workspace_id: int, by: str, item_id: int, *, now: datetime) -> None:
    """Raises UserError for one that is not hers."""
    session.delete(find_draft(session, workspace_id, by, item_id))
    session.flush()


def drafts_of(session: Session, workspace_id: int, person: str) -> list[AgendaItem]:
    """Hers alone, oldest first."""
    hers = select(AgendaItem).where(AHEAD, AgendaItem.workspace_id == workspace_id, AgendaItem.by == person)
    return list(session.exec(hers.where(AgendaItem.state == ItemState.DRAFT).order_by(col(AgendaItem.id))).all())


def _check(session: Session, workspace_id: int, by: str, wish: ItemWish, *, now: datetime) -> None:
    require(session, workspace_id, by, Act.BRING, on=today_in(session, workspace_id, now))
    if wish.kind is ItemKind.REVIEW:
        raise UserError(WHICH, block_id=BlockId.KIND)
    if wordless(wish.title):
        raise UserError(WHAT, block_id=BlockId.ITEM)
    if wish.pain_id:
        open_pain(session, workspace_id, wish.pain_id)


def _fill(item: AgendaItem, wish: ItemWish) -> None:
    item.kind, item.title = wish.kind, shorten(wish.title, LONGEST_TITLE)
    item.detail, item.departments = shorten(wish.detail, LONGEST_DETAIL), list(wish.departments)
    item.source_url = wish.source_url or item.source_url
    item.facts = {PAIN: wish.pain_id} if wish.pain_id else {}


def _kept(session: Session, item: AgendaItem, wish: ItemWish) -> bool:
    """Whether it stays a draft."""
    session.add(item)
    session.flush()
    return wish.draft


def _put(session: Session, item: AgendaItem, *, now: datetime) -> AgendaItem:
    """On the next agenda, which is written anew, or on the board of the meeting that runs.

    Before there is a meeting it waits for the first.
    """
    item = _join(session, item)
    item.state, item.reasons = ItemState.OPEN, [*item.reasons, Reason.BROUGHT]
    session.add(item)
    session.flush()
    meeting = next_meeting(session, item.workspace_id, now=now)
    if meeting and meeting.status is MeetingStatus.PLANNED:
        bring_up_to_date(session, meeting, now=now)
    elif meeting:
        take_on(session, meeting, item, now=now)
    return item


def _join(session: Session, item: AgendaItem) -> AgendaItem:
    """Her words on the item the evidence made of the pain, where there is one. Raises UserError for a colleague's."""
    pain_id = item.facts.get(PAIN)
    if not pain_id:
        return item
    pain = open_pain(session, item.workspace_id, pain_id)
    wanted = select(AgendaItem).where(AHEAD, AgendaItem.workspace_id == item.workspace_id)
    there = session.exec(wanted.where(AgendaItem.pain_id == pain_id, AgendaItem.id != item.id)).first()
    if there is None:
        item.pain_id = pain_id
        return item
    if there.by:
        raise UserError(ON_ALREADY, pain=label(pain.number), block_id=BlockId.OTHER_PAIN)
    there.kind, there.title, there.detail, there.by = item.kind, item.title, item.detail, item.by
    there.departments, there.source_url = item.departments, item.source_url
    session.delete(item)
    session.flush()
    return there


def find_draft(session: Session, workspace_id: int, by: str, item_id: int) -> AgendaItem:
    """Raises UserError for one that is not there, not a draft any more, or not hers."""
    item = session.get(AgendaItem, item_id)
    if item is None or (item.workspace_id, item.by, item.state) != (workspace_id, by, ItemState.DRAFT):
        raise UserError(NO_DRAFT)
    return item
