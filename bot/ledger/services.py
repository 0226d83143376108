"""Showing the ledger, and planning the auditor."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.i18n import texts_in
from bot.ledger.queries import lists_today, timed_things
from bot.ledger.views import StatusFacts, status_message
from bot.meetings.queries import series_of
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.blocks import Message
from bot.steps.models import StepKind
from bot.steps.services import Due, plan
from bot.workdays.services import today_in

FIRST_LOOK = timedelta(days=1)


def plan_audit(session: Session, workspace_id: int, now: datetime) -> None:
    """From tomorrow on, every day. The second time nothing happens."""
    plan(session, workspace_id, Due(StepKind.AUDIT, str(workspace_id), now + FIRST_LOOK), now=now)


def status_of(session: Session, workspace_id: int, by: str, *, now: datetime) -> Message:
    """`/flywheel status`. Raises UserError for guests and people from outside."""
    require(session, workspace_id, by, Act.SEE_DECISIONS, on=today_in(session, workspace_id, now))
    last, coming = timed_things(session, workspace_id, now=now)
    lists, has_series = lists_today(session, workspace_id, now=now), series_of(session, workspace_id) is not None
    facts = StatusFacts(last, coming, lists, has_series)
    return status_message(facts, texts_in(reader_of(session, workspace_id, by).language))
