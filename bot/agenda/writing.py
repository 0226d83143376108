"""The agenda writes itself: from what people brought, and from the evidence as it is now."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from bot.actions.queries import promised
from bot.agenda.evidence import Found, evidence
from bot.agenda.models import AHEAD, AgendaItem, ItemKind, ItemState
from bot.agenda.rules import FIRST, Reason, fit, in_order, score, weights_in
from bot.agenda.weighing import Scales
from bot.meetings.models import AHEAD as MEETINGS_AHEAD
from bot.meetings.models import Meeting, MeetingStatus
from bot.meetings.queries import series_at

MOST_ITEMS = 1_000  # of those that wait, the oldest
TOGETHER = frozenset({Reason.SHARED})  # where nothing else speaks for it, it is an opportunity


def write_agenda(session: Session, meeting: Meeting, *, now: datetime) -> list[AgendaItem]:
    """The items of a meeting in order, what there is no room for last. Safe to repeat.

    What nothing speaks for any more goes by itself; what people brought stays. The meeting is held meanwhile, so that
    of two at once one comes after the other.
    """
    hold(session, meeting)
    found, waiting = evidence(session, meeting, now=now), _waiting(session, meeting)
    items = _still_so(session, waiting, found)
    items += _newly_found(session, meeting, items, found, now=now)
    items += _review(session, meeting, waiting, now=now)
    session.flush()
    _rank(session, meeting, items, found, now=now)
    session.flush()
    return in_order(items)


def items_of(session: Session, meeting_id: int) -> list[AgendaItem]:
    """What stands on a meeting's agenda as it was last written, in order; what there is no room for comes last."""
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.state == ItemState.OPEN)
    return in_order(session.exec(wanted).all())


def hold(session: Session, meeting: Meeting) -> None:
    """As it is now, and until the end of this transaction."""
    session.flush()
    session.refresh(meeting, with_for_update={"key_share": True})


def _waiting(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """All that is open, but for what another meeting is talking about just now."""
    running = Meeting.status == MeetingStatus.RUNNING
    elsewhere = select(Meeting.id).where(MEETINGS_AHEAD, Meeting.workspace_id == meeting.workspace_id, running)
    busy = set(session.exec(elsewhere).all()) - {meeting.id}
    wanted = select(AgendaItem).where(AHEAD, AgendaItem.workspace_id == meeting.workspace_id)
    wanted = wanted.where(AgendaItem.state == ItemState.OPEN).order_by(col(AgendaItem.id)).limit(MOST_ITEMS)
    return [item for item in session.exec(wanted) if item.meeting_id not in busy]


def _still_so(session: Session, items: Iterable[AgendaItem], found: Mapping[int, Found]) -> list[AgendaItem]:
    """Without what was promised, which is asked anew, and without what only evidence spoke for that is gone."""
    stay = []
    for item in items:
        if item.kind is ItemKind.REVIEW:
            continue
        if item.by or item.pain_id in found:
            stay.append(item)
        else:
            item.state = ItemState.GONE
            session.add(item)
    return stay


def _newly_found(
    session: Session, meeting: Meeting, items: Sequence[AgendaItem], found: Mapping[int, Found], *, now: datetime
) -> list[AgendaItem]:
    """An item for each pain that something speaks for and that has none."""
    known = {item.pain_id for item in items}
    fresh = [
        AgendaItem(workspace_id=meeting.workspace_id, kind=_kind(one), pain_id=pain_id, created_at=now)
        for pain_id, one in sorted(found.items())
        if pain_id not in known
    ]
    session.flush()  # what is gone leaves its place to what comes
    session.add_all(fresh)
    return fresh


def _kind(found: Found) -> ItemKind:
    return ItemKind.OPPORTUNITY if found.reasons.keys() <= TOGETHER else ItemKind.OBSTACLE


def _review(session: Session, meeting: Meeting, waiting: Sequence[AgendaItem], *, now: datetime) -> list[AgendaItem]:
    """What was promised comes first; one item, and none where nothing was."""
    promises = promised(session, meeting.workspace_id, meeting)
    earlier = [item for item in waiting if item.kind is ItemKind.REVIEW]
    for item in earlier[bool(promises) :]:
        item.state = ItemState.GONE
        session.add(item)
    if not promises:
        return []
    fresh = AgendaItem(workspace_id=meeting.workspace_id, kind=ItemKind.REVIEW, created_at=now)
    item = earlier[0] if earlier else fresh
    item.position, item.carried, item.reasons = FIRST, 0, [Reason.PROMISED]
    counts = {"kept": promises.kept, "late": promises.late, "dropped": promises.dropped, "open": promises.open}
    item.facts = {name: len(actions) for name, actions in counts.items()}
    session.add(item)
    return [item]


def _rank(
    session: Session, meeting: Meeting, items: Sequence[AgendaItem], found: Mapping[int, Found], *, now: datetime
) -> None:
    weights = weights_in(series_at(session, meeting).weights)
    scales = Scales(session, meeting.workspace_id, items, found, now=now)
    for item in items:
        item.meeting_id, item.not_today = meeting.key, False
        if item.kind is ItemKind.REVIEW:
            continue
        weighed = scales.weigh(item)
        item.score, item.reasons, item.facts = score(weighed.factors, weights), weighed.reasons, weighed.facts
        if not item.by:
            item.kind = _kind(found[item.pain_id or 0])
    waiting = fit(in_order(items), meeting.minutes)
    for item in items:
        if reason := waiting.get(item.key):
            item.not_today, item.facts = True, {**item.facts, "waits_for": reason}
        session.add(item)
