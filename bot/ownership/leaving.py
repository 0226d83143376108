"""People who are gone: their seats end, and what they owned or were to answer goes on without them."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.actions import services as actions
from bot.delivery.purposes import Delivered
from bot.facilitators import services as facilitators
from bot.ownership.services import leave
from bot.pains.models import OPEN, Pain
from bot.people.models import Person
from bot.people.rules import Profile
from bot.people.services import keep_profile
from bot.people.syncing import people_read
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.roster import services as roster
from bot.workdays.services import today_in


def person_changed(session: Session, workspace_id: int, profile: Profile, *, now: datetime) -> None:
    """Slack says what somebody is now."""
    keep_profile(session, workspace_id, profile, now=now)
    session.flush()
    if profile.is_gone:
        _go(session, workspace_id, profile.user_id, now=now)


def everybody_read(session: Session, delivered: Delivered, now: datetime) -> None:
    """A page of everybody was read. After the last one: who was deactivated while the bot was down is seen now."""
    people_read(session, delivered, now)
    if (delivered.response.get("response_metadata") or {}).get("next_cursor"):
        return
    session.flush()
    workspace_id = delivered.row.workspace_id
    owners = select(Pain.owner).where(OPEN, Pain.workspace_id == workspace_id, Pain.owner != "").distinct()
    gone = select(Person.user_id).where(
        Person.workspace_id == workspace_id, col(Person.is_gone), col(Person.user_id).in_(owners)
    )
    for person in session.exec(gone).all():
        _go(session, workspace_id, person, now=now)


def end_seat_by_hand(session: Session, workspace_id: int, by: str, seat_id: int, *, now: datetime) -> None:
    """With her last seat in a department, what she owned there goes back to the queue, as of somebody who is gone.

    Raises UserError for whoever may not, and for a seat nobody holds any more.
    """
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, by, Act.EDIT_ROSTER, on=today)
    seat = roster.find_seat(session, workspace_id, seat_id, on=today)
    person, department = seat.person, seat.department
    roster.end_seat(session, seat, on=today)
    if department and not roster.works_in(session, workspace_id, person, department, on=today):
        leave(session, workspace_id, person, now=now, department=department, by=by)


def _go(session: Session, workspace_id: int, person: str, *, now: datetime) -> None:
    """The seats first: a lead who is gone is not asked any more."""
    roster.leave(session, workspace_id, person, on=today_in(session, workspace_id, now))
    leave(session, workspace_id, person, now=now)
    facilitators.gone(session, workspace_id, person, now=now)
    actions.owner_gone(session, workspace_id, person, now=now)
