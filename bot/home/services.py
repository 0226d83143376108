"""What one person's Home shows, gathered when it goes out: pages and counts, never all there is."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from bot.delivery.models import OutboxRow
from bot.delivery.outbox import parked
from bot.followups.rules import Obligation
from bot.followups.services import obligations_of, today_of
from bot.home.lists import count_waiting, rows_of
from bot.home.rules import DEPARTMENT_ROWS, OWED_ROWS, REPORT_ROWS, Pages, Row, Waiting, pages_in
from bot.home.views import HomeFacts, home_view
from bot.i18n import texts_in
from bot.meetings.coming import next_block
from bot.ownership.queries import department_shown
from bot.pains.queries import owned_by, reports_of
from bot.pains.rules import Page, page_of
from bot.people.rules import Reader
from bot.people.services import find_person, names_of, reader_of
from bot.permissions.rules import Act, Role, may
from bot.permissions.services import roles_of
from bot.roster.services import department_of
from bot.slack.ids import PurposeId
from bot.voices.readers import hears
from bot.workspaces.models import Workspace
from bot.workspaces.rules import may_set_up
from bot.years.queries import theme_line


def render_home(session: Session, row: OutboxRow) -> Mapping[str, Any]:
    workspace = session.get_one(Workspace, row.workspace_id)
    reader = reader_of(session, row.workspace_id, row.channel)
    facts = home_facts(session, workspace, reader, pages_in(row.subject), now=row.perhaps_since or row.due_at)
    return {"view": home_view(facts, texts_in(reader.language))}


def home_facts(session: Session, workspace: Workspace, reader: Reader, pages: Pages, *, now: datetime) -> HomeFacts:
    person, today = reader.user_id, today_of(session, workspace.key, reader.user_id, now=now)
    roles = roles_of(session, workspace.key, person, on=today)
    known = find_person(session, workspace.key, person)
    owed = _owed(session, workspace.key, person, pages.owed, today)
    return HomeFacts(
        emoji=workspace.emoji,
        channel=workspace.flywheel_channel,
        workspace_url=workspace.url,
        today=today,
        owed=owed,
        names=names_of(session, workspace.key, [one.who for one in owed.rows]),
        waiting=_waiting(session, workspace.key, roles, today),
        **_department(session, workspace, person, pages.department, roles),
        reports=_reports(session, workspace, person, pages.reports),
        may_find=may(Act.FIND, roles),
        may_set_up=may_set_up(workspace, person, is_admin=reader.is_admin, is_member=Role.MEMBER in roles),
        offer_vietnamese=reader.offer_vietnamese,
        is_paused=known is not None and known.reminders_paused,
        refused=_refused(session, workspace.key) if reader.is_admin else {},
        hears=hears(session, workspace.key, person),
        theme=theme_line(session, workspace.key, texts_in(reader.language), now=now) if Role.MEMBER in roles else "",
        meeting=next_block(session, workspace.key, texts_in(reader.language), now=now) if Role.MEMBER in roles else (),
    )


def _owed(session: Session, workspace_id: int, person: str, page: int, today: date) -> Page[Obligation]:
    return page_of(obligations_of(session, workspace_id, person, today=today), page, OWED_ROWS)


def _waiting(session: Session, workspace_id: int, roles: frozenset[Role], today: date) -> dict[Waiting, int]:
    return count_waiting(session, workspace_id, today) if may(Act.SEE_WAITING, roles) else {}


def _department(
    session: Session, workspace: Workspace, person: str, page: int, roles: frozenset[Role]
) -> dict[str, Any]:
    """Nothing for somebody who works in none."""
    key = department_of(session, workspace.key, person) if may(Act.FIND, roles) else ""
    if not key:
        return {}
    found = owned_by(session, workspace.key, key, page, size=DEPARTMENT_ROWS)
    owned = found.showing(rows_of(session, workspace, found.rows))
    return {"department": department_shown(session, workspace.key, key), "owned": owned}


def _reports(session: Session, workspace: Workspace, person: str, page: int) -> Page[Row]:
    """Her own: she may read her own words."""
    found = reports_of(session, workspace.key, person, page, size=REPORT_ROWS)
    return found.showing(rows_of(session, workspace, [(pain, True) for pain in found.rows]))


def _refused(session: Session, workspace_id: int) -> dict[str, int]:
    """Cards and greetings Slack refuses, by reason; a refused receipt is no trouble of an admin."""
    reasons: dict[str, int] = {}
    for row in parked(session, workspace_id):
        if row.purpose in {PurposeId.CARD, PurposeId.WELCOME}:
            reasons[row.last_error] = reasons.get(row.last_error, 0) + 1
    return reasons
