"""Handing a pain over: an offer, and its answer. Until somebody says yes it stays where it is."""

from datetime import datetime
from functools import partial

from sqlmodel import Session

from bot.departments.rules import department_name
from bot.departments.services import find_department
from bot.errors import UserError
from bot.i18n import N_, language_for, texts_in
from bot.ownership import views
from bot.ownership.agenda import AgendaReason, mark_for_agenda
from bot.ownership.clocks import working_days_from
from bot.ownership.models import Handoff, HandoffState
from bot.ownership.news import send_offer, tell_each
from bot.ownership.queries import about, department_shown, handoffs_of, waiting_offer
from bot.ownership.rules import AGENDA_AFTER, Receiver, goes_to_and_fro
from bot.ownership.services import check_can_own, end_offer, give_to, lock_pain, tell_of_owner, withdraw_offer
from bot.pains.cards import edit_card
from bot.pains.models import Pain
from bot.pains.rules import wordless
from bot.pains.services import open_pain, remember
from bot.people.services import names_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.roster.services import department_of
from bot.slack.ids import BlockId
from bot.steps.models import StepKind
from bot.steps.services import Due, plan
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace

WHOM = N_("Choose a department or a person.")
WITH_THEM = N_("It is with that department already. To hand it to a colleague there, choose the person.")
HAS_IT = N_("{name} owns it already.")
WHY = N_("Say in a few words why: the receiver decides by it.")
ONCE = N_("It is offered to them already, and waits for their answer.")
ANSWERED = N_("{name} has answered that offer already.")
OVER = N_("That offer is over: the pain went another way.")
QUESTION = N_("Write what you want to know.")


def offer(  # noqa: PLR0913 - who, what, to whom, why, when
    session: Session, workspace_id: int, pain_id: int, by: str, to: Receiver, reason: str, *, now: datetime
) -> Handoff:
    """Offer a pain. One that waits already is taken back for it. Raises UserError for whoever may not, and where the
    receiver cannot have it."""
    pain = lock_pain(session, workspace_id, pain_id)
    require(session, workspace_id, by, Act.OFFER, pain, on=today_in(session, workspace_id, now))
    to = _receiver(session, pain, to)
    if wordless(reason):
        raise UserError(WHY, block_id=BlockId.WHY)
    earlier = waiting_offer(session, pain_id)
    if earlier and (earlier.to_department, earlier.to_person) == (to.department, to.person):
        raise UserError(ONCE, block_id=BlockId.DEPARTMENT)
    withdraw_offer(session, pain, now=now)
    handoff = _write(session, pain, by, to, reason, now=now)
    pain.touched = True
    remember(session, pain, by, "offered", _names(session, handoff), now=now)
    edit_card(session, pain, now=now)
    _start_clock(session, handoff, now=now)
    _send(session, pain, handoff, now=now)
    if goes_to_and_fro(handoffs_of(session, pain_id)):
        mark_for_agenda(session, workspace_id, pain_id, AgendaReason.PING_PONG, now=now)
    return handoff


def accept(session: Session, workspace_id: int, handoff_id: int, person: str, *, now: datetime) -> Handoff:
    """Whoever says yes owns it from now on. Raises UserError for whoever may not, and when it was answered before."""
    pain, handoff = _answerable(session, workspace_id, handoff_id, person, now=now)
    check_can_own(session, workspace_id, person)
    before = pain.owner
    handoff.answered_by = person
    end_offer(session, handoff, HandoffState.ACCEPTED, now=now)
    pain.handoffs += 1
    remember(session, pain, person, "accepted", handoff.to_department, now=now)
    give_to(session, pain, person, handoff.to_department, now=now)
    tell_of_owner(session, pain, [pain.reporter, before, handoff.by], now=now)
    return handoff


def decline(
    session: Session, workspace_id: int, handoff_id: int, person: str, reason: str, *, now: datetime
) -> Handoff:
    """It stays with the giver, who is told why. Raises UserError as `accept`, and without a reason."""
    pain, handoff = _answerable(session, workspace_id, handoff_id, person, now=now)
    if wordless(reason):
        raise UserError(WHY, block_id=BlockId.WHY)
    handoff.answered_by, handoff.answer = person, reason
    end_offer(session, handoff, HandoffState.DECLINED, now=now)
    remember(session, pain, person, "declined", reason, now=now)
    edit_card(session, pain, now=now)
    name, known = names_of(session, workspace_id, [person]).get(person, ""), about(session, pain)
    department = department_shown(session, workspace_id, handoff.to_department)
    to = [each for each in (handoff.by, pain.owner) if each != person]
    tell_each(session, pain, to, "declined", partial(views.declined, known, name, department, reason), now=now)
    return handoff


def ask(session: Session, workspace_id: int, handoff_id: int, person: str, question: str, *, now: datetime) -> Handoff:
    """The giver is asked; the clock goes on. Raises UserError as `accept`, and without a question."""
    pain, handoff = _answerable(session, workspace_id, handoff_id, person, now=now)
    if wordless(question):
        raise UserError(QUESTION, block_id=BlockId.QUESTION)
    handoff.question = question
    session.add(handoff)
    remember(session, pain, person, "asked", question, now=now)
    edit_card(session, pain, now=now)
    name, known = names_of(session, workspace_id, [person]).get(person, ""), about(session, pain)
    to = [each for each in (handoff.by,) if each != person]
    tell_each(session, pain, to, "asked", partial(views.asked, known, name, question), now=now)
    return handoff


def check_may_answer(session: Session, workspace_id: int, handoff_id: int, person: str, *, now: datetime) -> Pain:
    """The pain that is offered. Raises UserError for whoever may not answer, and for an offer that is over."""
    handoff = _find(session, workspace_id, handoff_id)
    pain = open_pain(session, workspace_id, handoff.pain_id)
    _check_answer(session, pain, handoff, person, now=now)
    return pain


def _answerable(
    session: Session, workspace_id: int, handoff_id: int, person: str, *, now: datetime
) -> tuple[Pain, Handoff]:
    """Both locked by the pain: of two answers at once the second finds the first. Raises as `check_may_answer`."""
    handoff = _find(session, workspace_id, handoff_id)
    pain = lock_pain(session, workspace_id, handoff.pain_id)
    session.refresh(handoff)
    _check_answer(session, pain, handoff, person, now=now)
    return pain, handoff


def _find(session: Session, workspace_id: int, handoff_id: int) -> Handoff:
    handoff = session.get(Handoff, handoff_id)
    if handoff is None or handoff.workspace_id != workspace_id:
        raise UserError(OVER)
    return handoff


def _check_answer(session: Session, pain: Pain, handoff: Handoff, person: str, *, now: datetime) -> None:
    if handoff.state is HandoffState.WITHDRAWN:
        raise UserError(OVER)
    if handoff.state is not HandoffState.OFFERED:
        names = names_of(session, pain.workspace_id, [handoff.answered_by])
        raise UserError(ANSWERED, name=names.get(handoff.answered_by) or handoff.answered_by)
    if handoff.to_person != person:
        today = today_in(session, pain.workspace_id, now)
        concerned = handoff.to_department or handoff.to_person  # of no department: nobody decides for her
        require(session, pain.workspace_id, person, Act.ANSWER_OFFER, pain, on=today, department=concerned)


def _receiver(session: Session, pain: Pain, to: Receiver) -> Receiver:
    """With the department of the person. Raises UserError where the pain cannot go there."""
    if to.person:
        check_can_own(session, pain.workspace_id, to.person, block_id=BlockId.PERSON)
        if to.person == pain.owner:
            names = names_of(session, pain.workspace_id, [to.person])
            raise UserError(HAS_IT, name=names.get(to.person) or to.person, block_id=BlockId.PERSON)
        return Receiver(department_of(session, pain.workspace_id, to.person), to.person)
    if not to.department:
        raise UserError(WHOM, block_id=BlockId.DEPARTMENT)
    find_department(session, pain.workspace_id, to.department)
    if pain.owner and to.department == pain.owner_department:
        raise UserError(WITH_THEM, block_id=BlockId.DEPARTMENT)
    return to


def _write(session: Session, pain: Pain, by: str, to: Receiver, reason: str, *, now: datetime) -> Handoff:
    handoff = Handoff(
        workspace_id=pain.workspace_id,
        pain_id=pain.key,
        seq=1 + max((one.seq for one in handoffs_of(session, pain.key)), default=0),
        by=by,
        from_department=pain.owner_department,
        to_department=to.department,
        to_person=to.person,
        reason=reason,
        offered_at=now,
    )
    session.add(handoff)
    session.flush()
    return handoff


def _start_clock(session: Session, handoff: Handoff, *, now: datetime) -> None:
    """Working days of the receiver: the same clock for both sides."""
    agenda = working_days_from(session, handoff.workspace_id, handoff.to_department, AGENDA_AFTER, now=now)
    plan(session, handoff.workspace_id, Due(StepKind.HANDOFF_AGENDA, str(handoff.id), agenda), now=now)


def _send(session: Session, pain: Pain, handoff: Handoff, *, now: datetime) -> None:
    """Nobody decides there: the giver hears it, the offer stands."""
    if not send_offer(session, handoff, now=now):
        known, department = about(session, pain), department_shown(session, pain.workspace_id, handoff.to_department)
        say = partial(views.nobody_decides, known, department)
        tell_each(session, pain, [handoff.by], "undecided", say, now=now)


def _names(session: Session, handoff: Handoff) -> str:
    """Who it is offered to, as the history keeps it."""
    if handoff.to_person:
        return names_of(session, handoff.workspace_id, [handoff.to_person]).get(handoff.to_person, "")
    own = session.get_one(Workspace, handoff.workspace_id).language
    department = department_shown(session, handoff.workspace_id, handoff.to_department)
    return department_name(department, texts_in(language_for(None, own, None)))
