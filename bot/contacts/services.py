"""What a person does with her contact days: choose them, move one, leave it out, write down what she learnt."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.contacts.models import Contact, ContactKind, ContactState
from bot.contacts.rules import A_WEEK, FURTHEST, LONG, TWO_WEEKS, Days, Met
from bot.errors import UserError
from bot.followups.services import PAST, TOO_FAR, today_of
from bot.i18n import N_
from bot.pains.rules import wordless
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId

GONE = N_("That contact is noted already, or it is not on your list any more.")
NO_CUSTOMER = N_("Say in a word or two who the customer was.")
NOTHING_LEARNT = N_("Say in a few words what you learnt. One sentence is enough.")
NO_REASON = N_("Say in a few words why not this time.")
NO_DAY = N_("Choose the day.")
NOT_YET = N_("That day is still to come. Choose today or an earlier one.")
TAKEN = N_("You have a contact with customers on that day already. Choose another one.")
TOGETHER = N_("The second week begins at the earliest a week after the first.")
LONGEST_CUSTOMER = 200


def log_contact(
    session: Session, workspace_id: int, contact_id: int, person: str, met: Met, *, now: datetime
) -> Contact:  # fmt: skip
    """`contact_id`: the planned one it was; 0 = it came by itself, and is this month's if that is still to come.

    Raises UserError at the field that is wrong.
    """
    today = today_of(session, workspace_id, person, now=now)
    require(session, workspace_id, person, Act.CONTACT, on=today)
    _check(met, today)
    contact = _held(session, workspace_id, contact_id, person) if contact_id else None
    contact = contact or _planned_near(session, workspace_id, person, met.day or today)
    contact = contact or _of_that_day(session, workspace_id, person, met.day or today, now=now)
    if contact.state is ContactState.DONE:
        customers = ", ".join(dict.fromkeys([contact.customer, met.customer.strip()]))
        contact.customer, contact.learnt = customers[:LONGEST_CUSTOMER], f"{contact.learnt}\n\n{met.learnt.strip()}"
    else:
        contact.customer, contact.learnt = met.customer.strip()[:LONGEST_CUSTOMER], met.learnt.strip()
    contact.state, contact.done_on = ContactState.DONE, met.day or today
    session.add(contact)
    session.flush()
    return contact


def choose_days(
    session: Session, workspace_id: int, contact_id: int, person: str, days: Days, *, now: datetime
) -> None:  # fmt: skip
    """Another day of a monthly one; of two weeks her own days, in one part or in two. Raises UserError."""
    contact = _held(session, workspace_id, contact_id, person)
    today, is_long = today_of(session, workspace_id, person, now=now), contact.kind in LONG
    first = _day(days.first, today, BlockId.DAY)
    second = _day(days.second, today, BlockId.SECOND_DAY) if days.second and is_long else None
    if second and (second - first).days < 7:
        raise UserError(TOGETHER, block_id=BlockId.SECOND_DAY)
    for day, field in ((first, BlockId.DAY), (second, BlockId.SECOND_DAY)):
        if day and _is_taken(session, contact, day):
            raise UserError(TAKEN, block_id=field)
    contact.planned_on = first
    if is_long and (second or contact.days != A_WEEK):
        contact.days = A_WEEK if second else TWO_WEEKS
    session.add(contact)
    if second:
        session.add(_another(contact, second, now))
    session.flush()


def leave_out(session: Session, workspace_id: int, contact_id: int, person: str, why: str, *, now: datetime) -> None:
    """Not this time. Raises UserError without a reason."""
    contact = _held(session, workspace_id, contact_id, person)
    if wordless(why):
        raise UserError(NO_REASON, block_id=BlockId.WHY)
    contact.state, contact.learnt = ContactState.DROPPED, why.strip()
    session.add(contact)


def find_contact(session: Session, workspace_id: int, contact_id: int, person: str) -> Contact:
    """Raises UserError for another's, and for one that is not planned any more."""
    contact = session.get(Contact, contact_id) if contact_id else None
    if contact is None or (contact.workspace_id, contact.person) != (workspace_id, person):
        raise UserError(GONE)
    if contact.state is not ContactState.PLANNED:
        raise UserError(GONE)
    return contact


def _held(session: Session, workspace_id: int, contact_id: int, person: str) -> Contact:
    """Of two clicks at once the second finds what the first made of it."""
    contact = find_contact(session, workspace_id, contact_id, person)
    session.refresh(contact, with_for_update=True)
    return find_contact(session, workspace_id, contact_id, person)


def _check(met: Met, today: date) -> None:
    if wordless(met.customer):
        raise UserError(NO_CUSTOMER, block_id=BlockId.CUSTOMER)
    if wordless(met.learnt):
        raise UserError(NOTHING_LEARNT, block_id=BlockId.LEARNT)
    if met.day and met.day > today:
        raise UserError(NOT_YET, block_id=BlockId.DAY)


def _planned_near(session: Session, workspace_id: int, person: str, day: date) -> Contact | None:
    """The monthly one of the same month."""
    planned = select(Contact).where(
        Contact.workspace_id == workspace_id,
        Contact.person == person,
        Contact.kind == ContactKind.MONTHLY,
        Contact.state == ContactState.PLANNED,
    )
    found = session.exec(planned.order_by(col(Contact.planned_on)))
    return next((one for one in found if (one.planned_on.year, one.planned_on.month) == (day.year, day.month)), None)


def _of_that_day(session: Session, workspace_id: int, person: str, day: date, *, now: datetime) -> Contact:
    """A day has one: two customers met on it stand in it both."""
    same = _on(session, workspace_id, person, ContactKind.MONTHLY, day)
    return same or Contact(workspace_id=workspace_id, person=person, kind=ContactKind.MONTHLY, planned_on=day, at=now)


def _is_taken(session: Session, contact: Contact, day: date) -> bool:
    other = _on(session, contact.workspace_id, contact.person, contact.kind, day)
    return other is not None and other.id != contact.id


def _on(session: Session, workspace_id: int, person: str, kind: ContactKind, day: date) -> Contact | None:
    wanted = select(Contact).where(
        Contact.workspace_id == workspace_id,
        Contact.person == person,
        Contact.kind == kind,
        Contact.planned_on == day,
    )
    return session.exec(wanted).first()


def _day(day: date | None, today: date, block_id: str) -> date:
    if day is None:
        raise UserError(NO_DAY, block_id=block_id)
    if day < today:
        raise UserError(PAST, block_id=block_id)
    if day > today + FURTHEST:
        raise UserError(TOO_FAR, block_id=block_id)
    return day


def _another(contact: Contact, day: date, now: datetime) -> Contact:
    """The second week of the same two."""
    return Contact(
        workspace_id=contact.workspace_id,
        person=contact.person,
        kind=contact.kind,
        planned_on=day,
        days=A_WEEK,
        at=now,
    )
