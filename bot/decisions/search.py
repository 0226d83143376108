"""`/flywheel decisions`: any decision by word, pain, customer, person and date.

Words of a pain that were said in a private place are not searched: a hit would tell them.
"""

from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlmodel import Session, col, func, select

from bot.agenda.models import AgendaItem
from bot.channels.models import Channel
from bot.decisions.models import Decision
from bot.decisions.queries import shown
from bot.decisions.rules import Wanted, wanted_in
from bot.decisions.views import Found
from bot.pains.models import Echo, Pain
from bot.pains.queries import VISIBLE
from bot.people.models import Person
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.store.words import says
from bot.workdays.rules import at_time, zone_of
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace

PAGE = 5
LONGEST_QUERY = 300  # it travels in the buttons that turn the page
TEXTS = (Decision.what, Decision.effect, Decision.feeling, Decision.problem, Decision.value, Decision.learnt)

Rows = TypeVar("Rows", bound="Select[Any]")


def find(session: Session, workspace_id: int, by: str, query: str, page: int = 0, *, now: datetime) -> Found:
    """One page of what somebody looks for, newest first; a page beyond the last is the last. Raises UserError."""
    require(session, workspace_id, by, Act.SEE_DECISIONS, on=today_in(session, workspace_id, now))
    query = query.strip()[:LONGEST_QUERY]
    clauses = _clauses(session, workspace_id, wanted_in(query))
    count = session.exec(_joined(select(func.count(col(Decision.id)))).where(*clauses)).one()
    page = max(0, min(page, (count - 1) // PAGE))
    newest = _joined(select(Decision)).where(*clauses).order_by(col(Decision.id).desc())
    decisions = session.exec(newest.offset(page * PAGE).limit(PAGE)).all()
    return Found(query, page, count, PAGE, tuple(shown(session, decision) for decision in decisions))


def _joined(rows: Rows) -> Rows:
    """With the pain, the place it was said in, the item, and who decided: at most one of each."""
    place = and_(col(Channel.workspace_id) == Pain.workspace_id, col(Channel.channel_id) == Pain.channel_id)
    decider = and_(col(Person.workspace_id) == Decision.workspace_id, col(Person.user_id) == Decision.decided_by)
    joined = rows.select_from(Decision).outerjoin(Pain, col(Pain.id) == Decision.pain_id).outerjoin(Channel, place)
    return joined.outerjoin(AgendaItem, col(AgendaItem.id) == Decision.item_id).outerjoin(Person, decider)


def _clauses(session: Session, workspace_id: int, wanted: Wanted) -> list[ColumnElement[bool]]:
    clauses = [col(Decision.workspace_id) == workspace_id]
    clauses += [col(Pain.number) == number for number in wanted.pains]
    clauses += [col(Decision.number) == number for number in wanted.decisions]
    clauses += [or_(col(Decision.decided_by) == who, col(Decision.written_by) == who) for who in wanted.people]
    clauses += [_made(session, workspace_id, first, last) for first, last in wanted.days]
    return clauses + [_has(word) for word in wanted.words]


def _made(session: Session, workspace_id: int, first: date, last: date) -> ColumnElement[bool]:
    """On these days, as the company counts them."""
    zone = zone_of(session.get_one(Workspace, workspace_id).time_zone)
    since, until = (at_time(day, time(), zone) for day in (first, last + timedelta(days=1)))
    return and_(col(Decision.made_at) >= since, col(Decision.made_at) < until)


def _has(word: str) -> ColumnElement[bool]:
    texts = [*TEXTS, Pain.title, Pain.customer, AgendaItem.title, Person.name]
    echoed = select(Echo.id).where(Echo.pain_id == Decision.pain_id, says(col(Echo.customer), word)).exists()
    return or_(*(says(col(text), word) for text in texts), and_(VISIBLE, says(col(Pain.words), word)), echoed)
