"""The screens about actions, built with whatever people may have typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from bot.actions import forms, views
from bot.actions.models import Action, ActionState
from bot.i18n import Texts
from bot.ownership.rules import About
from bot.slack.blocks import Message, View

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@cache  # a row takes longer to make than a screen
def an_action(text: str, **changes: Any) -> Action:
    fields = {"id": 7, "workspace_id": 1, "what": text[:500], "owner": "U0LAN", "by": "U0TOM", "answer": text[:500]}
    fields |= {"state": ActionState.OFFERED, "due_on": date(2026, 3, 12), "created_at": AT}
    return Action(**{**fields, **changes})


def shown(text: str, **changes: Any) -> views.ActionShown:
    about = About(12, text[:200], "https://acme.slack.com/archives/C0FLYWHEEL/p11")
    return views.ActionShown(an_action(text, **changes), text[:200], text[:200], about)


def bare() -> views.ActionShown:
    """Of people the bot does not know, for no pain."""
    return views.ActionShown(an_action("Call them", answer=""))


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "action offer": lambda text, t: views.offer_message(shown(text), t),
    "bare action offer": lambda text, t: views.offer_message(bare(), t),
    "action accepted": lambda text, t: views.accepted_note(shown(text, state=ActionState.OPEN), t),
    "action declined": lambda text, t: views.declined_note(shown(text, state=ActionState.DECLINED), t),
    "action was declined": lambda text, t: views.declined_news(shown(text, state=ActionState.DECLINED), t),
    "action dropped": lambda text, t: views.dropped_news(shown(text, state=ActionState.DROPPED), text[:200], t),
    "action without owner": lambda text, t: views.left_news(shown(text), t),
    "action given": lambda text, t: views.given_note(shown(text), t),
    "action agreed": lambda text, t: views.given_note(shown(text, state=ActionState.OPEN), t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "give an action": lambda text, t: forms.action_form(
        "3:4", date(2026, 3, 12), t, owner="U0LAN", pain=(text[:75], "12")
    ),
    "give an action between meetings": lambda text, t: forms.action_form("0:0", date(2026, 3, 12), t),
    "decline an action": lambda text, t: forms.decline_form(an_action(text), "7 https://hooks.slack.com/x", t),
    "drop an action": lambda text, t: forms.drop_form(an_action(text), t),
}
