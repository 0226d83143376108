"""What screens show of items and of the agenda of a meeting. Words said in private are not in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from bot.agenda.models import AgendaItem
from bot.agenda.rules import minutes_of
from bot.agenda.views import AgendaFacts, CallFacts, ItemShown
from bot.agenda.writing import items_of
from bot.channels.models import Channel, ChannelKind
from bot.departments.models import Department
from bot.i18n import Texts
from bot.meetings.models import Meeting
from bot.meetings.queries import series_at
from bot.meetings.warnings import warnings_for
from bot.ownership.queries import departments_by_key
from bot.pains.models import Pain
from bot.pains.rules import headline, words_visible
from bot.people.services import names_of
from bot.slack.text import permalink
from bot.workspaces.models import Workspace

NOT_TODAY_SHOWN = 5  # of what there is no time for, in a message; the window has all


# Built once. A pain, and the kind of place it comes from.
_PAINS = (
    select(Pain, Channel.kind)
    .outerjoin(
        Channel,
        (col(Channel.workspace_id) == col(Pain.workspace_id)) & (col(Channel.channel_id) == col(Pain.channel_id)),
    )
    .where(col(Pain.id).in_(sa.bindparam("ids", expanding=True)))
)


@dataclass(frozen=True)
class _Item:
    """An item with the pain it is about."""

    item: AgendaItem
    pain: Pain | None = None
    place: ChannelKind | None = None  # the pain comes from

    @property
    def owner(self) -> str:
        return self.pain.owner if self.pain else ""

    @property
    def department(self) -> str:
        """The owner's."""
        return self.pain.owner_department if self.pain else ""

    @property
    def offered_to(self) -> str:
        return str(self.item.facts.get("offered_to") or "")

    @property
    def touched(self) -> list[str]:
        return self.item.facts.get("touched") or self.item.departments


@dataclass(frozen=True)
class _Names:
    """What the names and links of some items are made of."""

    url: str  # of the workspace
    people: Mapping[str, str]
    departments: Mapping[str, Department]

    def department(self, key: str) -> Department | str:
        return self.departments.get(key, key)


def item_shown(session: Session, item: AgendaItem) -> ItemShown:
    """All that a view needs of an item, and nothing of a pain's words that the team may not see."""
    return all_shown(session, [item])[0]


def all_shown(session: Session, items: Sequence[AgendaItem]) -> tuple[ItemShown, ...]:
    """Of one workspace; in as many queries as one of them."""
    if not items:
        return ()
    workspace = session.get_one(Workspace, items[0].workspace_id)
    found = _with_pains(session, items)
    people = {person for one in found for person in (one.owner, one.item.by)}
    keys = {key for one in found for key in (one.department, one.offered_to, *one.touched)}
    departments = departments_by_key(session, workspace.key, keys)
    names = _Names(workspace.url, names_of(session, workspace.key, people), departments)
    return tuple(_shown(one, names) for one in found)


def _with_pains(session: Session, items: Sequence[AgendaItem]) -> list[_Item]:
    ids = [item.pain_id for item in items if item.pain_id]
    found = session.exec(_PAINS, params={"ids": ids}) if ids else ()
    pains = {pain.id: (pain, ChannelKind(place) if place else None) for pain, place in found}
    return [_Item(item, *pains[item.pain_id]) if item.pain_id else _Item(item) for item in items]


def _shown(one: _Item, names: _Names) -> ItemShown:
    item, pain = one.item, one.pain
    visible = pain is not None and words_visible(pain, one.place)
    return ItemShown(
        item,
        title=item.title or (headline(pain, visible=visible) if pain else ""),
        words=pain.words if pain and visible else "",
        withheld=pain is not None and bool(pain.words) and not visible,
        pain=pain.number if pain else None,
        card_url=permalink(names.url, pain.card_channel, pain.card_ts) if pain and pain.card_ts else "",
        owner=names.people.get(one.owner, one.owner),
        department=names.department(one.department),
        offered_to=names.department(one.offered_to),
        touched=tuple(names.department(key) for key in one.touched),
        by=names.people.get(item.by, ""),
        minutes=minutes_of(item),
    )


def agenda_facts(
    session: Session, meeting: Meeting, *, waiting: tuple[int, int] = (0, NOT_TODAY_SHOWN), is_late: bool = False
) -> AgendaFacts:
    """The agenda as it was last written. `waiting`: (from, how many) of those for another day are shown."""
    items = items_of(session, meeting.key)
    today, later = split(items)
    start, most = waiting
    names = names_of(session, meeting.workspace_id, [meeting.facilitator])
    return AgendaFacts(
        meeting=meeting,
        series=series_at(session, meeting),
        items=all_shown(session, today),
        not_today=all_shown(session, later[start : start + most]),
        not_today_count=len(later),
        facilitator=names.get(meeting.facilitator, ""),
        is_late=is_late,
    )


def call_facts(session: Session, meeting: Meeting, t: Texts, *, is_late: bool = False) -> CallFacts:
    """`t`: in whose language holidays are named."""
    names = names_of(session, meeting.workspace_id, [meeting.facilitator])
    return CallFacts(
        meeting=meeting,
        series=series_at(session, meeting),
        facilitator=names.get(meeting.facilitator, ""),
        warnings=tuple(one.line(t) for one in warnings_for(session, meeting)),
        is_late=is_late,
    )


def split(items: Sequence[AgendaItem]) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """(for this meeting, for another day)."""
    return [item for item in items if not item.not_today], [item for item in items if item.not_today]
