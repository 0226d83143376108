"""Reading decisions: of a meeting, of a pain, and one as it is shown."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.agenda.models import AgendaItem
from bot.channels.services import kind_of_place
from bot.decisions.models import Decision
from bot.decisions.views import DecisionShown
from bot.errors import UserError
from bot.i18n import N_
from bot.pains.models import Pain
from bot.pains.rules import headline, words_visible
from bot.people.services import names_of

NO_DECISION = N_("This decision is not there any more. `/flywheel decisions` finds those that are.")

# Built once: putting it together takes longer than running it.
_LAST_ON = (
    select(Decision).where(col(Decision.pain_id) == sa.bindparam("pain_id")).order_by(col(Decision.id).desc()).limit(1)
)


def decisions_of(session: Session, meeting_id: int) -> list[Decision]:
    """What a meeting decided, in the order it did."""
    wanted = select(Decision).where(Decision.meeting_id == meeting_id)
    return list(session.exec(wanted.order_by(col(Decision.number))).all())


def find_decision(session: Session, workspace_id: int, decision_id: int) -> Decision:
    """Raises UserError for one that is not there, or not theirs."""
    decision = session.get(Decision, decision_id)
    if decision is None or decision.workspace_id != workspace_id:
        raise UserError(NO_DECISION)
    return decision


def last_decision_on(session: Session, pain_id: int) -> Decision | None:
    """The newest about a pain."""
    return session.exec(_LAST_ON, params={"pain_id": pain_id}).first()


def shown(session: Session, decision: Decision) -> DecisionShown:
    """All that a view needs. Words said in private are not in it."""
    pain = session.get(Pain, decision.pain_id) if decision.pain_id else None
    item = session.get(AgendaItem, decision.item_id) if decision.item_id else None
    name = names_of(session, decision.workspace_id, [decision.decided_by]).get(decision.decided_by, "")
    return DecisionShown(
        decision=decision,
        decided_by=name,
        pain=pain.number if pain else None,
        title=pain_headline(session, pain) if pain else (item.title if item else ""),
        customer=pain.customer if pain else "",
    )


def pain_headline(session: Session, pain: Pain) -> str:
    """One raw line that names a pain; "" when all there is are words that must not be shown."""
    place = kind_of_place(session, pain.workspace_id, pain.channel_id)
    return headline(pain, visible=words_visible(pain, place))
