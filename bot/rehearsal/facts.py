"""What the database says at a moment: what is due this morning, and what was never finished."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from bot.contacts.models import Contact, ContactState
from bot.delivery.letters import UNFINISHED, Method, State
from bot.delivery.models import OutboxRow
from bot.loops.models import Outcome, Telling
from bot.pains.models import Pain, PainStatus
from bot.rehearsal.heard import Finding
from bot.steps.models import Step, StepState

FORGIVEN = timedelta(hours=1)
ROWS_AT_ONCE = 1_000
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Promise:
    """The day on which somebody has to hear of something: `about` is "P-12", or "met:5" of a day with customers."""

    person: str
    about: str
    day: date


def promises_on(session: Session, day: date) -> list[Promise]:
    """Those whose day has come, of everybody."""
    return [*_pains_on(session, day), *_contacts_on(session, day)]


def _pains_on(session: Session, day: date) -> Iterator[Promise]:
    """The day an owner said she looks at it again."""
    due = select(col(Pain.owner), col(Pain.number), col(Pain.next_on)).where(
        Pain.status == PainStatus.OPEN, Pain.owner != "", col(Pain.next_on) <= day
    )
    for owner, number, next_on in session.exec(due):
        if next_on:
            yield Promise(owner, f"P-{number}", next_on)


def _contacts_on(session: Session, day: date) -> Iterator[Promise]:
    """The first of the days that are hers, where she has any."""
    due = select(Contact).where(Contact.state == ContactState.PLANNED, col(Contact.days) > 0, Contact.planned_on == day)
    for contact in session.exec(due):
        yield Promise(contact.person, f"met:{contact.key}", contact.planned_on)


def unfinished(
    session: Session, was_said: Callable[[str], bool], away: Sequence[Span], until: datetime
) -> list[Finding]:
    """At the end of the year, all that was due before `until` and came to nothing."""
    found = [*_letters(session, was_said, away, until), *_steps(session, until), *_unsaid(session, until)]
    return sorted(found, key=lambda finding: finding.at)


def _letters(
    session: Session, was_said: Callable[[str], bool], away: Sequence[Span], until: datetime
) -> Iterator[Finding]:
    columns = (OutboxRow.key, OutboxRow.wire_key, OutboxRow.method, OutboxRow.state)
    wanted = select(*columns, OutboxRow.due_at, OutboxRow.last_error)  # type: ignore[call-overload]
    for key, wire_key, method, state, due_at, why in session.exec(wanted.execution_options(yield_per=ROWS_AT_ONCE)):
        if state == State.SENT and method == Method.POST and not was_said(wire_key):
            yield Finding(due_at, "lost", f"{key} counts as sent, and nobody saw it")
        elif state in UNFINISHED and due_at < until:
            yield Finding(due_at, "lost", f"{key} still waits ({why or state})")
        elif state == State.PARKED:
            yield Finding(due_at, "lost", f"{key} could not be sent ({why})")
        elif state == State.EXPIRED and method == Method.POST and not _is_excused(due_at, away):
            yield Finding(due_at, "lost", f"{key} was too late, and nothing was in its way")


def _is_excused(due_at: datetime, away: Sequence[Span]) -> bool:
    return any(since <= due_at <= until for since, until in away)


def _steps(session: Session, until: datetime) -> Iterator[Finding]:
    wanted = select(Step).where(Step.state == StepState.PENDING, col(Step.due_at) < until - FORGIVEN)
    for step in session.exec(wanted):
        yield Finding(step.due_at, "lost", f"{step.kind} of {step.subject} was due and not done")


def _unsaid(session: Session, until: datetime) -> Iterator[Finding]:
    """A report without a card, a customer nobody was asked to tell."""
    before = until - FORGIVEN
    cards = select(Pain).where(Pain.card_ts == "", Pain.status != PainStatus.WITHDRAWN, col(Pain.created_at) < before)
    for pain in session.exec(cards):
        yield Finding(pain.created_at, "lost", f"P-{pain.number} has no card")
    asked = select(Telling).where(Telling.outcome == Outcome.WAITING, Telling.message_ts == "", Telling.how == "")
    for telling in session.exec(asked.where(col(Telling.asked_at) < before)):
        yield Finding(telling.asked_at, "lost", f"{telling.teller} was not asked to tell {telling.customer}")
