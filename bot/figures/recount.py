"""The counts made anew from the rows themselves: for a database of an older release, and to prove that they are right.

Months are those of the workspace's zone as it is today.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.decisions.models import Decision
from bot.figures.counting import OUTCOMES, TAKING, TOOK_IN, crossed
from bot.figures.models import Tally, What
from bot.figures.rules import crossing, month_of, whole_days
from bot.figures.services import TABLE
from bot.loops.models import Telling
from bot.meetings.models import Meeting, MeetingStatus
from bot.ownership.models import Handoff
from bot.pains.models import Echo, History, Pain, PainStatus
from bot.workdays.rules import zone_of
from bot.workspaces.models import Workspace

Found = tuple[What, datetime, str, int]  # what, when, of, bucket
Key = tuple[date, str, str, int]  # month, what, of, bucket
BATCH = 5_000  # rows read at once
DEEDS = {"resolved": What.RESOLVED, "not doing": What.RESOLVED, "closed": What.CLOSED}


def recount_missing(session: Session) -> int:
    """Workspaces that have pains and not one count, each once; returns how many those were."""
    empty = ~sa.exists().where(col(Tally.workspace_id) == col(Workspace.id))
    reported = sa.exists().where(col(Pain.workspace_id) == col(Workspace.id))
    if not session.exec(select(Workspace.id).where(empty, reported)).all():
        return 0
    _hold(session)
    found = session.exec(select(Workspace.id).where(empty, reported)).all()
    for workspace_id in found:
        recount(session, workspace_id or 0)
    return len(found)


def recount_all(session: Session) -> int:
    """Every workspace; returns how many they are."""
    found = session.exec(select(Workspace.id)).all()
    for workspace_id in found:
        recount(session, workspace_id or 0)
    return len(found)


def recount(session: Session, workspace_id: int) -> None:
    """Whatever the counts were, they are what the rows say from now on."""
    _hold(session)
    session.connection().execute(sa.delete(TABLE).where(TABLE.c.workspace_id == workspace_id))
    rows = [
        {"workspace_id": workspace_id, "month": month, "what": what, "of": of, "bucket": bucket, "count": count}
        for (month, what, of, bucket), count in counted(session, workspace_id).items()
    ]
    if rows:
        session.connection().execute(TABLE.insert(), rows)


def counted(session: Session, workspace_id: int) -> Mapping[Key, int]:
    """What the counts should be."""
    zone = zone_of(session.get_one(Workspace, workspace_id).time_zone)
    counts: Counter[Key] = Counter()
    for read in (_reports, _voices, _owners, _deeds, _handoffs, _tellings, _decisions, _meetings):
        counts.update((month_of(at, zone), what, of, bucket) for what, at, of, bucket in read(session, workspace_id))
    return counts


def _hold(session: Session) -> None:
    """Nobody counts meanwhile. On SQLite nobody else writes anyway."""
    if session.connection().dialect.name == "postgresql":
        session.connection().execute(sa.text("LOCK TABLE tally IN SHARE ROW EXCLUSIVE MODE"))


def _reports(session: Session, workspace_id: int) -> Iterator[Found]:
    kept = (col(Pain.workspace_id) == workspace_id, col(Pain.status) != PainStatus.WITHDRAWN)
    for at, stage in _each(session, sa.select(col(Pain.created_at), col(Pain.stage)).where(*kept)):
        yield What.REPORTED, at, stage, 0


def _voices(session: Session, workspace_id: int) -> Iterator[Found]:
    """Those that came from a pain joined to another were counted there."""
    joined = sa.exists().where(
        col(History.pain_id) == col(Echo.pain_id),
        col(History.what) == TOOK_IN,
        col(History.at) == col(Echo.created_at),
    )
    echoes = sa.select(col(Echo.created_at)).where(col(Echo.workspace_id) == workspace_id, ~joined)
    for (at,) in _each(session, echoes):
        yield What.VOICES, at, "", 0


def _owners(session: Session, workspace_id: int) -> Iterator[Found]:
    """Of each pain the first. What an older release wrote does not say of which department she was."""
    gave = sa.select(col(Handoff.pain_id), col(Handoff.from_department)).where(
        col(Handoff.workspace_id) == workspace_id, col(Handoff.from_department) != ""
    )
    first = {row[0]: row[1] for row in _each(session, gave.order_by(col(Handoff.id).desc()))}
    owners = (
        sa.select(*map(col, (History.pain_id, History.at, History.detail, Pain.created_at, Pain.owner_department)))
        .join(Pain, col(Pain.id) == col(History.pain_id))
        .where(col(History.workspace_id) == workspace_id, col(History.what).in_(TAKING))
    )
    seen: set[int] = set()
    for pain_id, at, department, reported_at, later in _each(session, owners.order_by(col(History.id))):
        if pain_id not in seen:
            seen.add(pain_id)
            yield What.TAKEN, at, department or first.get(pain_id, later), whole_days(reported_at, at)


def _deeds(session: Session, workspace_id: int) -> Iterator[Found]:
    ends = (col(History.workspace_id) == workspace_id, col(History.what).in_(list(DEEDS)))
    for what, at in _each(session, sa.select(col(History.what), col(History.at)).where(*ends)):
        yield DEEDS[what], at, "", 0


def _handoffs(session: Session, workspace_id: int) -> Iterator[Found]:
    ends = (Handoff.state, Handoff.from_department, Handoff.to_department, Handoff.offered_at, Handoff.answered_at)
    handoffs = sa.select(*map(col, ends)).where(
        col(Handoff.workspace_id) == workspace_id, col(Handoff.answered_at).is_not(None)
    )
    for state, giver, receiver, offered_at, at in _each(session, handoffs):
        for what in crossed(state, giver, receiver):
            yield what, at, crossing(giver, receiver), whole_days(offered_at, at)


def _tellings(session: Session, workspace_id: int) -> Iterator[Found]:
    ends = (Telling.outcome, Telling.asked_at, Telling.answered_at, Pain.created_at)
    tellings = sa.select(*map(col, ends)).join(Pain, col(Pain.id) == col(Telling.pain_id))
    for outcome, asked_at, answered_at, reported_at in _each(
        session, tellings.where(col(Telling.workspace_id) == workspace_id)
    ):
        if what := OUTCOMES.get(outcome):
            at = answered_at or asked_at
            yield what, at, "", whole_days(reported_at, at) if what is What.TOLD else 0


def _decisions(session: Session, workspace_id: int) -> Iterator[Found]:
    made = sa.select(col(Decision.made_at), col(Decision.looked_back_at), col(Decision.came_true))
    for at, looked_back_at, came_true in _each(session, made.where(col(Decision.workspace_id) == workspace_id)):
        yield What.DECIDED, at, "", 0
        if looked_back_at:
            yield What.LOOKED_BACK, looked_back_at, came_true, 0


def _meetings(session: Session, workspace_id: int) -> Iterator[Found]:
    held = (col(Meeting.workspace_id) == workspace_id, col(Meeting.status) == MeetingStatus.HELD)
    for (at,) in _each(session, sa.select(col(Meeting.ended_at)).where(*held, col(Meeting.ended_at).is_not(None))):
        yield What.MEETINGS, at, "", 0


def _each(session: Session, wanted: sa.Executable) -> Iterable[Any]:
    """Row by row, so that a million of them need no room."""
    return session.connection().execute(wanted, execution_options={"yield_per": BATCH})
