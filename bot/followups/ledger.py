"""Which rungs were told: written once each, read for many things at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.followups.models import Reminded
from bot.followups.rules import Rung, Told
from bot.store.once import INSERT

AT_ONCE = 10_000  # subjects in one query; SQLite takes 32,766 values

_WRITE = {
    database: insert(sa.inspect(Reminded).local_table).on_conflict_do_nothing() for database, insert in INSERT.items()
}
_TOLD = sa.select(col(Reminded.subject), col(Reminded.rung), col(Reminded.day)).where(
    col(Reminded.workspace_id) == sa.bindparam("workspace_id"),
    col(Reminded.subject).in_(sa.bindparam("subjects", expanding=True)),
)


@dataclass(frozen=True)
class Entry:
    """One rung that was told, or why it was not."""

    subject: str
    rung: Rung
    day: date
    person: str = ""
    outcome: str = "told"


def told_of(session: Session, workspace_id: int, subjects: Collection[str]) -> dict[str, Told]:
    """By subject; those of which nothing was told are not there. One query for every ten thousand."""
    told: defaultdict[str, dict[Rung, date]] = defaultdict(dict)
    wanted = sorted(set(subjects))
    for start in range(0, len(wanted), AT_ONCE):
        these = {"workspace_id": workspace_id, "subjects": wanted[start : start + AT_ONCE]}
        for subject, rung, day in session.connection().execute(_TOLD, these):
            told[subject][Rung(rung)] = day
    return dict(told)


def write_down(session: Session, workspace_id: int, entries: Iterable[Entry]) -> None:
    """In one statement. What is written already stays as it is."""
    rows = [{**vars(entry), "rung": entry.rung.value, "workspace_id": workspace_id} for entry in entries]
    if rows:
        connection = session.connection()
        connection.execute(_WRITE[connection.dialect.name], rows)
