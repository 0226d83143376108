"""Reading pains: for forms, lists and searches."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, func, select

from bot.channels.models import Channel, ChannelKind
from bot.channels.services import find_channel
from bot.pains.models import History, Pain, PainStatus
from bot.pains.rules import Line, words_visible
from bot.pains.services import VOICED, find_pain
from bot.people.services import names_of

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
PAGE = 8  # reports on one page of the Home


@dataclass(frozen=True)
class Opened:
    """A pain somebody wants to do something with. `private`: it comes from a place not everybody sees."""

    pain: Pain
    visible: bool
    private: bool


def look_at(session: Session, workspace_id: int, pain_id: int, *statuses: PainStatus) -> Opened:
    """Raises UserError when the pain is no longer in one of these states; open, where none is named."""
    pain = find_pain(session, workspace_id, pain_id, *(statuses or (PainStatus.OPEN,)))
    channel = find_channel(session, workspace_id, pain.channel_id) if pain.channel_id else None
    kind = channel.kind if channel else None
    private = bool(pain.channel_id) and kind is not ChannelKind.PUBLIC
    return Opened(pain, words_visible(pain, kind), private)


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


def _has(word: str) -> ColumnElement[bool]:
    """In any case: SQLite itself folds no letter beyond ASCII."""
    digits = word.upper().removeprefix("P-")
    spellings = {word, word.lower(), word.upper(), word.capitalize()}
    texts = (col(Pain.title), col(Pain.customer))
    found = [text.icontains(spelling, autoescape=True) for text in texts for spelling in spellings]
    found += [and_(VISIBLE, col(Pain.words).icontains(spelling, autoescape=True)) for spelling in spellings]
    return or_(*found, *([col(Pain.number) == int(digits)] if _is_number(digits) else []))


def reports_of(session: Session, workspace_id: int, person: str, page: int) -> tuple[Sequence[Pain], int]:
    """(one page of what she reported, newest first; how many there are in all)."""
    mine = (Pain.workspace_id == workspace_id, Pain.reporter == person)
    count = session.exec(select(func.count()).select_from(Pain).where(*mine)).one()
    newest = select(Pain).where(*mine).order_by(col(Pain.id).desc()).offset(page * PAGE).limit(PAGE)
    return session.exec(newest).all(), count


def history_of(session: Session, workspace_id: int, pain_id: int) -> list[Line]:
    """The last fifty things that happened, oldest first. Notes said in private places are left out."""
    opened = look_at(session, workspace_id, pain_id, *READABLE)
    newest = select(History).where(History.pain_id == opened.pain.id, History.what != "note")
    lines = session.exec(newest.order_by(col(History.id).desc()).limit(50)).all()
    names = names_of(session, workspace_id, [line.actor for line in lines])
    names[""] = BOT
    return [Line(line.at, names.get(line.actor, ""), line.what, line.detail) for line in reversed(lines)]


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and len(digits) < 10
