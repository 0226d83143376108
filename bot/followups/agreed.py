"""Reading what people owe from meetings: their actions, and decisions to look back at. As `obligations`."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, or_, select

from bot.actions.models import Action, ActionState
from bot.actions.rules import half_way
from bot.decisions.models import Decision
from bot.followups.debtors import PEOPLE, WORKSPACE, Batch
from bot.followups.rules import Obligation, Owed, answer_day
from bot.pains.models import Pain
from bot.people.models import Person
from bot.roster.models import Seat

# Written out, not as parameters: only so does SQLite use the partial indexes of what is ahead.
AHEAD = sa.text("action.state IN ('offered', 'open')")
OPEN = col(Action.state) == sa.literal_column("'open'")
TO_LOOK_BACK = sa.text("decision.look_back_on IS NOT NULL AND decision.looked_back_at IS NULL")

DEPARTMENTS = sa.bindparam("departments", expanding=True, type_=sa.String())
_UNTIL = sa.bindparam("until", type_=sa.Date())

# Where its owner works, as `department_of` says it.
_SEATED_IN = (
    select(Seat.department)
    .where(
        Seat.workspace_id == Action.workspace_id,
        Seat.person == Action.owner,
        col(Seat.valid_to).is_(None),
        Seat.department != "",
    )
    .order_by(col(Seat.id))
    .limit(1)
    .correlate(Action)
    .scalar_subquery()
)
_WORKS_IN = (
    select(Person.department)
    .where(Person.workspace_id == Action.workspace_id, Person.user_id == Action.owner)
    .correlate(Action)
    .scalar_subquery()
)
_HOME = func.coalesce(_SEATED_IN, _WORKS_IN, "")

# Built once: putting these together takes longer than running them.
_ACTIONS = select(Action, Pain).outerjoin(Pain, col(Pain.id) == col(Action.pain_id)).where(
    col(Action.workspace_id) == WORKSPACE, AHEAD
)  # fmt: skip
HERS = _ACTIONS.where(col(Action.owner).in_(PEOPLE))
LATE = (
    select(Action, Pain, _HOME)
    .outerjoin(Pain, col(Pain.id) == col(Action.pain_id))
    .where(col(Action.workspace_id) == WORKSPACE, AHEAD, OPEN, col(Action.due_on) <= _UNTIL)
    .where(or_(_SEATED_IN.in_(DEPARTMENTS), _WORKS_IN.in_(DEPARTMENTS)))
)
DECISIONS = select(Decision).where(
    col(Decision.workspace_id) == WORKSPACE,
    TO_LOOK_BACK,
    col(Decision.look_back_on) <= _UNTIL,
    col(Decision.decided_by).in_(PEOPLE),
)

Found = Iterator[tuple[str, Obligation]]


def actions(session: Session, batch: Batch, _until: date) -> Found:
    """Hers to do, and hers to answer. Half-way may be long before the day: however far away that is."""
    for action, pain in session.exec(HERS, params=_wanted(batch)):
        debtor = batch.people[action.owner]
        offered = action.state is ActionState.OFFERED
        since = _since(action).astimezone(debtor.zone)
        more: dict[str, Any] = {"since": since, "department": debtor.department, "who": action.by if offered else ""}
        if offered:
            due_on = answer_day(since.date(), batch.calendar_of(debtor))
            yield action.owner, _of_action(Owed.ACTION_OFFER, action, pain, due_on=due_on, **more)
        else:
            soon = action.due_on if action.moves else half_way(since.date(), action.due_on)
            yield action.owner, _of_action(Owed.ACTION, action, pain, due_on=action.due_on, ahead_on=soon, **more)


def late_actions(session: Session, batch: Batch, _until: date) -> Found:
    """Other people's, in the departments that somebody of the batch decides for."""
    if not batch.departments:
        return
    over = batch.latest_day - timedelta(days=1)
    for action, pain, department in session.exec(LATE, params=_wanted(batch, until=over)):
        above = batch.people.get(batch.deciders.get(department, ""))
        if above and action.owner != above.person:
            more = {"since": _since(action).astimezone(above.zone), "department": department, "who": action.owner}
            yield above.person, _of_action(Owed.LATE_ACTION, action, pain, due_on=action.due_on, **more)


def look_backs(session: Session, batch: Batch, _until: date) -> Found:
    """Decisions whose day to look back has come."""
    for decision in session.exec(DECISIONS, params=_wanted(batch, until=batch.latest_day)):
        debtor = batch.people[decision.decided_by]
        due_on, since = decision.look_back_on or batch.latest_day, decision.made_at.astimezone(debtor.zone)
        yield (
            decision.decided_by,
            Obligation(
                Owed.LOOK_BACK, decision.key, 0, decision.number, decision.what, since, due_on, debtor.department
            ),
        )


def _wanted(batch: Batch, **more: Any) -> dict[str, Any]:
    return {"workspace_id": batch.workspace.key, "people": list(batch.people), "departments": batch.departments, **more}


def _since(action: Action) -> datetime:
    return action.accepted_at or action.created_at


def _of_action(kind: Owed, action: Action, pain: Pain | None, **more: Any) -> Obligation:
    card = (pain.card_channel, pain.card_ts) if pain else ("", "")
    number = pain.number if pain else 0
    return Obligation(kind, action.key, pain.key if pain else 0, number, action.what, card=card, **more)
