"""The screens of a running meeting, built with whatever people may have typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.actions.models import Action, ActionState
from bot.actions.views import ActionShown
from bot.agenda.models import AgendaItem, ItemKind
from bot.agenda.views import ItemShown
from bot.board import forms, views
from bot.board.models import ItemOutcome
from bot.board.rules import Pressed
from bot.decisions.forms import LONGEST
from bot.decisions.models import Decision
from bot.i18n import Texts
from bot.meetings.models import Meeting, MeetingStatus
from bot.slack.blocks import Message, View

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
URL = "https://acme.slack.com/archives/C0FLYWHEEL/p11"


def an_item(text: str, number: int, kind: ItemKind = ItemKind.OBSTACLE, carried: int = 0) -> ItemShown:
    item = AgendaItem(id=number, workspace_id=1, meeting_id=1, kind=kind, title=text[:300], detail=text, by="U0LAN",
                      carried=carried, reasons=["unowned", "brought", "carried"], created_at=AT)  # fmt: skip
    return ItemShown(item, text[:300], text, False, 12, URL, text[:200], text[:80], "", (text[:80],), text[:200], 8)


def a_decision(text: str, number: int = 1) -> Decision:
    said: dict[str, Any] = dict.fromkeys(("what", "effect", "feeling", "problem", "value"), text[:LONGEST])
    return Decision(id=number, workspace_id=1, number=number, item_id=1, **said, decided_by="U0LAN",
                    written_by="U0TOM", made_at=AT, look_back_on=date(2026, 6, 1))  # fmt: skip


def an_action(text: str) -> ActionShown:
    action = Action(workspace_id=1, what=text[:500], owner="U0LAN", by="U0TOM", item_id=1, state=ActionState.OFFERED,
                    due_on=date(2026, 3, 9), created_at=AT)  # fmt: skip
    return ActionShown(action, text[:200], text[:200])


def a_meeting(**changes: Any) -> Meeting:
    fields: dict[str, Any] = {
        "id": 1,
        "workspace_id": 1,
        "series_id": 1,
        "original_local": AT,
        "starts_local": AT,
        "starts_at": AT,
    }
    running = {"minutes": 60, "status": MeetingStatus.RUNNING, "current_item": 1, "item_since": AT, "started_at": AT}
    return Meeting(**{**fields, **running, **changes})


def facts(text: str, **changes: Any) -> views.BoardFacts:
    became = dict(enumerate(ItemOutcome, start=4))
    known = views.BoardFacts(
        meeting=a_meeting(),
        as_of=AT + timedelta(minutes=3),
        items=[an_item(text, number) for number in range(1, 10)],
        became=became,
        decisions=[a_decision(text, number) for number in range(1, 4)],
        actions=[an_action(text)] * 3,
        present=[text[:200]] * 12,
        facilitator=text[:200],
        not_today=191,
    )
    return replace(known, **changes)


def _third_time(text: str) -> views.BoardFacts:
    return facts(text, items=[an_item(text, 1, carried=3)], became={}, decisions=(), actions=(), present=())


def _review(text: str) -> views.BoardFacts:
    review = an_item(text, 1, ItemKind.REVIEW)
    return facts(text, items=[review, an_item(text, 2)], became={}, promised=[an_action(text)] * 20)


def _summary(**changes: Any) -> views.SummaryFacts:
    held = a_meeting(status=MeetingStatus.HELD, ended_at=AT)
    return replace(views.SummaryFacts(held, 2, 1, 3), **changes)


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "board": lambda text, t: views.board_message(facts(text), t),
    "board, late and over time": lambda text, t: views.board_message(
        facts(text, meeting=a_meeting(started_at=AT + timedelta(minutes=9)), as_of=AT + timedelta(hours=2)), t
    ),
    "board, third time": lambda text, t: views.board_message(_third_time(text), t),
    "board, what was promised": lambda text, t: views.board_message(_review(text), t),
    "board, all done": lambda text, t: views.board_message(facts(text, meeting=a_meeting(current_item=None)), t),
    "board, nothing": lambda text, t: views.board_message(views.BoardFacts(a_meeting(current_item=None), AT), t),
    "summary": lambda text, t: views.summary_message(_summary(), t),
    "summary with a mean": lambda text, t: views.summary_message(_summary(by_itself=True, mean=4.25), t),
    "moved to the board": lambda text, t: views.moved_to_board(URL, t),
    "missed": lambda text, t: views.missed_message(AT, t),
    "thanks": lambda text, t: views.thanks_message(4, t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "drop an item": lambda text, t: forms.drop_form(Pressed(1, 2, 3), text[:300], t),
    "end the meeting": lambda text, t: forms.end_form(1, 2, t),
    "end it with everything done": lambda text, t: forms.end_form(1, 0, t),
}
