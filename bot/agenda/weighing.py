"""What counts for an item and what is said of it: its factors, its reasons, and the facts those reasons speak of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.agenda.evidence import Found
from bot.agenda.models import AgendaItem
from bot.agenda.rules import Factors, Reason
from bot.agenda.voices import Voices, declined, departments_of, voices_of
from bot.ownership.models import HandoffState
from bot.ownership.rules import times_handed_over
from bot.pains.models import Pain
from bot.workdays.rules import ONE_DAY, Calendar
from bot.workdays.services import calendars, today_in

DAYS_COUNTED = 250  # working days, about a year: nobody counts on
BROKEN = (Reason.UNANSWERED, Reason.OVERDUE)  # each is a promise not kept


@dataclass(frozen=True)
class Weighed:
    """What is stored on an item."""

    factors: Factors
    reasons: list[str]
    facts: dict[str, Any]


class Scales:
    """Everything needed to weigh the items of one agenda, read at once: however many, the same number of queries."""

    def __init__(
        self,
        session: Session,
        workspace_id: int,
        items: Collection[AgendaItem],
        found: Mapping[int, Found],
        *,
        now: datetime,
    ) -> None:
        self._now, self._found = now, found
        self._today = today_in(session, workspace_id, now)
        self._calendar = calendars(session, workspace_id).of_everybody
        self._pains = _pains(session, items, found)
        self._voices = voices_of(session, self._pains.values())
        people = {person for voices in self._voices.values() for person in voices.people}
        self._works_in = departments_of(session, workspace_id, people)
        self._days: dict[date, int] = {}

    def weigh(self, item: AgendaItem) -> Weighed:
        pain = self._pains.get(item.pain_id or 0)
        found = self._found.get(item.pain_id or 0)
        voices = self._voices[pain.key] if pain else Voices()
        reasons = self._reasons(item, found)
        touched = self._touched(item, pain, voices)
        factors = Factors(
            customers=len(voices.people),
            severity=pain.severity if pain else "",
            weeks=max((self._now - (pain or item).created_at).days // 7, 0),
            departments=len(touched),
            broken=_broken(pain, voices, found),
            carried=item.carried,
            brought=bool(item.by),
        )
        facts = self._facts(pain, voices, found) if pain else {}
        facts |= {"customers": factors.customers, "severity": factors.severity, "touched": touched}
        facts |= {"carried": item.carried}
        return Weighed(factors, reasons, facts)

    def _reasons(self, item: AgendaItem, found: Found | None) -> list[str]:
        """Those of the evidence, in the order of `Reason`; then that somebody brought it, then how often it waited."""
        speaking = set(found.reasons) if found else set[Reason]()
        speaking |= {Reason.BROUGHT} if item.by else set()
        speaking |= {Reason.CARRIED} if item.carried else set()
        return [reason for reason in Reason if reason in speaking]

    def _touched(self, item: AgendaItem, pain: Pain | None, voices: Voices) -> list[str]:
        """Keys of the departments it touches: as said, and of whoever has it, had it, was offered it, speaks for it."""
        keys = {self._works_in.get(person, "") for person in voices.people}
        keys |= {key for one in voices.handoffs for key in (one.from_department, one.to_department)}
        keys |= {pain.owner_department if pain else "", *item.departments}
        return sorted(keys - {""})

    def _facts(self, pain: Pain, voices: Voices, found: Found | None) -> dict[str, Any]:
        """The numbers its reasons speak of."""
        waiting = [one for one in voices.handoffs if one.state is HandoffState.OFFERED]
        reasons = found.reasons if found else {}
        facts: dict[str, Any] = {}
        if Reason.UNOWNED in reasons:
            facts["unowned_days"] = self._days_since(voices.released_at or pain.created_at)
        if Reason.UNANSWERED in reasons and waiting:
            facts |= {"offered_days": self._days_since(waiting[-1].offered_at), "offered_to": waiting[-1].to_department}
        if Reason.PING_PONG in reasons:
            facts["handed_over"] = times_handed_over(voices.handoffs)
        if Reason.OVERDUE in reasons and pain.next_on:
            facts["overdue_days"] = self._count(pain.next_on)
        return facts

    def _days_since(self, at: datetime) -> int:
        return self._count(at.astimezone(self._now.tzinfo).date())

    def _count(self, day: date) -> int:
        """Working days since then, at most `DAYS_COUNTED`."""
        if day not in self._days:
            self._days[day] = working_days(day, self._today, self._calendar)
        return self._days[day]


def working_days(since: date, until: date, calendar: Calendar) -> int:
    """After the one day and up to the other, at most `DAYS_COUNTED`."""
    count = 0
    while since < until and count < DAYS_COUNTED:
        since += ONE_DAY
        count += calendar.is_workday(since)
    return count


def _broken(pain: Pain | None, voices: Voices, found: Found | None) -> int:
    """Promises about it that were not kept: dates put off or missed, handoffs refused or not answered, customers told
    that it is fixed when it was not, or never told."""
    if pain is None:
        return 0
    now_broken = sum(reason in BROKEN for reason in found.reasons) if found else 0
    return pain.next_moves + declined(voices.handoffs) + voices.not_told + now_broken


def _pains(session: Session, items: Collection[AgendaItem], found: Mapping[int, Found]) -> dict[int, Pain]:
    """Of all items, by id; those of the evidence were read already."""
    pains = {pain_id: one.pain for pain_id, one in found.items()}
    others = {item.pain_id for item in items if item.pain_id} - set(pains)
    if others:
        pains |= {pain.key: pain for pain in session.exec(select(Pain).where(col(Pain.id).in_(others)))}
    return pains
