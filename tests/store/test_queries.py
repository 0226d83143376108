"""What a service reads: columns as Python knows them, on both databases, and no row twice."""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.channels.models import Channel, ChannelKind
from bot.store.prepared import Query
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.statements import watched

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
CHECKED = Query(
    sa.select(col(Channel.kind), col(Channel.is_shared), col(Channel.checked_at))
    .where(col(Channel.channel_id) == sa.bindparam("channel_id"), col(Channel.name) != "elsewhere")
    .limit(1)
)


def a_channel(session: Session) -> Channel:
    workspace = Workspace(team_id="T1", name="Meridian", created_at=NOW)
    session.add(workspace)
    session.flush()
    channel = Channel(workspace_id=workspace.key, channel_id="C1", kind=ChannelKind.PUBLIC, checked_at=NOW)
    session.add(channel)
    return channel


def test_columns_come_as_python_knows_them_and_what_is_not_flushed_yet_is_seen(store: Store) -> None:
    def read(session: Session) -> list[tuple[object, ...]]:
        a_channel(session)
        return CHECKED.all(session, {"channel_id": "C1"})

    assert [(ChannelKind.PUBLIC, False, NOW)] == store.write_now(read)


def test_what_is_not_there_is_none(store: Store) -> None:
    assert (None, None) == store.write_now(
        lambda session: (CHECKED.first(session, {"channel_id": "C9"}), CHECKED.scalar(session, {"channel_id": "C9"}))
    )


def test_a_service_reads_a_row_by_its_id_once(sqlite_store: Store) -> None:
    def read(session: Session) -> int:
        with watched(session.connection()) as ran:
            for _ in range(3):
                session.get_one(Channel, 1)
        return len(ran)

    sqlite_store.write_now(lambda session: a_channel(session) and None)

    assert 1 == sqlite_store.write_now(read)
