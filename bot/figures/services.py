"""Counting, in the transaction of what is counted: no job ever adds up what happened, and no figure reads it all."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from bot.figures.models import Tally, What
from bot.figures.rules import month_of
from bot.store.once import INSERT
from bot.store.prepared import Prepared
from bot.workdays.rules import zone_of
from bot.workspaces.models import Workspace

TABLE = SQLModel.metadata.tables[str(Tally.__tablename__)]
KEY = ("workspace_id", "month", "what", "of", "bucket")
_ZONE = Prepared(sa.select(col(Workspace.time_zone)).where(col(Workspace.id) == sa.bindparam("workspace_id")))


def _adding(insert: Any) -> Prepared:
    new = insert(TABLE)
    more = new.on_conflict_do_update(index_elements=KEY, set_={"count": TABLE.c.count + new.excluded.count})
    return Prepared(more.inline(), *KEY, "count")


_ADD = {database: _adding(insert) for database, insert in INSERT.items()}


def count(  # noqa: PLR0913 - what, when, and of which kind
    session: Session, workspace_id: int, what: What, at: datetime, *, of: str = "", bucket: int = 0, by: int = 1
) -> None:
    """One more of it in the month of `at`, in the workspace's zone; `by` below 0 takes it back.

    What else the transaction changed is written first. So everybody locks the counts last, and nobody waits for one
    who waits for her.
    """
    session.flush()
    (zone,) = _ZONE.run(session, {"workspace_id": workspace_id}).fetchone()
    key = {"workspace_id": workspace_id, "month": month_of(at, zone_of(zone)), "what": what, "of": of, "bucket": bucket}
    _ADD[session.connection().dialect.name].run(session, {**key, "count": by})
