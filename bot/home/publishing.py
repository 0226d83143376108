"""Publishing a Home, and publishing it anew while somebody looks at it. It is written when it goes out.

Slack tells when a Home is opened, and never when it is closed. So whoever opened hers, or clicked in it, within the
last hour is taken to look at it still: the letters of her own acts say so, by their keys. All letters of one Home share
a lane, so on two devices or ten the last state is the one that stays.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col

from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import call_off, enqueue, is_pending
from bot.home.rules import Pages, pages_in
from bot.slack.ids import PurposeId
from bot.store.prepared import Prepared

LOOKING = timedelta(hours=1)
GATHERED = timedelta(seconds=1)  # changes this close together are one letter

# By the unique index of the keys. The person stands twice: how databases order signs within a key differs.
_LAST_LOOK = Prepared(
    sa.select(col(OutboxRow.subject))
    .where(
        col(OutboxRow.workspace_id) == sa.bindparam("workspace_id"),
        col(OutboxRow.key) >= sa.bindparam("first"),
        col(OutboxRow.key) < sa.bindparam("end"),
        col(OutboxRow.channel) == sa.bindparam("person"),
        col(OutboxRow.state) != sa.literal_column("'parked'"),
    )
    .order_by(col(OutboxRow.key).desc())
)


def publish_home(
    session: Session, workspace_id: int, person: str, key: str, *, pages: Pages | None = None, now: datetime
) -> None:
    """She looks: she opened it, or did something in it. `pages`: None = those that are open.

    It takes the place of whatever has not gone out yet.
    """
    pages = pages or _pages_open(session, workspace_id, person, now=now) or Pages()
    call_off(session, workspace_id, _lane(person), now=now)
    enqueue(session, workspace_id, _letter(f"{_key(person, now)}:{key}", person, pages), now=now)


def publish_anew(session: Session, workspace_id: int, people: Iterable[str], about: str, *, now: datetime) -> None:
    """Something changed that these people see on their Homes. Whoever does not look gets nothing.

    `about` names the change: "12:v3". One letter tells of all that changes until it goes out.
    """
    for person in sorted(set(people) - {""}):
        pages = _pages_open(session, workspace_id, person, now=now)
        if pages is None or is_pending(session, workspace_id, _lane(person)):
            continue
        due = {"due_at": now + GATHERED, "expires_at": now + LOOKING}
        enqueue(session, workspace_id, _letter(f"home anew:{person}:{about}", person, pages, **due), now=now)


def _pages_open(session: Session, workspace_id: int, person: str, *, now: datetime) -> Pages | None:
    """None = she does not look."""
    wanted = {"workspace_id": workspace_id, "person": person}
    span = {"first": _key(person, now - LOOKING), "end": _key(person, now + timedelta(seconds=1))}
    found = _LAST_LOOK.run(session, {**wanted, **span}).fetchone()
    return pages_in(found[0]) if found else None


def _key(person: str, at: datetime) -> str:
    return f"home:{person}:{int(at.timestamp() * 1000):013d}"


def _lane(person: str) -> str:
    return f"home:{person}"


def _letter(key: str, person: str, pages: Pages, **due: datetime) -> Letter:
    return Letter(key, Method.HOME, person, {}, PurposeId.HOME, pages.text, _lane(person), **due)
