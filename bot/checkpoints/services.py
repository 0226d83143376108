"""What leaders do with a review: say why and what is next; and what the team does: move it, call it off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, col, select

from bot.checkpoints.forms import FIELDS
from bot.checkpoints.models import Checkpoint, CheckpointState, Remark, View
from bot.checkpoints.planning import call_off, retime
from bot.checkpoints.posting import edit_brief, tell_called_off, tell_moved
from bot.checkpoints.queries import OPEN, find_checkpoint, said_of
from bot.checkpoints.rules import moment_of
from bot.errors import UserError
from bot.i18n import N_
from bot.pains.rules import wordless
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.workdays.rules import zone_of
from bot.workdays.services import today_in
from bot.years.queries import company_calendar

EMPTY = N_("Write a few words in one field at least.")
FIXED = N_("The brief is out, and this stands in it as it was. Say in its thread what has changed.")
OFF = N_("This review was called off.")
OVER = N_("This review is over.")
NO_TIME = N_("Choose a day and a time.")
PAST = N_("That is in the past. Choose a day and a time to come.")
BEYOND_NEXT = N_("The next review of this kind is on {when}. Choose a time before it.")
BEFORE_END = N_("The time it looks at is not over by then. Choose {day} or later.")
NO_REASON = N_("Say in a few words why.")


@dataclass(frozen=True)
class Wish:
    """Another time as typed: "2026-03-10", "10:00"; "" = nothing."""

    day: str
    clock: str


def save_remarks(
    session: Session, workspace_id: int, by: str, about: tuple[int, str], texts: Mapping[View, str], *, now: datetime
) -> Checkpoint:
    """`about`: (checkpoint, department). What is left empty is taken back, as long as it is in no brief.

    Raises UserError for whoever may not, and at the field that cannot be kept.
    """
    checkpoint = find_checkpoint(session, workspace_id, about[0], held=True)
    check_may_write(session, checkpoint, by, about[1], now=now)
    said = {part: one for (department, part), one in said_of(session, about[0]).items() if department == about[1]}
    kept = said if checkpoint.state is CheckpointState.HELD else {}
    if all(wordless(text) for text in texts.values()) and not kept:
        raise UserError(EMPTY, block_id=FIELDS[View.INSIGHT])
    where = {"workspace_id": workspace_id, "checkpoint_id": about[0], "department": about[1]}
    blank: dict[str, Any] = {**where, "by": by, "at": now}
    changed = [
        _keep(session, checkpoint, said.get(part), Remark(**blank, part=part, text=text))
        for part, text in texts.items()
    ]
    if any(changed):
        edit_brief(session, checkpoint, now=now)
    return checkpoint


def check_may_write(session: Session, checkpoint: Checkpoint, by: str, department: str, *, now: datetime) -> None:
    """Raises UserError for whoever does not decide there, and for a review that was called off."""
    today = today_in(session, checkpoint.workspace_id, now)
    require(session, checkpoint.workspace_id, by, Act.WRITE_REMARKS, on=today, department=department)
    if checkpoint.state is CheckpointState.CANCELLED:
        raise UserError(OFF)


def move(session: Session, workspace_id: int, by: str, checkpoint_id: int, wish: Wish, *, now: datetime) -> Checkpoint:
    """To another time on the wall of the company. Raises UserError at the field."""
    checkpoint = _open(session, workspace_id, by, checkpoint_id, now=now)
    local = _local(wish)
    at, was = moment_of(local, checkpoint.zone), checkpoint.meets_at
    _check_time(session, checkpoint, local.date(), at, by, now=now)
    if at == was:
        return checkpoint
    checkpoint.meets_local, checkpoint.meets_at, checkpoint.moved = local, at, True
    session.add(checkpoint)
    session.flush()
    retime(session, checkpoint, company_calendar(session, workspace_id), now=now)
    tell_moved(session, checkpoint, by, was, now=now)
    return checkpoint


def cancel(session: Session, workspace_id: int, by: str, checkpoint_id: int, why: str, *, now: datetime) -> Checkpoint:
    """Nobody is asked any more; the period has no brief. Raises UserError without a reason."""
    checkpoint = _open(session, workspace_id, by, checkpoint_id, now=now)
    if wordless(why):
        raise UserError(NO_REASON, block_id=BlockId.WHY)
    checkpoint.state, checkpoint.why = CheckpointState.CANCELLED, why[:200]
    session.add(checkpoint)
    session.flush()
    call_off(session, checkpoint, now=now)
    tell_called_off(session, checkpoint, by, now=now)
    return checkpoint


def check_open(checkpoint: Checkpoint) -> None:
    """Raises UserError for one that is over, and for one that was called off."""
    if checkpoint.state is CheckpointState.CANCELLED:
        raise UserError(OFF)
    if checkpoint.state is CheckpointState.HELD:
        raise UserError(OVER)


def _open(session: Session, workspace_id: int, by: str, checkpoint_id: int, *, now: datetime) -> Checkpoint:
    """Held until this is over: two people move it one after the other."""
    require(session, workspace_id, by, Act.EDIT_REVIEW, on=today_in(session, workspace_id, now))
    checkpoint = find_checkpoint(session, workspace_id, checkpoint_id, held=True)
    check_open(checkpoint)
    return checkpoint


def _local(wish: Wish) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(wish.day), time.fromisoformat(wish.clock))
    except ValueError:
        raise UserError(NO_TIME, block_id=BlockId.REVIEW_DAY) from None


def _check_time(session: Session, checkpoint: Checkpoint, day: date, at: datetime, by: str, *, now: datetime) -> None:
    """After the period and now, before the next review of its kind."""
    if at <= now:
        raise UserError(PAST, block_id=BlockId.REVIEW_DAY)
    if day < checkpoint.ends_on:
        raise UserError(BEFORE_END, day=str(checkpoint.ends_on), block_id=BlockId.REVIEW_DAY)
    later = select(Checkpoint.meets_at).where(
        Checkpoint.workspace_id == checkpoint.workspace_id,
        Checkpoint.kind == checkpoint.kind,
        col(Checkpoint.starts_on) > checkpoint.starts_on,
        col(Checkpoint.state).in_(OPEN),
    )
    following = session.exec(later.order_by(col(Checkpoint.meets_at))).first()
    if following and at >= following:
        language = reader_of(session, checkpoint.workspace_id, by).language
        raise UserError(
            BEYOND_NEXT, when=plain_moment(following, checkpoint.zone, language), block_id=BlockId.REVIEW_DAY
        )


def plain_moment(at: datetime, zone: str, language: str) -> str:
    """For the error of a field, which shows no Slack dates: "Mar 10, 2026, 10:00 AM"."""
    from babel.dates import format_datetime  # only here: it would cost every start

    return str(format_datetime(at, "medium", tzinfo=zone_of(zone), locale=language))


def _keep(session: Session, checkpoint: Checkpoint, known: Remark | None, new: Remark) -> bool:
    """Whether anything changed."""
    text, part = new.text, new.part
    if (known.text if known else "") == text or (wordless(text) and known is None):
        return False
    if known and checkpoint.state is CheckpointState.HELD:
        raise UserError(FIXED, block_id=FIELDS[part])
    if known and wordless(text):
        session.delete(known)
        session.flush()
        return True
    row = known or new
    row.text, row.by, row.at = text, new.by, new.at
    session.add(row)
    session.flush()
    return True
