"""The screens about who leads the meeting, built with whatever people may have typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from bot.facilitators import forms, views
from bot.facilitators.models import Away
from bot.i18n import Texts
from bot.meetings.models import Meeting
from bot.slack.blocks import Message, View

AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
AWAY = (date(2026, 3, 9), date(2026, 3, 13))


def _meeting() -> Meeting:
    local = AT.replace(tzinfo=None)
    return Meeting(
        id=3, workspace_id=1, series_id=1, original_local=local, starts_local=local, starts_at=AT, minutes=60
    )


def _rotation(text: str, **changes: Any) -> views.RotationFacts:
    lines = [
        views.RotationLine(
            f"U{number}", text[:200] or "Lan", _meeting() if number < 3 else None, (AWAY,) * (number % 5)
        )
        for number in range(40)
    ]
    return views.RotationFacts(**{"lines": lines, "by": "U1", "may_edit": True, **changes})


def _charge(text: str, **changes: Any) -> views.Charge:
    return views.Charge(**{"meeting_id": 3, "starts_at": AT, "zone": "Asia/Ho_Chi_Minh", "wall": "10:00",
                           "name": text[:200], **changes})  # fmt: skip


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "rotation": lambda text, t: views.rotation_message(_rotation(text), t),
    "rotation of others": lambda text, t: views.rotation_message(_rotation(text, may_edit=False), t),
    "rotation, nobody can lead": lambda text, t: views.rotation_message(_rotation(text, unled=_meeting()), t),
    "empty rotation": lambda text, t: views.rotation_message(views.RotationFacts([], may_edit=True), t),
    "you lead": lambda text, t: views.lead_message(_charge(text), t),
    "you lead, late": lambda text, t: views.lead_message(_charge(text, late=True), t),
    "asked to lead": lambda text, t: views.asked_message(_charge(text), "U0TOM", t),
    "asked to lead by somebody": lambda text, t: views.asked_message(_charge(""), "", t),
    "lead, somebody was asked": lambda text, t: views.asked_note(_charge(text), t),
    "lead accepted": lambda text, t: views.accepted_note(_charge(text), t),
    "lead declined": lambda text, t: views.declined_note(_charge(text), t),
    "lead passed on": lambda text, t: views.passed_news(_charge(text), t),
    "lead was declined": lambda text, t: views.declined_news(_charge(text), t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "pass it on": lambda text, t: forms.pass_form(3, t),
    "swap turns": lambda text, t: forms.swap_form("U0TOM https://hooks.slack.com/x", text[:200], t),
    "change the order": lambda text, t: forms.order_form("https://hooks.slack.com/x", ["U0TOM", "U0LAN"], t),
    "first order": lambda text, t: forms.order_form("https://hooks.slack.com/x", [], t),
    "I am away": lambda text, t: forms.away_form("", date(2026, 3, 2), [], t),
    "I am away again": lambda text, t: forms.away_form(
        "https://hooks.slack.com/x",
        date(2026, 3, 2),
        [Away(id=n, workspace_id=1, person="U1", first=AWAY[0], last=AWAY[n % 2]) for n in range(20)],
        t,
    ),
}
