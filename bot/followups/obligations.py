"""Reading what people owe: all of one person's, or a batch of people's in as many queries as one person's."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from bot.channels.models import Channel, ChannelKind
from bot.followups import agreed, asked, customer_days, reviews
from bot.followups.agreed import actions, late_actions, look_backs
from bot.followups.asked import answers
from bot.followups.customer_days import contacts
from bot.followups.debtors import PEOPLE, WORKSPACE, Batch, Debtor
from bot.followups.reviews import remarks
from bot.followups.rules import Obligation, Owed, answer_day
from bot.loops.models import Telling
from bot.ownership.models import Handoff
from bot.pains.models import Pain
from bot.pains.rules import headline, words_visible
from bot.store.rows import rows

# Written out, not as parameters: only so does SQLite use the partial indexes of what is open.
OPEN = col(Pain.status) == sa.literal_column("'open'")
OFFERED = col(Handoff.state) == sa.literal_column("'offered'")
WAITING = col(Telling.outcome) == sa.literal_column("'waiting'")
ASKED = col(Telling.how) == ""  # else the bot tells her itself
OLD_ENOUGH = timedelta(days=4)  # four working days are at least as long

DEPARTMENTS = sa.bindparam("departments", expanding=True, type_=sa.String())
_UNTIL = sa.bindparam("until", type_=sa.Date())
_PLACE = (col(Channel.workspace_id) == col(Pain.workspace_id)) & (col(Channel.channel_id) == col(Pain.channel_id))

# Built once: putting these together takes longer than running them.
_PAINS = (
    select(Pain, Channel.kind)
    .outerjoin(Channel, _PLACE)
    .where(col(Pain.workspace_id) == WORKSPACE, OPEN, col(Pain.owner) != "", col(Pain.next_on) <= _UNTIL)
)
_HERS = _PAINS.where(col(Pain.owner).in_(PEOPLE))
_OF_DEPARTMENTS = _PAINS.where(col(Pain.owner_department).in_(DEPARTMENTS))
_OFFERS = (
    select(Handoff, Pain, Channel.kind)
    .join(Pain, col(Pain.id) == col(Handoff.pain_id))
    .outerjoin(Channel, _PLACE)
    .where(
        *(col(Handoff.workspace_id) == WORKSPACE, OFFERED, OPEN),
        or_(
            col(Handoff.to_person).in_(PEOPLE),
            (col(Handoff.to_person) == "") & col(Handoff.to_department).in_(DEPARTMENTS),
        ),
    )
)
_TELLINGS = (
    select(Telling, Pain, Channel.kind)
    .join(Pain, col(Pain.id) == col(Telling.pain_id))
    .outerjoin(Channel, _PLACE)
    .where(col(Telling.workspace_id) == WORKSPACE, WAITING, ASKED)
)
_TO_TELL = _TELLINGS.where(col(Telling.teller).in_(PEOPLE))
# By the index of what waits (`teller`), never by the one of all that was ever asked.
_UNTOLD = _TELLINGS.where(
    col(Telling.teller) > sa.literal_column("''"), col(Pain.owner).in_(PEOPLE), col(Telling.teller) != col(Pain.owner)
)

Found = Iterator[tuple[str, Obligation]]


def owed_by(session: Session, batch: Batch, *, until: date | None = None) -> dict[str, list[Obligation]]:
    """By person, the earliest date first, in a dozen queries at most. `until`: pains with a later date are left out."""
    found: defaultdict[str, list[Obligation]] = defaultdict(list)
    until = until or date.max
    some = rows(session, _SOME, _wanted(batch, until=until, now=batch.now)).one()
    for (read, _), is_there in zip(_KINDS, some, strict=True):
        for person, obligation in read(session, batch, until) if is_there else ():
            found[person].append(obligation)
    for obligations in found.values():
        obligations.sort(key=lambda owed: (owed.due_on, owed.number, owed.id))
    return dict(found)


def _pains(session: Session, batch: Batch, until: date) -> Found:
    for pain, place in session.exec(_HERS, params=_wanted(batch, until=until)):
        yield pain.owner, _of_pain(Owed.PAIN, pain, place, batch.people[pain.owner])


def _late(session: Session, batch: Batch, _until: date) -> Found:
    """Other people's, in the departments that somebody of the batch decides for."""
    if not batch.departments:
        return
    over = batch.latest_day - timedelta(days=1)
    for pain, place in session.exec(_OF_DEPARTMENTS, params=_wanted(batch, until=over)):
        above = batch.people[batch.deciders[pain.owner_department]]
        if pain.owner != above.person:
            yield above.person, _of_pain(Owed.LATE, pain, place, above)


def _handoffs(session: Session, batch: Batch, _until: date) -> Found:
    for handoff, pain, place in session.exec(_OFFERS, params=_wanted(batch)):
        person = handoff.to_person or batch.deciders[handoff.to_department]
        since = handoff.offered_at.astimezone(batch.people[person].zone)
        due_on = answer_day(since.date(), batch.calendars.of(handoff.to_department))
        more = {"due_on": due_on, "department": handoff.to_department, "who": handoff.by}
        yield person, _obligation(Owed.HANDOFF, handoff.id, pain, place, since=since, **more)


def _tellings(session: Session, batch: Batch, _until: date) -> Found:
    for telling, pain, place in session.exec(_TO_TELL, params=_wanted(batch)):
        yield telling.teller, _of_telling(Owed.TELLING, telling, pain, place, batch)


def _untold(session: Session, batch: Batch, _until: date) -> Found:
    """What others were to tell on her pains: it climbs to the owner."""
    old = batch.now - OLD_ENOUGH
    for telling, pain, place in session.exec(_UNTOLD, params=_wanted(batch)):
        if telling.asked_at <= old:
            yield pain.owner, _of_telling(Owed.UNTOLD, telling, pain, place, batch)


def _wanted(batch: Batch, **more: Any) -> dict[str, Any]:
    people, departments = list(batch.people), batch.departments
    return {"workspace_id": batch.workspace.key, "people": people, "departments": departments, **more}


def _of_pain(kind: Owed, pain: Pain, place: str | None, debtor: Debtor) -> Obligation:
    since = (pain.owned_at or pain.created_at).astimezone(debtor.zone)
    who = pain.owner if kind is Owed.LATE else ""
    more = {"due_on": pain.next_on, "department": pain.owner_department, "who": who}
    return _obligation(kind, pain.key, pain, place, since=since, **more)


def _of_telling(kind: Owed, telling: Telling, pain: Pain, place: str | None, batch: Batch) -> Obligation:
    above = kind is Owed.UNTOLD
    since = telling.asked_at.astimezone(batch.people[pain.owner if above else telling.teller].zone)
    due_on = answer_day(since.date(), batch.calendars.of(pain.owner_department))
    more = {"due_on": due_on, "department": pain.owner_department, "who": telling.teller if above else ""}
    return _obligation(kind, telling.id, pain, place, since=since, customer=telling.customer, **more)


def _obligation(kind: Owed, row_id: int | None, pain: Pain, place: str | None, **more: Any) -> Obligation:
    visible = words_visible(pain, ChannelKind(place) if place else None)
    card = (pain.card_channel, pain.card_ts)
    return Obligation(kind, row_id or 0, pain.key, pain.number, headline(pain, visible=visible), card=card, **more)


_KINDS = (
    *((_pains, _HERS), (_late, _OF_DEPARTMENTS), (_handoffs, _OFFERS), (_tellings, _TO_TELL), (_untold, _UNTOLD)),
    *((actions, agreed.HERS), (late_actions, agreed.LATE), (look_backs, agreed.DECISIONS), (answers, asked.PROMPTS)),
    *((contacts, customer_days.CONTACTS), (remarks, reviews.ASKED)),
)
# Most people owe nothing of most kinds: one query tells which of the others are worth their price.
_SOME = sa.select(*(statement.exists() for _, statement in _KINDS))
