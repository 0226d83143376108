"""Reading which departments have not said why, or what is next, before a review. As `obligations`."""

from collections.abc import Iterator
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.checkpoints.models import Checkpoint, CheckpointState, Remark, View
from bot.checkpoints.queries import title_of
from bot.checkpoints.rules import asked_key, last_day
from bot.departments.models import Department
from bot.followups.debtors import WORKSPACE, Batch
from bot.followups.ledger import told_of
from bot.followups.rules import MORNING, Obligation, Owed, Rung
from bot.i18n import texts_in

_DEPARTMENTS = sa.bindparam("departments", expanding=True, type_=sa.String())
_SAID = (
    select(sa.func.count())
    .select_from(Remark)
    .where(col(Remark.checkpoint_id) == col(Checkpoint.id), col(Remark.department) == col(Department.key))
    .scalar_subquery()
)
ASKED = (
    select(Checkpoint, Department.key)
    .join(Department, col(Department.workspace_id) == col(Checkpoint.workspace_id))
    .where(
        col(Checkpoint.workspace_id) == WORKSPACE,
        col(Checkpoint.state) == CheckpointState.ASKED,
        col(Checkpoint.meets_at) > sa.bindparam("now", type_=UTCDateTime()),
        col(Department.key).in_(_DEPARTMENTS),
        col(Department.is_archived).is_(False),
        len(View) > _SAID,
    )
)


def remarks(session: Session, batch: Batch, _until: date) -> Iterator[tuple[str, Obligation]]:
    """From the day after she was asked until the last working day before the review: whoever decides there."""
    if not batch.departments:
        return
    wanted = {"workspace_id": batch.workspace.key, "departments": batch.departments, "now": batch.now}
    found = session.exec(ASKED, params=wanted).all()
    keys = [asked_key(checkpoint.key, department, batch.deciders[department]) for checkpoint, department in found]
    told = told_of(session, batch.workspace.key, keys)
    for key, (checkpoint, department) in zip(keys, found, strict=True):
        debtor, calendar = batch.people[batch.deciders[department]], batch.calendars.of(department)
        asked_on = told.get(key, {}).get(Rung.AHEAD)
        if asked_on is None or asked_on >= debtor.today:
            continue  # she is asked today, or on her next working day
        since = datetime.combine(asked_on, MORNING, debtor.zone)
        title = title_of(session, checkpoint, texts_in(debtor.language))
        due_on = last_day(checkpoint, calendar)
        yield debtor.person, Obligation(Owed.REVIEW, checkpoint.key, 0, 0, title, since, due_on, department)
