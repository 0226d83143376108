"""The lists behind a Home: what waits in every department, and what a search finds. Each asks who may see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from bot.home.rules import FOUND_ROWS, WAITING_ROWS, Found, Row, Waiting
from bot.loops.queries import count_loops, loops_to_close
from bot.ownership.queries import count_offers, departments_by_key, waiting_offers
from bot.pains.queries import Seen, count_overdue, count_unowned, find_pains, overdue, seen, unowned
from bot.pains.rules import Page, headline
from bot.people.services import names_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.text import permalink
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace


def may_search(session: Session, workspace_id: int, person: str, *, now: datetime) -> None:
    """Raises UserError for whoever may not."""
    require(session, workspace_id, person, Act.FIND, on=today_in(session, workspace_id, now))


def search(session: Session, workspace_id: int, person: str, words: str, *, now: datetime) -> Found:
    """Raises UserError for whoever may not."""
    may_search(session, workspace_id, person, now=now)
    found = find_pains(session, workspace_id, words, most=FOUND_ROWS)
    rows = rows_of(session, session.get_one(Workspace, workspace_id), found.newest)
    return Found(words, rows, found.count, found.looked_at)


def count_waiting(session: Session, workspace_id: int, today: date) -> dict[Waiting, int]:
    return {
        Waiting.UNOWNED: count_unowned(session, workspace_id),
        Waiting.HANDOFFS: count_offers(session, workspace_id),
        Waiting.OVERDUE: count_overdue(session, workspace_id, today),
        Waiting.LOOPS: count_loops(session, workspace_id),
    }


def waiting_list(
    session: Session, workspace_id: int, person: str, what: Waiting, page: int, *, now: datetime
) -> Page[Row]:
    """Raises UserError for whoever may not."""
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, person, Act.SEE_WAITING, on=today)
    return READ[what](session, session.get_one(Workspace, workspace_id), page, today)


def rows_of(session: Session, workspace: Workspace, pains: Sequence[Seen]) -> list[Row]:
    """With the name of each owner and her department."""
    names = names_of(session, workspace.key, [pain.owner for pain, _ in pains])
    parts = departments_by_key(session, workspace.key, [pain.owner_department for pain, _ in pains])
    return [
        Row(
            number=pain.number,
            title=headline(pain, visible=visible),
            status=pain.status,
            url=permalink(workspace.url, pain.card_channel, pain.card_ts) if pain.card_ts else "",
            who=names.get(pain.owner) or pain.owner,
            department=parts.get(pain.owner_department, pain.owner_department),
            day=pain.next_on,
            since=pain.created_at,
        )
        for pain, visible in pains
    ]


def _unowned(session: Session, workspace: Workspace, page: int, _today: date) -> Page[Row]:
    found = unowned(session, workspace.key, page, size=WAITING_ROWS)
    return found.showing(rows_of(session, workspace, found.rows))


def _overdue(session: Session, workspace: Workspace, page: int, today: date) -> Page[Row]:
    found = overdue(session, workspace.key, today, page, size=WAITING_ROWS)
    return found.showing(rows_of(session, workspace, found.rows))


def _offers(session: Session, workspace: Workspace, page: int, _today: date) -> Page[Row]:
    """With whom each is offered to, and since when."""
    found = waiting_offers(session, workspace.key, page, size=WAITING_ROWS)
    offers = [offer for offer, _ in found.rows]
    names = names_of(session, workspace.key, [offer.to_person for offer in offers])
    parts = departments_by_key(session, workspace.key, [offer.to_department for offer in offers])
    rows = rows_of(session, workspace, seen(session, workspace.key, [pain for _, pain in found.rows]))
    return found.showing(
        [
            replace(
                row,
                who=names.get(offer.to_person) or offer.to_person,
                department=parts.get(offer.to_department, offer.to_department),
                since=offer.offered_at,
            )
            for offer, row in zip(offers, rows, strict=True)
        ]
    )


def _loops(session: Session, workspace: Workspace, page: int, _today: date) -> Page[Row]:
    """With how many customers wait for a word."""
    found = loops_to_close(session, workspace.key, page, size=WAITING_ROWS)
    rows = rows_of(session, workspace, seen(session, workspace.key, [pain for pain, _ in found.rows]))
    counts = [count for _, count in found.rows]
    return found.showing([replace(row, count=count) for row, count in zip(rows, counts, strict=True)])


READ: Mapping[Waiting, Callable[[Session, Workspace, int, date], Page[Row]]] = {
    Waiting.UNOWNED: _unowned,
    Waiting.HANDOFFS: _offers,
    Waiting.OVERDUE: _overdue,
    Waiting.LOOPS: _loops,
}
