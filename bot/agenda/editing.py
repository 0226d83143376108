"""What a facilitator does to an agenda before the meeting. Each change writes it anew and edits what was posted.

The meeting is held meanwhile: of two changes at once the second sees what the first did.
"""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.agenda.models import AgendaItem, ItemKind, ItemState
from bot.agenda.news import tell_author
from bot.agenda.posting import bring_up_to_date
from bot.agenda.rules import HEAVIEST, LONGEST_ITEM, MOST, Weights
from bot.agenda.showing import split
from bot.agenda.writing import hold, write_agenda
from bot.board.models import ItemOutcome
from bot.board.outcomes import record
from bot.errors import UserError
from bot.i18n import N_
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.queries import find_meeting, next_meeting, series_of
from bot.ownership.models import TO_TALK_ABOUT, AgendaMark
from bot.pains.cards import edit_card
from bot.pains.models import Pain
from bot.pains.rules import wordless
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.workdays.services import today_in

NOT_ON = N_("That is not on the agenda any more: somebody took it off, or it took care of itself.")
WHY = N_("Say in a few words why: its author wants to know.")
MINUTES = N_("Write how many minutes it gets: a whole number from 1 to {most}.")
WEIGHT = N_("Write a whole number from 0 to {most}; 0 = does not count.")
NO_SERIES = N_("There is no flywheel meeting yet. `/flywheel meeting` sets it up.")


def move_up(session: Session, workspace_id: int, by: str, item_id: int, *, now: datetime) -> None:
    """One place. From then on all on the agenda keep their places; what comes later follows them."""
    _move(session, workspace_id, by, item_id, -1, now=now)


def move_down(session: Session, workspace_id: int, by: str, item_id: int, *, now: datetime) -> None:
    """As `move_up`."""
    _move(session, workspace_id, by, item_id, 1, now=now)


def discuss_first(session: Session, workspace_id: int, by: str, item_id: int, *, now: datetime) -> None:
    """Before all others; what does not fit any more waits."""
    _move(session, workspace_id, by, item_id, -MOST, now=now)


def set_minutes(session: Session, workspace_id: int, by: str, item_id: int, minutes: str, *, now: datetime) -> None:
    """As typed. Raises UserError for what is no number of minutes."""
    item, meeting = _on_agenda(session, workspace_id, by, item_id, now=now)
    item.minutes = _number(minutes, 1, LONGEST_ITEM, UserError(MINUTES, most=LONGEST_ITEM, block_id=BlockId.MINUTES))
    session.add(item)
    _show(session, meeting, now=now)


def take_off(session: Session, workspace_id: int, by: str, item_id: int, why: str, *, now: datetime) -> None:
    """It does not come back by the same evidence. Raises UserError without a reason."""
    item, meeting = _on_agenda(session, workspace_id, by, item_id, now=now)
    if wordless(why):
        raise UserError(WHY, block_id=BlockId.WHY)
    item.facts = {**item.facts, "off_by": by, "off_why": why}
    record(session, meeting.key, item, ItemOutcome.DROPPED, now=now)
    tell_author(session, item, by, why, now=now)
    _unmark(session, item, now=now)
    _show(session, meeting, now=now)


def set_weights(session: Session, workspace_id: int, by: str, typed: Mapping[str, str], *, now: datetime) -> None:
    """What each factor counts, as typed by its name. Raises UserError for what is no weight."""
    check_may_edit(session, workspace_id, by, now=now)
    series = series_of(session, workspace_id)
    if series is None:
        raise UserError(NO_SERIES)
    series.weights = {
        name: _number(typed[name], 0, HEAVIEST, UserError(WEIGHT, most=HEAVIEST, block_id=name))
        for name in Weights.__dataclass_fields__
        if name in typed
    }
    session.add(series)
    session.flush()
    meeting = next_meeting(session, workspace_id, now=now)
    if meeting and meeting.status is MeetingStatus.PLANNED:
        _show(session, meeting, now=now)


def _move(session: Session, workspace_id: int, by: str, item_id: int, places: int, *, now: datetime) -> None:
    item, meeting = _on_agenda(session, workspace_id, by, item_id, now=now)
    today, _ = split(write_agenda(session, meeting, now=now))
    order = [one.key for one in today if one.kind is not ItemKind.REVIEW]
    place = order.index(item_id) if item_id in order else len(order)
    others = [key for key in order if key != item_id]
    others.insert(max(place + places, 0), item.key)
    for number, key in enumerate(others, start=1):
        session.get_one(AgendaItem, key).position = number
    session.flush()
    _show(session, meeting, now=now)


def item_on_agenda(session: Session, workspace_id: int, by: str, item_id: int, *, now: datetime) -> AgendaItem:
    """Raises UserError for whoever may not, for what is not on it, and once its meeting has begun."""
    check_may_edit(session, workspace_id, by, now=now)
    item = session.get(AgendaItem, item_id)
    if item is None or (item.workspace_id, item.state) != (workspace_id, ItemState.OPEN) or not item.meeting_id:
        raise UserError(NOT_ON)
    find_meeting(session, workspace_id, item.meeting_id, MeetingStatus.PLANNED)
    return item


def _on_agenda(
    session: Session, workspace_id: int, by: str, item_id: int, *, now: datetime
) -> tuple[AgendaItem, Meeting]:
    """Both as they are now, the meeting held. Raises UserError as `item_on_agenda`."""
    item = item_on_agenda(session, workspace_id, by, item_id, now=now)
    meeting = session.get_one(Meeting, item.meeting_id)
    hold(session, meeting)
    session.refresh(item)
    return item_on_agenda(session, workspace_id, by, item_id, now=now), meeting


def check_may_edit(session: Session, workspace_id: int, by: str, *, now: datetime) -> None:
    require(session, workspace_id, by, Act.EDIT_AGENDA, on=today_in(session, workspace_id, now))


def _show(session: Session, meeting: Meeting, *, now: datetime) -> None:
    bring_up_to_date(session, meeting, now=now)


def _unmark(session: Session, item: AgendaItem, *, now: datetime) -> None:
    """The card of its pain does not say any more that it is on the agenda."""
    marks = sa.update(AgendaMark).where(TO_TALK_ABOUT, col(AgendaMark.pain_id) == item.pain_id)
    if item.pain_id and session.connection().execute(marks.values(discussed_at=now)).rowcount:
        edit_card(session, session.get_one(Pain, item.pain_id), now=now)


def _number(typed: str, least: int, most: int, error: UserError) -> int:
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else -1
    if not least <= number <= most:
        raise error
    return number
