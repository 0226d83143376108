"""Reading actions: of a meeting, of a person, and what was promised last time."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlmodel import Session, col, or_, select

from bot.actions.models import AHEAD, Action
from bot.actions.rules import Promises, sorted_promises
from bot.actions.views import ActionShown
from bot.meetings.models import Meeting
from bot.meetings.queries import meeting_before, series_at
from bot.ownership.queries import about
from bot.pains.models import Pain
from bot.people.services import names_of
from bot.workdays.rules import zone_of

FIRST = datetime.min.replace(tzinfo=UTC)  # before anything was promised


def actions_of(session: Session, meeting_id: int) -> list[Action]:
    """All that a meeting agreed on, in the order they were given."""
    wanted = select(Action).where(Action.meeting_id == meeting_id)
    return list(session.exec(wanted.order_by(col(Action.id))).all())


def promised(session: Session, workspace_id: int, meeting: Meeting) -> Promises:
    """What a meeting looks back on: all that was promised before it and has not been reported yet.

    That is what is still ahead, and what has ended since the meeting before.
    """
    before = meeting_before(session, meeting)
    since = before.ended_at or before.starts_at if before else FIRST
    elsewhere = or_(col(Action.meeting_id).is_(None), col(Action.meeting_id) != meeting.key)
    others = select(Action).where(Action.workspace_id == workspace_id, elsewhere)
    ahead = session.exec(others.where(AHEAD)).all()  # two queries, for each has its index
    ended = session.exec(others.where(col(Action.ended_at) > since)).all()
    actions = sorted([*ahead, *ended], key=lambda action: (action.due_on, action.key))
    zone = zone_of(series_at(session, meeting).zone)
    return sorted_promises(actions, now=meeting.started_at or meeting.starts_at, zone=zone)


def shown(session: Session, workspace_id: int, actions: Sequence[Action]) -> list[ActionShown]:
    """With the names of their owners and the pains they serve."""
    names = names_of(session, workspace_id, [person for action in actions for person in (action.owner, action.by)])
    wanted = {action.pain_id for action in actions} - {None}
    pains = session.exec(select(Pain).where(col(Pain.id).in_(wanted))).all() if wanted else []
    abouts = {pain.key: about(session, pain) for pain in pains}
    return [
        ActionShown(action, names.get(action.owner, ""), names.get(action.by, ""), abouts.get(action.pain_id or 0))
        for action in actions
    ]


def ahead_of(session: Session, workspace_id: int, person: str, *, now: datetime) -> list[Action]:
    """Those somebody has to do, or to answer for."""
    hers = select(Action).where(AHEAD, Action.workspace_id == workspace_id, Action.owner == person)
    return list(session.exec(hers.order_by(col(Action.due_on), col(Action.id))).all())
