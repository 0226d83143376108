"""Three customers in their own words, and what became of them: the longest ways that ended well."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, or_, select

from bot.delivery.letters import Method, State
from bot.delivery.models import OutboxRow
from bot.i18n import texts_in
from bot.pains.models import Echo, History, Pain, PainStatus
from bot.pains.rules import DEEDS, STAGES, label
from bot.people.services import names_of
from bot.rehearsal.company import Report
from bot.slack.text import one_line

HOW_MANY = 3
MOST_LINES = 13
SMALL = {"me too", "details", "asked", "date", "agenda", "off agenda", "action date"}  # left out where it gets long
# What the bot did by itself, by what its letter is named.
BY_ITSELF = {
    "card": "showed it to the flywheel team",
    "proposal": "asked the lead whether it is hers, because nobody had taken it",
    "offer": "asked the other department for an answer",
    "telling": "asked the reporter to tell the customer, with the words ready",
    "closed": "closed the loop in the customer's thread",
}


@dataclass(frozen=True)
class Line:
    """`who` is "" where it was the bot."""

    at: datetime
    who: str
    what: str
    is_small: bool = False


@dataclass(frozen=True)
class Story:
    """`words` are the customer's own, in `language`."""

    name: str
    customer: str
    language: str
    title: str
    words: str
    stage: str
    voices: int
    resolution: str
    days: int
    lines: list[Line]


def stories(session: Session, report_of: Mapping[int, Report]) -> list[Story]:
    """In both languages, where there are any, and each from another stage; told to the end."""
    chosen: list[Story] = []
    for pain in _eventful(session):
        report = report_of.get(pain.key)
        if report is None or report.is_private or any(STAGES[pain.stage] == other.stage for other in chosen):
            continue
        if [other.language for other in chosen].count(report.reporter.language) < 2 and len(chosen) < HOW_MANY:
            story = _story(session, pain, report)
            chosen += [story] if len(story.lines) <= MOST_LINES else []
    return chosen


def _eventful(session: Session) -> list[Pain]:
    """Closed ones, those first with which most different things happened."""
    deeds = func.count(func.distinct(History.what))
    lengths = select(History.pain_id, deeds.label("deeds")).group_by(col(History.pain_id)).subquery()
    closed = select(Pain).join(lengths, lengths.c.pain_id == col(Pain.id))
    wanted = closed.where(Pain.status == PainStatus.CLOSED, col(Pain.not_doing).is_(False))
    return list(session.exec(wanted.order_by(lengths.c.deeds.desc(), col(Pain.id)).limit(200)).all())


def _story(session: Session, pain: Pain, report: Report) -> Story:
    voices = session.exec(select(func.count()).where(Echo.pain_id == pain.key)).one()
    lines = sorted([*_deeds(session, pain), *_letters(session, pain)], key=lambda line: line.at)
    return Story(
        name=label(pain.number),
        customer=report.customer,
        language=report.reporter.language,
        title=pain.title,
        words=report.complaint.words,
        stage=STAGES[pain.stage],
        voices=voices,
        resolution=pain.resolution,
        days=((pain.closed_at or pain.created_at) - pain.created_at).days,
        lines=_without_small(lines),
    )


def _without_small(lines: list[Line]) -> list[Line]:
    """Where it is too long, what matters least goes, the latest first."""
    too_many = max(len(lines) - MOST_LINES, 0)
    small = [place for place, line in enumerate(lines) if line.is_small]
    gone = set(small[len(small) - too_many :]) if too_many < len(small) else set(small)
    return [line for place, line in enumerate(lines) if place not in gone]


def _deeds(session: Session, pain: Pain) -> list[Line]:
    rows = session.exec(select(History).where(History.pain_id == pain.key).order_by(col(History.id))).all()
    names = names_of(session, pain.workspace_id, [row.actor for row in rows])
    t = texts_in("en")
    return [
        Line(
            row.at,
            names.get(row.actor, ""),
            t(DEEDS[row.what], detail=one_line(row.detail, 120)),
            row.what in SMALL,
        )
        for row in rows
        if row.what in DEEDS
    ]


def _letters(session: Session, pain: Pain) -> list[Line]:
    """What the bot sent about it by itself."""
    found = []
    for kind, what in BY_ITSELF.items():
        about = f"{kind}:{pain.number}"
        sent = select(OutboxRow.finished_at).where(
            OutboxRow.workspace_id == pain.workspace_id,
            or_(OutboxRow.key == about, col(OutboxRow.key).startswith(f"{about}:", autoescape=True)),
            OutboxRow.state == State.SENT,
            OutboxRow.method == Method.POST,
        )
        found += [Line(at, "", what) for at in session.exec(sent).all()[:1] if at]
    return found
