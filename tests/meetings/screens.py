"""The screens about the series and its meetings, built with whatever people may have typed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.i18n import Texts
from bot.meetings import forms, views
from bot.meetings.models import HolidayPolicy, MeetingStatus, Place, Series
from bot.meetings.rules import every_weeks
from bot.meetings.shown import Shown
from bot.meetings.wishes import SeriesWish
from bot.slack.blocks import Message, View

AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
LOCAL = datetime(2026, 3, 10, 10, 0)  # noqa: DTZ001 - on the wall
FORTNIGHT = timedelta(weeks=2)


def series(text: str = "", place: Place = Place.ROOM) -> Series:
    return Series(id=1, workspace_id=1, uid="1@flywheel", rule=every_weeks(2), first_local=LOCAL, zone="Europe/Berlin",
                  minutes=60, channel="C1", place=place, place_detail=text[:500], holidays=HolidayPolicy.SKIP,
                  made_by="U1", made_at=AT)  # fmt: skip


def shown(text: str = "", **changes: object) -> Shown:
    return replace(Shown(AT, LOCAL, LOCAL, "Europe/Berlin", why=text[:200]), **changes)  # type: ignore[arg-type]


def dates(text: str) -> list[Shown]:
    """One of each kind, and more than fit into one list."""
    kinds = [
        shown(), shown(text, status=MeetingStatus.SKIPPED, on_day_off=True), shown(status=MeetingStatus.SKIPPED),
        shown(text, status=MeetingStatus.CANCELLED), shown(status=MeetingStatus.CANCELLED),
        shown(text, starts_local=LOCAL + FORTNIGHT), shown(text, on_day_off=True), shown(clocks_changed=True),
        shown(starts_local=datetime(2026, 3, 29, 2, 30)),  # noqa: DTZ001 - in the gap
    ]  # fmt: skip
    return [*kinds, *(shown(starts_at=AT + n * FORTNIGHT) for n in range(40))]


def _ahead(text: str, coming: views.NextMeeting | None) -> views.Ahead:
    stretch = views.Stretch(date(2026, 3, 31), 3, dates(text))
    return views.Ahead(series(text), coming, dates(text)[:6], stretch, replace(stretch, dates=[*dates(text), shown()]))


def _next(text: str, **changes: object) -> views.NextMeeting:
    return replace(views.NextMeeting(shown(text), text[:200], call_at=AT, agenda_at=AT), **changes)  # type: ignore[arg-type]


def _wish(text: str) -> SeriesWish:
    return SeriesWish("2026-03-10", "10:00", "Europe/Berlin", "2", "60", "link", text[:500], "C1", "skip", text[:16])


OPTIONS: Sequence[tuple[str, str]] = [(f"Tue, Mar {n}, 10:00", str(n)) for n in range(1, 30)]
LINK = "https://meet.example.com/" + "x" * 400
RUNNING = {"shown": shown(status=MeetingStatus.RUNNING)}

MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "series": lambda text, t: views.series_message(_ahead(text, _next(text)), t, may_edit=True),
    "series to look at": lambda text, t: views.series_message(_ahead(text, None), t, may_edit=False),
    "next": lambda text, t: views.next_message(_ahead(text, _next(text, url="https://acme.slack.com/x")), t),
    "next, running": lambda text, t: views.next_message(_ahead(text, _next(text, **RUNNING)), t),
    "next, nothing planned": lambda text, t: views.next_message(_ahead(text, None), t),
    "no series yet": lambda text, t: views.no_series(t, may_edit=True),
    "no series for a guest": lambda text, t: views.no_series(t, may_edit=False),
    "series announced": lambda text, t: views.series_announced(series(text), dates(text), t, is_new=True),
    "series changed": lambda text, t: views.series_announced(series(LINK, Place.LINK), [], t, is_new=False),
    "meeting moved": lambda text, t: views.moved_line(text[:200], AT, shown(text), t),
    "meeting skipped": lambda text, t: views.called_off_line(text[:200], shown(text, status=MeetingStatus.SKIPPED), t),
    "meeting cancelled": lambda text, t: views.called_off_line("", shown(text, status=MeetingStatus.CANCELLED), t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "series form": lambda text, t: forms.series_form(_wish(text), t),
    "change of the series": lambda text, t: forms.series_form(_wish(text), t, starting=OPTIONS, about="change"),
    "first dates": lambda text, t: forms.dates_form(dates(text)[:9], f" {_wish(text).to_text()}", t),
    "move a meeting": lambda text, t: forms.move_form(OPTIONS, "3", LOCAL, "Europe/Berlin", t),
    "skip a meeting": lambda text, t: forms.call_off_form(OPTIONS, "skip", t),
    "cancel a meeting": lambda text, t: forms.call_off_form(OPTIONS, "cancel", t),
}
