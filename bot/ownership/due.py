"""What falls due about owners and handoffs. Each looks at the state first, and says what became of it.

The agenda is planned when the proposal is made: after an outage nobody is taken up the ladder at once. That an offer
waits for its answer is said in the receiver's one list a day (`bot.followups`).
"""

from datetime import datetime
from functools import partial

from sqlmodel import Session

from bot.departments.services import department_of_stage
from bot.ownership import views
from bot.ownership.agenda import AgendaReason, mark_for_agenda
from bot.ownership.clocks import working_days_from
from bot.ownership.models import Handoff, HandoffState
from bot.ownership.news import propose, tell_each
from bot.ownership.queries import about, department_shown
from bot.ownership.rules import PROPOSE_AFTER, UNOWNED_AGENDA_AFTER
from bot.ownership.services import end_offer
from bot.pains.models import Pain, PainStatus
from bot.people.services import names_of
from bot.roster.services import deciders
from bot.steps.models import Step, StepKind
from bot.steps.services import Due, plan
from bot.workdays.services import today_in

NOT_OPEN, OWNED, ANSWERED = "not open any more", "somebody owns it", "answered"


def queue_day(session: Session, step: Step, now: datetime) -> str | datetime:
    """A pain nobody has owned for a working day is proposed to the lead of its stage's department."""
    pain = session.get_one(Pain, int(step.subject))
    if over := _not_in_queue(pain):
        return over
    workspace_id = pain.workspace_id
    department = department_of_stage(session, workspace_id, pain.stage)
    if step.seq == 0:  # planned by the capture, which does not look at calendars
        due = working_days_from(session, workspace_id, department, PROPOSE_AFTER, now=pain.created_at)
        if now < due:
            return due
    agenda = working_days_from(session, workspace_id, department, UNOWNED_AGENDA_AFTER - PROPOSE_AFTER, now=now)
    plan(session, workspace_id, Due(StepKind.UNOWNED_AGENDA, step.subject, agenda, step.seq), now=now)
    decide = deciders(session, workspace_id, department, on=today_in(session, workspace_id, now))
    if not decide:
        return "nobody decides there"
    propose(session, pain, decide[0], department, now=now)
    return f"proposed to {decide[0]}"


def queue_agenda(session: Session, step: Step, now: datetime) -> str:
    """Two more working days, and still nobody: the meeting finds an owner."""
    pain = session.get_one(Pain, int(step.subject))
    if over := _not_in_queue(pain):
        return over
    mark_for_agenda(session, pain.workspace_id, pain.key, AgendaReason.UNOWNED, now=now)
    return "on the agenda"


def handoff_agenda(session: Session, step: Step, now: datetime) -> str:
    """Four working days without an answer: the meeting talks about it, and the giver knows."""
    handoff = session.get_one(Handoff, int(step.subject))
    if over := _answered(session, handoff, now):
        return over
    pain, workspace_id = session.get_one(Pain, handoff.pain_id), handoff.workspace_id
    mark_for_agenda(session, workspace_id, pain.key, AgendaReason.UNANSWERED, now=now)
    department = department_shown(session, workspace_id, handoff.to_department)
    name = names_of(session, workspace_id, [handoff.to_person]).get(handoff.to_person, "")
    known = about(session, pain)
    tell_each(session, pain, [handoff.by], "silence", partial(views.not_answered, known, name, department), now=now)
    return "on the agenda"


def _not_in_queue(pain: Pain) -> str:
    """Why there is nothing to do; "" where there is."""
    if pain.status is not PainStatus.OPEN:
        return NOT_OPEN
    return OWNED if pain.owner else ""


def _answered(session: Session, handoff: Handoff, now: datetime) -> str:
    """Why there is nothing to do; "" where there is. An offer of a pain that is not open any more ends here."""
    if handoff.state is not HandoffState.OFFERED:
        return ANSWERED
    if session.get_one(Pain, handoff.pain_id).status is PainStatus.OPEN:
        return ""
    end_offer(session, handoff, HandoffState.WITHDRAWN, now=now)
    return NOT_OPEN
