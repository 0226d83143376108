"""Once a day somebody looks whether the beat holds: what is missing is made, and an admin is told once of each gap."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.followups.ledger import Entry, told_of, write_down
from bot.followups.rules import Rung
from bot.i18n import texts_in
from bot.ledger.gaps import gaps_of
from bot.ledger.rules import OVERDUE_AFTER, Gap, GapKind
from bot.ledger.views import gaps_message
from bot.meetings.models import Series
from bot.meetings.planning import fill
from bot.people.models import Person
from bot.people.services import reader_of
from bot.steps.models import Step, StepKind, StepState
from bot.steps.services import Due, plan
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace

EVERY = timedelta(days=1)
MADE = frozenset({GapKind.NO_MEETING, GapKind.NO_STEP})  # what can be put back


def audit(session: Session, step: Step, now: datetime) -> datetime:
    """It comes again tomorrow. After an outage it waits until the others have caught up: being down is no gap."""
    if now - step.due_at > OVERDUE_AFTER:
        return now + OVERDUE_AFTER
    look(session, step.workspace_id, now=now)
    return now + EVERY


def look(session: Session, workspace_id: int, *, now: datetime) -> list[Gap]:
    """Returns the gaps an admin was told of now; each is told once, healed or not."""
    found = gaps_of(session, workspace_id, now=now)
    if not found:
        return []
    heal(session, found, now=now)
    left = {gap.key(series) for series, gap in gaps_of(session, workspace_id, now=now)}
    gaps = {gap.key(series): replace(gap, healed=gap.key(series) not in left) for series, gap in found}
    told = told_of(session, workspace_id, list(gaps))
    new = {key: gap for key, gap in gaps.items() if key not in told}
    admin = admin_of(session, workspace_id)
    if new and admin:
        _tell(session, workspace_id, admin, new, now=now)
    return list(new.values())


def heal(session: Session, found: Sequence[tuple[str, Gap]], *, now: datetime) -> None:
    """Missing rows and steps are made, as if the series had just been set up."""
    for series_id in dict.fromkeys(series for series, gap in found if gap.kind in MADE):
        series = session.get_one(Series, int(series_id))
        if series.until_local is not None:
            continue
        series.horizon = None  # from now on, not from where the last look ended
        fill(session, series, now=now)
        _wake(session, series, now=now)


def admin_of(session: Session, workspace_id: int) -> str:
    """Who set Flywheel up, if she is an admin and still here; else the admin known for longest. "" = none is known."""
    admins = select(Person.user_id).where(
        Person.workspace_id == workspace_id,
        *(col(Person.is_admin), col(Person.is_gone).is_(False), col(Person.is_bot).is_(False)),
    )
    people = session.exec(admins.order_by(col(Person.id))).all()
    first = session.get_one(Workspace, workspace_id).set_up_by
    return first if first and first in people else next(iter(people), "")


def _wake(session: Session, series: Series, *, now: datetime) -> None:
    """It looks again every day; where nothing waits to, something does from now on."""
    looks = select(Step).where(
        Step.workspace_id == series.workspace_id, Step.kind == StepKind.SERIES, Step.subject == str(series.key)
    )
    steps = session.exec(looks).all()
    if not any(step.state is StepState.PENDING for step in steps):
        seq = 1 + max((step.seq for step in steps), default=-1)
        plan(session, series.workspace_id, Due(StepKind.SERIES, str(series.key), now + EVERY, seq), now=now)


def _tell(session: Session, workspace_id: int, admin: str, new: dict[str, Gap], *, now: datetime) -> None:
    """One message, however many there are."""
    t = texts_in(reader_of(session, workspace_id, admin).language)
    named = zlib.crc32(" ".join(sorted(new)).encode())
    letter = Letter(f"audit:{named:08x}", Method.POST, admin, gaps_message(list(new.values()), t).payload())
    enqueue(session, workspace_id, letter, now=now)
    today = today_in(session, workspace_id, now)
    write_down(session, workspace_id, [Entry(key, Rung.DAY, today, admin) for key in new])
