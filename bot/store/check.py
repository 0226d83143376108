"""What an operator should know about the database, in sentences: `flywheel check`."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, func, select

from bot.delivery.models import PARKED, OutboxRow
from bot.store.engine import reading_engine, writing_engine
from bot.store.migrate import HEAD, current_revision
from bot.workspaces.models import Workspace

SKEW = timedelta(seconds=5)  # leases and due times go by the clock of whoever asks


def check(url: str, *, now: datetime) -> list[str]:
    """Empty = nothing to say. Changes nothing. Raises SQLAlchemy's OperationalError where there is no database."""
    engine = reading_engine(url, writing_engine(url))
    try:
        with engine.connect() as connection:
            return _findings(connection, now)
    finally:
        engine.dispose()


def _findings(connection: sa.Connection, now: datetime) -> list[str]:
    revision = current_revision(connection)
    if revision != HEAD:
        return [f"The database is at revision {revision or 'none'}, this program needs {HEAD}: it migrates on start."]
    return [*_damage(connection), *_clock_skew(connection, now), *_revoked(connection), *_parked(connection)]


def _damage(connection: sa.Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(3)")]
    if found == ["ok"]:
        return []
    return [f"The database file is damaged ({'; '.join(found)}): stop, and restore a backup."]


def _clock_skew(connection: sa.Connection, now: datetime) -> list[str]:
    if connection.dialect.name == "sqlite":
        return []
    theirs: datetime = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one()
    if abs(theirs - now) <= SKEW:
        return []
    return [f"This machine's clock and the database's differ by {abs(theirs - now).total_seconds():.0f} seconds."]


def _revoked(connection: sa.Connection) -> list[str]:
    revoked = select(Workspace.team_id, Workspace.revoked_at).where(col(Workspace.revoked_at).is_not(None))
    return [
        f"Workspace {team} has refused the bot's token since {since:%Y-%m-%d %H:%M} UTC: install the app again."
        for team, since in connection.execute(revoked)
    ]


def _parked(connection: sa.Connection) -> list[str]:
    reason = col(OutboxRow.last_error)
    reasons = select(reason, func.count()).where(PARKED).group_by(reason).order_by(reason)
    return [f"Could not be delivered: {count} ({why})." for why, count in connection.execute(reasons)]
