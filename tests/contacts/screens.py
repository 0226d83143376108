"""The screens about days with customers, built with whatever people may have typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from bot.contacts import forms, views
from bot.contacts.models import Contact, ContactKind
from bot.departments.models import Department, DepartmentKind
from bot.i18n import Texts
from bot.slack.blocks import Message, View

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def a_contact(text: str = "", kind: ContactKind = ContactKind.MONTHLY, days: int = 1, number: int = 7) -> Contact:
    return Contact(id=number, workspace_id=1, person="U0LAN", kind=kind, planned_on=TODAY, days=days,
                   customer=text[:200], learnt=text, done_on=TODAY, at=AT)  # fmt: skip


def _facts(text: str) -> views.ContactFacts:
    """As long as it can get."""
    coming = [a_contact(text, kind, days) for kind in ContactKind for days in (0, 5, 10)] * 3
    names = [text[:100], "", text[:100]] * 20
    since = [
        (Department(workspace_id=1, key=f"d{number}", name=name, kind=DepartmentKind.ENABLING), number or None)
        for number, name in enumerate(names)
    ]
    return views.ContactFacts(TODAY, coming, a_contact(text), since, [views.Learnt(a_contact(text), text[:200])] * 3)


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "days with customers": lambda text, t: views.contact_message(_facts(text), t),
    "no days with customers": lambda text, t: views.contact_message(views.ContactFacts(TODAY), t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "note a contact": lambda text, t: forms.log_form(None, TODAY, t),
    "note a planned contact": lambda text, t: forms.log_form(a_contact(text), TODAY, t),
    "another day with a customer": lambda text, t: forms.days_form(a_contact(text), TODAY, t),
    "choose two weeks": lambda text, t: forms.days_form(a_contact(text, ContactKind.JOINING, 0), TODAY, t),
    "move one week": lambda text, t: forms.days_form(a_contact(text, ContactKind.AGAIN, 5), TODAY, t),
    "no contact this time": lambda text, t: forms.leave_out_form(a_contact(text), t),
}
