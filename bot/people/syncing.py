"""Reading everybody once, page by page: languages and time zones are known before people need them."""

from datetime import datetime

from sqlmodel import Session

from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.people.services import keep_users
from bot.slack.ids import PurposeId
from bot.workspaces.models import Workspace

PAGE = 200


def read_people(session: Session, workspace: Workspace, key: str, cursor: str = "", *, now: datetime) -> None:
    """Queue one page of users.list; the first one has no cursor."""
    page = {"limit": PAGE, "include_locale": True} | ({"cursor": cursor} if cursor else {})
    enqueue(session, workspace.key, Letter(f"people:{key}", Method.PEOPLE, "", page, PurposeId.PEOPLE), now=now)


def person_read(session: Session, delivered: Delivered, now: datetime) -> None:
    """Keep the answer of users.info."""
    workspace = session.get_one(Workspace, delivered.row.workspace_id)
    keep_users(session, workspace, [delivered.response["user"]], now=now)


def people_read(session: Session, delivered: Delivered, now: datetime) -> None:
    """Keep a page of users.list and queue the next."""
    workspace = session.get_one(Workspace, delivered.row.workspace_id)
    keep_users(session, workspace, delivered.response.get("members") or [], now=now)
    cursor = (delivered.response.get("response_metadata") or {}).get("next_cursor")
    if cursor:
        read_people(session, workspace, f"{now.timestamp()}:{cursor[:60]}", cursor, now=now)
