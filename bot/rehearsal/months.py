"""The ledger of the year: what happened in each month, counted in the database once the month is over."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.actions.models import Action, ActionState
from bot.checkpoints.gathering import brief_facts
from bot.checkpoints.models import Checkpoint, CheckpointKind, CheckpointState
from bot.checkpoints.rules import Mix
from bot.contacts.models import Contact, ContactState
from bot.contacts.queries import last_contact_by_department
from bot.decisions.models import Decision
from bot.i18n import texts_in
from bot.loops.models import Outcome, Telling
from bot.meetings.models import Meeting, MeetingStatus
from bot.ownership.models import Handoff, HandoffState
from bot.pains.models import History, Pain, PainStatus
from bot.prompts.models import Prompt, PromptState
from bot.rehearsal.heard import Message

# What people are told falls under one of these; everything else is an answer to something they did.
KINDS = {
    "card": "cards",
    "list": "daily lists",
    "telling": "please tell your customer",
    "told": "told by Flywheel",
    "owner": "who owns it now",
    "receipt": "receipts",
    "proposal": "proposals to leads",
    "offer": "offers",
    "board": "boards",
    "agenda": "agendas",
    "call": "calls for the agenda",
    "minutes": "minutes",
    "lead": "your turn to lead",
    "prompt": "questions to leaders",
    "roll-up": "roll-ups of their answers",
    "review": "why, and what is next?",
    "mix": "mixes before a review",
    "brief": "briefs",
    "voice": "the customer's voice",
    "story": "may your story be told?",
    "closed": "loops closed, in the thread",
}


WORKSPACE = 1  # the only one there is


@dataclass(frozen=True)
class Month:
    """`hours`: from the report to an owner, the middle one; None = nobody took anything.

    `mix`: percent of hindsight, insight and foresight in the KPI review; `since_contact`: days since a department last
    met a customer, the middle one of all departments at the end of the month. None = there was none.
    """

    first: date
    reports: int
    taken: int
    handed: int
    resolved: int
    told: int
    hours: float | None
    open: int  # at its end
    not_told: int  # customers nobody has told yet, at its end
    by_stage: dict[str, int] = field(default_factory=dict)
    held: int = 0
    skipped: int = 0
    missed: int = 0
    decisions: int = 0
    given: int = 0
    kept: int = 0
    asked: int = 0  # departments, each time
    answered: int = 0  # of those
    reviews: int = 0  # KPI reviews and QBRs
    mix: Mix | None = None
    contacts: int = 0
    since_contact: float | None = None
    messages: dict[str, int] = field(default_factory=dict)


def month_of(session: Session, since: datetime, until: datetime, first: date, messages: Iterable[Message]) -> Month:
    """Of one workspace, the only one there is."""
    spans = [(owned_at - created_at).total_seconds() / 3600 for created_at, owned_at in _taken(session, since, until)]
    statuses = _meetings(session, since, until)
    return Month(
        first=first,
        reports=_count(session, col(Pain.created_at), since, until),
        taken=_deeds(session, "took", since, until),
        handed=_count(session, col(Handoff.answered_at), since, until, Handoff.state == HandoffState.ACCEPTED),
        resolved=_deeds(session, "resolved", since, until) + _deeds(session, "not doing", since, until),
        told=_count(session, col(Telling.answered_at), since, until, Telling.outcome == Outcome.TOLD),
        hours=median(spans) if spans else None,
        open=_all(session, select(func.count()).where(Pain.status == PainStatus.OPEN)),
        not_told=_all(session, select(func.count()).where(Telling.outcome == Outcome.WAITING)),
        by_stage=_by_stage(session, since, until),
        held=statuses[MeetingStatus.HELD],
        skipped=statuses[MeetingStatus.SKIPPED] + statuses[MeetingStatus.CANCELLED],
        missed=statuses[MeetingStatus.MISSED],
        decisions=_count(session, col(Decision.made_at), since, until),
        given=_count(session, col(Action.created_at), since, until),
        kept=_count(session, col(Action.ended_at), since, until, Action.state == ActionState.DONE),
        asked=_count(session, col(Prompt.asked_at), since, until, Prompt.message_ts != ""),
        answered=_count(
            session, col(Prompt.asked_at), since, until, Prompt.message_ts != "", Prompt.state == PromptState.ANSWERED
        ),
        **_rhythm(session, since, until),
        messages=dict(Counter(message.kind for message in messages)),
    )


def _rhythm(session: Session, since: datetime, until: datetime) -> dict[str, Any]:
    """Reviews and contacts."""
    within = (col(Checkpoint.meets_at) >= since, col(Checkpoint.meets_at) < until)
    reviews = session.exec(select(Checkpoint).where(*within, Checkpoint.state == CheckpointState.HELD)).all()
    kpi_review = next((one for one in reviews if one.kind is CheckpointKind.MONTH), None)
    days = [days for days in last_contact_by_department(session, WORKSPACE, until.date()).values() if days is not None]
    done = (col(Contact.done_on) >= since.date(), col(Contact.done_on) < until.date())
    return {
        "reviews": len(reviews),
        "mix": brief_facts(session, kpi_review, texts_in("en"), now=until).mix if kpi_review else None,
        "contacts": _all(session, select(func.count()).where(Contact.state == ContactState.DONE, *done)),
        "since_contact": median(days) if days else None,
    }


def _taken(session: Session, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    """(reported, owned) of what was reported in that time and is owned by now, or was before it was settled."""
    first = select(History.pain_id, func.min(History.at).label("at")).where(col(History.what).in_(["took", "accepted"]))
    owned = first.group_by(col(History.pain_id)).subquery()
    wanted = sa.select(col(Pain.created_at), owned.c.at).join(owned, owned.c.pain_id == col(Pain.id))
    within = wanted.where(owned.c.at >= since, owned.c.at < until)
    return [(created_at, at) for created_at, at in session.connection().execute(within)]


def _deeds(session: Session, what: str, since: datetime, until: datetime) -> int:
    return _count(session, col(History.at), since, until, History.what == what)


def _count(session: Session, at: Mapped[Any], since: datetime, until: datetime, *more: object) -> int:
    within = (at >= since, at < until, *more)
    return _all(session, select(func.count()).where(*within))  # type: ignore[arg-type]


def _all(session: Session, query: SelectOfScalar[int]) -> int:
    return session.exec(query).one()


def _meetings(session: Session, since: datetime, until: datetime) -> Counter[MeetingStatus]:
    wanted = select(Meeting.status).where(col(Meeting.starts_at) >= since, col(Meeting.starts_at) < until)
    return Counter(MeetingStatus(status) for status in session.exec(wanted))


def _by_stage(session: Session, since: datetime, until: datetime) -> dict[str, int]:
    wanted = select(Pain.stage, func.count()).where(col(Pain.created_at) >= since, col(Pain.created_at) < until)
    return dict(session.exec(wanted.group_by(col(Pain.stage))).all())
