"""Publishing the Home: queued like every other message, written when it goes out."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue, parked
from bot.home.views import HomeFacts, home_view
from bot.i18n import texts_in
from bot.pains.queries import PAGE, reports_of
from bot.people.rules import Reader
from bot.people.services import find_person, reader_of
from bot.slack.ids import PurposeId
from bot.workspaces.models import Workspace
from bot.workspaces.rules import may_set_up


def publish_home(session: Session, workspace_id: int, user_id: str, key: str, *, page: int = 0, now: datetime) -> None:
    letter = Letter(f"home:{user_id}:{key}", Method.HOME, user_id, {}, PurposeId.HOME, str(page), f"home:{user_id}")
    enqueue(session, workspace_id, letter, now=now)


def render_home(session: Session, row: OutboxRow) -> Mapping[str, Any]:
    workspace = session.get_one(Workspace, row.workspace_id)
    reader = reader_of(session, row.workspace_id, row.channel)
    facts = home_facts(session, workspace, reader, int(row.subject or 0))
    return {"view": home_view(facts, texts_in(reader.language))}


def home_facts(session: Session, workspace: Workspace, reader: Reader, page: int) -> HomeFacts:
    reports, count = reports_of(session, workspace.key, reader.user_id, page)
    is_member = not (reader.is_guest or reader.is_outside)
    known = find_person(session, workspace.key, reader.user_id)
    return HomeFacts(
        emoji=workspace.emoji,
        channel=workspace.flywheel_channel,
        reports=reports,
        count=count,
        page=page,
        pages=max(1, math.ceil(count / PAGE)),
        may_set_up=may_set_up(workspace, reader.user_id, is_admin=reader.is_admin, is_member=is_member),
        offer_vietnamese=reader.offer_vietnamese,
        is_paused=known is not None and known.reminders_paused,
        waiting=_waiting(session, workspace.key) if reader.is_admin else {},
    )


def _waiting(session: Session, workspace_id: int) -> dict[str, int]:
    """Cards and greetings Slack refuses, by reason; a refused receipt is no trouble of an admin."""
    reasons: dict[str, int] = {}
    for row in parked(session, workspace_id):
        if row.purpose in {PurposeId.CARD, PurposeId.WELCOME}:
            reasons[row.last_error] = reasons.get(row.last_error, 0) + 1
    return reasons
