"""The screens of the agenda, built with whatever people may have typed."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bot.agenda import forms, views
from bot.agenda.models import AgendaItem, ItemKind
from bot.agenda.rules import NotToday, Reason, Weights
from bot.agenda.window import PAGE, WindowFacts, agenda_window
from bot.i18n import Texts
from bot.meetings.models import HolidayPolicy, Meeting, MeetingStatus, Place, Series
from bot.slack.blocks import Message, View
from tests.ownership.screens import URL, department

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WALL = datetime.fromisoformat("2026-03-06 10:00")
COUNTS = ("unowned_days", "offered_days", "handed_over", "overdue_days", "customers", "kept", "late", "dropped", "open")
KINDS = list(ItemKind)


def an_item(text: str, number: int = 0, **changes: Any) -> AgendaItem:
    """With every reason there is."""
    told: dict[str, Any] = dict.fromkeys(COUNTS, 7)
    told |= {"severity": "leaves", "touched": ["product", "sales"], "waits_for": list(NotToday)[number % 2]}
    reasons: Sequence[Reason | str] = [*Reason, "of a later release"]
    fields = {"kind": KINDS[number % len(KINDS)], "title": text[:300], "detail": text[:3000], "by": "U0TOM"}
    given = {"id": number, "workspace_id": 1, "carried": 3, "source_url": URL, "created_at": AT, "facts": told}
    return AgendaItem(**{**fields, **given, "reasons": reasons, **changes})


_kept = cache(an_item)  # a row takes longer to make than a screen


def shown(text: str, number: int = 0, **changes: Any) -> views.ItemShown:
    touched = tuple(department(text) for _ in range(7))
    known = {"words": text, "pain": 12, "card_url": URL, "owner": text[:200], "department": department(text)}
    said = {"title": text[:300], "offered_to": department(text), "touched": touched, "by": text[:200], "minutes": 8}
    return views.ItemShown(**{"item": _kept(text, number), **known, **said, **changes})


def a_meeting(status: MeetingStatus = MeetingStatus.PLANNED, why: str = "") -> Meeting:
    return Meeting(id=3, workspace_id=1, series_id=1, original_local=WALL, starts_local=WALL, starts_at=AT, minutes=60,
                   status=status, why=why[:200])  # fmt: skip


@cache
def a_series(text: str) -> Series:
    return Series(workspace_id=1, uid="s", rule="FREQ=WEEKLY;INTERVAL=2;WKST=MO", first_local=WALL, minutes=60,
                  zone="America/Argentina/ComodRivadavia", channel="C1", place=Place.ROOM, place_detail=text[:500],
                  holidays=HolidayPolicy.KEEP, made_by="U0MAYA", made_at=AT)  # fmt: skip


def an_agenda(text: str, **changes: Any) -> views.AgendaFacts:
    """Full: nine items and many that wait."""
    nine = tuple(shown(text, number) for number in range(9))
    waiting = {"not_today": tuple(shown(text, number) for number in range(5)), "not_today_count": 191}
    said = {"facilitator": text[:200], "theme": text, "is_late": True}
    given = {"meeting": a_meeting(), "series": a_series(text), "items": nine, **waiting, **said}
    return views.AgendaFacts(**{**given, **changes})


def _private(text: str) -> views.AgendaFacts:
    hidden = shown(text, title="", words="", withheld=True, item=an_item(text, by="", source_url="", detail=""))
    return an_agenda(text, items=(hidden, shown(text, 1, pain=None, words="", card_url="")))


def _over(text: str, status: MeetingStatus) -> views.AgendaFacts:
    return an_agenda(text, meeting=a_meeting(status, text))


def _call(text: str, **changes: Any) -> views.CallFacts:
    warnings = tuple(f"department {number}" for number in range(7))
    given = {"meeting": a_meeting(why=text), "series": a_series(text), "facilitator": text[:200], "warnings": warnings}
    return views.CallFacts(**{**given, "is_late": True, **changes})


def _window(text: str, **changes: Any) -> WindowFacts:
    agenda = an_agenda(text, not_today=tuple(shown(text, number) for number in range(PAGE)))
    drafts = tuple(shown(text, number) for number in range(20))
    return WindowFacts(**{"agenda": agenda, "drafts": drafts, "may_edit": True, "page": 2, **changes})


def _begun(text: str) -> forms.Beginning:
    pain = (f"P-12 · {text}", "12")
    return forms.Beginning("obstacle", text, text, ("product",), pain, URL, 7)


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "call": lambda text, t: views.call_message(_call(text), t),
    "call of a skipped meeting": lambda text, t: views.call_message(
        _call(text, meeting=a_meeting(MeetingStatus.SKIPPED, text)), t
    ),
    "agenda": lambda text, t: views.agenda_message(an_agenda(text), t),
    "private agenda": lambda text, t: views.agenda_message(_private(text), t),
    "empty agenda": lambda text, t: views.agenda_message(an_agenda(text, items=(), not_today_count=0), t),
    "agenda of a missed meeting": lambda text, t: views.agenda_message(_over(text, MeetingStatus.MISSED), t),
    "agenda of a cancelled meeting": lambda text, t: views.agenda_message(_over(text, MeetingStatus.CANCELLED), t),
    "agenda of another series": lambda text, t: views.agenda_message(_over(text, MeetingStatus.SUPERSEDED), t),
    "taken off": lambda text, t: views.taken_off(text[:200], text[:300], text[:500], t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "coming agenda": lambda text, t: agenda_window(_window(text), t),
    "coming agenda, to read": lambda text, t: agenda_window(_window(text, may_edit=False, drafts=()), t),
    "coming agenda, empty": lambda text, t: agenda_window(_window(text, agenda=an_agenda(text, items=())), t),
    "no meeting to come": lambda text, t: agenda_window(_window(text, agenda=None, waiting=3), t),
    "bring": lambda text, t: forms.bring_form(_begun(text), [department(text)], t),
    "bring anything": lambda text, t: forms.bring_form(forms.Beginning(kind="any"), [department(text)], t),
    "minutes of an item": lambda text, t: forms.minutes_form(7, text[:300], 8, t),
    "take off": lambda text, t: forms.take_off_form(7, text[:300], t),
    "how items are ranked": lambda text, t: forms.ranking_form(Weights(), t),
}
