"""What in the life of a pain is counted, and as what. `recount` reads the same from the rows themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from bot.figures.models import What
from bot.figures.rules import crossing, whole_days
from bot.figures.services import count
from bot.loops.models import Outcome, Telling
from bot.ownership.models import Handoff, HandoffState
from bot.pains.models import Echo, History, Pain

TAKING = ("took", "accepted")  # in the history of a pain: somebody owns it now
TOOK_IN = "took in"
OUTCOMES = {
    Outcome.WAITING: What.WAITING,
    Outcome.TOLD: What.TOLD,
    Outcome.UNREACHABLE: What.UNREACHED,
    Outcome.NOT_FIXED: What.NOT_FIXED,
}
ANSWERED = (HandoffState.ACCEPTED, HandoffState.DECLINED)


def count_report(session: Session, workspace_id: int, stage: str, at: datetime, *, by: int = 1) -> None:
    """One count, not two: it is written within every capture."""
    count(session, workspace_id, What.REPORTED, at, of=stage, by=by)


def count_voice(session: Session, workspace_id: int, at: datetime) -> None:
    """A "me too"."""
    count(session, workspace_id, What.VOICES, at)


def count_stage(session: Session, pain: Pain, before: str) -> None:
    """Somebody said where on the journey it hurts: the report is counted there from now on."""
    if pain.stage != before:
        count(session, pain.workspace_id, What.REPORTED, pain.created_at, of=before, by=-1)
        count(session, pain.workspace_id, What.REPORTED, pain.created_at, of=pain.stage)


def uncount_voice(session: Session, echo: Echo) -> None:
    """Taken back. One that came from a pain joined to this was counted there, and stays."""
    joined = select(History.id).where(
        History.pain_id == echo.pain_id, History.what == TOOK_IN, History.at == echo.created_at
    )
    if session.exec(joined).first() is None:
        count(session, echo.workspace_id, What.VOICES, echo.created_at, by=-1)


def count_owner(session: Session, pain: Pain, *, now: datetime) -> None:
    """Its first owner; the history says already that she is."""
    owners = select(func.count()).where(History.pain_id == pain.key, col(History.what).in_(TAKING))
    if session.exec(owners).one() == 1:
        days = whole_days(pain.created_at, now)
        count(session, pain.workspace_id, What.TAKEN, now, of=pain.owner_department, bucket=days)


def count_answer(session: Session, handoff: Handoff) -> None:
    """A yes or a no from another department; an offer that was taken back crossed nothing."""
    between, at = (handoff.from_department, handoff.to_department), handoff.answered_at
    if at is not None:
        for what in crossed(handoff.state, *between):
            days = whole_days(handoff.offered_at, at)
            count(session, handoff.workspace_id, what, at, of=crossing(*between), bucket=days)


def crossed(state: HandoffState, from_department: str, to_department: str) -> Sequence[What]:
    """What a handoff counts as."""
    if state not in ANSWERED or from_department == to_department:
        return ()
    return (What.CROSSED, What.DECLINED) if state is HandoffState.DECLINED else (What.CROSSED,)


def count_telling(session: Session, pain: Pain, telling: Telling, *, by: int = 1) -> None:
    """What became of one customer; before it changes, the same with `by=-1`."""
    what, at = OUTCOMES.get(telling.outcome), telling.answered_at or telling.asked_at
    if what:
        days = whole_days(pain.created_at, at) if what is What.TOLD else 0
        count(session, pain.workspace_id, what, at, bucket=days, by=by)
