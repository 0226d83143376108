"""Reading whose days with customers come up, or are still to be chosen. As `obligations`."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.contacts.models import Contact
from bot.contacts.rules import due_on, is_chosen
from bot.contacts.views import what
from bot.followups.debtors import PEOPLE, WORKSPACE, Batch
from bot.followups.rules import NEAR, Obligation, Owed
from bot.i18n import texts_in

# Written out, not as a parameter: only so does SQLite use the partial index of what is planned.
PLANNED = col(Contact.state) == sa.literal_column("'planned'")

CONTACTS = select(Contact).where(col(Contact.workspace_id) == WORKSPACE, PLANNED, col(Contact.person).in_(PEOPLE))


def contacts(session: Session, batch: Batch, _until: date) -> Iterator[tuple[str, Obligation]]:
    """Those of the coming month; days she has not chosen yet, until she says which."""
    wanted = {"workspace_id": batch.workspace.key, "people": list(batch.people)}
    for contact in session.exec(CONTACTS, params=wanted):
        debtor = batch.people[contact.person]
        day = due_on(contact, debtor.today, batch.calendar_of(debtor))
        if day <= debtor.today + NEAR:
            title, since = what(contact, texts_in(debtor.language)), contact.at.astimezone(debtor.zone)
            kind = Owed.CONTACT if is_chosen(contact) else Owed.CHOICE
            yield contact.person, Obligation(kind, contact.key, 0, 0, title, since, day)
