"""Reading what happens in a meeting: who is there, what became of the items, how it was."""

from sqlmodel import Session, col, select

from bot.agenda.models import AgendaItem, ItemState
from bot.agenda.rules import in_order
from bot.board.models import Attendance, Discussed, ItemOutcome, Rating
from bot.board.rules import mean
from bot.meetings.models import Meeting
from bot.steps.models import Step, StepKind, StepState

NOT_SHOWN = (ItemState.DRAFT, ItemState.GONE)
CLOSED = "closed by itself"  # the outcome of the step that ends what was forgotten


def present_at(session: Session, meeting_id: int) -> set[str]:
    """Who said so, or did something on the board."""
    return set(session.exec(select(Attendance.person).where(Attendance.meeting_id == meeting_id)).all())


def outcomes_of(session: Session, meeting_id: int) -> list[Discussed]:
    """What became of each item, in the order of the agenda."""
    wanted = select(Discussed).where(Discussed.meeting_id == meeting_id)
    return list(session.exec(wanted.order_by(col(Discussed.position), col(Discussed.id))).all())


def became_of(session: Session, meeting_id: int) -> dict[int, ItemOutcome]:
    """By item."""
    return {row.item_id: row.outcome for row in outcomes_of(session, meeting_id)}


def mean_rating(session: Session, meeting_id: int) -> float | None:
    """Was it about the customer? 1-5; None below three ratings."""
    return mean(session.exec(select(Rating.stars).where(Rating.meeting_id == meeting_id)).all())


def items_on(session: Session, meeting_id: int) -> list[AgendaItem]:
    """All that stands on a meeting, settled or not, in order; what there is no time for comes last."""
    wanted = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting_id, col(AgendaItem.state).not_in(NOT_SHOWN)
    )  # fmt: skip
    return in_order(session.exec(wanted).all())


def closed_by_itself(session: Session, meeting: Meeting) -> bool:
    """Nobody ended it."""
    ends = select(Step.id).where(
        Step.workspace_id == meeting.workspace_id,
        Step.kind == StepKind.MEETING_END,
        Step.subject == str(meeting.key),
        Step.state == StepState.DONE,
        Step.outcome == CLOSED,
    )
    return session.exec(ends).first() is not None
