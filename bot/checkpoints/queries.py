"""Reading reviews, what was said for them, and who is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.checkpoints.models import Checkpoint, CheckpointKind, CheckpointState, Remark, View
from bot.checkpoints.rules import missing
from bot.departments.rules import department_name
from bot.departments.services import departments
from bot.errors import UserError
from bot.i18n import N_, Texts, language_for, texts_in
from bot.people.services import reader_of
from bot.permissions.rules import Role
from bot.permissions.services import roles_of
from bot.prompts.queries import leaders
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from bot.years.queries import quarter_of
from bot.years.rules import Quarter

GONE = N_("That review is not there any more.")
OPEN = (CheckpointState.PLANNED, CheckpointState.ASKED)
Said = Mapping[tuple[str, View], Remark]  # by department and part


def find_checkpoint(session: Session, workspace_id: int, checkpoint_id: int, *, held: bool = False) -> Checkpoint:
    """`held`: until the end of this transaction. Raises UserError where there is none."""
    wanted = select(Checkpoint).where(Checkpoint.id == checkpoint_id, Checkpoint.workspace_id == workspace_id)
    if held:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = session.exec(wanted).first()
    if found is None:
        raise UserError(GONE)
    return found


def next_of(session: Session, workspace_id: int, kind: CheckpointKind, *, now: datetime) -> Checkpoint | None:
    """The next one that has not begun."""
    ahead = select(Checkpoint).where(
        Checkpoint.workspace_id == workspace_id,
        Checkpoint.kind == kind,
        col(Checkpoint.state).in_(OPEN),
        col(Checkpoint.meets_at) > now,
    )
    return session.exec(ahead.order_by(col(Checkpoint.meets_at))).first()


def last_of(session: Session, workspace_id: int, kind: CheckpointKind) -> Checkpoint | None:
    """The one whose brief went out last."""
    held = select(Checkpoint).where(
        Checkpoint.workspace_id == workspace_id, Checkpoint.kind == kind, Checkpoint.state == CheckpointState.HELD
    )
    return session.exec(held.order_by(col(Checkpoint.starts_on).desc())).first()


def has_passed_on(session: Session, checkpoint: Checkpoint, *, now: datetime) -> bool:
    """The next review of its kind has come: nobody waits for this brief any more."""
    later = select(Checkpoint.id).where(
        Checkpoint.workspace_id == checkpoint.workspace_id,
        Checkpoint.kind == checkpoint.kind,
        col(Checkpoint.starts_on) > checkpoint.starts_on,
        col(Checkpoint.meets_at) <= now,
    )
    return session.exec(later).first() is not None


def said_of(session: Session, checkpoint_id: int) -> Said:
    wanted = select(Remark).where(Remark.checkpoint_id == checkpoint_id).order_by(col(Remark.id))
    return {(one.department, one.part): one for one in session.exec(wanted)}


@dataclass(frozen=True)
class Gaps:
    """Departments (keys) somebody decides for that have not said a part, and those without anybody to ask."""

    insight: Sequence[str] = ()
    foresight: Sequence[str] = ()
    without_lead: Sequence[str] = ()
    asked: int = 0


def gaps_of(session: Session, checkpoint: Checkpoint, said: Said, *, on: date) -> Gaps:
    asked = leaders(session, checkpoint.workspace_id, on=on)
    spoke = {department for department, _ in said}
    everywhere = [one.key for one in departments(session, checkpoint.workspace_id)]
    return Gaps(
        missing(list(asked), set(said), View.INSIGHT),
        missing(list(asked), set(said), View.FORESIGHT),
        [key for key in everywhere if key not in asked and key not in spoke],
        len(asked),
    )


def departments_led(session: Session, workspace_id: int, person: str, *, now: datetime) -> list[str]:
    """Where she decides, or stands in for who does."""
    today = today_in(session, workspace_id, now)
    return [
        one.key
        for one in departments(session, workspace_id)
        if Role.LEAD in roles_of(session, workspace_id, person, on=today, department=one.key)
    ]


def quarter_looked_at(session: Session, checkpoint: Checkpoint) -> Quarter | None:
    """None for a month."""
    if checkpoint.kind is CheckpointKind.MONTH:
        return None
    return quarter_of(session, checkpoint.workspace_id, checkpoint.starts_on)


def title_of(session: Session, checkpoint: Checkpoint, t: Texts) -> str:
    """ "KPI review: September 2026", "QBR: Q3 FY27"; raw."""
    quarter = quarter_looked_at(session, checkpoint)
    if quarter is None:
        return t("KPI review: {month}", month=month_name(checkpoint.starts_on, t.language))
    return t("QBR: {quarter}", quarter=f"Q{quarter.number} {quarter.year}")


def month_name(month: date, language: str) -> str:
    """ "September 2026" """
    from babel.dates import format_skeleton  # only here: it would cost every start

    return str(format_skeleton("yMMMM", month, locale=language))


def called(session: Session, workspace_id: int, t: Texts) -> dict[str, str]:
    """The names of departments, by key, in their order, raw."""
    return {one.key: department_name(one, t) for one in departments(session, workspace_id)}


def texts_for(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)


def channel_texts(session: Session, workspace_id: int) -> Texts:
    """A channel is written in the workspace's language."""
    return texts_in(language_for(None, session.get_one(Workspace, workspace_id).language, None))
