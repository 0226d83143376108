"""The one message a day: whose morning it is, whether there is a reason to write, and what is written.

Whether to write is decided in the morning, for a hundred people at a time. What is written is read again when the
letter goes out, and what it told is written down with its delivery: a list that never arrived has told nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.delivery.letters import KEPT, Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.departments.services import departments
from bot.followups.debtors import Batch, Debtor, gather
from bot.followups.ledger import Entry, told_of, write_down
from bot.followups.models import DailyLook
from bot.followups.obligations import owed_by
from bot.followups.rules import (
    CLIMBS,
    EVENING,
    NEAR,
    Obligation,
    Owed,
    Rung,
    Told,
    Week,
    is_at_work,
    is_late,
    is_shown,
    next_morning,
    next_rung,
    says,
)
from bot.followups.views import ListFacts, list_message
from bot.followups.weeks import week_subject, weeks_of
from bot.i18n import texts_in
from bot.meetings.queries import planned_meetings
from bot.ownership.agenda import AgendaReason, mark_for_agenda
from bot.people.services import names_of
from bot.slack.blocks import Message
from bot.slack.ids import PurposeId
from bot.workdays.rules import at_time

BATCH = 100  # people in one transaction
NOTHING: Told = {}


@dataclass(frozen=True)
class Line:
    """One thing on a list; `rung` is what makes it news today, NONE for what is only on it."""

    owed: Obligation
    told: Told
    rung: Rung


@dataclass(frozen=True)
class Debts:
    """All a list may say to one person."""

    debtor: Debtor
    lines: tuple[Line, ...] = ()
    weeks: tuple[Week, ...] = ()  # of her departments, if this week's view is still to come

    @property
    def is_news(self) -> bool:
        return bool(self.weeks) or any(line.rung for line in self.lines)


def send_lists(session: Session, workspace_id: int, *, now: datetime, at_once: int = BATCH) -> bool:
    """One batch of the people whose morning has come. True = there may be more of them.

    However many people are in it: the same number of queries, and one more for each letter.
    """
    looks = due_looks(session, workspace_id, now=now, at_once=at_once)
    if not looks:
        return False
    batch = gather(session, workspace_id, [look.person for look in looks], now=now)
    for look in looks:
        debtor = batch.people[look.person]
        look.due_at = next_morning(now, debtor.zone, batch.calendar_of(debtor))
    session.flush()
    at_work = [one for one in _debts(session, batch, until=batch.latest_day + NEAR) if _is_at_work(one.debtor, batch)]
    write_down(session, workspace_id, _unsaid(at_work, batch))
    letters = [_letter(one.debtor) for one in at_work if one.is_news and not one.debtor.is_paused]
    enqueue(session, workspace_id, *letters, now=now)
    _put_on_agenda(session, workspace_id, at_work, batch, now=now)
    return len(looks) == at_once


def render_list(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None when nothing is due any more, or she does not want to hear of it any more."""
    day = date.fromisoformat(row.subject)
    debts, batch = debts_of(session, row.workspace_id, row.channel, now=row.due_at)
    debtor = debts.debtor
    if debtor.is_paused or debtor.is_away or debtor.today != day or not debts.is_news:
        return None
    late = is_late((row.perhaps_since or row.due_at).astimezone(debtor.zone))  # when it is claimed, not when decided
    facts = replace(_facts(session, debts, batch), weeks=debts.weeks, is_late=late)
    return {**list_message(facts, texts_in(debtor.language)).payload(), KEPT: list(_tells(debts))}


def list_now(session: Session, workspace_id: int, person: str, *, said: str, now: datetime) -> Message:
    """What takes the place of a list in which something was just done."""
    debts, batch = debts_of(session, workspace_id, person, now=now)
    return list_message(replace(_facts(session, debts, batch), said=said), texts_in(debts.debtor.language))


def list_told(session: Session, delivered: Delivered, now: datetime) -> None:
    """It arrived. What came up while it was on its way was not in it."""
    row = delivered.row
    day, told = date.fromisoformat(row.subject), row.payload.get(KEPT, [])
    write_down(session, row.workspace_id, [Entry(subject, Rung(rung), day, row.channel) for subject, rung in told])


def _tells(debts: Debts) -> Iterator[tuple[str, int]]:
    """What is news in it: what it is about, and how far the ladder is climbed with it."""
    yield from ((line.owed.subject, line.rung.value) for line in debts.lines if line.rung)
    if debts.weeks:
        yield week_subject(debts.debtor), Rung.DAY.value


def due_looks(session: Session, workspace_id: int, *, now: datetime, at_once: int) -> list[DailyLook]:
    """Those that are due longest and in nobody else's hands; they are ours until the end of the transaction."""
    due = select(DailyLook).where(DailyLook.workspace_id == workspace_id, col(DailyLook.due_at) <= now)
    first = due.order_by(col(DailyLook.due_at), col(DailyLook.id)).limit(at_once)
    return list(session.exec(first.with_for_update(skip_locked=True)).all())


def debts_of(session: Session, workspace_id: int, person: str, *, now: datetime) -> tuple[Debts, Batch]:
    batch = gather(session, workspace_id, [person], now=now)
    (debts,) = _debts(session, batch)
    return debts, batch


def lines_of(session: Session, batch: Batch, *, until: date | None = None) -> dict[str, list[Line]]:
    """What stands on the list of each person. `until`: pains with a later date are left out."""
    owed = owed_by(session, batch, until=until)
    told = told_of(session, batch.workspace.key, [one.subject for hers in owed.values() for one in hers])
    return {person: list(_shown(hers, told, batch.people[person], batch)) for person, hers in owed.items()}


def _debts(session: Session, batch: Batch, *, until: date | None = None) -> Iterator[Debts]:
    lines = lines_of(session, batch, until=until)
    weekly = {week_subject(debtor): debtor.decides_for for debtor in batch.people.values()}
    seen = told_of(session, batch.workspace.key, list(weekly))
    to_come = [department for subject, hers in weekly.items() if subject not in seen for department in hers]
    weeks = weeks_of(session, batch, to_come)
    for person, debtor in batch.people.items():
        hers = tuple(weeks[department] for department in debtor.decides_for if department in weeks)
        yield Debts(debtor, tuple(lines.get(person, [])), hers)


def _shown(owed: Iterable[Obligation], told: Mapping[str, Told], debtor: Debtor, batch: Batch) -> Iterator[Line]:
    for one in owed:
        calendar, known = batch.calendars.of(one.department), told.get(one.subject, NOTHING)
        if is_shown(one, known, debtor.today, calendar):
            yield Line(one, known, says(one, known, debtor.today, calendar))


def _facts(session: Session, debts: Debts, batch: Batch) -> ListFacts:
    return ListFacts(
        workspace_url=batch.workspace.url,
        today=debts.debtor.today,
        lines=[line.owed for line in debts.lines],
        names=names_of(session, batch.workspace.key, [line.owed.who for line in debts.lines]),
        departments={one.key: one for one in departments(session, batch.workspace.key)},
        meets_on=next_meeting_day(session, batch.workspace.key, debts.debtor, now=batch.now),
    )


def next_meeting_day(session: Session, workspace_id: int, debtor: Debtor, *, now: datetime) -> date | None:
    """The day of the next flywheel meeting where she is, from tomorrow on; None = none is planned."""
    planned = planned_meetings(session, workspace_id, since=now)
    days = (meeting.starts_at.astimezone(debtor.zone).date() for meeting in planned)
    return next((day for day in days if day > debtor.today), None)


def _is_at_work(debtor: Debtor, batch: Batch) -> bool:
    return not debtor.is_away and is_at_work(batch.now.astimezone(debtor.zone), batch.calendar_of(debtor))


def _letter(debtor: Debtor) -> Letter:
    """Not sent after her working day: what it would have said is said in the next one."""
    return Letter(
        key=f"list:{debtor.person}:{debtor.today}",
        method=Method.POST,
        channel=debtor.person,
        purpose=PurposeId.DAILY_LIST,
        subject=str(debtor.today),
        expires_at=at_time(debtor.today, EVENING, debtor.zone),
    )


def _unsaid(all_debts: Iterable[Debts], batch: Batch) -> Iterator[Entry]:
    """What nobody is written to about: she paused her reminders, nobody is above, the week had nothing to show."""
    for debts in all_debts:
        debtor = debts.debtor
        for line in debts.lines:
            if line.rung and debtor.is_paused:
                yield Entry(line.owed.subject, line.rung, debtor.today, outcome="paused")
            elif _rises(line, debtor, batch) is Rung.LEAD and _nobody_above(line.owed, debtor, batch):
                yield Entry(line.owed.subject, Rung.LEAD, debtor.today, outcome="nobody above")
        if debtor.decides_for and (debtor.is_paused or not debts.weeks):
            outcome = "paused" if debtor.is_paused else "nothing"
            yield Entry(week_subject(debtor), Rung.DAY, debtor.today, outcome=outcome)


def _put_on_agenda(
    session: Session, workspace_id: int, all_debts: Iterable[Debts], batch: Batch, *, now: datetime
) -> None:
    entries = []
    for debts in all_debts:
        for line in debts.lines:
            if _rises(line, debts.debtor, batch) is Rung.AGENDA:
                if line.owed.kind is Owed.PAIN:  # of an action the agenda sees its day itself
                    mark_for_agenda(session, workspace_id, line.owed.pain_id, AgendaReason.OVERDUE, now=now)
                entries.append(Entry(line.owed.subject, Rung.AGENDA, debts.debtor.today, outcome="agenda"))
    write_down(session, workspace_id, entries)


def _rises(line: Line, debtor: Debtor, batch: Batch) -> Rung:
    """How far her own pain or action climbs past her today; NONE = it does not."""
    if line.owed.kind not in CLIMBS:
        return Rung.NONE
    rung = next_rung(line.owed.due_on, line.told, debtor.today, batch.calendars.of(line.owed.department))
    return rung if rung > Rung.DAY else Rung.NONE


def _nobody_above(owed: Obligation, debtor: Debtor, batch: Batch) -> bool:
    return batch.deciders.get(owed.department, debtor.person) == debtor.person
