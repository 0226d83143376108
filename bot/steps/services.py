"""Planning what falls due, and calling it off."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.steps.models import PENDING, Step, StepState
from bot.store.once import InsertOnce
from bot.store.prepared import Prepared

_OF_SUBJECT = sa.update(Step).where(
    col(Step.workspace_id) == sa.bindparam("of"),
    col(Step.kind) == sa.bindparam("of_kind"),
    col(Step.subject) == sa.bindparam("of_subject"),
)
_CANCEL = Prepared(
    _OF_SUBJECT.where(PENDING).values(
        state=sa.literal_column("'cancelled'"), done_at=sa.bindparam("now", type_=UTCDateTime())
    )
)
_AGAIN = Prepared(
    _OF_SUBJECT.where(col(Step.seq) == sa.bindparam("of_seq"), sa.text("state <> 'done'")).values(
        state=sa.literal_column("'pending'"), due_at=sa.bindparam("due", type_=UTCDateTime()), done_at=sa.null()
    )
)
_STEPS = InsertOnce(Step, "workspace_id", "kind", "subject", "seq", "due_at", "state", "outcome", "done_at")


@dataclass(frozen=True)
class Due:
    """Something to do at a time. `seq` tells apart what comes again for one subject."""

    kind: str
    subject: str
    due_at: datetime
    seq: int = 0


def plan(session: Session, workspace_id: int, *dues: Due, now: datetime) -> None:
    """The same (kind, subject, seq) twice: nothing happens, whatever became of the first. Nothing is due before now."""
    rows = [
        {**vars(due), "workspace_id": workspace_id, "due_at": max(due.due_at, now)}
        | {"state": StepState.PENDING, "outcome": "", "done_at": None}
        for due in dues
    ]
    _STEPS.many(session, rows)


def cancel(session: Session, workspace_id: int, kind: str, subject: str, *, now: datetime) -> None:
    """Whatever of it is still waiting will not be done."""
    _CANCEL.run(session, {"of": workspace_id, "of_kind": kind, "of_subject": subject, "now": now})


def plan_anew(session: Session, workspace_id: int, due: Due, *, now: datetime) -> bool:
    """At another time than planned, or again after it was called off. False = it was done already."""
    plan(session, workspace_id, due, now=now)
    this = {"of": workspace_id, "of_kind": due.kind, "of_subject": due.subject, "of_seq": due.seq}
    return bool(_AGAIN.run(session, {**this, "due": max(due.due_at, now)}).rowcount)
