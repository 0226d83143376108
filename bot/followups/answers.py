"""What is done with one click on the list, which is then written anew in its place."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.actions import services as actions
from bot.actions.answers import snoozed_day
from bot.actions.views import done_said, moved_said, yours_said
from bot.delivery.inbox import first_time
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.followups.lists import list_now
from bot.followups.rules import Snooze
from bot.followups.services import change_date, chosen_day
from bot.followups.views import date_chosen, day_text, yours_now
from bot.i18n import texts_in
from bot.ownership.handoffs import accept
from bot.pains.models import Pain
from bot.people.services import reader_of
from bot.slack.ids import PurposeId
from bot.slack.payloads import Inbound

SAID = "said"  # in the letter, until it is written


def snooze(
    session: Session, workspace_id: int, who: Inbound, pain_id: int, wish: Snooze, *, now: datetime
) -> None:  # fmt: skip
    """Raises UserError as `change_date`."""
    if first_time(session, workspace_id, who.key, now=now):
        day = chosen_day(session, workspace_id, pain_id, who.user_id, wish, now=now)
        pain = change_date(session, workspace_id, pain_id, who.user_id, day, "", now=now)
        t = texts_in(reader_of(session, workspace_id, who.user_id).language)
        _write_anew(session, workspace_id, who, date_chosen(pain.number, day, t), now=now)


def accept_on_list(session: Session, workspace_id: int, who: Inbound, handoff_id: int, *, now: datetime) -> None:
    """Raises UserError as `accept`."""
    if first_time(session, workspace_id, who.key, now=now):
        handoff = accept(session, workspace_id, handoff_id, who.user_id, now=now)
        number = session.get_one(Pain, handoff.pain_id).number
        t = texts_in(reader_of(session, workspace_id, who.user_id).language)
        _write_anew(session, workspace_id, who, yours_now(number, t), now=now)


def finish_on_list(session: Session, workspace_id: int, who: Inbound, action_id: int, *, now: datetime) -> None:
    """Raises UserError as `actions.services.finish`."""
    if first_time(session, workspace_id, who.key, now=now):
        action = actions.finish(session, workspace_id, who.user_id, action_id, now=now)
        t = texts_in(reader_of(session, workspace_id, who.user_id).language)
        _write_anew(session, workspace_id, who, done_said(action.what, t), now=now)


def accept_action_on_list(session: Session, workspace_id: int, who: Inbound, action_id: int, *, now: datetime) -> None:
    """Raises UserError as `actions.services.accept`."""
    if first_time(session, workspace_id, who.key, now=now):
        action = actions.accept(session, workspace_id, who.user_id, action_id, now=now)
        t = texts_in(reader_of(session, workspace_id, who.user_id).language)
        _write_anew(session, workspace_id, who, yours_said(action.what, t), now=now)


def snooze_action(
    session: Session, workspace_id: int, who: Inbound, action_id: int, wish: Snooze, *, now: datetime
) -> None:  # fmt: skip
    """Raises UserError as `actions.services.change_date`."""
    if first_time(session, workspace_id, who.key, now=now):
        day = snoozed_day(session, workspace_id, who.user_id, action_id, wish, now=now)
        actions.change_date(session, workspace_id, who.user_id, action_id, day, "", now=now)
        t = texts_in(reader_of(session, workspace_id, who.user_id).language)
        _write_anew(session, workspace_id, who, moved_said(day_text(day, t.language), t), now=now)


def _write_anew(session: Session, workspace_id: int, who: Inbound, said: str, *, now: datetime) -> None:
    """Without its address nothing is lost: the card says it too."""
    if who.response_url:
        answer = {"response_url": who.response_url, "replace_original": True, SAID: said}
        letter = Letter(f"list anew:{who.key}", Method.RESPOND, "", answer, PurposeId.LIST_ANEW, who.user_id)
        enqueue(session, workspace_id, letter, now=now)


def render_anew(session: Session, row: OutboxRow) -> Mapping[str, Any]:
    """What she owes by then, below what was done."""
    payload = dict(row.payload)
    message = list_now(session, row.workspace_id, row.subject, said=payload.pop(SAID), now=row.due_at)
    return {**payload, **message.payload()}
