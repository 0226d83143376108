"""Reading pains: for forms, lists and searches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, literal_column, or_
from sqlmodel import Session, col, func, select

from bot.channels.models import Channel, ChannelKind
from bot.channels.services import find_channel
from bot.departments.models import Stage
from bot.departments.services import stages
from bot.pains.models import History, Pain, PainStatus
from bot.pains.rules import Line, Page, page_within, words_visible
from bot.pains.services import VOICED, find_pain
from bot.people.services import names_of
from bot.store.words import says

# `words_visible`, as SQL.
VISIBLE = or_(
    col(Pain.share_words).is_(True),
    and_(
        col(Pain.share_words).is_(None),
        or_(col(Pain.channel_id) == "", func.coalesce(col(Channel.kind), "") == ChannelKind.PUBLIC.value),
    ),
)
READABLE = (*VOICED, PainStatus.CLOSED)
BOT = "Flywheel"  # the actor of what the bot does by itself is ""
# Written out, not as a parameter: only so does SQLite use the partial indexes of what is open.
_OPEN = col(Pain.status) == literal_column("'open'")

Seen = tuple[Pain, bool]  # with "its words may be seen"
Where = tuple[Any, ...]  # conditions
LOOKED_AT = 20_000  # pains a search reads: Slack waits three seconds
MOST_WORDS = 10  # of a search


@dataclass(frozen=True)
class Finding:
    """What a search came to: the newest, how many there are in all, and how many pains were looked at (0 = all)."""

    newest: Sequence[Seen] = ()
    count: int = 0
    looked_at: int = 0


@dataclass(frozen=True)
class Opened:
    """A pain somebody wants to do something with. `private`: it comes from a place not everybody sees."""

    pain: Pain
    visible: bool
    private: bool
    stages: Sequence[Stage] = ()  # the company's


def look_at(session: Session, workspace_id: int, pain_id: int, *statuses: PainStatus) -> Opened:
    """Raises UserError when the pain is no longer in one of these states; open, where none is named."""
    pain = find_pain(session, workspace_id, pain_id, *(statuses or (PainStatus.OPEN,)))
    channel = find_channel(session, workspace_id, pain.channel_id) if pain.channel_id else None
    kind = channel.kind if channel else None
    private = bool(pain.channel_id) and kind is not ChannelKind.PUBLIC
    return Opened(pain, words_visible(pain, kind), private, stages(session, workspace_id))


def open_pains_like(session: Session, workspace_id: int, query: str, *, limit: int = 20) -> list[tuple[Pain, bool]]:
    """Open pains by number, or by words of what the team may see of them; newest first, each with "words visible".

    Words said in a private place are not searched: a hit would tell them.
    """
    place = and_(col(Channel.workspace_id) == Pain.workspace_id, col(Channel.channel_id) == Pain.channel_id)
    wanted = select(Pain, VISIBLE).outerjoin(Channel, place)
    wanted = wanted.where(Pain.workspace_id == workspace_id, Pain.status == PainStatus.OPEN)
    for word in query.split():
        wanted = wanted.where(_has(word))
    return [(pain, bool(seen)) for pain, seen in session.exec(wanted.order_by(col(Pain.id).desc()).limit(limit))]


def find_pains(session: Session, workspace_id: int, query: str, *, most: int) -> Finding:
    """Pains in any state but taken back, as `open_pains_like` finds them, the newest first.

    A number finds its pain however old it is; words are looked for in the newest `LOOKED_AT` pains.
    """
    words = query.split()[:MOST_WORDS]
    if not words:
        return Finding()
    newest = session.exec(select(func.max(Pain.number)).where(Pain.workspace_id == workspace_id)).one() or 0
    place = and_(col(Channel.workspace_id) == Pain.workspace_id, col(Channel.channel_id) == Pain.channel_id)
    wanted = select(Pain.id).outerjoin(Channel, place).where(
        Pain.workspace_id == workspace_id,
        Pain.status != PainStatus.WITHDRAWN,
        _near(words, newest),
        *map(_has, words),
    )  # fmt: skip
    found = session.exec(wanted.order_by(col(Pain.number).desc())).all()
    first = select(Pain).where(col(Pain.id).in_(found[:most])).order_by(col(Pain.number).desc())
    looked_at = LOOKED_AT if newest > LOOKED_AT else 0
    return Finding(seen(session, workspace_id, session.exec(first).all()), len(found), looked_at)


def _near(words: Sequence[str], newest: int) -> ColumnElement[bool]:
    """The newest pains, and those whose numbers were typed."""
    numbers = [int(digits) for digits in map(_digits, words) if _is_number(digits)]
    near = col(Pain.number) > newest - LOOKED_AT
    return or_(near, col(Pain.number).in_(numbers)) if numbers else near


def _has(word: str) -> ColumnElement[bool]:
    digits = word.upper().removeprefix("P-")
    found = [says(col(Pain.title), word), says(col(Pain.customer), word), and_(VISIBLE, says(col(Pain.words), word))]
    return or_(*found, *([col(Pain.number) == int(digits)] if _is_number(digits) else []))


def reports_of(session: Session, workspace_id: int, person: str, page: int, *, size: int) -> Page[Pain]:
    """What she reported, newest first."""
    mine = (Pain.workspace_id == workspace_id, Pain.reporter == person)
    return _page(session, mine, col(Pain.id).desc(), page, size)


def owned_by(session: Session, workspace_id: int, department: str, page: int, *, size: int) -> Page[Seen]:
    """The open pains of a department, by their next date."""
    theirs = (_OPEN, Pain.workspace_id == workspace_id, Pain.owner_department == department)
    found = _page(session, theirs, col(Pain.next_on), page, size)
    return found.showing(seen(session, workspace_id, found.rows))


def unowned(session: Session, workspace_id: int, page: int, *, size: int) -> Page[Seen]:
    """Open pains that nobody owns, the oldest first."""
    found = _page(session, _unowned(workspace_id), col(Pain.id), page, size)
    return found.showing(seen(session, workspace_id, found.rows))


def overdue(session: Session, workspace_id: int, today: date, page: int, *, size: int) -> Page[Seen]:
    """Open pains whose next date is over, the earliest first."""
    found = _page(session, _overdue(workspace_id, today), col(Pain.next_on), page, size)
    return found.showing(seen(session, workspace_id, found.rows))


def count_unowned(session: Session, workspace_id: int) -> int:
    return _count(session, _unowned(workspace_id))


def count_overdue(session: Session, workspace_id: int, today: date) -> int:
    return _count(session, _overdue(workspace_id, today))


def seen(session: Session, workspace_id: int, pains: Sequence[Pain]) -> list[Seen]:
    """Each with "words visible"."""
    places = select(Channel).where(
        Channel.workspace_id == workspace_id, col(Channel.channel_id).in_({pain.channel_id for pain in pains})
    )
    kinds = {place.channel_id: place.kind for place in session.exec(places)} if pains else {}
    return [(pain, words_visible(pain, kinds.get(pain.channel_id))) for pain in pains]


def _unowned(workspace_id: int) -> Where:
    return (_OPEN, Pain.workspace_id == workspace_id, Pain.owner == "")


def _overdue(workspace_id: int, today: date) -> Where:
    """Only a pain with an owner has a next date."""
    return (_OPEN, Pain.workspace_id == workspace_id, col(Pain.next_on) < today)


def _page(session: Session, where: Where, order: Any, page: int, size: int) -> Page[Pain]:
    """Which rows are on it is read from the indexes; only those are read whole."""
    count = _count(session, where)
    number = page_within(page, count, size)
    ids = select(Pain.id).where(*where).order_by(order, col(Pain.id)).offset(number * size).limit(size)
    wanted = select(Pain).where(col(Pain.id).in_(session.exec(ids).all())).order_by(order, col(Pain.id))
    return Page(session.exec(wanted).all(), number, count, size)


def _count(session: Session, where: Where) -> int:
    return session.exec(select(func.count()).select_from(Pain).where(*where)).one()


def history_of(session: Session, workspace_id: int, pain_id: int) -> list[Line]:
    """The last fifty things that happened, oldest first. Notes said in private places are left out."""
    opened = look_at(session, workspace_id, pain_id, *READABLE)
    newest = select(History).where(History.pain_id == opened.pain.id, History.what != "note")
    lines = session.exec(newest.order_by(col(History.id).desc()).limit(50)).all()
    names = names_of(session, workspace_id, [line.actor for line in lines])
    names[""] = BOT
    return [Line(line.at, names.get(line.actor, ""), line.what, line.detail) for line in reversed(lines)]


def _digits(word: str) -> str:
    return word.upper().removeprefix("P-")


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) < 10
