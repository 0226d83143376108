"""The screens about dates and reminders, built with whatever people may have typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from bot.actions.models import Action, ActionState
from bot.departments.models import Department, DepartmentKind
from bot.followups import forms, views
from bot.followups.rules import Obligation, Owed, Snooze, Week
from bot.i18n import Texts
from bot.pains.models import Pain, Via
from bot.slack.blocks import Message, View
from bot.workdays.rules import Calendar

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 4)


def _facts(text: str) -> views.ListFacts:
    """As long as a list can get: everything there is to owe, late, with several departments' weeks."""
    days = [date(2026, 3, day) for day in (2, 4, 6)]
    lines = [
        Obligation(kind, number, number, number, text[:300], AT, days[number % 3], "product", "U0TOM", text[:200],
                   ("C0FLYWHEEL", "1.5") if number % 2 else ("", ""))
        for number, kind in enumerate([*Owed] * 6)
    ]  # fmt: skip
    weeks = [Week(key, 12, 3, 4, 2, 1, 6, 2, 5, (7, AT)) for key in ("product", "sales", "a", "b", "c", "d")]
    department = Department(workspace_id=1, key="product", name=text[:100], kind=DepartmentKind.ENABLING)
    names = {"names": {"U0TOM": text[:200]}, "departments": {"product": department}}
    said = "P-1"
    return views.ListFacts("https://acme.slack.com/", TODAY, lines, weeks, is_late=True, said=said, **names)  # type: ignore[arg-type]


def _pain(moves: int) -> Pain:
    return Pain(id=12, workspace_id=1, number=12, reporter="U0LAN", via=Via.FORM, created_at=AT, next_moves=moves)


def _action(text: str) -> Action:
    action = Action(workspace_id=1, what=text[:500], owner="U0LAN", by="U0TOM", state=ActionState.OPEN, due_on=TODAY,
                    created_at=AT)  # fmt: skip
    action.id, action.moves = 7, 2
    return action


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "daily list": lambda text, t: views.list_message(_facts(text), t),
    "week alone": lambda text, t: views.list_message(
        views.ListFacts("https://acme.slack.com/", TODAY, [], _facts(text).weeks[:1]), t
    ),
    "empty list": lambda text, t: views.list_message(views.ListFacts("https://acme.slack.com/", TODAY, []), t),
    "reminders paused": lambda text, t: views.reminders_paused(t),
    "reminders resumed": lambda text, t: views.reminders_resumed(t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "another day": lambda text, t: forms.date_form(forms.of_pain(_pain(0), TODAY), TODAY, Calendar("VN"), t),
    "another day again": lambda text, t: forms.date_form(
        forms.of_pain(_pain(3), TODAY), TODAY, Calendar("VN"), t, wish="1"
    ),
    "another day, with a meeting": lambda text, t: forms.date_form(
        forms.of_pain(_pain(0), TODAY), TODAY, Calendar("VN"), t, meets_on=date(2026, 3, 16)
    ),
    "another day of an action": lambda text, t: forms.date_form(
        forms.of_action(_action(text), t), TODAY, Calendar("VN"), t, wish=Snooze.NEXT_MEETING
    ),
}
