"""Fresh databases for the benchmark."""

from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session

from bot.store.engine import writing_engine
from bot.store.tables import METADATA
from bot.workspaces.models import Workspace
from tests.bench.payloads import BOT_USER, TEAM


def new_database(path: Path) -> Path:
    """Every table, and workspace 1."""
    engine = writing_engine(f"sqlite:///{path}")
    METADATA.create_all(engine)
    with Session(engine) as session:
        created = datetime(2026, 1, 5, tzinfo=UTC)
        session.add(Workspace(id=1, team_id=TEAM, name="Bench", bot_user_id=BOT_USER, created_at=created))
        session.commit()
    engine.dispose()
    return path
