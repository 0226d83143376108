"""Running a meeting: it starts, people drive it from item to item, it ends.

Every service locks the meeting first, so of two people who press at once one moves the board, and the other sees that.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from bot.agenda.models import AgendaItem, ItemState
from bot.agenda.posting import edit_agenda, edit_call
from bot.agenda.services import write_agenda
from bot.board.carrying import conclude, hand_on
from bot.board.models import ItemOutcome, Rating
from bot.board.outcomes import attend, hold, outcome_of, record
from bot.board.posting import edit_board, post_board, post_missed
from bot.board.queries import became_of, items_on, mean_rating
from bot.board.rules import MOST_STARS, Pressed, after_going_on, closes_at, must_decide, turn_after
from bot.decisions.queries import pain_headline
from bot.decisions.services import find_item
from bot.errors import UserError
from bot.facilitators.services import led
from bot.figures.models import What
from bot.figures.services import count
from bot.i18n import N_
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.queries import find_meeting
from bot.pains.models import Pain
from bot.pains.rules import label, wordless
from bot.pains.services import remember
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.roster.models import SeatRole
from bot.roster.services import team
from bot.slack.ids import BlockId
from bot.slack.text import escape, one_line
from bot.steps.models import StepKind
from bot.steps.services import Due, cancel, plan
from bot.workdays.services import today_in

GONE_ON = N_("The meeting has gone on meanwhile: now it is “{item}”.")
ALL_DONE = N_("The meeting has gone on meanwhile: that was the last item.")
NO_PUTTING_OFF = N_("This was carried over three times. Today it is decided: commit, escalate or drop it.")
WHY = N_("Say in a few words why it is dropped.")
SETTLED_ALREADY = N_("This item is settled already: somebody was faster.")
HERE = N_("You are on the list already.")
A_MINUTE = timedelta(minutes=1)


def start(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """The agenda as it is now becomes the board, in an order that stays; the first item is on."""
    write_agenda(session, meeting, now=now)
    items = items_on(session, meeting.key)
    for place, item in enumerate(items):
        item.position = place
        session.add(item)
    meeting.status, meeting.started_at = MeetingStatus.RUNNING, now
    _put_on(session, meeting, turn_after(None, items, {}), now=now)
    meeting.version += 1
    session.flush()
    led(session, meeting, now=now)
    subject = str(meeting.key)
    board = Due(StepKind.MEETING_BOARD, subject, now + A_MINUTE)
    ends = Due(StepKind.MEETING_END, subject, closes_at(meeting))
    plan(session, meeting.workspace_id, board, ends, now=now)
    post_board(session, meeting, now=now)


def miss(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Nobody could start it in time: said once, also where it was announced; its agenda goes on as it is."""
    meeting.status = MeetingStatus.MISSED
    meeting.version += 1
    session.add(meeting)
    for item in items_on(session, meeting.key):
        hand_on(session, item, counted=False)
    session.flush()
    edit_call(session, meeting, now=now)
    edit_agenda(session, meeting, now=now)
    post_missed(session, meeting, now=now)


def go_on(session: Session, workspace_id: int, by: str, press: Pressed, *, now: datetime) -> None:
    """To the next item; this one has its turn again at the end. Raises UserError when the board has gone on."""
    meeting, item = _turn(session, workspace_id, by, press, now=now)
    if item:
        row = outcome_of(session, meeting.key, item.key)
        became = row.outcome if row else None
        if must_decide(item, became):
            raise UserError(NO_PUTTING_OFF)
        record(session, meeting.key, item, after_going_on(item, became), now=now)
    _move_on(session, meeting, now=now)


def park(session: Session, workspace_id: int, by: str, press: Pressed, *, now: datetime) -> None:
    """For the next meeting. Raises UserError when the board has gone on, and at the third carry-over."""
    meeting, item = _turn(session, workspace_id, by, press, now=now)
    if item:
        row = outcome_of(session, meeting.key, item.key)
        if must_decide(item, row.outcome if row else None):
            raise UserError(NO_PUTTING_OFF)
        record(session, meeting.key, item, ItemOutcome.PARKED, now=now)
    _move_on(session, meeting, now=now)


def drop(session: Session, workspace_id: int, by: str, press: Pressed, why: str, *, now: datetime) -> None:
    """Off the agenda, with a reason. Raises UserError without one, and when something came of it meanwhile."""
    meeting = _drive(session, workspace_id, by, press.meeting_id, now=now)
    item = find_item(session, workspace_id, press.item_id)
    if item.state is not ItemState.OPEN or item.meeting_id != meeting.key:
        raise UserError(SETTLED_ALREADY)
    if wordless(why):
        raise UserError(WHY, block_id=BlockId.WHY)
    item.facts = {**item.facts, "dropped": why}
    record(session, meeting.key, item, ItemOutcome.DROPPED, now=now)
    if item.pain_id:
        remember(session, session.get_one(Pain, item.pain_id), by, "off agenda", one_line(why, 300), now=now)
    if meeting.current_item == item.id:
        _move_on(session, meeting, now=now)
    else:
        edit_board(session, meeting, now=now)


def be_here(session: Session, workspace_id: int, by: str, meeting_id: int, *, now: datetime) -> None:
    """Raises UserError when that is known, and when the meeting is over."""
    require(session, workspace_id, by, Act.BRING, on=today_in(session, workspace_id, now))
    meeting = find_meeting(session, workspace_id, meeting_id, MeetingStatus.RUNNING)
    if not attend(session, workspace_id, meeting.key, by, now=now):
        raise UserError(HERE)
    edit_board(session, meeting, now=now)


def finish(session: Session, workspace_id: int, by: str, meeting_id: int, *, now: datetime) -> None:
    """Somebody ends it. Raises UserError for whoever may not, and when it is over already."""
    may_end(session, workspace_id, by, meeting_id, now=now)
    cancel(session, workspace_id, StepKind.MEETING_END, str(meeting_id), now=now)  # before the meeting is locked, as
    end(session, _drive(session, workspace_id, by, meeting_id, now=now), now=now)  # the clock does


def may_end(session: Session, workspace_id: int, by: str, meeting_id: int, *, now: datetime) -> Meeting:
    """Raises UserError for whoever may not, and for a meeting that does not run."""
    require(session, workspace_id, by, Act.RUN_MEETING, on=today_in(session, workspace_id, now))
    return find_meeting(session, workspace_id, meeting_id, MeetingStatus.RUNNING)


def end(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """What became of each item is written down; what is not settled goes on; the minutes are due."""
    became = became_of(session, meeting.key)
    for item in items_on(session, meeting.key):
        conclude(session, meeting, item, became.get(item.key), now=now)
    meeting.status, meeting.ended_at = MeetingStatus.HELD, now
    count(session, meeting.workspace_id, What.MEETINGS, now)
    meeting.current_item = meeting.item_since = None
    subject = str(meeting.key)
    for kind in (StepKind.MEETING_BOARD, StepKind.MEETING_END):
        cancel(session, meeting.workspace_id, kind, subject, now=now)
    plan(session, meeting.workspace_id, Due(StepKind.MEETING_MINUTES, subject, now), now=now)
    edit_board(session, meeting, now=now)


def rate(session: Session, workspace_id: int, by: str, meeting_id: int, stars: int, *, now: datetime) -> None:
    """Was it about the customer? Another tap changes it. Raises UserError for a meeting that was not held."""
    require(session, workspace_id, by, Act.BRING, on=today_in(session, workspace_id, now))
    meeting = find_meeting(session, workspace_id, meeting_id, MeetingStatus.HELD)
    before = mean_rating(session, meeting.key)
    wanted = select(Rating).where(Rating.meeting_id == meeting.key, Rating.person == by)
    rating = session.exec(wanted).first() or Rating(workspace_id=workspace_id, meeting_id=meeting.key, person=by,
                                                    stars=stars, at=now)  # fmt: skip
    rating.stars, rating.at = max(1, min(stars, MOST_STARS)), now
    session.add(rating)
    session.flush()
    if mean_rating(session, meeting.key) != before:
        edit_board(session, meeting, now=now)


def sponsor_of(session: Session, workspace_id: int, *, now: datetime) -> str:
    """Whom an item is escalated to; "" = nobody has that seat."""
    seats = team(session, workspace_id, on=today_in(session, workspace_id, now))
    return next((seat.person for seat in seats if seat.role is SeatRole.SPONSOR), "")


def _drive(session: Session, workspace_id: int, by: str, meeting_id: int, *, now: datetime) -> Meeting:
    """The meeting, locked; whoever does something on its board is there."""
    require(session, workspace_id, by, Act.RUN_MEETING, on=today_in(session, workspace_id, now))
    found = find_meeting(session, workspace_id, meeting_id)
    hold(session, found)
    meeting = find_meeting(session, workspace_id, meeting_id, MeetingStatus.RUNNING)
    attend(session, workspace_id, meeting.key, by, now=now)
    return meeting


def _turn(
    session: Session, workspace_id: int, by: str, press: Pressed, *, now: datetime
) -> tuple[Meeting, AgendaItem | None]:
    """The meeting and its current item. A board that was changed since is fine, as long as it is the same item's turn.

    Raises UserError when it is not: somebody was faster.
    """
    meeting = _drive(session, workspace_id, by, press.meeting_id, now=now)
    current = session.get(AgendaItem, meeting.current_item) if meeting.current_item else None
    if press.item_id != (meeting.current_item or 0):
        raise UserError(GONE_ON, item=_title(session, current)) if current else UserError(ALL_DONE)
    return meeting, current


def _move_on(session: Session, meeting: Meeting, *, now: datetime) -> None:
    items, became = items_on(session, meeting.key), became_of(session, meeting.key)
    _put_on(session, meeting, turn_after(meeting.current_item, items, became), now=now)
    edit_board(session, meeting, now=now)


def _put_on(session: Session, meeting: Meeting, item: AgendaItem | None, *, now: datetime) -> None:
    meeting.current_item = item.id if item else None
    meeting.item_since = now if item else None
    session.add(meeting)


def _title(session: Session, item: AgendaItem) -> str:
    pain = session.get(Pain, item.pain_id) if item.pain_id else None
    title = item.title or (pain_headline(session, pain) if pain else "")
    return escape(one_line(title, 100)) or (label(pain.number) if pain else "")
