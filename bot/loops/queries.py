"""Reading what became of telling customers: for cards, messages and figures."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from bot.channels.services import kind_of_place
from bot.loops.models import WAITING, Outcome, Telling
from bot.loops.rules import BY_FLYWHEEL, Counts, Figures, Loop, median_days
from bot.loops.views import Asked
from bot.pains.models import Pain, PainStatus, Source
from bot.pains.rules import Page, headline, page_within, words_visible
from bot.store.prepared import Query

LATELY = timedelta(days=90)  # what the figures are about; who still waits is counted however old

# Built once: putting them together takes longer than running them.
_OF_ROUND = (col(Telling.pain_id) == sa.bindparam("pain_id"), col(Telling.round) == sa.bindparam("round"))
_COUNTS = Query(sa.select(col(Telling.outcome), func.count()).where(*_OF_ROUND).group_by(col(Telling.outcome)))
_NOT_FIXED = (
    select(Telling)
    .where(*_OF_ROUND, col(Telling.outcome) == Outcome.NOT_FIXED)
    .order_by(col(Telling.answered_at).desc())
    .limit(1)
)
_ASKED = (
    select(Telling)
    .where(*_OF_ROUND, col(Telling.teller) == sa.bindparam("teller"), col(Telling.how) != BY_FLYWHEEL)
    .order_by(col(Telling.id))
)


def counts_of(session: Session, pain: Pain) -> Counts:
    """Of the pain's newest round."""
    found = _COUNTS.all(session, {"pain_id": pain.key, "round": pain.round})
    return _counts([(outcome, count) for outcome, count in found])


def loop_of(session: Session, pain: Pain) -> Loop:
    """For the card; nothing is asked of the database while a pain was never resolved."""
    return Loop(counts_of(session, pain), _not_fixed(session, pain)) if pain.round else Loop()


def _not_fixed(session: Session, pain: Pain) -> Telling | None:
    """The one that opened the pain again, if one did after it was last resolved."""
    return session.exec(_NOT_FIXED, params={"pain_id": pain.key, "round": pain.round}).first()


def group_of(pain: Pain, teller: str) -> str:
    """What one person was asked in this round of a pain, as the subject of letters."""
    return f"{pain.id}:{pain.round}:{teller}"


def group_in(session: Session, subject: str) -> tuple[Pain, int, str]:
    """(pain, round, teller) of a subject made by `group_of`."""
    pain_id, round_, teller = subject.split(":")
    return session.get_one(Pain, int(pain_id)), int(round_), teller


def asked_about(session: Session, pain: Pain, round_: int, teller: str, *, reader: str = "") -> Asked:
    """All one person was asked in one round of a pain, in the order of asking.

    `reader`: somebody else who reads it; what the teller wrote herself may quote what only she may see.
    """
    hers = {"pain_id": pain.key, "round": round_, "teller": teller}
    tellings = session.exec(_ASKED, params=hers).all()
    own = "" if reader else next((telling.text for telling in tellings if telling.text), "")
    return Asked(pain, tellings, shown_to(session, pain, reader or teller), own)


def told_directly(session: Session, pain: Pain, round_: int, person: str) -> Telling | None:
    """The one for a colleague who is the customer herself."""
    hers = (Telling.pain_id == pain.key, Telling.round == round_, Telling.teller == person, Telling.how == BY_FLYWHEEL)
    return session.exec(select(Telling).where(*hers)).first()


def shown_to(session: Session, pain: Pain, person: str) -> str:
    """What somebody may know a pain as, raw: what everybody may see, or what she reported herself; "" = neither."""
    place = kind_of_place(session, pain.workspace_id, pain.channel_id)
    visible = words_visible(pain, place)
    if shown := headline(pain, visible=visible or pain.reporter == person):
        return shown
    joined = (Pain.workspace_id == pain.workspace_id, Pain.reporter == person, Pain.merged_into == pain.key)
    hers = session.exec(select(Pain).where(*joined)).first()
    return headline(hers, visible=True) if hers else ""


def sources_of(session: Session, pain: Pain) -> Sequence[Source]:
    """Every message it came from: its own, and those of the pains that were joined to it."""
    counted = select(col(Pain.id)).where(Pain.id == pain.key).cte(recursive=True)
    counted = counted.union(select(col(Pain.id)).where(col(Pain.merged_into) == counted.c.id))
    return session.exec(select(Source).where(col(Source.pain_id).in_(select(counted.c.id)))).all()


def figures(session: Session, workspace_id: int, *, now: datetime) -> Figures:
    """Of everything asked in the last ninety days, and of whatever is still waiting."""
    counted = (col(Telling.asked_at) >= now - LATELY) | (col(Telling.outcome) == Outcome.WAITING)
    lately = (Telling.workspace_id == workspace_id, counted)
    of_pain = col(Pain.id) == col(Telling.pain_id)
    by_outcome = select(Telling.outcome, func.count()).where(*lately).group_by(col(Telling.outcome))
    pains = select(func.count(func.distinct(Telling.pain_id))).where(*lately, of_pain)
    spans = select(Pain.created_at, Telling.answered_at).where(*lately, of_pain, Telling.outcome == Outcome.TOLD)
    return Figures(
        resolved=session.exec(pains).one(),
        closed=session.exec(pains.where(Pain.status == PainStatus.CLOSED)).one(),
        customers=_counts(session.exec(by_outcome).all()),
        days=median_days([told - reported for reported, told in session.exec(spans) if told]),
    )


def _counts(found: Sequence[tuple[str, int]]) -> Counts:
    return Counts(**{outcome: count for outcome, count in found if outcome != Outcome.CANCELLED})


def count_loops(session: Session, workspace_id: int) -> int:
    """Resolved pains where somebody still has to tell a customer."""
    pains = func.count(func.distinct(Telling.pain_id))
    return session.exec(select(pains).where(*_all_waiting(workspace_id))).one()


def loops_to_close(session: Session, workspace_id: int, page: int, *, size: int) -> Page[tuple[Pain, int]]:
    """Each with how many customers wait for a word, the one that waits longest first."""
    count = count_loops(session, workspace_id)
    number = page_within(page, count, size)
    waiting = select(Telling.pain_id, func.count()).where(*_all_waiting(workspace_id))
    in_order = waiting.group_by(col(Telling.pain_id)).order_by(func.min(Telling.asked_at), col(Telling.pain_id))
    counts = dict(session.exec(in_order.offset(number * size).limit(size)).all())
    pains = {pain.key: pain for pain in session.exec(select(Pain).where(col(Pain.id).in_(counts)))}
    return Page([(pains[key], waits) for key, waits in counts.items()], number, count, size)


def _all_waiting(workspace_id: int) -> tuple[Any, ...]:
    """By the index of what waits (`teller`), never by the one of all that was ever asked."""
    return (WAITING, Telling.workspace_id == workspace_id, Telling.teller > "")
