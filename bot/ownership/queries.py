"""Reading who owns what, what is offered to whom, and how pains cross from department to department."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from bot.channels.services import kind_of_place
from bot.departments.models import Department
from bot.i18n import Texts
from bot.loops.models import WAITING, Telling
from bot.ownership.models import OFFERED, AgendaMark, Handoff, HandoffState
from bot.ownership.rules import About, Crossing, Standing, boundaries, goes_to_and_fro, times_handed_over
from bot.ownership.views import picture
from bot.pains.models import OPEN, Pain, PainStatus
from bot.pains.rules import Page, headline, page_within, words_visible
from bot.people.services import names_of
from bot.slack.blocks import Message
from bot.slack.text import one_line, permalink
from bot.store.prepared import Query
from bot.workspaces.models import Workspace

MOST_CROSSINGS = 5_000  # handoffs the picture is drawn from, newest first
OF_PAIN = col(Pain.id) == col(Handoff.pain_id)

# Built once: putting them together takes longer than running them.
_OF_PAIN = col(Handoff.pain_id) == sa.bindparam("pain_id")
_HANDOFFS = select(Handoff).where(_OF_PAIN).order_by(col(Handoff.seq))
_WAITING_OFFER = select(Handoff).where(_OF_PAIN, OFFERED)
_ON_AGENDA = Query(
    sa.select(col(AgendaMark.id)).where(
        col(AgendaMark.pain_id) == sa.bindparam("pain_id"), col(AgendaMark.discussed_at).is_(None)
    )
)
_DEPARTMENTS = select(Department).where(
    col(Department.workspace_id) == sa.bindparam("workspace_id"),
    col(Department.key).in_(sa.bindparam("keys", expanding=True)),
)


def standing_of(session: Session, pain: Pain) -> Standing:
    """What a card shows of owner, offer and agenda."""
    of_pain = {"pain_id": pain.key}
    handoffs = session.exec(_HANDOFFS, params=of_pain).all()
    last = handoffs[-1] if handoffs else None
    offered = last if last and last.state is HandoffState.OFFERED else None
    declined = last if last and last.state is HandoffState.DECLINED else None
    people = names_of(session, pain.workspace_id, [pain.owner, offered.to_person if offered else ""])
    parts = departments_by_key(session, pain.workspace_id, [pain.owner_department, last.to_department if last else ""])
    marked = _ON_AGENDA.first(session, of_pain)
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
    found = session.exec(_DEPARTMENTS, params={"workspace_id": workspace_id, "keys": wanted})
    return {department.key: department for department in found}


def department_shown(session: Session, workspace_id: int, key: str) -> Department | str:
    """What its name is made of: its row, or the key where there is none."""
    return departments_by_key(session, workspace_id, [key]).get(key, key)


def about(session: Session, pain: Pain) -> About:
    """What a message names a pain by. Words said in private are not in it."""
    workspace = session.get_one(Workspace, pain.workspace_id)
    place = kind_of_place(session, pain.workspace_id, pain.channel_id)
    visible = words_visible(pain, place)
    url = permalink(workspace.url, pain.card_channel, pain.card_ts) if pain.card_ts else ""
    return About(pain.number, one_line(headline(pain, visible=visible), 200), url)


def owned_in(session: Session, workspace_id: int, person: str, department: str) -> list[Pain]:
    """The open pains somebody owns in a department, in order of number."""
    hers = select(Pain).where(OPEN, Pain.workspace_id == workspace_id, Pain.owner == person)
    return list(session.exec(hers.where(Pain.owner_department == department).order_by(col(Pain.number))).all())


def open_loops_of(session: Session, workspace_id: int, person: str) -> list[Pain]:
    """What she resolved and whose customers still wait for a word, in order of number."""
    waiting = select(Telling.pain_id).where(WAITING, Telling.workspace_id == workspace_id)
    resolved = select(Pain).where(Pain.owner == person, Pain.status == PainStatus.RESOLVED)
    return list(session.exec(resolved.where(col(Pain.id).in_(waiting)).order_by(col(Pain.number))).all())


def handoffs_of(session: Session, pain_id: int) -> list[Handoff]:
    """All of one pain, oldest first."""
    return list(session.exec(_HANDOFFS, params={"pain_id": pain_id}).all())


def waiting_offer(session: Session, pain_id: int) -> Handoff | None:
    """The one that waits for its answer; there is at most one."""
    return session.exec(_WAITING_OFFER, params={"pain_id": pain_id}).first()


def count_offers(session: Session, workspace_id: int) -> int:
    """Offers that wait for their answer."""
    return session.exec(
        select(func.count()).select_from(Handoff).join(Pain, OF_PAIN).where(*_waiting(workspace_id))
    ).one()


def waiting_offers(session: Session, workspace_id: int, page: int, *, size: int) -> Page[tuple[Handoff, Pain]]:
    """The one that waits longest first."""
    count = count_offers(session, workspace_id)
    number = page_within(page, count, size)
    wanted = select(Handoff, Pain).join(Pain, OF_PAIN).where(*_waiting(workspace_id))
    rows = session.exec(wanted.order_by(col(Handoff.id)).offset(number * size).limit(size)).all()
    return Page(rows, number, count, size)


def _waiting(workspace_id: int) -> tuple[Any, ...]:
    return (Handoff.workspace_id == workspace_id, OFFERED, OPEN)


def pain_of_card(session: Session, workspace_id: int, channel_id: str, ts: str) -> Pain | None:
    """The open pain whose card a message is."""
    card = select(Pain).where(OPEN, Pain.card_channel == channel_id, Pain.card_ts == ts)
    return session.exec(card.where(Pain.workspace_id == workspace_id)).first() if ts else None


def picture_of(session: Session, workspace_id: int, t: Texts, *, now: datetime) -> Message:
    """Of the newest handoffs between departments."""
    newest, more = crossings(session, workspace_id, now=now)
    found = boundaries(newest)
    keys = {key for one in found for key in (one.from_department, one.to_department)}
    return picture(found, departments_by_key(session, workspace_id, keys), t, newest=MOST_CROSSINGS if more else 0)


def crossings(session: Session, workspace_id: int, *, now: datetime) -> tuple[list[Crossing], bool]:
    """(the newest handoffs between two departments, whether there are older ones); those taken back were none."""
    sides = (col(Handoff.from_department), col(Handoff.to_department))
    seen = sa.select(*sides, col(Handoff.state), col(Handoff.offered_at), col(Handoff.answered_at)).where(
        col(Handoff.workspace_id) == workspace_id, col(Handoff.state) != HandoffState.WITHDRAWN, sides[0] != sides[1]
    )
    newest = seen.order_by(col(Handoff.id).desc()).limit(MOST_CROSSINGS + 1)
    found = session.connection().execute(newest).all()
    newest_first = [
        Crossing(giver, receiver, state is HandoffState.DECLINED, (answered_at or now) - offered_at)
        for giver, receiver, state, offered_at, answered_at in found[:MOST_CROSSINGS]
    ]
    return newest_first, len(found) > MOST_CROSSINGS
