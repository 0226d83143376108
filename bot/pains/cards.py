"""The card of a pain in the flywheel channel: queued with the change, written when it goes out.

A card is rendered as it is claimed for sending, so the newest state goes out however late, and however often it is
retried. All letters of one card share a lane: they never overtake each other.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from bot.channels.models import Channel, ChannelKind
from bot.channels.services import known_lately
from bot.decisions.queries import last_decision_on
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.departments.services import stage_shown
from bot.home.news import pain_changed
from bot.i18n import language_for, texts_in
from bot.loops.queries import loop_of
from bot.ownership.queries import standing_of
from bot.pains.models import Echo, Numbered, Pain, PainStatus, Source, Via
from bot.pains.rules import words_visible
from bot.pains.views import CardFacts, pain_card
from bot.people.models import Person
from bot.slack.ids import PurposeId
from bot.slack.text import permalink
from bot.store.prepared import Query
from bot.workspaces.models import Workspace

# Built once: putting them together takes longer than running them.
_PAIN = select(Pain).where(col(Pain.id) == sa.bindparam("id"))
_ECHOES = Query(
    sa.select(col(Echo.customer)).where(col(Echo.pain_id) == sa.bindparam("pain_id")).order_by(col(Echo.id))
)
_LANGUAGE = Query(sa.select(col(Workspace.language)).where(col(Workspace.id) == sa.bindparam("workspace_id")))
_into = aliased(Pain, name="into_that")
_AROUND = Query(
    sa.select(
        *(col(Workspace.url), col(Channel.kind), col(Channel.name), col(Person.name), col(_into.number)),
        *(col(Source.channel_id), col(Source.ts), col(Source.thread_ts)),
    )
    .select_from(Pain)
    .join(Workspace, col(Workspace.id) == col(Pain.workspace_id))
    .outerjoin(
        Channel,
        (col(Channel.workspace_id) == col(Pain.workspace_id)) & (col(Channel.channel_id) == col(Pain.channel_id)),
    )
    .outerjoin(
        Person, (col(Person.workspace_id) == col(Pain.workspace_id)) & (col(Person.user_id) == col(Pain.reporter))
    )
    .outerjoin(_into, col(_into.id) == col(Pain.merged_into))
    .outerjoin(Source, col(Source.pain_id) == col(Pain.id))
    .where(col(Pain.id) == sa.bindparam("pain_id"))
    .limit(1)
)


def post_card(session: Session, pain: Pain | Numbered, channel: str | None, *, now: datetime) -> None:
    """Queue the card. Without a channel nothing is queued: `post_missing_cards` will, once there is one."""
    letters = [] if not pain.channel_id else channel_letters(session, pain, now=now)
    if channel:
        letters.append(_letter(pain, Method.POST, channel, f"card:{pain.number}:{channel}"))
    enqueue(session, pain.workspace_id, *letters, now=now)


def edit_card(session: Session, pain: Pain, *, now: datetime) -> None:
    """Queue an edit in place; the pain's version makes it one edit a change. Open Homes that show it follow."""
    pain.version += 1
    session.add(pain)
    session.flush()
    letter = _letter(pain, Method.UPDATE, pain.card_channel, f"card:{pain.number}:v{pain.version}")
    enqueue(session, pain.workspace_id, letter, now=now)
    pain_changed(session, pain, now=now)


def post_anew(session: Session, row: OutboxRow, *, now: datetime) -> None:
    """Somebody deleted the card that `row` was to change: as long as there is something to do, it comes back."""
    pain = _pain_of(session, row)
    workspace = session.get_one(Workspace, row.workspace_id)
    if pain.status in {PainStatus.OPEN, PainStatus.RESOLVED} and workspace.flywheel_channel:
        pain.card_channel, pain.card_ts = "", ""
        session.add(pain)
        channel = workspace.flywheel_channel
        letter = _letter(pain, Method.POST, channel, f"card:{pain.number}:{channel}:v{pain.version}")
        enqueue(session, row.workspace_id, letter, now=now)


def channel_letters(session: Session, pain: Pain | Numbered, *, now: datetime) -> list[Letter]:
    """Ask what kind of place the pain comes from, in the card's own lane: the card waits for the answer."""
    if known_lately(session, pain.workspace_id, pain.channel_id, now=now):
        return []
    return [
        Letter(
            key=f"place:{pain.number}",
            method=Method.CHANNEL,
            channel=pain.channel_id,
            purpose=PurposeId.CHANNEL,
            subject=pain.channel_id,
            lane=_lane(pain),
        )
    ]


def post_missing_cards(session: Session, workspace: Workspace, *, now: datetime) -> int:
    """Queue the card of every open pain that has none; returns how many. For a channel chosen late, or chosen anew."""
    wanted = select(Pain).where(
        Pain.workspace_id == workspace.key, Pain.status == PainStatus.OPEN, Pain.card_ts == ""
    ).order_by(col(Pain.id))  # fmt: skip
    pains = session.exec(wanted).all()
    for pain in pains:
        post_card(session, pain, workspace.flywheel_channel, now=now)
    return len(pains)


def _letter(pain: Pain | Numbered, method: Method, channel: str, key: str) -> Letter:
    purpose = PurposeId.CARD if method is Method.POST else PurposeId.CARD_EDIT
    return Letter(key=key, method=method, channel=channel, purpose=purpose, subject=str(pain.key), lane=_lane(pain))


def _lane(pain: Pain | Numbered) -> str:
    return f"card:{pain.number}"


def render_card(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for a pain that was taken back or joined before its card went out, or has a card already."""
    pain = _pain_of(session, row)
    if pain.status in {PainStatus.MERGED, PainStatus.WITHDRAWN} or pain.card_ts:
        return None
    return {"unfurl_links": False, "unfurl_media": False, **_card(session, pain)}


def render_edit(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """None for a pain whose card never came to be."""
    pain = _pain_of(session, row)
    if not pain.card_ts:
        return None
    return {"channel": pain.card_channel, "ts": pain.card_ts, **_card(session, pain)}


def card_posted(session: Session, delivered: Delivered, now: datetime) -> None:
    """Keep where the card is; what changed while it was on its way is edited in."""
    pain = _pain_of(session, delivered.row)
    pain.card_channel = str(delivered.response.get("channel") or delivered.row.channel)
    pain.card_ts = str(delivered.response["ts"])
    edit_card(session, pain, now=now) if pain.status is not PainStatus.OPEN else session.add(pain)


def card_facts(session: Session, pain: Pain) -> CardFacts:
    """All a card or a receipt shows, gathered."""
    ((url, kind, place, reporter, merged, *source),) = _AROUND.all(session, {"pain_id": pain.id})
    echoed = [customer for (customer,) in _ECHOES.all(session, {"pain_id": pain.id})]
    also = dict.fromkeys(customer for customer in echoed if customer and customer != pain.customer)
    return CardFacts(
        pain=pain,
        visible=words_visible(pain, kind),
        stage=stage_shown(session, pain.workspace_id, pain.stage),
        place=place if kind is ChannelKind.PUBLIC else "",
        source_url=_address(url, pain, source),
        reporter_name=reporter or "",
        customers=1 + len(echoed),
        also=tuple(also),
        merged_into=merged,
        standing=standing_of(session, pain),
        loop=loop_of(session, pain),
        decision=last_decision_on(session, pain.key),
    )


def _address(url: str, pain: Pain, source: Sequence[Any]) -> str:
    """Nobody but the two of them can open a line to the bot. `source`: channel, ts and thread_ts, or None of each."""
    return "" if source[0] is None or pain.via is Via.DIRECT else permalink(url, *source)


def _card(session: Session, pain: Pain) -> Mapping[str, Any]:
    """A channel is written in the workspace's language."""
    t = texts_in(language_for(None, _LANGUAGE.scalar(session, {"workspace_id": pain.workspace_id}), None))
    return pain_card(card_facts(session, pain), t).payload()


def _pain_of(session: Session, row: OutboxRow) -> Pain:
    return session.exec(_PAIN, params={"id": int(row.subject)}).one()
