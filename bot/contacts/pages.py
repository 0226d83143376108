"""What `/flywheel contact` shows, and the forms a click opens."""

from datetime import datetime

from sqlmodel import Session

from bot.contacts.forms import days_form, leave_out_form, log_form
from bot.contacts.queries import coming, last_contact_by_department, last_of, learnt_lately
from bot.contacts.services import find_contact
from bot.contacts.views import ContactFacts, Learnt, contact_message
from bot.departments.services import departments
from bot.followups.services import today_of
from bot.i18n import Texts, texts_in
from bot.people.services import names_of, reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import Message, View
from bot.workdays.rules import ONE_DAY


def contact_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> Message:
    """Raises UserError for a guest."""
    today = today_of(session, workspace_id, person, now=now)
    require(session, workspace_id, person, Act.CONTACT, on=today)
    latest = now.date() + ONE_DAY  # it may be tomorrow already where somebody noted hers
    since = last_contact_by_department(session, workspace_id, latest)
    ahead = (latest - today).days
    learnt = learnt_lately(session, workspace_id)
    names = names_of(session, workspace_id, [one.person for one in learnt])
    facts = ContactFacts(
        today=today,
        coming=coming(session, workspace_id, person),
        last=last_of(session, workspace_id, person),
        days_since=[(one, days_ago(since[one.key], ahead)) for one in departments(session, workspace_id)],
        learnt=[Learnt(one, names.get(one.person, "")) for one in learnt],
    )
    return contact_message(facts, _texts(session, workspace_id, person))


def log_page(session: Session, workspace_id: int, contact_id: int, person: str, *, now: datetime) -> View:
    """`contact_id`: 0 = one that came by itself. Raises UserError where it is not hers, or not planned any more."""
    today = today_of(session, workspace_id, person, now=now)
    require(session, workspace_id, person, Act.CONTACT, on=today)
    contact = find_contact(session, workspace_id, contact_id, person) if contact_id else None
    return log_form(contact, today, _texts(session, workspace_id, person))


def days_page(session: Session, workspace_id: int, contact_id: int, person: str, *, now: datetime) -> View:
    """As `log_page`."""
    contact = find_contact(session, workspace_id, contact_id, person)
    today = today_of(session, workspace_id, person, now=now)
    return days_form(contact, today, _texts(session, workspace_id, person))


def leave_out_page(session: Session, workspace_id: int, contact_id: int, person: str, *, now: datetime) -> View:
    """As `log_page`."""
    contact = find_contact(session, workspace_id, contact_id, person)
    return leave_out_form(contact, _texts(session, workspace_id, person))


def days_ago(days: int | None, ahead: int) -> int | None:
    """Counted from where the reader is: `days` are counted from `ahead` days later."""
    return None if days is None else max(days - ahead, 0)


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
