"""What screens show of items and of the agenda of a meeting. Words said in private are not in it."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session

from bot.agenda.models import AgendaItem
from bot.agenda.rules import minutes_of
from bot.agenda.views import AgendaFacts, CallFacts, ItemShown
from bot.agenda.writing import items_of
from bot.channels.services import find_channel
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


def item_shown(session: Session, item: AgendaItem) -> ItemShown:
    """All that a view needs of an item, and nothing of a pain's words that the team may not see."""
    pain = session.get_one(Pain, item.pain_id) if item.pain_id else None
    owner = pain.owner if pain else ""
    names = names_of(session, item.workspace_id, [owner, item.by])
    offered_to, touched = str(item.facts.get("offered_to") or ""), item.facts.get("touched") or item.departments
    department = pain.owner_department if pain else ""
    known = departments_by_key(session, item.workspace_id, [department, offered_to, *touched])
    visible = pain is not None and _visible(session, pain)
    return ItemShown(
        item,
        title=item.title or (headline(pain, visible=visible) if pain else ""),
        words=pain.words if pain and visible else "",
        withheld=pain is not None and bool(pain.words) and not visible,
        pain=pain.number if pain else None,
        card_url=_card_url(session, pain),
        owner=names.get(owner, owner),
        department=_known(department, known),
        offered_to=_known(offered_to, known),
        touched=tuple(_known(key, known) for key in touched),
        by=names.get(item.by, ""),
        minutes=minutes_of(item),
    )


def all_shown(session: Session, items: Iterable[AgendaItem]) -> tuple[ItemShown, ...]:
    return tuple(item_shown(session, item) for item in items)


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


def _visible(session: Session, pain: Pain) -> bool:
    channel = find_channel(session, pain.workspace_id, pain.channel_id) if pain.channel_id else None
    return words_visible(pain, channel.kind if channel else None)


def _card_url(session: Session, pain: Pain | None) -> str:
    if pain is None or not pain.card_ts:
        return ""
    return permalink(session.get_one(Workspace, pain.workspace_id).url, pain.card_channel, pain.card_ts)


def _known(key: str, departments: dict[str, Department]) -> Department | str:
    return departments.get(key, key)
