"""Reading the ledger: what was due around the coming meetings and the last ones, and what became of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from bot.delivery.letters import State
from bot.delivery.models import OutboxRow
from bot.followups.models import DailyLook
from bot.ledger.rules import AROUND, OVERDUE_AFTER, Entry, Fate, Lists, Posted, around, fate_of_step
from bot.meetings.models import Meeting, MeetingStatus, Series
from bot.people.models import Person
from bot.steps.models import Step, StepKind, StepState
from bot.workdays.rules import zone_of
from bot.workspaces.models import Workspace

NEAR = 12  # meetings before now, and after: each has one timed thing at least
KINDS = (*AROUND, StepKind.MEETING_MINUTES)
AT_ONCE = 5_000  # keys in one query
CALLED_OFF = {
    MeetingStatus.SKIPPED: Fate.SKIPPED,
    MeetingStatus.CANCELLED: Fate.SKIPPED,
    MeetingStatus.MISSED: Fate.MISSED,
}
FATES = {
    State.SENT: Fate.SENT,
    State.PARKED: Fate.STUCK,
    State.EXPIRED: Fate.MISSED,
    State.CANCELLED: Fate.SKIPPED,
}
# How the key of what a step posts begins.
LETTERS = {
    StepKind.MEETING_LEAD: "lead",
    StepKind.MEETING_CALL: "call",
    StepKind.MEETING_AGENDA: "agenda",
    StepKind.MEETING_START: "board",
    StepKind.MEETING_MINUTES: "minutes",
}


@dataclass(frozen=True)
class Known:
    """A meeting with its series and all that was planned around it."""

    meeting: Meeting
    series: Series
    steps: Sequence[Step]

    @property
    def name(self) -> str:
        """What its letters are named by."""
        return f"{self.series.uid}:{self.meeting.original_local:%Y%m%dT%H%M}"

    def key_of(self, step: Step) -> str:
        """Of the letter a step has posted; "" = it cannot be told."""
        if step.seq:
            return ""  # it was posted anew
        end = f":{self.meeting.facilitator}" if step.kind == StepKind.MEETING_LEAD else ""
        return f"{LETTERS[StepKind(step.kind)]}:{self.name}{end}"


def timed_things(session: Session, workspace_id: int, *, now: datetime) -> tuple[list[Entry], list[Entry]]:
    """(the last ten, the newest first; the next ten)."""
    known = meetings_near(session, workspace_id, now=now)
    letters = letters_of(session, workspace_id, [one.key_of(step) for one in known for step in one.steps])
    return around((entry for one in known for entry in _entries(one, letters, now)), now)


def meetings_near(session: Session, workspace_id: int, *, now: datetime) -> list[Known]:
    """In four queries, however long the history."""
    theirs = select(Meeting).where(
        Meeting.workspace_id == workspace_id, Meeting.status != MeetingStatus.SUPERSEDED
    )  # fmt: skip
    at = col(Meeting.starts_at)
    last = session.exec(theirs.where(at <= now).order_by(at.desc()).limit(NEAR)).all()
    coming = session.exec(theirs.where(at > now).order_by(at).limit(NEAR)).all()
    return with_steps(session, workspace_id, [*reversed(last), *coming])


def with_steps(session: Session, workspace_id: int, meetings: Sequence[Meeting]) -> list[Known]:
    """In two queries."""
    subjects = [str(meeting.key) for meeting in meetings]
    planned = select(Step).where(
        Step.workspace_id == workspace_id,
        col(Step.kind).in_([kind.value for kind in KINDS]),
        col(Step.subject).in_(subjects),
    )
    steps: dict[str, list[Step]] = {}
    for step in session.exec(planned.order_by(col(Step.due_at), col(Step.id))):
        steps.setdefault(step.subject, []).append(step)
    series = {one.key: one for one in session.exec(select(Series).where(Series.workspace_id == workspace_id))}
    return [Known(one, series[one.series_id], steps.get(str(one.key), [])) for one in meetings]


def letters_of(session: Session, workspace_id: int, keys: Collection[str]) -> dict[str, Posted]:
    """By key."""
    wanted = sorted(set(keys) - {""})
    query = select(OutboxRow.key, OutboxRow.state, OutboxRow.finished_at, OutboxRow.last_error).where(
        OutboxRow.workspace_id == workspace_id, col(OutboxRow.key).in_(wanted)
    )
    return {key: _posted(State(state), finished_at, why) for key, state, finished_at, why in session.exec(query)}


def _posted(state: State, finished_at: datetime | None, why: str) -> Posted:
    fate = FATES.get(state, Fate.ON_ITS_WAY)
    return Posted(fate, finished_at, "expired" if state is State.EXPIRED else why)


def lists_today(session: Session, workspace_id: int, *, now: datetime) -> Lists:
    """By the keys they have: nothing else of the outbox is read."""
    own = session.get_one(Workspace, workspace_id).time_zone
    theirs = (col(Person.workspace_id) == DailyLook.workspace_id) & (col(Person.user_id) == DailyLook.person)
    people = select(DailyLook.person, Person.time_zone).outerjoin(Person, theirs)
    people = people.where(DailyLook.workspace_id == workspace_id)
    keys = [f"list:{person}:{_today(zone, own, now)}" for person, zone in session.exec(people)]
    found: dict[State, int] = {}
    for start in range(0, len(keys), AT_ONCE):
        counted = select(OutboxRow.state, func.count()).where(
            OutboxRow.workspace_id == workspace_id, col(OutboxRow.key).in_(keys[start : start + AT_ONCE])
        )
        for state, count in session.exec(counted.group_by(col(OutboxRow.state))):
            found[State(state)] = found.get(State(state), 0) + count
    waiting = sum(found.get(state, 0) for state in (State.PENDING, State.SENDING, State.UNCLEAR))
    return Lists(found.get(State.SENT, 0), waiting, found.get(State.PARKED, 0))


def _today(zone: str | None, own: str, now: datetime) -> str:
    return str(now.astimezone(zone_of(zone or "", own)).date())


def _entries(known: Known, letters: Mapping[str, Posted], now: datetime) -> Iterator[Entry]:
    meeting = known.meeting
    for step in known.steps:
        if step.state is not StepState.CANCELLED:
            yield _entry(known, step, letters, now)
    if meeting.status in CALLED_OFF:
        yield Entry("meeting", meeting.starts_at, meeting.starts_at, CALLED_OFF[meeting.status], why=meeting.why)


def _entry(known: Known, step: Step, letters: Mapping[str, Posted], now: datetime) -> Entry:
    at, due_at = known.meeting.starts_at, step.due_at
    if step.state is StepState.PENDING:
        return Entry(step.kind, at, due_at, Fate.STUCK if now - due_at > OVERDUE_AFTER else Fate.WAITING)
    posted = letters.get(known.key_of(step))
    if posted is None:
        fate, why = fate_of_step(step.outcome)
        return Entry(step.kind, at, due_at, fate, step.done_at, why)
    why = fate_of_step(step.outcome)[1] if posted.fate is Fate.SKIPPED else posted.why
    return Entry(step.kind, at, due_at, posted.fate, posted.finished_at, "" if posted.fate is Fate.SENT else why)
