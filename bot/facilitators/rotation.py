"""What people do with the rotation: its order, whose turn is skipped or swapped, and who is away when."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.errors import UserError
from bot.facilitators.models import Away, Turn
from bot.facilitators.news import tell_leader
from bot.facilitators.queries import aways, coming, looking_ahead, turns
from bot.facilitators.rules import in_turn
from bot.facilitators.services import keep_turns, look_again, pass_over, put_in_charge
from bot.facilitators.views import RotationFacts, RotationLine
from bot.followups.rules import FURTHEST
from bot.i18n import N_
from bot.meetings.models import Meeting, MeetingStatus
from bot.people.services import names_of
from bot.permissions.rules import Act, may
from bot.permissions.services import require, roles_of
from bot.slack.ids import BlockId
from bot.workdays.services import today_in

NOT_IN_IT = N_("{name} is not in the rotation. Only people who decide for a department, and the facilitator, are.")
TWO = N_("Choose two different people.")
NOBODY = N_("Choose at least one person.")
BACKWARDS = N_("The last day cannot be before the first.")
OVER = N_("Those days are over. Choose days that are still to come.")
TOO_LONG = N_("That is more than a year. Choose fewer days, or end the seat with `/flywheel team`.")


def rotation_of(session: Session, workspace_id: int, by: str, *, now: datetime) -> RotationFacts:
    """`/flywheel rotation`: who leads next, and everybody's turn."""
    today = today_in(session, workspace_id, now)
    order = in_turn(turns(session, workspace_id, on=today))
    ahead = looking_ahead(session, workspace_id, now=now)
    away = aways(session, workspace_id, since=today)
    names = names_of(session, workspace_id, [*(turn.person for turn in order), *ahead.leaders])
    first: dict[str, Meeting] = {}
    for meeting, leader in zip(ahead.meetings, ahead.leaders, strict=True):
        first.setdefault(leader, meeting)
    people = list(dict.fromkeys([*ahead.leaders, *(turn.person for turn in order)]))
    lines = [
        RotationLine(
            person=person,
            name=names.get(person, person),
            leads=first.get(person),
            away=tuple((one.first, one.last) for one in away if one.person == person),
        )
        for person in people if person
    ]  # fmt: skip
    may_edit = may(Act.EDIT_MEETING, roles_of(session, workspace_id, by, on=today))
    unled = next((one for one, leader in zip(ahead.meetings, ahead.leaders, strict=True) if not leader), None)
    return RotationFacts(lines, by=by, may_edit=may_edit, unled=unled)


def skip_turn(session: Session, workspace_id: int, by: str, person: str, *, now: datetime) -> None:
    """She comes last, and if she was told to lead a coming meeting the next one does. Raises UserError."""
    _may_edit(session, workspace_id, by, now=now)
    keep_turns(session, workspace_id, now=now)
    _in_rotation(session, workspace_id, [person], now=now)
    meetings = _coming(session, workspace_id, now=now)
    day = meetings[0].starts_local.date() if meetings else today_in(session, workspace_id, now)
    pass_over(session, workspace_id, person, day)
    for meeting in meetings:
        if meeting.facilitator == person:
            leader = _instead(session, meeting, now=now)
            if leader != person:
                _hand_to(session, meeting, leader, by, now=now)
            return


def swap(session: Session, workspace_id: int, by: str, people: tuple[str, str], *, now: datetime) -> None:
    """Each has the other's turn, and leads what the other was to lead. Raises UserError."""
    _may_edit(session, workspace_id, by, now=now)
    one, other = people
    if one == other or not all(people):
        raise UserError(TWO, block_id=BlockId.PERSON)
    keep_turns(session, workspace_id, now=now)
    mine, hers = _in_rotation(session, workspace_id, [one, other], now=now)
    mine.position, hers.position = hers.position, mine.position
    mine.last_led, hers.last_led = hers.last_led, mine.last_led
    session.add_all([mine, hers])
    session.flush()
    changed = {one: other, other: one}
    for meeting in _coming(session, workspace_id, now=now):
        if meeting.facilitator in changed:
            _hand_to(session, meeting, changed[meeting.facilitator], by, now=now)


def reorder(session: Session, workspace_id: int, by: str, people: Sequence[str], *, now: datetime) -> None:
    """In this order from the next free turn on; whoever is not named comes after them. Raises UserError."""
    _may_edit(session, workspace_id, by, now=now)
    if not people:
        raise UserError(NOBODY, block_id=BlockId.PEOPLE)
    everybody = in_turn(keep_turns(session, workspace_id, now=now))
    first = _in_rotation(session, workspace_id, list(dict.fromkeys(people)), now=now)
    rest = [turn for turn in everybody if turn.person not in people]
    for place, turn in enumerate([*first, *rest], 1):
        turn.position, turn.last_led = place, None
        session.add(turn)
    session.flush()


def say_away(  # noqa: PLR0913 - who says it, of whom, from when to when
    session: Session, workspace_id: int, by: str, person: str, first: date, last: date, *, now: datetime
) -> None:
    """Everybody may for herself. What she was to lead goes to the next one. Raises UserError."""
    today = today_in(session, workspace_id, now)
    if by != person:
        _may_edit(session, workspace_id, by, now=now)
    if last < first:
        raise UserError(BACKWARDS, block_id=BlockId.LAST_AWAY)
    if last < today:
        raise UserError(OVER, block_id=BlockId.LAST_AWAY)
    if last > today + FURTHEST:
        raise UserError(TOO_LONG, block_id=BlockId.LAST_AWAY)
    session.add(Away(workspace_id=workspace_id, person=person, first=first, last=last))
    session.flush()
    for meeting in _coming(session, workspace_id, now=now):
        if meeting.facilitator == person:
            look_again(session, meeting, now=now)


def be_back(session: Session, workspace_id: int, by: str, away_ids: Sequence[int], *, now: datetime) -> None:
    """Takes back what she said of herself; what was given to others meanwhile stays theirs."""
    mine = select(Away).where(
        Away.workspace_id == workspace_id, Away.person == by, col(Away.id).in_(away_ids)
    )  # fmt: skip
    for away in session.exec(mine).all():
        session.delete(away)
    session.flush()


def away_of(session: Session, workspace_id: int, person: str, *, now: datetime) -> list[Away]:
    """Hers, the next first."""
    today = today_in(session, workspace_id, now)
    return [one for one in aways(session, workspace_id, since=today) if one.person == person]


def _may_edit(session: Session, workspace_id: int, by: str, *, now: datetime) -> None:
    require(session, workspace_id, by, Act.EDIT_MEETING, on=today_in(session, workspace_id, now))


def _coming(session: Session, workspace_id: int, *, now: datetime) -> list[Meeting]:
    return [one for one in coming(session, workspace_id, now=now) if one.status is MeetingStatus.PLANNED]


def _hand_to(session: Session, meeting: Meeting, leader: str, by: str, *, now: datetime) -> None:
    """Nobody is told of her own act."""
    put_in_charge(session, meeting, leader, now=now)
    if leader not in {"", by}:
        tell_leader(session, meeting, now=now)


def _instead(session: Session, meeting: Meeting, *, now: datetime) -> str:
    meeting.facilitator = ""
    session.flush()
    return looking_ahead(session, meeting.workspace_id, now=now).of(meeting)


def _in_rotation(session: Session, workspace_id: int, people: Sequence[str], *, now: datetime) -> list[Turn]:
    """Their turns, in that order. Raises UserError for somebody who is not in it."""
    known = {turn.person: turn for turn in turns(session, workspace_id, on=today_in(session, workspace_id, now))}
    if missing := [person for person in people if person not in known]:
        names = names_of(session, workspace_id, missing)
        raise UserError(NOT_IN_IT, name=names.get(missing[0]) or missing[0], block_id=BlockId.PEOPLE)
    return [known[person] for person in people]
