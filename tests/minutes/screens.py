"""The minutes, built with whatever people may have typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from bot.agenda.models import AgendaItem, ItemKind
from bot.agenda.views import ItemShown
from bot.decisions.models import Decision
from bot.decisions.views import DecisionShown
from bot.i18n import Texts
from bot.meetings.models import Meeting
from bot.minutes import views
from bot.minutes.rules import MinutesFacts
from bot.slack.blocks import Message
from tests.actions.screens import shown

AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def a_meeting() -> Meeting:
    local = AT.replace(tzinfo=None)
    return Meeting(
        id=3, workspace_id=1, series_id=1, original_local=local, starts_local=local, starts_at=AT, minutes=60
    )


@cache  # a row takes longer to make than a screen
def _item(text: str, number: int) -> ItemShown:
    item = AgendaItem(id=number, workspace_id=1, kind=ItemKind.OBSTACLE, created_at=AT)
    return ItemShown(item, title=text[:300], pain=number if number % 2 else None)


@cache
def _decision(text: str, number: int) -> DecisionShown:
    answers: dict[str, Any] = dict.fromkeys(
        ("what", "effect", "feeling", "problem", "value"), text or "none, because it is small"
    )
    decision = Decision(id=number, workspace_id=1, number=number, **answers, decided_by="U0LAN", written_by="U0LAN",
                        look_back_on=date(2026, 6, 1), made_at=AT)  # fmt: skip
    return DecisionShown(decision, text[:200], 12, text[:300], text[:200])


def facts(text: str, **changes: Any) -> MinutesFacts:
    """As much as there can be."""
    items = tuple(_item(text, number) for number in range(60))
    fields: dict[str, Any] = {"decisions": tuple(_decision(text, number) for number in range(20))}
    fields |= {"actions": tuple(shown(text, id=number, owner=f"U{number % 7}") for number in range(90))}
    fields |= {"parked": items, "dropped": items, "not_today": items, "not_reached": items, "rating": 4.25}
    people = {"present": (text[:200],) * 20, "facilitator": text[:200], "theme": text[:200]}
    return MinutesFacts(a_meeting(), "Asia/Ho_Chi_Minh", is_late=True, **{**fields, **people, **changes})


def _nothing(text: str, **changes: Any) -> MinutesFacts:
    return replace(facts(text), **{"decisions": (), "actions": (), "parked": (), "dropped": (), **changes})


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "minutes": lambda text, t: views.minutes_message(facts(text), t),
    "short minutes": lambda text, t: views.minutes_message(
        _nothing(text, parked=(_item(text, 1),), present=(), facilitator="", rating=None, is_late=False), t
    ),
    "minutes of nothing": lambda text, t: views.minutes_message(_nothing(text), t),
    "minutes of an empty agenda": lambda text, t: views.minutes_message(
        _nothing(text, not_today=(), not_reached=()), t
    ),
    "what I owe": lambda text, t: views.debts_message(a_meeting(), [shown(text)] * 60, t),
    "the canvas is there": lambda text, t: views.canvas_ready("https://acme.slack.com/docs/T1/F1", t),
    "no canvas": lambda text, t: views.canvas_refused("canvas_disabled_user_team", t),
}
