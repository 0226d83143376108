"""Reading who owns what, what is offered to whom, and how pains cross from department to department."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from bot.channels.services import find_channel
from bot.departments.models import Department
from bot.i18n import Texts
from bot.ownership.models import AgendaMark, Handoff, HandoffState
from bot.ownership.rules import About, Crossing, Standing, boundaries, goes_to_and_fro, times_handed_over
from bot.ownership.views import picture
from bot.pains.models import OPEN, Pain
from bot.pains.rules import headline, words_visible
from bot.people.services import names_of
from bot.slack.blocks import Message
from bot.slack.text import one_line, permalink
from bot.workspaces.models import Workspace

MOST_CROSSINGS = 5_000  # handoffs the picture is drawn from, newest first


def standing_of(session: Session, pain: Pain) -> Standing:
    """What a card shows of owner, offer and agenda."""
    wanted = select(Handoff).where(Handoff.pain_id == pain.key).order_by(col(Handoff.seq))
    handoffs = session.exec(wanted).all()
    last = handoffs[-1] if handoffs else None
    offered = last if last and last.state is HandoffState.OFFERED else None
    declined = last if last and last.state is HandoffState.DECLINED else None
    people = names_of(session, pain.workspace_id, [pain.owner, offered.to_person if offered else ""])
    parts = departments_by_key(session, pain.workspace_id, [pain.owner_department, last.to_department if last else ""])
    marked = session.exec(select(AgendaMark.id).where(AgendaMark.pain_id == pain.key)).first()
    return Standing(
        owner=people.get(pain.owner, pain.owner),
        department=parts.get(pain.owner_department, pain.owner_department),
        offered_to=people.get(offered.to_person, offered.to_person) if offered else "",
        offered_department=parts.get(offered.to_department, offered.to_department) if offered else "",
        offered_at=offered.offered_at if offered else None,
        declined_department=parts.get(declined.to_department, declined.to_department) if declined else "",
        declined_why=declined.answer if declined else "",
        handed_over=times_handed_over(handoffs) if goes_to_and_fro(handoffs) else 0,
        on_agenda=marked is not None,
    )


def departments_by_key(session: Session, workspace_id: int, keys: Iterable[str]) -> dict[str, Department]:
    """Archived ones too: what they once had keeps their name."""
    wanted = sorted(set(keys) - {""})
    if not wanted:
        return {}
    query = select(Department).where(Department.workspace_id == workspace_id, col(Department.key).in_(wanted))
    return {department.key: department for department in session.exec(query)}


def department_shown(session: Session, workspace_id: int, key: str) -> Department | str:
    """What its name is made of: its row, or the key where there is none."""
    return departments_by_key(session, workspace_id, [key]).get(key, key)


def about(session: Session, pain: Pain) -> About:
    """What a message names a pain by. Words said in private are not in it."""
    workspace = session.get_one(Workspace, pain.workspace_id)
    channel = find_channel(session, pain.workspace_id, pain.channel_id) if pain.channel_id else None
    visible = words_visible(pain, channel.kind if channel else None)
    url = permalink(workspace.url, pain.card_channel, pain.card_ts) if pain.card_ts else ""
    return About(pain.number, one_line(headline(pain, visible=visible), 200), url)


def handoffs_of(session: Session, pain_id: int) -> list[Handoff]:
    """All of one pain, oldest first."""
    return list(session.exec(select(Handoff).where(Handoff.pain_id == pain_id).order_by(col(Handoff.seq))).all())


def waiting_offer(session: Session, pain_id: int) -> Handoff | None:
    """The one that waits for its answer; there is at most one."""
    waiting = select(Handoff).where(Handoff.pain_id == pain_id, Handoff.state == HandoffState.OFFERED)
    return session.exec(waiting).first()


def pain_of_card(session: Session, workspace_id: int, channel_id: str, ts: str) -> Pain | None:
    """The open pain whose card a message is."""
    card = select(Pain).where(OPEN, Pain.card_channel == channel_id, Pain.card_ts == ts)
    return session.exec(card.where(Pain.workspace_id == workspace_id)).first() if ts else None


def picture_of(session: Session, workspace_id: int, t: Texts, *, now: datetime) -> Message:
    """`/flywheel handoffs`."""
    found = boundaries(crossings(session, workspace_id, now=now))
    keys = {key for one in found for key in (one.from_department, one.to_department)}
    return picture(found, departments_by_key(session, workspace_id, keys), t)


def crossings(session: Session, workspace_id: int, *, now: datetime) -> list[Crossing]:
    """The newest handoffs between two departments; those taken back were none."""
    newest = select(Handoff).where(Handoff.workspace_id == workspace_id, Handoff.state != HandoffState.WITHDRAWN)
    found = session.exec(newest.order_by(col(Handoff.id).desc()).limit(MOST_CROSSINGS))
    return [
        Crossing(
            one.from_department,
            one.to_department,
            one.state is HandoffState.DECLINED,
            (one.answered_at or now) - one.offered_at,
        )
        for one in found
        if one.from_department != one.to_department
    ]
