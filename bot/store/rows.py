"""Columns instead of objects: what the ORM adds to a query is twice what the query costs.

For statements that are put together at import, on the paths that every letter and every morning takes.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

Found = sa.CursorResult[*tuple[Any, ...]]


def rows(session: Session, statement: sa.Executable, values: Mapping[str, Any]) -> Found:
    """What the statement finds, as values of its columns; it sees what was changed but not flushed yet, too."""
    session.flush()
    return session.connection().execute(statement, values)
