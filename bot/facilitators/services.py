"""Who leads which meeting: whose turn it is, passing it on, and moving the rotation."""

from datetime import date, datetime

from sqlmodel import Session, select

from bot.agenda.posting import edit_agenda, edit_call
from bot.errors import UserError
from bot.facilitators.models import Turn
from bot.facilitators.news import ask_instead, tell_declined, tell_leader, tell_passed
from bot.facilitators.queries import aways, coming, looking_ahead, team_of, turns
from bot.facilitators.rules import is_away
from bot.i18n import N_
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.queries import find_meeting
from bot.people.services import names_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.store.once import InsertOnce
from bot.workdays.services import today_in

WHOM = N_("Choose a person of the flywheel team.")
NOT_ON_TEAM = N_("{name} does not sit on the flywheel team. `/flywheel team` shows who does.")
AWAY = N_("{name} is away that day. Choose somebody else.")
LEADS_IT = N_("{name} leads that meeting already.")
MEANWHILE = N_("Meanwhile {name} leads that meeting. There is nothing left to answer.")
NOBODY = N_("Meanwhile nobody leads that meeting. There is nothing left to answer.")

_TURNS = InsertOnce(Turn, "workspace_id", "person", "position", "last_led")


def facilitator_for(session: Session, meeting: Meeting, *, now: datetime) -> str:
    """Who leads it, as it stands now: whoever was told, or whose turn it is; "" = nobody can."""
    return meeting.facilitator or looking_ahead(session, meeting.workspace_id, now=now).of(meeting)


def assign(session: Session, meeting: Meeting, *, now: datetime, late: bool = False) -> str:
    """Whoever's turn it is leads it, and is told. Somebody who can no longer lead it gives way to the next.

    Returns who it is; "" = nobody can, and anybody may drive.
    """
    session.refresh(meeting, with_for_update={"key_share": True})
    if meeting.facilitator and can_lead(session, meeting, meeting.facilitator, now=now):
        return meeting.facilitator
    keep_turns(session, meeting.workspace_id, now=now)
    meeting.facilitator = ""
    session.flush()
    leader = facilitator_for(session, meeting, now=now)
    put_in_charge(session, meeting, leader, now=now)
    if leader:
        tell_leader(session, meeting, late=late, now=now)
    return leader


def look_again(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """After it was moved, or somebody is away or gone. Nothing happens while nobody was told."""
    if meeting.facilitator and meeting.status is MeetingStatus.PLANNED:
        assign(session, meeting, now=now)


def gone(session: Session, workspace_id: int, person: str, *, now: datetime) -> None:
    """She left: the next one leads what she was to lead."""
    for meeting in coming(session, workspace_id, now=now):
        if meeting.facilitator == person:
            look_again(session, meeting, now=now)


def can_lead(session: Session, meeting: Meeting, person: str, *, now: datetime) -> bool:
    """On the team, and not away that day."""
    day = meeting.starts_local.date()
    if person not in team_of(session, meeting.workspace_id, on=today_in(session, meeting.workspace_id, now)):
        return False
    return not is_away(person, day, aways(session, meeting.workspace_id, since=day))


def pass_on(session: Session, workspace_id: int, by: str, meeting_id: int, to: str, *, now: datetime) -> Meeting:
    """Somebody else is asked; until she says yes it stays where it is. Whoever takes it herself has said yes.

    Raises UserError for whoever may not, and for somebody who cannot lead it.
    """
    meeting = _planned(session, workspace_id, meeting_id)
    if by != meeting.facilitator:
        require(session, workspace_id, by, Act.EDIT_MEETING, on=today_in(session, workspace_id, now))
    _check(session, meeting, to, now=now)
    if to == by:
        _take(session, meeting, by, now=now)
    else:
        ask_instead(session, meeting, by, to, now=now)
    return meeting


def accept_lead(session: Session, workspace_id: int, by: str, meeting_id: int, giver: str, *, now: datetime) -> Meeting:
    """She leads it now. Raises UserError when somebody else does meanwhile, or she cannot."""
    meeting = _offered(session, workspace_id, meeting_id, giver)
    _check(session, meeting, by, now=now)
    _take(session, meeting, by, now=now)
    return meeting


def decline_lead(
    session: Session, workspace_id: int, by: str, meeting_id: int, giver: str, *, now: datetime
) -> Meeting:
    """It stays with the giver, who is told. Raises UserError as `accept_lead`."""
    meeting = _offered(session, workspace_id, meeting_id, giver)
    tell_declined(session, meeting, by, now=now)
    return meeting


def led(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """It was held: whoever led it comes last now."""
    keep_turns(session, meeting.workspace_id, now=now)
    pass_over(session, meeting.workspace_id, meeting.facilitator, meeting.starts_local.date())


def pass_over(session: Session, workspace_id: int, person: str, day: date) -> None:
    """She comes last; nothing happens for somebody who is not in the rotation."""
    hers = select(Turn).where(Turn.workspace_id == workspace_id, Turn.person == person)
    turn = session.exec(hers.with_for_update()).first()
    if turn:
        turn.last_led = max(turn.last_led or day, day)
        session.add(turn)
        session.flush()


def keep_turns(session: Session, workspace_id: int, *, now: datetime) -> list[Turn]:
    """The rotation as rows, in order of their places."""
    order = turns(session, workspace_id, on=today_in(session, workspace_id, now))
    _TURNS.many(session, [
        {"workspace_id": workspace_id, "person": one.person, "position": one.position, "last_led": one.last_led}
        for one in order if one.id is None
    ])  # fmt: skip
    return turns(session, workspace_id, on=today_in(session, workspace_id, now))


def put_in_charge(session: Session, meeting: Meeting, leader: str, *, now: datetime) -> None:
    """What was posted already shows it."""
    meeting.facilitator, meeting.version = leader, meeting.version + 1
    session.add(meeting)
    session.flush()
    edit_call(session, meeting, now=now)
    edit_agenda(session, meeting, now=now)


def _take(session: Session, meeting: Meeting, person: str, *, now: datetime) -> None:
    before = meeting.facilitator
    put_in_charge(session, meeting, person, now=now)
    if before:
        tell_passed(session, meeting, before, now=now)


def _planned(session: Session, workspace_id: int, meeting_id: int) -> Meeting:
    meeting = find_meeting(session, workspace_id, meeting_id)
    session.refresh(meeting, with_for_update={"key_share": True})
    return find_meeting(session, workspace_id, meeting_id, MeetingStatus.PLANNED)


def _offered(session: Session, workspace_id: int, meeting_id: int, giver: str) -> Meeting:
    """Raises UserError once it is not the giver's to give any more."""
    meeting = _planned(session, workspace_id, meeting_id)
    if meeting.facilitator != giver:
        if not meeting.facilitator:
            raise UserError(NOBODY)
        names = names_of(session, workspace_id, [meeting.facilitator])
        raise UserError(MEANWHILE, name=names.get(meeting.facilitator) or meeting.facilitator)
    return meeting


def _check(session: Session, meeting: Meeting, person: str, *, now: datetime) -> None:
    workspace_id = meeting.workspace_id
    if not person:
        raise UserError(WHOM, block_id=BlockId.PERSON)
    name = names_of(session, workspace_id, [person]).get(person) or person
    if person not in team_of(session, workspace_id, on=today_in(session, workspace_id, now)):
        raise UserError(NOT_ON_TEAM, name=name, block_id=BlockId.PERSON)
    if person == meeting.facilitator:
        raise UserError(LEADS_IT, name=name, block_id=BlockId.PERSON)
    day = meeting.starts_local.date()
    if is_away(person, day, aways(session, workspace_id, since=day)):
        raise UserError(AWAY, name=name, block_id=BlockId.PERSON)
