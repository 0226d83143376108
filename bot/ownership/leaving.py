"""Leaving. Who is gone from the company owns nothing any more. Who only loses a seat keeps what she owns, and is told
so: owning needs a yes, and so does handing over."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.actions import services as actions
from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.facilitators import services as facilitators
from bot.i18n import texts_in
from bot.ownership.partings import LostSeat, seat_lost
from bot.ownership.queries import about, department_shown, owned_in
from bot.ownership.services import leave, offer_anew
from bot.pains.models import OPEN, Pain
from bot.people.models import Person
from bot.people.rules import Profile
from bot.people.services import is_gone, keep_profile, names_of, reader_of
from bot.people.syncing import people_read
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.roster import services as roster
from bot.roster.models import Seat
from bot.roster.pasting import Wish
from bot.roster.rules import ALONE
from bot.roster.views import seat_name
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
    """Raises UserError for whoever may not, and for a seat nobody holds any more."""
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, by, Act.EDIT_ROSTER, on=today)
    seat = roster.find_seat(session, workspace_id, seat_id, on=today)
    roster.end_seat(session, seat, on=today)
    _lost(session, seat, by, "", now=now)


def hand_seat(session: Session, workspace_id: int, by: str, wish: Wish, *, now: datetime) -> None:
    """A seat for somebody; whoever had one that only one can hold loses it. Raises UserError as `give_seat`."""
    today = today_in(session, workspace_id, now)
    before = roster.seats(session, workspace_id, on=today)
    given = roster.give_seat(session, workspace_id, wish.person, wish.role, wish.department, on=today)
    for seat in before:
        is_same = (seat.role, seat.department) == (given.role, given.department)
        if is_same and given.role in ALONE and seat.person != given.person:
            _lost(session, seat, by, given.person, now=now)


def _lost(session: Session, seat: Seat, by: str, successor: str, *, now: datetime) -> None:
    """What was offered to her there goes to who decides instead. Nobody is told of her own act."""
    workspace_id, person, department = seat.workspace_id, seat.person, seat.department
    today = today_in(session, workspace_id, now)
    if department and not roster.works_in(session, workspace_id, person, department, on=today):
        offer_anew(session, workspace_id, person, department, now=now)
    if person == by or is_gone(session, workspace_id, person):
        return
    t = texts_in(reader_of(session, workspace_id, person).language)
    owned = owned_in(session, workspace_id, person, department) if department else []
    lost = LostSeat(
        seat_name(seat, department_shown(session, workspace_id, department), t),
        names_of(session, workspace_id, [successor]).get(successor, successor),
        [(pain.key, about(session, pain)) for pain in owned],
    )
    key = f"seat lost:{person}:{seat.role}:{department}:{now.timestamp()}"
    enqueue(session, workspace_id, Letter(key, Method.POST, person, seat_lost(lost, t).payload()), now=now)


def _go(session: Session, workspace_id: int, person: str, *, now: datetime) -> None:
    """The seats first: a lead who is gone is not asked any more."""
    roster.leave(session, workspace_id, person, on=today_in(session, workspace_id, now))
    leave(session, workspace_id, person, now=now)
    facilitators.gone(session, workspace_id, person, now=now)
    actions.owner_gone(session, workspace_id, person, now=now)
