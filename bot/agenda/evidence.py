"""What speaks for a pain being on the agenda: every reason, with since when it holds; read by index and bounded.

However many pains there are: what is open is in small indexes of its own, and of what may be much even so the oldest
or the newest are read. A reason is gone when it is no longer so, and when a meeting settled it after it came up.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from bot.agenda.models import AgendaItem, ItemState
from bot.agenda.rules import Reason
from bot.agenda.voices import departments_of, returned
from bot.board.models import Discussed
from bot.meetings.models import Meeting
from bot.ownership.models import OFFERED, TO_TALK_ABOUT, AgendaMark, Handoff
from bot.ownership.rules import AGENDA_AFTER
from bot.pains.models import COME_BACK, OPEN, Echo, Pain
from bot.workdays.services import calendars, today_in

MOST_MARKS, MOST_OFFERS = 500, 300  # the oldest of them
NEWEST = 2_000  # open pains that are looked through for what several departments hear of
MOST_ECHOES = 10_000
MOST_RETURNED, MOST_SHARED = 200, 100
MEETINGS_BACK = 6  # what was settled there does not come up again by the same reason
EVER = datetime(1970, 1, 1, tzinfo=UTC)
SETTLED = (ItemState.DECIDED, ItemState.DROPPED)

Piece = tuple[Pain, Reason, datetime]


@dataclass
class Found:
    """An open pain and what speaks for it: each reason with since when it holds."""

    pain: Pain
    reasons: dict[Reason, datetime] = field(default_factory=dict)


def evidence(session: Session, meeting: Meeting, *, now: datetime) -> dict[int, Found]:
    """What speaks for which pain, by its id, as it is now."""
    workspace_id = meeting.workspace_id
    offers, today = _offers(session, workspace_id), today_in(session, workspace_id, now)
    settled = _settled(session, meeting)
    found: dict[int, Found] = {}
    for pain, reason, since in (
        *_marked(session, workspace_id, offers, today),
        *_unanswered(session, workspace_id, offers, today),
        *_came_back(session, workspace_id),
        *_shared(session, workspace_id),
    ):
        if since > settled.get(pain.key, EVER):
            found.setdefault(pain.key, Found(pain)).reasons.setdefault(reason, since)
    return found


def _marked(session: Session, workspace_id: int, offers: dict[int, Handoff], today: date) -> Iterator[Piece]:
    """What a clock that ran out put on the agenda, as far as it is still so."""
    waiting = select(AgendaMark, Pain).join(Pain, col(Pain.id) == col(AgendaMark.pain_id))
    waiting = waiting.where(TO_TALK_ABOUT, AgendaMark.workspace_id == workspace_id, OPEN)
    for mark, pain in session.exec(waiting.order_by(col(AgendaMark.id)).limit(MOST_MARKS)):
        holds = {
            Reason.UNOWNED: not pain.owner,
            Reason.UNANSWERED: pain.key in offers,
            Reason.PING_PONG: True,
            Reason.OVERDUE: pain.next_on is not None and pain.next_on < today,
        }
        if mark.reason in holds and holds[Reason(mark.reason)]:
            yield pain, Reason(mark.reason), mark.at


def _offers(session: Session, workspace_id: int) -> dict[int, Handoff]:
    """Those that wait for their answer, by the id of the pain."""
    waiting = select(Handoff).where(OFFERED, Handoff.workspace_id == workspace_id)
    return {offer.pain_id: offer for offer in session.exec(waiting.order_by(col(Handoff.id)).limit(MOST_OFFERS))}


def _unanswered(session: Session, workspace_id: int, offers: dict[int, Handoff], today: date) -> Iterator[Piece]:
    """Each handoff that waits as long as its clock lets it, whether the clock has struck or not."""
    last = calendars(session, workspace_id).of_everybody.before(today, AGENDA_AFTER)
    old = [offer.pain_id for offer in offers.values() if offer.offered_at.date() <= last]
    for pain in _open_ones(session, old):
        yield pain, Reason.UNANSWERED, offers[pain.key].offered_at


def _came_back(session: Session, workspace_id: int) -> Iterator[Piece]:
    """Resolved once, and open again."""
    back = select(Pain).where(COME_BACK, Pain.workspace_id == workspace_id)
    pains = session.exec(back.order_by(col(Pain.id).desc()).limit(MOST_RETURNED)).all()
    since = returned(session, [pain.key for pain in pains])
    for pain in pains:
        yield pain, Reason.CAME_BACK, since.get(pain.key, pain.created_at)


def _shared(session: Session, workspace_id: int) -> Iterator[Piece]:
    """People of several departments speak for it; of many such the ones with the most voices."""
    newest, spoken = _newest(workspace_id), defaultdict[int, dict[str, datetime]](dict)
    echoes = select(Echo).join(newest, newest.c.id == col(Echo.pain_id)).order_by(col(Echo.pain_id).desc())
    for echo in session.exec(echoes.limit(MOST_ECHOES)):
        spoken[echo.pain_id][echo.person] = echo.created_at
    pains = _open_ones(session, list(spoken))
    people = {person for voices in spoken.values() for person in voices} | {pain.reporter for pain in pains}
    works_in = departments_of(session, workspace_id, people)
    speakers = {pain.key: (pain.reporter, *spoken[pain.key]) for pain in pains}
    shared = [pain for pain in pains if len({works_in.get(one) for one in speakers[pain.key]} - {None}) > 1]
    for pain in sorted(shared, key=lambda pain: (-len(speakers[pain.key]), pain.key))[:MOST_SHARED]:
        yield pain, Reason.SHARED, max(spoken[pain.key].values())


def _newest(workspace_id: int) -> sa.Subquery:
    open_ones = sa.select(col(Pain.id)).where(OPEN, col(Pain.workspace_id) == workspace_id)
    return open_ones.order_by(col(Pain.id).desc()).limit(NEWEST).subquery()


def _open_ones(session: Session, pain_ids: list[int]) -> list[Pain]:
    if not pain_ids:
        return []
    return list(session.exec(select(Pain).where(OPEN, col(Pain.id).in_(pain_ids)).order_by(col(Pain.id))).all())


def _settled(session: Session, meeting: Meeting) -> dict[int, datetime]:
    """When a pain was last decided about or taken off the agenda, by its id."""
    lately = sa.select(col(Meeting.id)).where(
        col(Meeting.workspace_id) == meeting.workspace_id, col(Meeting.starts_at) <= meeting.starts_at
    )
    lately = lately.order_by(col(Meeting.starts_at).desc()).limit(1 + MEETINGS_BACK)
    last = select(AgendaItem.pain_id, func.max(Discussed.at)).join(Discussed, col(Discussed.item_id) == AgendaItem.id)
    last = last.where(col(Discussed.meeting_id).in_(lately), col(AgendaItem.state).in_(SETTLED))
    rows = session.exec(last.where(col(AgendaItem.pain_id).is_not(None)).group_by(col(AgendaItem.pain_id)))
    return {pain_id: at for pain_id, at in rows if pain_id is not None}
