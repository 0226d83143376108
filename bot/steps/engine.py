"""Does what is due: one step, one transaction. Any number of engines may share one database."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, func, select
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.delivery.states import place_of
from bot.steps.models import PENDING, Step, StepState
from bot.store.prepared import Query
from bot.store.store import Store
from bot.store.trouble import store_error

log = logging.getLogger(__name__)

Action = Callable[[Session, Step, datetime], str | datetime]

AT_ONCE = 200  # steps a round: what they have queued should not wait for all the others
ASIDE = timedelta(minutes=5)  # how long a step that failed lets the others pass

# Built once, and over the partial index of what is waiting: done steps cost nothing, however many.
_NOW = sa.bindparam("now", type_=UTCDateTime())
_DUE = sa.select(col(Step.id)).where(PENDING, col(Step.due_at) <= _NOW).order_by(col(Step.due_at), col(Step.id))
_NEXT = Query(_DUE.limit(1).with_for_update(skip_locked=True))
_STEP = select(Step).where(col(Step.id) == sa.bindparam("id"))
_NEXT_DUE = Query(sa.select(func.min(Step.due_at)).where(PENDING))


class Steps:
    """What falls due, as rows; `actions` says what each kind does.

    An action is called in the transaction that marks its step done, and returns what became of it in a few words; or,
    where it finds that it is too early, when to look again. A crash before the commit leaves the step as it was.
    """

    def __init__(self, store: Store, actions: Mapping[str, Action], *, now: Callable[[], datetime]) -> None:
        self._store, self._actions, self._now = store, actions, now
        self._stopping = False

    async def run_once(self) -> None:
        """What is due now, oldest first. Raises StoreError."""
        for _ in range(AT_ONCE):
            if self._stopping or not await self._store.write(run_next, self._actions, now=self._now()):
                return

    async def next_due(self) -> datetime | None:
        """None = nothing is waiting."""
        return await self._store.read(next_due)

    def stop(self) -> None:
        """No further step is begun."""
        self._stopping = True


def run_next(session: Session, actions: Mapping[str, Action], *, now: datetime) -> bool:
    """The step that has been due longest and is in nobody's hands. False = there is none."""
    found = _NEXT.scalar(session, {"now": now})
    if found is None:
        return False
    step = session.exec(_STEP, params={"id": found}).one()
    outcome = _outcome(session, actions, step, now)
    if isinstance(outcome, datetime):
        step.due_at = outcome
    else:
        step.state, step.outcome, step.done_at = StepState.DONE, outcome[:100], now
    session.add(step)
    session.flush()
    return True


def next_due(session: Session) -> datetime | None:
    """When the next step is due, or was."""
    found: datetime | None = _NEXT_DUE.scalar(session, {})
    return found


def _outcome(session: Session, actions: Mapping[str, Action], step: Step, now: datetime) -> str | datetime:
    """It steps aside when our own code fails, and when this release knows no such step: the next one may."""
    action = actions.get(step.kind)
    if action is None:
        log.error("step %s: nobody knows how to do %r", step.id, step.kind)
        return now + ASIDE
    step_id, kind = step.id, step.kind
    try:
        with session.begin_nested():
            outcome = action(session, step, now)
            session.flush()
            return outcome
    except Exception as error:
        if store_error(error):
            raise
        log.error("step %s (%s) failed: %s", step_id, kind, place_of(error))
        return now + ASIDE
