"""Reading which departments have not said why, or what is next, before a review. As `obligations`."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.checkpoints.models import Checkpoint, CheckpointState, Remark, View
from bot.checkpoints.queries import title_of
from bot.checkpoints.rules import ASK_BEFORE, last_day
from bot.departments.models import Department
from bot.followups.debtors import WORKSPACE, Batch
from bot.followups.rules import MORNING, Obligation, Owed
from bot.i18n import texts_in
from bot.workdays.rules import at_time, zone_of

_DEPARTMENTS = sa.bindparam("departments", expanding=True, type_=sa.String())
_SAID = (
    select(sa.func.count())
    .select_from(Remark)
    .where(col(Remark.checkpoint_id) == col(Checkpoint.id), col(Remark.department) == col(Department.key))
    .scalar_subquery()
)
_ASKED = (
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
    for checkpoint, department in session.exec(_ASKED, params=wanted):
        debtor, calendar = batch.people[batch.deciders[department]], batch.calendars.of(department)
        asked_on = calendar.before(checkpoint.meets_local.date(), ASK_BEFORE)
        since = at_time(asked_on, MORNING, zone_of(checkpoint.zone)).astimezone(debtor.zone)
        if since.date() >= debtor.today:
            continue  # she is asked today
        title = title_of(session, checkpoint, texts_in(debtor.language))
        due_on = last_day(checkpoint, calendar)
        yield debtor.person, Obligation(Owed.REVIEW, checkpoint.key, 0, 0, title, since, due_on, department)
