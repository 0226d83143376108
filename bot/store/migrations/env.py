"""Run by Alembic, on the connection and in the transaction it is given."""

from typing import Any, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from bot.store.tables import METADATA


def plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A migration is history: it must not change with the types of a library."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String({getattr(item.impl, 'length', None)})"
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite changes a table by making it anew
    compare_type=True,
    render_item=plain_type,
    transactional_ddl=True,  # on SQLite too: we say BEGIN ourselves
)
with context.begin_transaction():
    context.run_migrations()
