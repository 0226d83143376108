"""Watching what is run on the database: through SQLAlchemy, and what `bot.store.prepared` hands to SQLite itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from bot.store.prepared import Prepared, Values

Ran = list[tuple[str, Any]]


@contextmanager
def watched(place: sa.Engine | sa.Connection) -> Iterator[Ran]:
    """The statements run meanwhile, with their values."""
    ran: Ran = []
    for_sqlite = Prepared._for_sqlite

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        ran.append((statement, values))

    def note_prepared(prepared: Prepared, dialect: sa.Dialect, rows: Sequence[Values]) -> list[Any]:
        statement, *values = for_sqlite(prepared, dialect, rows)
        ran.append((statement, tuple(values[0])))
        return [statement, *values]

    sa.event.listen(place, "before_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Prepared, "_for_sqlite", note_prepared)
        yield ran
    sa.event.remove(place, "before_cursor_execute", note)
