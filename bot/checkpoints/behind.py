"""What is behind a number: the pains, handoffs, decisions and meetings that were counted, newest first, in pages.

Words said in private are withheld. A pain that was joined to another since is still there: it was reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from bot.channels.models import Channel, ChannelKind
from bot.checkpoints.facts import PAGE, Behind, Page
from bot.decisions.models import Decision
from bot.figures.counting import ANSWERED, TAKING
from bot.figures.rules import ARROW, months_after, whole_days
from bot.loops.models import Outcome, Telling
from bot.meetings.models import Meeting, MeetingStatus
from bot.ownership.models import Handoff
from bot.pains.models import Echo, History, Pain, PainStatus
from bot.pains.rules import headline, label, words_visible
from bot.slack.text import permalink
from bot.workspaces.models import Workspace
from bot.years.rules import midnight

DEEDS = {"resolved": ("resolved", "not doing"), "closed": ("closed",)}


@dataclass(frozen=True)
class Span:
    """The months a number was counted in, as moments; the first is in it, the second is not."""

    since: datetime
    until: datetime


def span_of(session: Session, workspace_id: int, first_month: date, months: int) -> Span:
    """At the midnights of the workspace's zone, where the counts begin and end."""
    zone = session.get_one(Workspace, workspace_id).time_zone
    return Span(midnight(first_month, zone), midnight(months_after(first_month, months), zone))


def behind(session: Session, workspace_id: int, key: str, span: Span, page: int, *, size: int = PAGE) -> Page:
    """`key` as in `hindsight`; one nobody knows (any more) has nothing behind it."""
    statement = _statement(workspace_id, key, span)
    if statement is None:
        return Page([], 0, 0)
    total = session.connection().execute(sa.select(func.count()).select_from(statement.subquery())).scalar_one()
    newest = statement.order_by(sa.desc("at"), sa.desc("id")).offset(page * size).limit(size)
    found = session.connection().execute(newest).all()
    if key in {"decided", "looked_back"}:
        return Page(_decisions(session, found), page, total)
    if key == "meetings":
        return Page([Behind("", "", row.at) for row in found], page, total)
    return Page(_pains(session, workspace_id, found), page, total)


def _statement(workspace_id: int, key: str, span: Span) -> "sa.Select[Any] | None":
    """Columns: id, pain_id, at, since; since only where a time was counted."""
    if key.startswith("stage:"):
        return _reports(workspace_id, span).where(col(Pain.stage) == key.removeprefix("stage:"))
    if key.startswith("across:"):
        return _across(workspace_id, span, *key.removeprefix("across:").partition(ARROW)[::2])
    if key in DEEDS:
        return _deeds(workspace_id, span, DEEDS[key])
    simple = {"reports": _reports, "customers": _voices, "owner": _owners, "told": _told, "decided": _decided,
              "looked_back": _looked_back, "meetings": _meetings}  # fmt: skip
    return simple[key](workspace_id, span) if key in simple else None


def _rows(identity: Any, pain_id: Any, at: Any, since: Any = None) -> "sa.Select[Any]":
    wanted: list[Any] = [col(identity).label("id"), col(pain_id).label("pain_id"), col(at).label("at")]
    return sa.select(*wanted, sa.null().label("since") if since is None else col(since).label("since"))


def _within(at: Any, span: Span) -> Any:
    return sa.and_(col(at) >= span.since, col(at) < span.until)


def _reports(workspace_id: int, span: Span) -> "sa.Select[Any]":
    kept = (col(Pain.workspace_id) == workspace_id, col(Pain.status) != PainStatus.WITHDRAWN)
    return _rows(Pain.id, Pain.id, Pain.created_at).where(*kept, _within(Pain.created_at, span))


def _voices(workspace_id: int, span: Span) -> "sa.Select[Any]":
    """The reports, and each "me too"."""
    echoes = _rows(Echo.id, Echo.pain_id, Echo.created_at).where(
        col(Echo.workspace_id) == workspace_id, _within(Echo.created_at, span), ~_came_by_joining()
    )
    both = sa.union_all(_reports(workspace_id, span), echoes).subquery()
    return sa.select(both.c.id, both.c.pain_id, both.c.at, both.c.since)


def _came_by_joining() -> Any:
    """It was counted with the pain that was joined."""
    return sa.exists().where(
        col(History.pain_id) == col(Echo.pain_id),
        col(History.what) == "took in",
        col(History.at) == col(Echo.created_at),
    )


def _owners(workspace_id: int, span: Span) -> "sa.Select[Any]":
    """Of each pain the first time."""
    earlier = aliased(History)
    before = (col(earlier.what).in_(TAKING), col(earlier.id) < col(History.id))
    first = ~sa.exists().where(col(earlier.pain_id) == col(History.pain_id), *before)
    taken = _rows(History.id, History.pain_id, History.at, Pain.created_at).join(Pain, col(Pain.id) == History.pain_id)
    return taken.where(
        col(History.workspace_id) == workspace_id, col(History.what).in_(TAKING), _within(History.at, span), first
    )


def _across(workspace_id: int, span: Span, giver: str, receiver: str) -> "sa.Select[Any]":
    between = (col(Handoff.from_department) == giver, col(Handoff.to_department) == receiver)
    answered = _rows(Handoff.id, Handoff.pain_id, Handoff.answered_at, Handoff.offered_at)
    return answered.where(
        col(Handoff.workspace_id) == workspace_id,
        *between,
        col(Handoff.state).in_(ANSWERED),
        _within(Handoff.answered_at, span),
    )


def _deeds(workspace_id: int, span: Span, what: tuple[str, ...]) -> "sa.Select[Any]":
    return _rows(History.id, History.pain_id, History.at).where(
        col(History.workspace_id) == workspace_id, col(History.what).in_(what), _within(History.at, span)
    )


def _told(workspace_id: int, span: Span) -> "sa.Select[Any]":
    told = _rows(Telling.id, Telling.pain_id, Telling.answered_at, Pain.created_at).join(
        Pain, col(Pain.id) == Telling.pain_id
    )
    hers = (col(Telling.workspace_id) == workspace_id, col(Telling.outcome) == Outcome.TOLD)
    return told.where(*hers, _within(Telling.answered_at, span))


def _decided(workspace_id: int, span: Span) -> "sa.Select[Any]":
    return _rows(Decision.id, Decision.pain_id, Decision.made_at).where(
        col(Decision.workspace_id) == workspace_id, _within(Decision.made_at, span)
    )


def _looked_back(workspace_id: int, span: Span) -> "sa.Select[Any]":
    return _rows(Decision.id, Decision.pain_id, Decision.looked_back_at).where(
        col(Decision.workspace_id) == workspace_id, _within(Decision.looked_back_at, span)
    )


def _meetings(workspace_id: int, span: Span) -> "sa.Select[Any]":
    held = (col(Meeting.workspace_id) == workspace_id, col(Meeting.status) == MeetingStatus.HELD)
    return _rows(Meeting.id, Meeting.id, Meeting.ended_at).where(*held, _within(Meeting.ended_at, span))


def _pains(session: Session, workspace_id: int, found: Iterable[Any]) -> list[Behind]:
    rows = list(found)
    url = session.get_one(Workspace, workspace_id).url
    place = (col(Channel.workspace_id) == col(Pain.workspace_id)) & (col(Channel.channel_id) == col(Pain.channel_id))
    wanted = select(Pain, Channel.kind).outerjoin(Channel, place).where(col(Pain.id).in_({row.pain_id for row in rows}))
    pains = {pain.key: (pain, ChannelKind(kind) if kind else None) for pain, kind in session.exec(wanted)}
    shown = []
    for row in rows:
        pain, kind = pains[row.pain_id]
        text = headline(pain, visible=words_visible(pain, kind))
        card = permalink(url, pain.card_channel, pain.card_ts) if pain.card_ts else ""
        days = whole_days(row.since, row.at) if row.since else None
        shown.append(Behind(label(pain.number), text, row.at, card, days, is_private=not text))
    return shown


def _decisions(session: Session, found: Iterable[Any]) -> list[Behind]:
    rows = list(found)
    wanted = select(Decision).where(col(Decision.id).in_([row.id for row in rows]))
    decisions = {one.key: one for one in session.exec(wanted)}
    return [Behind(f"D-{decisions[row.id].number}", decisions[row.id].what, row.at) for row in rows]
