"""The screens about decisions, built with whatever people may have typed."""

from collections.abc import Callable
from dataclasses import replace

from bot.decisions import forms, views
from bot.i18n import Texts
from bot.slack.blocks import Message, View
from tests.board.screens import a_decision


def shown(text: str, **changes: object) -> views.DecisionShown:
    decision = a_decision(text)
    decision.sqlmodel_update(changes)
    return views.DecisionShown(decision, text[:200], 12, text[:300], text[:200])


def _found(text: str) -> views.Found:
    return views.Found(text[:300], 1, 12, 5, [shown(text, came_true="partly", learnt=text[:2000])] * 5)


ABOUT = forms.AboutWhat("U0LAN", 1, 2, 3, 12)

MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "decisions": lambda text, t: views.found_message(_found(text), t),
    "no decision like that": lambda text, t: views.found_message(views.Found(text[:300], 0, 0, 5, ()), t),
    "no decisions": lambda text, t: views.found_message(views.Found("", 0, 0, 5, ()), t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "decision": lambda text, t: forms.decision_form(forms.AboutWhat("U0LAN"), t),
    "decision about an item": lambda text, t: forms.decision_form(replace(ABOUT, title=text[:300]), t),
    "its impact": lambda text, t: views.decision_window(shown(text), t),
    "its impact, looked back at": lambda text, t: views.decision_window(
        shown(text, came_true="no", learnt=text[:2000]), t
    ),
    "look back": lambda text, t: forms.look_back_form(shown(text), t),
}
