"""Reading who has not answered the questions of the quarter yet. As `obligations`."""

from collections.abc import Iterator
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.followups.debtors import PEOPLE, WORKSPACE, Batch
from bot.followups.rules import Obligation, Owed
from bot.i18n import texts_in
from bot.prompts.models import Prompt
from bot.prompts.rules import last_day, read_subject
from bot.workdays.rules import zone_of
from bot.years.themes import MOMENTS

# Written out, not as a parameter: only so does SQLite use the partial index of what is open.
ASKED = col(Prompt.state) == sa.literal_column("'asked'")

PROMPTS = select(Prompt).where(
    col(Prompt.workspace_id) == WORKSPACE,
    ASKED,
    col(Prompt.person).in_(PEOPLE),
    col(Prompt.message_ts) != "",
    col(Prompt.due_at) > sa.bindparam("now", type_=UTCDateTime()),
)


def answers(session: Session, batch: Batch, _until: date) -> Iterator[tuple[str, Obligation]]:
    """From the day after she got the questions until the last working day before the roll-up."""
    zone = zone_of(batch.workspace.time_zone)
    wanted = {"workspace_id": batch.workspace.key, "people": list(batch.people), "now": batch.now}
    for prompt in session.exec(PROMPTS, params=wanted):
        debtor = batch.people[prompt.person]
        since = prompt.asked_at.astimezone(debtor.zone)
        if since.date() >= debtor.today:
            continue  # she got them today
        due_on = last_day(prompt.due_at.astimezone(zone).date(), batch.calendars.of(prompt.department))
        moment = texts_in(debtor.language)(MOMENTS[read_subject(prompt.subject)[1]])
        yield prompt.person, Obligation(Owed.ANSWER, prompt.key, 0, 0, moment, since, due_on, prompt.department)
