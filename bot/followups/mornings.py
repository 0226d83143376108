"""Every working morning of everybody, as one more thing that is done at each knock."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, func
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.delivery.states import place_of
from bot.errors import StoreError
from bot.followups.lists import BATCH, due_looks, send_lists
from bot.followups.models import DailyLook
from bot.followups.rules import next_morning
from bot.people.models import Person
from bot.store.once import InsertOnce
from bot.store.prepared import Prepared, Query
from bot.store.store import Store
from bot.workdays.rules import zone_of
from bot.workdays.services import calendars, company_zone

log = logging.getLogger(__name__)

ASIDE = timedelta(hours=1)
ENROL_EVERY = timedelta(minutes=15)
ENROLLED_AT_ONCE = 500

_LOOKS = InsertOnce(DailyLook, "workspace_id", "person", "due_at")
_HAS_LOOK = Prepared(
    sa.select(col(DailyLook.id)).where(
        col(DailyLook.workspace_id) == sa.bindparam("workspace_id"), col(DailyLook.person) == sa.bindparam("person")
    )
)
# Built once: putting these together takes longer than running them.
_NEXT_LOOK = Query(sa.select(func.min(DailyLook.due_at)))
_DUE_IN = (
    sa.select(col(DailyLook.workspace_id))
    .where(col(DailyLook.due_at) <= sa.bindparam("now", type_=UTCDateTime()))
    .distinct()
)
_NOT_ENROLLED = Query(
    sa.select(col(Person.workspace_id), col(Person.user_id), col(Person.time_zone))
    .outerjoin(
        DailyLook,
        (col(DailyLook.workspace_id) == Person.workspace_id) & (col(DailyLook.person) == Person.user_id),
    )
    .where(
        *(col(DailyLook.id).is_(None), col(Person.is_bot).is_(False)),
        *(col(Person.is_outside).is_(False), col(Person.is_gone).is_(False)),
    )
    .limit(ENROLLED_AT_ONCE)
)


class Mornings:
    """Any number of these may run on one database."""

    def __init__(self, store: Store, *, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._stopping = False
        self._enrol_at: datetime | None = None

    async def run_once(self) -> None:
        """Everybody whose morning has come. Raises StoreError."""
        await self._enrol_now_and_then()
        due = await self.next_due()
        if due is None or due > self._now():
            return
        for workspace_id in await self._store.read(with_mornings, now=self._now()):
            while not self._stopping and await self._batch(workspace_id):
                pass

    async def next_due(self) -> datetime | None:
        """The next morning of anybody; None = nobody is known."""
        return await self._store.read(next_look)

    def stop(self) -> None:
        """No further batch is begun."""
        self._stopping = True

    async def _batch(self, workspace_id: int) -> bool:
        """True = there may be more. Where our own code fails on somebody, the others do not wait for her."""
        try:
            return await self._store.write(send_lists, workspace_id, now=self._now())
        except StoreError:
            raise
        except Exception as error:
            log.error("a morning of workspace %s failed: %s", workspace_id, place_of(error))
        for _ in range(BATCH):
            try:
                if not await self._store.write(send_lists, workspace_id, now=self._now(), at_once=1):
                    return False
            except StoreError:
                raise
            except Exception as error:
                look_id = await self._store.write(step_aside, workspace_id, now=self._now())
                log.error("look %s failed: %s", look_id, place_of(error))
        return True

    async def _enrol_now_and_then(self) -> None:
        now = self._now()
        if self._enrol_at is None or now >= self._enrol_at:
            while not self._stopping and await self._store.write(enrol, now=now):
                pass
            self._enrol_at = now + ENROL_EVERY


def enrol(session: Session, *, now: datetime) -> bool:
    """Give people the bot has got to know since their first morning. True = there may be more of them."""
    unknown = _NOT_ENROLLED.all(session, {})
    for workspace_id, person, time_zone in unknown:
        first_look(session, workspace_id, person, time_zone, now=now)
    return len(unknown) == ENROLLED_AT_ONCE


def has_look(session: Session, workspace_id: int, person: str) -> bool:
    return _HAS_LOOK.run(session, {"workspace_id": workspace_id, "person": person}).fetchone() is not None


def first_look(session: Session, workspace_id: int, person: str, time_zone: str, *, now: datetime) -> None:
    """Her next morning, if she has none yet."""
    zone = zone_of(time_zone, company_zone(session, workspace_id).key)
    due_at = next_morning(now, zone, calendars(session, workspace_id).of_everybody)
    _LOOKS.one(session, {"workspace_id": workspace_id, "person": person, "due_at": due_at})


def step_aside(session: Session, workspace_id: int, *, now: datetime) -> int | None:
    """Whoever was next is looked at again in an hour. Returns the id of her row."""
    look = next(iter(due_looks(session, workspace_id, now=now, at_once=1)), None)
    if look is None:
        return None
    look.due_at = now + ASIDE
    session.add(look)
    return look.id


def next_look(session: Session) -> datetime | None:
    found: datetime | None = _NEXT_LOOK.scalar(session, {})
    return found


def with_mornings(session: Session, *, now: datetime) -> list[int]:
    """The workspaces in which somebody's morning has come."""
    return sorted(session.connection().execute(_DUE_IN, {"now": now}).scalars())
