"""How fast Slack may be asked, over all processes: about one post a second and channel, and nobody before Retry-After.

docs.slack.dev/apis/web-api/rate-limits
"""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.delivery.letters import Method
from bot.delivery.models import OutboxRow, RateGate
from bot.store.once import INSERT

BETWEEN_POSTS = timedelta(seconds=1.1)

# A letter minds two gates: its method's, and for a post its channel's.
ITS_GATES = sa.and_(
    col(RateGate.workspace_id) == OutboxRow.workspace_id,
    col(RateGate.method) == OutboxRow.method,
    col(RateGate.channel).in_([sa.literal(""), col(OutboxRow.channel)]),
)


def _close(insert: Any) -> sa.Executable:
    """A gate that is free by then is closed; the row comes back only where it was."""
    scope: dict[str, Any] = {"workspace_id": sa.bindparam("of"), "method": sa.bindparam("of_method")}
    values = {**scope, "channel": sa.bindparam("of_channel"), "free_at": sa.bindparam("until", type_=UTCDateTime())}
    closing = insert.values(**values).on_conflict_do_update(
        index_elements=["workspace_id", "method", "channel"],
        set_={"free_at": insert.excluded.free_at},
        where=col(RateGate.free_at) <= sa.bindparam("free_by", type_=UTCDateTime()),
    )
    return closing.returning(col(RateGate.free_at))  # type: ignore[no-any-return]


_CLOSE = {database: _close(insert(RateGate)) for database, insert in INSERT.items()}


def take_turn(session: Session, row: OutboxRow, *, now: datetime) -> bool:
    """Takes the channel's next turn to post; False = another process just did. Only posts take turns."""
    if row.method != Method.POST:
        return True
    return _set(session, row, row.channel, now + BETWEEN_POSTS, free_by=now)


def close_gate(session: Session, row: OutboxRow, *, until: datetime) -> None:
    """No letter of this method leaves before `until`."""
    _set(session, row, "", until, free_by=until)


def _set(session: Session, row: OutboxRow, channel: str, free_at: datetime, *, free_by: datetime) -> bool:
    connection = session.connection()
    gate = {"of": row.workspace_id, "of_method": row.method, "of_channel": channel}
    closing = _CLOSE[connection.dialect.name]
    return connection.execute(closing, {**gate, "until": free_at, "free_by": free_by}).first() is not None
