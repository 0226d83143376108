"""Reading the rotation: who is in it, in which order, and who is away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, or_, select

from bot.facilitators.models import Away, Turn
from bot.facilitators.rules import Slot, first_order, forecast
from bot.meetings.models import AHEAD, Meeting
from bot.people.models import Person
from bot.roster.services import team
from bot.workdays.services import today_in

SINCE = timedelta(days=1)  # a meeting that runs, or has not been started yet, has its leader


@dataclass(frozen=True)
class Ahead:
    """The coming meetings and who leads each, as it stands now; "" = nobody can."""

    meetings: Sequence[Meeting]
    leaders: Sequence[str]

    def of(self, meeting: Meeting) -> str:
        found = (leader for one, leader in zip(self.meetings, self.leaders, strict=True) if one.id == meeting.id)
        return next(found, "")


def turns(session: Session, workspace_id: int, *, on: date) -> list[Turn]:
    """Of everybody who can lead on a day, in order of their places. Some may not be rows yet.

    Somebody new comes last: as if she had led when the last one did.
    """
    eligible = team_of(session, workspace_id, on=on)
    known = {turn.person: turn for turn in session.exec(select(Turn).where(Turn.workspace_id == workspace_id))}
    kept = [turn for person, turn in known.items() if person in eligible]
    place = max((turn.position for turn in known.values()), default=0)
    latest = max((turn.last_led for turn in known.values() if turn.last_led), default=None)
    new = [person for person in first_order(team(session, workspace_id, on=on)) if person in eligible - known.keys()]
    added = [
        Turn(workspace_id=workspace_id, person=person, position=place + number, last_led=latest)
        for number, person in enumerate(new, 1)
    ]
    return sorted([*kept, *added], key=lambda turn: turn.position)


def team_of(session: Session, workspace_id: int, *, on: date) -> set[str]:
    """Who sits on the flywheel team and is still here."""
    seated = {seat.person for seat in team(session, workspace_id, on=on)}
    cannot = or_(col(Person.is_gone), col(Person.is_bot), col(Person.is_outside), col(Person.is_guest))
    theirs = select(Person.user_id).where(Person.workspace_id == workspace_id, col(Person.user_id).in_(seated), cannot)
    return seated - set(session.exec(theirs).all())


def aways(session: Session, workspace_id: int, *, since: date) -> list[Away]:
    """Those that are not over."""
    wanted = select(Away).where(Away.workspace_id == workspace_id, col(Away.last) >= since)
    return list(session.exec(wanted.order_by(col(Away.first), col(Away.id))).all())


def coming(session: Session, workspace_id: int, *, now: datetime, most: int = 60) -> list[Meeting]:
    """Meetings that run or are planned, the next one first."""
    wanted = select(Meeting).where(AHEAD, Meeting.workspace_id == workspace_id, col(Meeting.starts_at) >= now - SINCE)
    return list(session.exec(wanted.order_by(col(Meeting.starts_at)).limit(most)).all())


def looking_ahead(session: Session, workspace_id: int, *, now: datetime) -> Ahead:
    """Who is going to lead, as far as meetings are planned."""
    today = today_in(session, workspace_id, now)
    meetings = coming(session, workspace_id, now=now)
    slots = [Slot(meeting.starts_local.date(), meeting.facilitator) for meeting in meetings]
    order, away = turns(session, workspace_id, on=today), aways(session, workspace_id, since=today)
    return Ahead(meetings, forecast(order, slots, away))
