"""What Slack delivered already: Slack sends again whatever it saw no ack for."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.delivery.models import DeliveryKey
from bot.store.once import InsertOnce

KEPT = timedelta(days=30)  # Slack gives up after about an hour
MOST_FORGOTTEN = 1000  # at a time, so that no transaction is long

_OLDEST = select(DeliveryKey.id).order_by(col(DeliveryKey.id)).limit(MOST_FORGOTTEN)
_FORGET = sa.delete(DeliveryKey).where(
    col(DeliveryKey.id).in_(_OLDEST), col(DeliveryKey.seen_at) < sa.bindparam("before", type_=UTCDateTime())
)
_KEYS = InsertOnce(DeliveryKey, "workspace_id", "key", "seen_at")


def first_time(session: Session, workspace_id: int, key: str, *, now: datetime) -> bool:
    """False = a repeat: somebody's transaction with this key was committed before.

    `key` names the delivery as Slack does: "ev:Ev123", "view:V1:hash", "act:trigger", "cmd:trigger".
    """
    return _KEYS.one(session, {"workspace_id": workspace_id, "key": key, "seen_at": now})


def forget_old_keys(session: Session, *, now: datetime) -> None:
    """Rows were written in order of time, so looking at the oldest few is enough."""
    session.connection().execute(_FORGET, {"before": now - KEPT})
