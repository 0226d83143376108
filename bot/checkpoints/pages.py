"""What a click or a command about reviews opens: the forms, the windows, and the next reviews."""

from datetime import date, datetime

from sqlmodel import Session

from bot.checkpoints import forms
from bot.checkpoints.behind import behind, span_of
from bot.checkpoints.behind_views import behind_window
from bot.checkpoints.brief_views import brief_message
from bot.checkpoints.facts import BriefFacts, Missing, ReviewFacts
from bot.checkpoints.gathering import ask_facts, brief_facts
from bot.checkpoints.models import Checkpoint, CheckpointKind, CheckpointState
from bot.checkpoints.queries import (
    called,
    departments_led,
    find_checkpoint,
    last_of,
    next_of,
    texts_for,
    title_of,
)
from bot.checkpoints.rules import asked_on_day, months_of
from bot.checkpoints.services import check_may_write, check_open
from bot.checkpoints.views import review_message
from bot.errors import UserError
from bot.i18n import N_, Texts
from bot.permissions.rules import Act, may
from bot.permissions.services import NOT_ALLOWED, require, roles_of
from bot.slack.blocks import Message, View
from bot.slack.payloads import id_in
from bot.slack.text import permalink
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from bot.years.queries import company_calendar

KINDS = {CheckpointKind.MONTH: N_("Monthly KPI review"), CheckpointKind.QUARTER: N_("QBR")}


def remarks_page(session: Session, workspace_id: int, reference: str, person: str, *, now: datetime) -> View:
    """`reference`: "checkpoint:department"; without a department, the first she decides for. Raises UserError."""
    number, _, department = reference.partition(":")
    checkpoint = find_checkpoint(session, workspace_id, id_in(number))
    department = department or next(iter(departments_led(session, workspace_id, person, now=now)), "")
    if not department:
        raise UserError(NOT_ALLOWED)
    check_may_write(session, checkpoint, person, department, now=now)
    t = texts_for(session, workspace_id, person)
    return forms.remarks_form(ask_facts(session, checkpoint, department, t), t)


def move_page(session: Session, workspace_id: int, about: str, person: str, *, now: datetime) -> View:
    """Raises UserError for whoever may not, and for a review that is over."""
    checkpoint = _editable(session, workspace_id, about, person, now=now)
    t = texts_for(session, workspace_id, person)
    return forms.move_form(checkpoint, title_of(session, checkpoint, t), t)


def call_off_page(session: Session, workspace_id: int, about: str, person: str, *, now: datetime) -> View:
    """As `move_page`."""
    checkpoint = _editable(session, workspace_id, about, person, now=now)
    t = texts_for(session, workspace_id, person)
    return forms.call_off_form(checkpoint, title_of(session, checkpoint, t), t)


def words_page(session: Session, workspace_id: int, about: str, person: str, *, now: datetime) -> View:
    """What every department said, whole. Raises UserError for a guest."""
    t = texts_for(session, workspace_id, person)
    return forms.remarks_window(facts_for(session, workspace_id, about, person, now=now), t)


def behind_page(
    session: Session, workspace_id: int, reference: str, person: str, page: int = 0, *, now: datetime
) -> View:  # fmt: skip
    """`reference`: "checkpoint:key". Raises UserError for a guest."""
    number, _, key = reference.partition(":")
    facts = facts_for(session, workspace_id, number, person, now=now)
    t, checkpoint = texts_for(session, workspace_id, person), facts.checkpoint
    span = span_of(session, workspace_id, *months_of(checkpoint.starts_on, checkpoint.ends_on))
    label = next((line.label for line in facts.lines if line.key == key), key)
    found = behind(session, workspace_id, key, span, page)
    return behind_window(f"{facts.title} · {facts.period}", label, found, reference, t)


def other_page(session: Session, workspace_id: int, reference: str, person: str, *, now: datetime) -> View:
    """`reference`: "page:checkpoint:key"."""
    page, _, rest = reference.partition(":")
    return behind_page(session, workspace_id, rest, person, id_in(page), now=now)


def brief_page(session: Session, workspace_id: int, about: str, person: str, *, now: datetime) -> Message:
    """The brief as it would be now, in her language. Raises UserError for a guest."""
    facts = facts_for(session, workspace_id, about, person, now=now)
    return brief_message(facts, texts_for(session, workspace_id, person))


def reviews_page(session: Session, workspace_id: int, person: str, *, now: datetime) -> Message:
    """`/flywheel review`. Raises UserError for a guest."""
    require(session, workspace_id, person, Act.SEE_BRIEF, on=today_in(session, workspace_id, now))
    t = texts_for(session, workspace_id, person)
    return review_message([_review(session, workspace_id, kind, person, t, now=now) for kind in CheckpointKind], t)


def facts_for(session: Session, workspace_id: int, about: str, person: str, *, now: datetime) -> BriefFacts:
    """A brief in her language. Raises UserError for a guest, and where there is none."""
    require(session, workspace_id, person, Act.SEE_BRIEF, on=today_in(session, workspace_id, now))
    checkpoint = find_checkpoint(session, workspace_id, id_in(about))
    return brief_facts(session, checkpoint, texts_for(session, workspace_id, person), now=now)


def _editable(session: Session, workspace_id: int, about: str, person: str, *, now: datetime) -> Checkpoint:
    require(session, workspace_id, person, Act.EDIT_REVIEW, on=today_in(session, workspace_id, now))
    checkpoint = find_checkpoint(session, workspace_id, id_in(about))
    check_open(checkpoint)
    return checkpoint


def _asked_on(session: Session, ahead: Checkpoint | None, facts: BriefFacts | None) -> date | None:
    """Nobody is missing before she was asked."""
    if ahead is None or ahead.state is not CheckpointState.PLANNED or (facts and (facts.insight or facts.foresight)):
        return None
    return asked_on_day(ahead, company_calendar(session, ahead.workspace_id))


def _review(
    session: Session, workspace_id: int, kind: CheckpointKind, person: str, t: Texts, *, now: datetime
) -> ReviewFacts:  # fmt: skip
    ahead, last = next_of(session, workspace_id, kind, now=now), last_of(session, workspace_id, kind)
    facts = brief_facts(session, ahead, t, now=now) if ahead else None
    roles = roles_of(session, workspace_id, person, on=today_in(session, workspace_id, now))
    names = called(session, workspace_id, t)
    mine = departments_led(session, workspace_id, person, now=now) if ahead else []
    url = session.get_one(Workspace, workspace_id).url
    return ReviewFacts(
        kind_name=t(KINDS[kind]),
        title=facts.title if facts else "",
        meets_at=ahead.meets_at if ahead else None,
        checkpoint_id=ahead.key if ahead else 0,
        mix=facts.mix if facts else None,
        missing=facts.missing if facts else Missing(),
        asked_on=_asked_on(session, ahead, facts),
        mine=[(names.get(key, key), f"{ahead.key}:{key}") for key in mine] if ahead else [],
        may_move=may(Act.EDIT_REVIEW, roles),
        last_title=title_of(session, last, t) if last else "",
        last_id=last.key if last else 0,
        last_url=permalink(url, last.channel, last.ts) if last and last.ts else "",
    )
