"""How fast Slack may be asked, over all processes: about one post a second and channel, and nobody before Retry-After.

docs.slack.dev/apis/web-api/rate-limits
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col

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
    scope = {"workspace_id": row.workspace_id, "method": row.method, "channel": channel}
    insert = INSERT[connection.dialect.name](RateGate).values(**scope, free_at=free_at)
    later = insert.on_conflict_do_update(
        index_elements=list(scope), set_={"free_at": free_at}, where=col(RateGate.free_at) <= free_by
    )
    return connection.execute(later.returning(col(RateGate.free_at))).first() is not None
