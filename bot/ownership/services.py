"""Owning a pain: taking it, and putting it back into the queue when its owner is gone.

Every service here and in `handoffs` locks the pain first, so of two people at once one wins and the other sees that.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from sqlmodel import Session, col, select

from bot.departments.services import department_of_stage
from bot.errors import UserError
from bot.figures.counting import count_answer, count_owner
from bot.followups.services import first_date
from bot.home.publishing import publish_anew
from bot.i18n import N_
from bot.ownership import views
from bot.ownership.clocks import working_days_from
from bot.ownership.models import OFFERED, Handoff, HandoffState
from bot.ownership.news import send_offer, tell_each
from bot.ownership.queries import about, department_shown, open_loops_of, waiting_offer
from bot.ownership.rules import PROPOSE_AFTER
from bot.pains.cards import edit_card
from bot.pains.models import OPEN, Pain, PainStatus
from bot.pains.rules import label
from bot.pains.services import open_pain, remember
from bot.people.services import find_person, is_gone, names_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.roster.services import deciders, department_of
from bot.steps.models import StepKind
from bot.steps.services import Due, cancel, plan
from bot.workdays.services import today_in

OWNED = N_("{name} owns {pain} already. To ask for it, write to them.")
YOURS = N_("{pain} is yours already.")


def take(session: Session, workspace_id: int, pain_id: int, person: str, *, now: datetime) -> Pain:
    """Own a pain nobody owns. Raises UserError for whoever comes second, with the name of the first."""
    pain = lock_pain(session, workspace_id, pain_id)
    check_can_own(session, workspace_id, person)
    require(session, workspace_id, person, Act.TAKE, pain, on=today_in(session, workspace_id, now))
    if pain.owner == person:
        raise UserError(YOURS, pain=label(pain.number))
    if pain.owner:
        names = names_of(session, workspace_id, [pain.owner])
        raise UserError(OWNED, name=names.get(pain.owner) or pain.owner, pain=label(pain.number))
    department = department_of(session, workspace_id, person)
    remember(session, pain, person, "took", department, now=now)
    withdraw_offer(session, pain, now=now)
    give_to(session, pain, person, department, now=now)
    tell_of_owner(session, pain, [pain.reporter], now=now)
    return pain


def release(session: Session, workspace_id: int, pain_id: int, *, now: datetime) -> None:
    """Back to the queue: its owner is gone. Her department's lead is told. Nothing happens to one nobody owns."""
    pain = lock_pain(session, workspace_id, pain_id)
    if pain.owner:
        owner, department = pain.owner, pain.owner_department
        _put_back(session, pain, now=now)
        _tell_lead(session, [pain], owner, department, now=now)


def leave(session: Session, workspace_id: int, person: str, *, now: datetime) -> None:
    """Somebody is gone: what she owned goes back to the queue, what was offered to her to whoever decides instead.

    What she resolved stays hers: its loop is closed in her name, and whoever decides there hears that it is open.
    """
    owned = select(Pain).where(OPEN, Pain.workspace_id == workspace_id, Pain.owner == person)
    by_department: dict[str, list[Pain]] = {}
    for pain in session.exec(owned.order_by(col(Pain.number)).with_for_update()).all():
        by_department.setdefault(pain.owner_department, []).append(pain)
        _put_back(session, pain, now=now)
    for pain in open_loops_of(session, workspace_id, person):
        by_department.setdefault(pain.owner_department, []).append(pain)
    for left, pains in by_department.items():
        _tell_lead(session, pains, person, left, now=now)
    offer_anew(session, workspace_id, person, now=now)


def offer_anew(session: Session, workspace_id: int, person: str, department: str = "", *, now: datetime) -> None:
    """What was offered to somebody who does not work there any more. `department`: "" = anywhere."""
    offered = select(Handoff).where(OFFERED, Handoff.workspace_id == workspace_id, Handoff.to_person == person)
    if department:
        offered = offered.where(Handoff.to_department == department)
    for handoff in session.exec(offered).all():
        _offer_anew(session, handoff, now=now)


def lock_pain(session: Session, workspace_id: int, pain_id: int) -> Pain:
    """As it is now, and until the end of this transaction. Raises UserError for one that is not open, or not theirs."""
    wanted = select(Pain).where(Pain.id == pain_id, Pain.workspace_id == workspace_id)
    pain = session.exec(wanted.with_for_update().execution_options(populate_existing=True)).first()
    return pain if pain and pain.status is PainStatus.OPEN else open_pain(session, workspace_id, pain_id)  # says why


def check_can_own(session: Session, workspace_id: int, person: str, *, block_id: str = "") -> None:
    """Raises UserError for a bot, a guest, and somebody who is gone or from another company."""
    known = find_person(session, workspace_id, person)
    if known is None:
        return  # somebody new: Slack's own doors keep strangers out
    if known.is_bot or known.is_outside or known.is_gone:
        raise UserError(
            N_("{name} cannot own a pain: only people who work here can."), name=known.name, block_id=block_id
        )
    if known.is_guest:
        raise UserError(N_("{name} is a guest here, and guests cannot own a pain."), name=known.name, block_id=block_id)


def give_to(session: Session, pain: Pain, person: str, department: str, *, now: datetime) -> None:
    """A new owner, as the history says already, with a fresh next date; the clocks of the queue stop."""
    publish_anew(session, pain.workspace_id, [pain.owner], f"{pain.number}:v{pain.version}:left", now=now)
    pain.owner, pain.owner_department, pain.owned_at = person, department, now
    pain.next_moves, pain.touched = 0, pain.touched or person != pain.reporter
    _stop_queue(session, pain, now=now)
    first_date(session, pain, now=now)
    edit_card(session, pain, now=now)
    count_owner(session, pain, now=now)


def tell_of_owner(session: Session, pain: Pain, people: Iterable[str], *, now: datetime) -> None:
    """Of the new owner, who is not told of her own act."""
    to, known = [person for person in people if person != pain.owner], about(session, pain)
    name = names_of(session, pain.workspace_id, [pain.owner]).get(pain.owner, "")
    department = department_shown(session, pain.workspace_id, pain.owner_department)
    tell_each(session, pain, to, "owner", partial(views.now_owned, known, name, department), now=now)


def look_for_owner(session: Session, pain: Pain, *, now: datetime) -> None:
    """Nobody owns it (any more): the clocks of the queue begin anew."""
    _stop_queue(session, pain, now=now)
    department = department_of_stage(session, pain.workspace_id, pain.stage)
    look = working_days_from(session, pain.workspace_id, department, PROPOSE_AFTER, now=now)
    plan(session, pain.workspace_id, Due(StepKind.UNOWNED, str(pain.id), look, pain.version), now=now)


def back_to_work(session: Session, pain: Pain, *, now: datetime) -> None:
    """It was settled and is open again: its owner has a fresh date. Without one, or if she left, it looks for one."""
    if not pain.owner:
        edit_card(session, pain, now=now)
        look_for_owner(session, pain, now=now)
    elif is_gone(session, pain.workspace_id, pain.owner):
        release(session, pain.workspace_id, pain.key, now=now)
    else:
        first_date(session, pain, now=now)


def withdraw_offer(session: Session, pain: Pain, *, now: datetime) -> None:
    """The offer that waits, if there is one, is over: the pain went another way."""
    if handoff := waiting_offer(session, pain.key):
        end_offer(session, handoff, HandoffState.WITHDRAWN, now=now)


def end_offer(session: Session, handoff: Handoff, state: HandoffState, *, now: datetime) -> None:
    handoff.state, handoff.answered_at = state, now
    session.add(handoff)
    session.flush()
    cancel(session, handoff.workspace_id, StepKind.HANDOFF_AGENDA, str(handoff.id), now=now)
    count_answer(session, handoff)


def _stop_queue(session: Session, pain: Pain, *, now: datetime) -> None:
    for kind in (StepKind.UNOWNED, StepKind.UNOWNED_AGENDA):
        cancel(session, pain.workspace_id, kind, str(pain.id), now=now)


def _put_back(session: Session, pain: Pain, *, now: datetime) -> None:
    remember(session, pain, pain.owner, "let go", "", now=now)
    publish_anew(session, pain.workspace_id, [pain.owner], f"{pain.number}:v{pain.version}:left", now=now)
    pain.owner, pain.owner_department, pain.owned_at = "", "", None
    pain.next_on, pain.next_moves = None, 0
    edit_card(session, pain, now=now)
    look_for_owner(session, pain, now=now)


def _tell_lead(session: Session, pains: list[Pain], owner: str, department: str, *, now: datetime) -> None:
    """One message however many they are; nobody is told where nobody decides: the queue says it too."""
    workspace_id = pains[0].workspace_id
    today = today_in(session, workspace_id, now)
    decide = [person for person in deciders(session, workspace_id, department, on=today) if person != owner]
    name = names_of(session, workspace_id, [owner]).get(owner, "")
    queued = [about(session, pain) for pain in pains if pain.status is PainStatus.OPEN]
    loops = [about(session, pain) for pain in pains if pain.status is not PainStatus.OPEN]
    tell_each(session, pains[0], decide[:1], "left", partial(views.without_owner, name, queued, loops), now=now)


def _offer_anew(session: Session, handoff: Handoff, *, now: datetime) -> None:
    """The person it was offered to is gone: her department answers, and where there is none the offer is over."""
    pain = session.get_one(Pain, handoff.pain_id)
    handoff.to_person = ""
    session.add(handoff)
    session.flush()
    if not handoff.to_department or not send_offer(session, handoff, now=now):
        end_offer(session, handoff, HandoffState.WITHDRAWN, now=now)
        known = about(session, pain)
        tell_each(session, pain, [handoff.by], "over", partial(views.offer_is_over, known), now=now)
    edit_card(session, pain, now=now)
